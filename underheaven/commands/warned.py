"""A warning about an entry of a file, in the form in which compilers give them."""

from __future__ import annotations

from dataclasses import replace

from underheaven.documents.problems import Problem
from underheaven.policy.named import called


def warned(problem: Problem) -> str:
    """`FILE:LINE:COLUMN: warning: where: what. Why. Remedy.`, on one line."""
    file = called(problem).file
    place = f"{file}:{problem.line}:{problem.column}: " if file else ""
    return f"{place}warning: {replace(problem, file='', line=0, column=0)}"
