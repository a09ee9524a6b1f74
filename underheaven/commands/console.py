"""How commands speak: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any, NoReturn

from rich.console import Console

from underheaven.documents.problems import InputError, Problem

WRONG_INPUT, INTERRUPTED = 2, 130


class _Output(Console):
    def on_broken_pipe(self) -> None:
        raise BrokenPipeError


def output() -> Console:
    """Where results go."""
    return _Output(highlight=False, soft_wrap=not sys.stdout.isatty() and "COLUMNS" not in os.environ)


def messages() -> Console:
    """Where messages and progress go."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


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
    """Problems on standard error, one a line."""
    for problem in problems:
        sys.stderr.write(f"{said(problem)}\n")


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
        sys.stderr.write("Interrupted before anything was written.\n")
        leave(INTERRUPTED)
    except BrokenPipeError:
        # The reader (head, less) has gone: not an error.
        _close_output()
        leave(0)
    except OSError as error:
        _close_output()
        what = f"{error.filename or 'a file or standard output'} cannot be used"
        say((Problem(what, error.strerror or str(error), "look at the path, the disk and the permissions"),))
        leave(WRONG_INPUT)
    except MemoryError:
        remedy = "lower --citizens or --threads, or use a machine with more memory"
        say((Problem("there is not enough memory", "the system gave no more", remedy),))
        leave(WRONG_INPUT)


def _close_output() -> None:
    """What has not been written is dropped: Python would try it again when it ends."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
