"""What of a policy will have no effect in a run, told in the way of Python."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from underheaven.documents.document import Document
from underheaven.documents.problems import Problem
from underheaven.engine.world import World
from underheaven.policy.idle import idle
from underheaven.policy.named import called

WHO_CALLED = 4
"""Frames from `warn` to the caller of a public function: itself, that function, and what tells its errors."""


class NoEffectWarning(UserWarning):
    """An entry of a policy that will have no effect in a run: no error, and mostly a slip of the pen."""


def without_effect(world: World, document: Document) -> tuple[str, ...]:
    """What of the policy will have no effect in the world, each in a line, in the order of the file."""
    found = idle(world.policy, world.society, document, (world.start, world.end))
    return tuple(str(_placed(each)) for each in found)


def warn(texts: Iterable[str]) -> None:
    """Warn of each where the public function was called that calls this."""
    for text in texts:
        warnings.warn(text, NoEffectWarning, stacklevel=WHO_CALLED)


def _placed(problem: Problem) -> Problem:
    """The problem without lines that nobody has seen: of what is no file there is its path alone."""
    found = called(problem)
    known = found != problem or Path(problem.file).is_file()
    return found if known else replace(problem, file="", line=0, column=0)
