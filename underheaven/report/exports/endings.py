"""Endings of file names that an export can have; any other is refused with the nearest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from underheaven.documents.problems import refuse
from underheaven.documents.words import nearest

PICTURES = (".png", ".svg", ".json", ".csv", ".parquet")
TABLES = (".csv", ".parquet", ".json")
BRIEFS = (".html", ".md")


def ending(path: Path, known: Sequence[str], what: str) -> str:
    """The ending of `path`, which is one of `known`; InputError if it is none of them.

    `what` names the thing that is written: `a picture`.
    """
    found = path.suffix.lower()
    if found in known:
        return found
    near = nearest(found, known)
    every = f"{', '.join(known[:-1])} or {known[-1]}"
    raise refuse(
        f"{path} cannot be written",
        f"{what} is written as {every}, chosen by the ending of the name"
        + ("" if found else "; this name has none"),
        f"name it {path.with_suffix(near or known[0])}",
    )
