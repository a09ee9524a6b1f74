"""Proofs: blocks that take too long for every test, kept with a hash of what they follow from."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import cast

from tools.pages.marks import Part
from tools.pages.session import ROOT
from underheaven.documents.reading import read_document
from underheaven.documents.told import ORIGIN
from underheaven.engine.world import MODEL_VERSION
from underheaven.society.parts import BUILDS_ON, names_of

KEPT = ROOT / "docs" / "proofs.json"
PROSE = frozenset({"about", "corrections"})
NUMBERS = frozenset({"value", "dated", "values", "weights", "first"})
"""Beside one of these keys the shipped files say where numbers come from."""


def inputs(*parts: str) -> str:
    """A hash of all that results follow from: the model's version, and what policies and societies tell it.

    Where their numbers come from is no part of it, and neither is prose: no result hangs on them. Of shared
    parts those count that a shipped society names, and `parts`, which a page names besides.
    """
    return inputs_in(ROOT / "underheaven", parts)


def inputs_in(package: Path, parts: Iterable[str] = ()) -> str:
    """The same of the catalogues in a folder like the package."""
    digest = hashlib.sha256(f"model {MODEL_VERSION}".encode())
    societies = sorted((package / "society" / "catalogue").glob("*.yaml"))
    shared = package / "society" / "catalogue" / "parts"
    named = [shared / f"{name}.yaml" for name in parts]
    named += [path for each in societies for path in _parts(shared, each)]
    built = [path for each in named for path in (each, *_bases(shared, each))]
    policies = sorted((package / "policy" / "catalogue").glob("*.yaml"))
    for path in [*policies, *sorted({*societies, *built})]:
        said = json.dumps(results_follow_from(read_document(path).data), default=str)
        digest.update(path.relative_to(package.parent).as_posix().encode() + said.encode())
    return digest.hexdigest()


def _parts(shared: Path, society: Path) -> list[Path]:
    """The shared parts that a society names."""
    data = cast(dict[str, object], read_document(society).data)
    return [shared / f"{name}.yaml" for name in names_of(data).values()]


def _bases(shared: Path, part: Path) -> list[Path]:
    """The parts on which a part builds, one below the other."""
    data = cast(dict[str, object], read_document(part).data)
    if BUILDS_ON not in data:
        return []
    base = shared / f"{data[BUILDS_ON]}.yaml"
    return [base, *_bases(shared, base)]


def results_follow_from(data: object) -> object:
    """A file's data, as they were read, without prose and without the origins of numbers; order counts."""
    if isinstance(data, dict):
        left_out = PROSE | (ORIGIN if data.keys() & NUMBERS else frozenset())
        if data.keys() & {"society", "part"}:
            left_out |= {"sources"}
        if "policy" in data:
            left_out |= {"structure"}
        rest = {str(key): results_follow_from(each) for key, each in data.items() if key not in left_out}
        return rest["value"] if rest.keys() == {"value"} else rest
    return [results_follow_from(each) for each in data] if isinstance(data, list) else data


def current(page: Path, part: Part) -> bool:
    """Whether a block is what was printed when the proof was last made, from today's inputs."""
    kept = _kept().get(_key(page, part))
    return kept is not None and kept["inputs"] == inputs() and kept["printed"] == _hash(part.body)


def keep(page: Path, parts: list[Part]) -> None:
    """Write down that a page's proofs were made today."""
    names = {path.name for path in [ROOT / "README.md", *(ROOT / "docs").glob("*.md")]}
    known = {key: value for key, value in _kept().items() if key.partition(": ")[0] in names - {page.name}}
    for part in parts:
        known[_key(page, part)] = {
            "made": dt.datetime.now(dt.UTC).date().isoformat(),
            "inputs": inputs(),
            "printed": _hash(part.body),
        }
    KEPT.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def _key(page: Path, part: Part) -> str:
    return f"{page.name}: {part.text}"


def _hash(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()


def _kept() -> dict[str, dict[str, str]]:
    return dict(json.loads(KEPT.read_text(encoding="utf-8"))) if KEPT.exists() else {}
