"""What is wrong with an input, said so that its writer can mend it.

A `Problem` names the thing, the cause and the remedy, and where the thing stands. An `InputError`
carries all problems of one input; printing them and choosing an exit code is the front door's work.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict, Unpack

MAX_PROBLEMS = 1000
"""Of so many problems with one document all are said; of more, the first ones and that there are more."""


def _one_line(text: str) -> str:
    """`text` on one line, without characters that would move a terminal's cursor."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())


def _sentence(text: str) -> str:
    text = _one_line(text).rstrip(". ")
    end = "" if text.endswith("?") else "."
    return f"{text[:1].upper()}{text[1:]}{end}" if text else ""


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong.

    `what` names the thing, `why` the cause, `remedy` what to do; `why` and `remedy` may be empty.
    `line` and `column` count from 1, and are 0 where the problem has no place in a file.
    `where` is the dotted path of the entry, such as `rules.jaywalking.points`.
    """

    what: str
    why: str
    remedy: str
    file: str = ""
    line: int = 0
    column: int = 0
    where: str = ""

    def __str__(self) -> str:
        """`FILE:LINE:COLUMN: where: what. Why. Remedy.`, on one line, absent parts left out."""
        place = self.file
        if self.line:
            place = (
                f"{place}:{self.line}:{self.column}" if place else f"line {self.line}, column {self.column}"
            )
        head = [_one_line(part) for part in (place, self.where) if part]
        # The first part may begin with a key's name, which keeps its small letter.
        body = [f"{_one_line(self.what).rstrip('. ')}.", _sentence(self.why), _sentence(self.remedy)]
        return ": ".join([*head, " ".join(part for part in body if part)])


class InputError(Exception):
    """An input was refused; nothing has been changed. `problems` holds every reason, never none."""

    def __init__(self, problems: Sequence[Problem], *, early: bool = False) -> None:
        if not problems:
            raise ValueError("an InputError needs at least one problem")
        self.problems: tuple[Problem, ...] = tuple(problems)
        self._early = early
        super().__init__(self.problems)

    @property
    def early(self) -> bool:
        """Whether checks come after the one that refused it: what they will find is not among the problems.

        An error that was raised in place of another is as early as that one was.
        """
        before = self.__context__
        return self._early or (isinstance(before, InputError) and before.early)

    def __str__(self) -> str:
        """One problem a line."""
        return "\n".join(str(problem) for problem in self.problems)


class Place(TypedDict, total=False):
    """Where a problem is: the last four fields of `Problem`."""

    file: str
    line: int
    column: int
    where: str


def refuse(what: str, why: str, remedy: str, **place: Unpack[Place]) -> InputError:
    """The error for a single problem: `raise refuse(what, why, remedy, file=...)`."""
    return InputError([Problem(what, why, remedy, **place)])
