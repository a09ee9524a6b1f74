"""How commands speak: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NoReturn, TextIO

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from underheaven.commands.narrow import fitting
from underheaven.documents.characters import unfit
from underheaven.documents.problems import InputError, Problem, refuse
from underheaven.record.disk import CLOSED, FULL

WRONG_INPUT, INTERRUPTED = 2, 130
WIDTH = 80
"""Columns of text in a file or a pipe, whatever the terminal is; tables and names may need more."""


class _Output(Console):
    """Results: as wide as a terminal is, and elsewhere always alike, without blanks at the ends of lines."""

    def on_broken_pipe(self) -> None:
        raise BrokenPipeError

    def print(self, *objects: Any, **options: Any) -> None:
        """As in the base class, but that no line is cut."""
        options = {"crop": False, **options}
        if any(isinstance(each, Text) and each.no_wrap for each in objects):
            # The base class joins texts into one that has forgotten it.
            options |= {"no_wrap": True, "overflow": "ignore"}
        if on_terminal():
            super().print(*objects, **options)
            return
        with self.capture() as captured:
            super().print(*objects, **options)
        sys.stdout.write(stripped(captured.get()))

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """As in the base class, but for tables, which are laid out so that nothing in them is cut."""
        if isinstance(renderable, Table):
            renderable, options = fitting(renderable, self, options or self.options, on_terminal())
        return super().render(renderable, options)


class _Messages(Console):
    def on_broken_pipe(self) -> None:
        _drop(sys.stderr)


def output() -> Console:
    """Where results go."""
    width = None if on_terminal() else WIDTH
    return _Output(highlight=False, markup=False, emoji=False, width=width)


def on_terminal() -> bool:
    """Whether results go to a terminal, whose width counts; elsewhere lines have `WIDTH` columns."""
    return sys.stdout.isatty()


def stripped(text: str) -> str:
    """Text without blanks at the ends of its lines."""
    return "\n".join(line.rstrip(" ") for line in text.split("\n"))


def unbroken(text: str) -> Text:
    """A line that stays one at any width: a command to paste, the name of a file, what `check` found."""
    return Text(text, no_wrap=True, overflow="ignore")


def messages() -> Console:
    """Where messages and progress go; that nobody reads them any more is no error."""
    return _Messages(stderr=True, highlight=False, markup=False, emoji=False, soft_wrap=True)


def require_shown(words: Iterable[str]) -> None:
    """Refuse words of the command line that cannot be shown on one line as they are.

    Names of files are repeated in messages and pages, and must not write a line of their own there.
    """
    for number, word in enumerate(words, 1):
        if found := unfit(word, allowed=""):
            raise refuse(
                f"word {number} after the command holds the character U+{ord(found.character):04X}",
                found.why,
                "remove it; rename the file if it is in a file's name",
            )


def open_closed_streams() -> None:
    """Give the process nowhere to write to in place of a stream that was closed (`>&-`).

    Otherwise the next file that is opened would get its number, and with it what strays to the stream.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, os.O_RDWR)  # which takes the lowest number that is free: this one
    for name, number in (("stdout", 1), ("stderr", 2)):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(number, "w", encoding="utf-8", closefd=False))


def print_json(data: Any) -> None:
    """One JSON object on standard output."""
    unicode = (sys.stdout.encoding or "").lower().startswith("utf")
    sys.stdout.write(json.dumps(data, indent=2, ensure_ascii=not unicode, allow_nan=False) + "\n")


def leave(status: int) -> NoReturn:
    """End the process with a status; nothing is left to say."""
    raise SystemExit(status)


def said(problem: Problem) -> str:
    """A problem as one line; where it stands in no file, the program's name comes first."""
    return str(problem) if problem.file else f"underheaven: {problem}"


def say(problems: Sequence[Problem]) -> None:
    """Problems on standard error, one a line; where that cannot be written to, the status has to do."""
    try:
        for problem in problems:
            sys.stderr.write(f"{said(problem)}\n")
        sys.stderr.flush()
    except OSError:
        _drop(sys.stderr)


@contextmanager
def ends_well() -> Iterator[None]:
    """Turn wrong input, an interruption and a failing machine into a message and an exit status."""
    try:
        yield
        # Here rather than at the end of the process, where an error could not be told.
        sys.stdout.flush()
    except InputError as error:
        say(error.problems)
        leave(WRONG_INPUT)
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted. No file was left half written.\n")
        leave(INTERRUPTED)
    except BrokenPipeError:
        # The reader (head, less) has gone: not an error.
        _drop(sys.stdout)
        leave(0)
    except OSError as error:
        _drop(sys.stdout)
        say((_of_the_machine(error),))
        leave(WRONG_INPUT)
    except MemoryError:
        remedy = "lower --citizens, or use a machine with more memory"
        say((Problem("there is not enough memory", "the system gave no more", remedy),))
        leave(WRONG_INPUT)


def _of_the_machine(error: OSError) -> Problem:
    """What a failing disk, path or permission comes to."""
    what = f"{error.filename or 'a file or standard output'} cannot be used"
    if error.errno in FULL:
        why, remedy = "the disk is full or a quota is used up", "free some space, or write to another disk"
    elif error.errno in CLOSED:
        why, remedy = "it is closed to you", "look at its permissions, or name another place"
    else:
        why, remedy = error.strerror or str(error), "look at the path, the disk and the permissions"
    return Problem(what, why, remedy)


def _drop(stream: TextIO) -> None:
    """What has not been written is dropped: Python would try it again when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
