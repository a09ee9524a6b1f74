"""A warning about an entry of a file, in the form in which compilers give them."""

from __future__ import annotations

from dataclasses import replace

from underheaven.documents.problems import Problem


def warned(problem: Problem) -> str:
    """`FILE:LINE:COLUMN: warning: where: what. Why. Remedy.`, on one line."""
    place = f"{problem.file}:{problem.line}:{problem.column}: " if problem.file else ""
    return f"{place}warning: {replace(problem, file='', line=0, column=0)}"
