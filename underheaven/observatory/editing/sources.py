"""The sources of the checker as one archive, with the societies that policies are held against."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from underheaven.observatory.editing.zipping import zipped
from underheaven.observatory.handed import directories
from underheaven.policy.loading import policy_path
from underheaven.society.loading import load_society, society_names

PACKAGE = Path(__file__).resolve().parents[2]
WANTED = ("numpy", "numba", "llvmlite", "scipy", "rich", "pyarrow", "duckdb", "typer")
"""What is not there in the page."""
ALONE = f"""
import sys
for name in {WANTED!r}:
    sys.modules[name] = None
from underheaven.observatory.editing import in_page
from underheaven.observatory.editing.checking import checked
from underheaven.society.schema import Society
import json
text, base, society = json.load(sys.stdin)
found = checked(text, base, Society.model_validate(society))
assert not found["problems"], found
import datetime as dt
from underheaven.engine.compiling import plain_tables
from underheaven.engine.world import World
from underheaven.observatory.editing import beside, living
from underheaven.observatory.editing.checking import shipped
day = dt.date(2020, 1, 1)
plain_tables(World(shipped(base)[0], Society.model_validate(society), 1, day, day, 2_000))
# An audit asks for these by name, and would be silent on what is not there.
from underheaven.mechanisms.registry import parts
parts("screened")
ours = [each for name, each in sys.modules.items() if name.split(".")[0] == "underheaven"]
print(*(each.__file__ for each in ours), sep="\\n")
"""


def archive() -> bytes:
    """A zip of what the checker is made of: what it imports where there is neither NumPy nor a terminal.

    With it a world is laid out too: beside the sources stands what the kernels' directories hold.
    """
    societies = {name: _society(name) for name in society_names()}
    files = {path: path.read_bytes() for path in [*_imported(societies), *_read()]}
    for name, said in (("societies", societies), ("directories", directories())):
        written = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
        files[PACKAGE / "observatory" / "editing" / f"{name}.json"] = written
    return zipped({path.relative_to(PACKAGE.parent).as_posix(): each for path, each in files.items()})


def _society(name: str) -> object:
    """What the file of a society says, parts put in their places; it was checked as it was loaded."""
    return load_society(name).model_dump(mode="json", exclude_unset=True)


def _imported(societies: dict[str, object]) -> list[Path]:
    """The sources that another process imports for a check and for a world; it fails where one needs what is
    not there.

    They import everything at once, so which policy it is is no matter.
    """
    name, society = "none", next(iter(societies.values()))
    said = json.dumps([policy_path(name).read_text(encoding="utf-8-sig"), name, society])
    done = subprocess.run(
        [sys.executable, "-c", ALONE], input=said, capture_output=True, text=True, check=True
    )
    return [Path(line) for line in done.stdout.splitlines()]


def _read() -> Iterable[Path]:
    """What is read and not imported: the shipped policies, and files by whose names mechanisms are found."""
    yield from (PACKAGE / "policy" / "catalogue").glob("*.yaml")
    yield from (PACKAGE / "mechanisms").glob("*/__init__.py")
    yield from (PACKAGE / "mechanisms").glob("*/structure*.py")
