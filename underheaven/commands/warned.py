"""A warning about an entry of a file, in the form in which compilers give them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from underheaven.documents.problems import Problem
from underheaven.policy.loading import policy_names, policy_path


def warned(problem: Problem) -> str:
    """`FILE:LINE:COLUMN: warning: where: what. Why. Remedy.`, on one line.

    A policy of the catalogue is called by its name: where the package is installed is of no use to anybody.
    """
    name = Path(problem.file).stem
    file = name if name in policy_names() and Path(problem.file) == policy_path(name) else problem.file
    place = f"{file}:{problem.line}:{problem.column}: " if file else ""
    return f"{place}warning: {replace(problem, file='', line=0, column=0)}"
