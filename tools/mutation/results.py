"""What came of the mutants that were tried, by source: docs/mutation.json, of which the page is made.

A mutant is kept by its number in its source, which holds as long as the source and the tool are what they
were: of both, a hash is kept. So a source that was edited is tried again, and the others are not.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from dataclasses import asdict, dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from tools.mutation.forking import ENDLESS
from tools.mutation.mutants import PACKAGE, ROOT, Change, changes, hash_of, named, sources

KEPT = ROOT / "docs" / "mutation.json"
BESIDE = ("__init__.py", "__main__.py", "page.py", "results.py", "sampling.py")
"""Parts of the tool on which it does not depend whether a mutant is noticed."""


@dataclass
class Source:
    """One source: its hash, the day of the last try, and numbers of mutants by who noticed them."""

    hash: str
    made: str
    mutants: int
    killed: dict[str, list[int]] = field(default_factory=dict)
    endless: list[int] = field(default_factory=list)
    """Those killed that did not come to an end."""
    survived: list[int] = field(default_factory=list)

    @property
    def by(self) -> dict[int, str]:
        """Who noticed each mutant that was killed."""
        return {number: name for name, numbers in self.killed.items() for number in numbers}

    @property
    def tried(self) -> set[int]:
        """Numbers of all that were tried."""
        return {*self.by, *self.survived}

    def note(self, number: int, what: dict[str, Any]) -> None:
        """Keep what came of a mutant."""
        self.made = dt.datetime.now(dt.UTC).date().isoformat()
        self.survived = [each for each in self.survived if each != number]
        if "how" not in what:
            self.survived = sorted([*self.survived, number])
            return
        self.killed[what["by"]] = sorted([*self.killed.get(what["by"], []), number])
        if what["how"] == ENDLESS:
            self.endless = sorted([*self.endless, number])


@cache
def hash_of_tool() -> str:
    """A hash of all parts of the tool that decide what a mutant is and whether it is noticed."""
    digest = hashlib.sha256()
    for path in sorted(Path(__file__).parent.glob("*.py")):
        if path.name not in BESIDE:
            digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def read(file: Path = KEPT) -> dict[str, Source]:
    """What is kept of sources that are as they were, and nothing of others; a row for every source."""
    data = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    kept: dict[str, Any] = data.get("sources", {}) if data.get("tool") == hash_of_tool() else {}
    found = dict[str, Source]()
    for path in sources():
        name, now = named(path), hash_of(path)
        row: dict[str, Any] = kept.get(name, {"hash": ""})
        found[name] = Source(**row) if row["hash"] == now else Source(now, "", len(changes(path)))
    return found


def write(results: dict[str, Source], file: Path = KEPT) -> None:
    """Keep them."""
    rows = {name: asdict(row) for name, row in results.items()}
    lines = [f"  {json.dumps(name)}: {json.dumps(row)}" for name, row in sorted(rows.items())]
    head = f'{{\n "tool": "{hash_of_tool()}",\n "sources": {{\n'
    part = file.with_suffix(".part")
    part.write_text(head + ",\n".join(lines) + "\n }\n}\n", encoding="utf-8")
    part.replace(file)


def stale(file: Path = KEPT) -> list[str]:
    """Sources, or the tool, that are not as they were when they were tried, or that nobody has tried."""
    data = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    kept: dict[str, dict[str, Any]] = data.get("sources", {})
    found = [] if data.get("tool") == hash_of_tool() else ["tools/mutation"]
    now = {named(path): hash_of(path) for path in sources()}
    return found + sorted(
        {*now, *kept} - {name for name in now if kept.get(name, {}).get("hash") == now[name]}
    )


def change_of(name: str, number: int) -> Change:
    """The mutant of a number in a source."""
    return changes(PACKAGE / name)[number]
