"""What is to be known of a policy before it is lived: errors, what must not be overlooked, what is idle."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Callable
from dataclasses import dataclass

from underheaven.documents.document import Document
from underheaven.documents.evidence import unsourced
from underheaven.documents.problems import InputError, Problem
from underheaven.documents.words import counted
from underheaven.policy.fitness import check_fit
from underheaven.policy.flags import flags
from underheaven.policy.idle import idle
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

LAST_DAY = dt.date(2021, 12, 31)
"""The last day of a run that is not told any."""


@dataclass(frozen=True)
class Checked:
    """What was found in one file."""

    problems: list[Problem]
    warnings: tuple[str, ...] = ()
    """What a reader of a policy without errors must know before reading anything else about it."""
    idle: tuple[Problem, ...] = ()
    """What of a policy without errors will have no effect."""
    unsourced: tuple[str, ...] = ()
    """Paths of the numbers of a file without errors that do not say where they come from."""
    fitted: bool = False
    """Whether it is a policy that was held against a society."""
    stopped: bool = False
    """Whether further checks follow once the problems are mended."""

    def __repr__(self) -> str:
        """In a few lines: how many problems and warnings, and the first problem."""
        first = f": {textwrap.shorten(str(self.problems[0]), 300, placeholder=' …')}" if self.problems else ""
        problems = counted(len(self.problems), "problem")
        warnings = counted(len(self.warnings) + len(self.idle), "warning")
        return f"<Checked: {problems}, {warnings}{first}>"


def examined(policy: Policy, document: Document, society: Society) -> Checked:
    """What is to be known of a policy without errors of its own, held against a society.

    Raises InputError where it does not fit.
    """
    check_fit(policy, society, document)
    without = idle(policy, society, document, until=LAST_DAY)
    return Checked([], flags(policy), without, unsourced(policy), fitted=True)


def examining(
    read: Callable[[], tuple[Policy, Document]], examine: Callable[[Policy, Document], Checked], fits: bool
) -> Checked:
    """What is found in the policy that `read` gives, errors too; `fits` says whether it has to fit a society.

    Whether it does is looked at where it has no error of its own.
    """
    reading = True
    try:
        policy, document = read()
        reading = False
        return examine(policy, document)
    except InputError as error:
        return Checked(
            list(error.problems), fitted=fits and not reading, stopped=error.early or (fits and reading)
        )
