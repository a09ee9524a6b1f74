"""The bibliography: the works by which the shipped files say where their numbers come from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from underheaven.documents.reading import read_document

FILE = Path(__file__).parent / "bibliography.yaml"
HOW = {"V": "its text was read", "S": "known through another that tells of it", "M": "known from memory"}


@dataclass(frozen=True)
class Work:
    """A work: the name by which files name it, what it is, and how it is known here (a letter of `HOW`)."""

    name: str
    work: str
    how: str


@cache
def works() -> dict[str, Work]:
    """The works of the bibliography by name."""
    data = cast(dict[str, dict[str, Any]], read_document(FILE).data)
    return {name: Work(name, entry["work"], entry["how"]) for name, entry in data.items()}


def cited(text: str) -> list[Work]:
    """The works that a text names, in the order of the bibliography; no name within a longer one."""
    names: list[str] = []
    for name in sorted(works(), key=len, reverse=True):
        if name in text:
            names.append(name)
            text = text.replace(name, "")
    return [work for name, work in works().items() if name in names]
