"""A fault of the program, and not of what it was given: told in a few lines that can be reported."""

from __future__ import annotations

import os
import platform
import shlex
import sys
import tempfile
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from underheaven import __version__

FAULT = 70
"""The exit status, as sysexits.h has it."""
WHERE_TO = "UNDERHEAVEN_TRACEBACK"
"""With this variable set, the traceback is printed and not put into a file."""
PACKAGE = Path(__file__).resolve().parent


@contextmanager
def faults_told() -> Iterator[None]:
    """Turn an exception that nobody expects into a message and the status `FAULT`."""
    try:
        yield
    except Exception as error:  # noqa: BLE001 - whatever it is
        sys.stderr.write(told(error))
        raise SystemExit(FAULT) from None


def told(error: Exception) -> str:
    """What happened, and what to report, in lines; the traceback goes into a file, which is named."""
    trace = "".join(traceback.format_exception(error))
    lines = [
        f"underheaven: this is a fault of the program, and not of what you gave it: {_in_words(error)}",
        "Please report it with these lines:",
        f"  version: underheaven {__version__}, Python {platform.python_version()}, {platform.platform()}",
        f"  command: {shlex.join(['underheaven', *sys.argv[1:]])}",
        f"  where:   {_where(error)}",
    ]
    if os.environ.get(WHERE_TO):
        lines.append(trace.rstrip())
    elif (path := _kept(trace)) is not None:
        lines.append(f"  details: {path}")
    return "\n".join(lines) + "\n"


def _in_words(error: Exception) -> str:
    text = " ".join(str(error).split())
    return f"{type(error).__name__}{f': {text[:300]}' if text else ''}"


def _where(error: Exception) -> str:
    """The innermost line of ours that was at work."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [each for each in frames if Path(each.filename).resolve().is_relative_to(PACKAGE)]
    if not ours:
        return "unknown"
    place = Path(ours[-1].filename).resolve().relative_to(PACKAGE.parent)
    return f"{place}, line {ours[-1].lineno}, in {ours[-1].name}"


def _kept(trace: str) -> str | None:
    """The file into which the traceback was put; None where none can be made."""
    try:
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", prefix="underheaven-fault-", suffix=".txt", delete=False
        ) as file:
            file.write(trace)
    except OSError:
        return None
    return file.name
