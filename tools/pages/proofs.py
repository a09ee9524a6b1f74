"""Proofs: blocks that take too long for every test, kept with a hash of what they follow from."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from pathlib import Path

from tools.pages.marks import Part
from tools.pages.session import ROOT
from underheaven.engine.world import MODEL_VERSION

KEPT = ROOT / "docs" / "proofs.json"


def inputs() -> str:
    """A hash of all that results follow from: the model's version, the policies and the societies."""
    digest = hashlib.sha256(f"model {MODEL_VERSION}".encode())
    for room in ("policy", "society"):
        for path in sorted((ROOT / "underheaven" / room / "catalogue").rglob("*.yaml")):
            if path.parent.name != "expected":
                digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()


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
