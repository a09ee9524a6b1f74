"""How commands speak: results on standard output, everything else on standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NoReturn

from rich.console import Console

from underheaven.documents.problems import InputError

WRONG_INPUT, INTERRUPTED = 2, 130


def output() -> Console:
    """Where results go."""
    return Console(highlight=False, soft_wrap=not sys.stdout.isatty() and "COLUMNS" not in os.environ)


def messages() -> Console:
    """Where messages and progress go."""
    return Console(stderr=True, highlight=False, soft_wrap=True)


def print_json(data: Any) -> None:
    """One JSON object on standard output."""
    sys.stdout.write(json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False) + "\n")


def leave(status: int) -> NoReturn:
    """End the process with a status; nothing is left to say."""
    raise SystemExit(status)


@contextmanager
def ends_well() -> Iterator[None]:
    """Turn wrong input, an interruption and a closed pipe into a message and an exit status."""
    try:
        yield
    except InputError as error:
        for problem in error.problems:
            sys.stderr.write(f"{problem}\n")
        leave(WRONG_INPUT)
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted before anything was written.\n")
        leave(INTERRUPTED)
    except BrokenPipeError:
        # The reader (head, less) has gone: not an error. Python must not flush into the closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        leave(0)
