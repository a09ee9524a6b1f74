"""Where the worker of a page begins: JSON in, JSON out. Societies were checked when the site was made."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

from underheaven.observatory.editing.asked import answered
from underheaven.society.schema import Society

SOCIETIES, DIRECTORIES = (Path(__file__).with_name(f"{name}.json") for name in ("societies", "directories"))
"""Written where the sources for the page are put together (`sources.py`)."""


def answer(asked: str) -> str:
    """The answer to a question of the page, both as JSON."""
    return json.dumps(answered(json.loads(asked), _societies()), ensure_ascii=False)


def world(asked: str, file: bytes, shipped: bytes) -> tuple[str, bytes | None]:
    """What the page is told of the reform in its address, as JSON, and the inflated file of its world.

    `file` is the inflated one of a shipped policy, and `shipped` what the site has beside it, if anything is
    wanted beside (`living.lived`).
    """
    # Late: whoever only checks needs none of it.
    from underheaven.observatory.editing.living import lived
    from underheaven.observatory.planned import directories_from

    directories = directories_from(json.loads(DIRECTORIES.read_text(encoding="utf-8")))
    told, made = lived(json.loads(asked), file, _societies(), directories, shipped)
    return json.dumps(told, ensure_ascii=False), made


@cache
def _societies() -> dict[str, Callable[[], Society]]:
    said = json.loads(SOCIETIES.read_text(encoding="utf-8"))
    return {name: _kept(data) for name, data in said.items()}


def _kept(data: object) -> Callable[[], Society]:
    """Reads a society when it is first asked for. Whether its margins fit, only NumPy could say again."""

    @cache
    def society() -> Society:
        return Society.model_validate(data)

    return society
