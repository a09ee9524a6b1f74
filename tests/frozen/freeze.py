"""Draw the sixty worlds, and write down every digest: `python -m tests.frozen.freeze`.

Only for a new version of the model. An engine that gives another digest without one is wrong.
"""

import datetime as dt
import json
from collections.abc import Mapping
from decimal import Decimal

from pydantic import BaseModel

from tests.frozen.worlds import DIGESTS, DRAWN, FOLDER, SHIPPED, digests_of, drawn, shipped
from tests.worlds import random_world
from underheaven.engine.world import MODEL_VERSION


def main() -> None:
    """Write the files of the drawn worlds, and `digests.json`."""
    folder = FOLDER / "drawn"
    folder.mkdir(exist_ok=True)
    for number in range(DRAWN):
        world, columns = random_world(number)
        settings = {
            "seed": world.seed, "start": str(world.start), "end": str(world.end), "citizens": world.citizens,
            "step_minutes": world.step_minutes, "community_size": world.community_size,
            "renewal": world.renewal,
            "archetypes": [[*where, column] for where, column in columns.items()],
        }  # fmt: skip
        documents = {
            "society": text_of(world.society),
            "policy": text_of(world.policy),
            "world": json.dumps(settings),
        }
        for what, text in documents.items():
            (folder / f"{number:02}.{what}.json").write_text(text + "\n")
        assert drawn(number) == (world, columns)
    digests = {f"drawn {number:02}": digests_of(*drawn(number)) for number in range(DRAWN)}
    digests |= {name: digests_of(shipped(name)) for name in SHIPPED}
    DIGESTS.write_text(json.dumps({"model_version": MODEL_VERSION, "digests": digests}, indent=1) + "\n")


def text_of(value: object, indent: int = 0) -> str:
    """A document as JSON, with numbers and days written as in a file of somebody's own."""
    pad = " " * (indent + 1)
    if isinstance(value, BaseModel):
        value = value.model_dump(exclude_defaults=True)
    if isinstance(value, Mapping):
        lines = (f"{pad}{_scalar(str(name))}: {text_of(each, indent + 1)}" for name, each in value.items())
        return "{\n" + ",\n".join(lines) + "\n" + " " * indent + "}" if value else "{}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(text_of(each, indent + 1) for each in value) + "]"
    return _scalar(value)


def _scalar(value: object) -> str:
    if isinstance(value, Decimal):
        return format(value, "f")
    return str(value) if isinstance(value, dt.date) else json.dumps(value)


if __name__ == "__main__":
    main()
