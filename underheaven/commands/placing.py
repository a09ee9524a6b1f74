"""Whether a file may be written where it was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from underheaven.documents.problems import InputError, Problem
from underheaven.report.exports.endings import ending


def misplaced(out: Path, known: Sequence[str], what: str, replace: bool) -> list[Problem]:
    """Why `what` (`a picture`) cannot be written to `out`; nothing where it can.

    The ending is one of `known`, the folder is there, and no file is overwritten unasked.
    """
    problems: list[Problem] = []
    try:
        ending(out, known, what)
    except InputError as error:
        problems += error.problems
    why = f"{out} cannot be written"
    if out.is_dir():
        problems.append(Problem(why, "a folder has its name", "give it another name"))
    elif not out.absolute().parent.is_dir():
        problems.append(Problem(why, f"there is no folder {out.parent}", "make the folder first"))
    elif out.exists() and not replace:
        remedy = "give --replace, or another name"
        problems.append(Problem(f"{out} is there already", "nothing is overwritten unasked", remedy))
    return problems
