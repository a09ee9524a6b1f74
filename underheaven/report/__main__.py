"""`python -m underheaven.report RUN_FOLDER OUT.html`: draw a run's page, in a process of its own."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from underheaven.documents.problems import InputError
from underheaven.faults import FAULT, told
from underheaven.record.query import RunFolder
from underheaven.report.html import write_report

WRONG_INPUT = 2


def drawing(arguments: list[str], usage: str, write: Callable[[RunFolder, Path], object]) -> int:
    """Write a page of a run; 2, with a message on standard error, if it cannot be, 70 for a fault."""
    if len(arguments) != 2:
        sys.stderr.write(f"usage: python -m {usage}\n")
        return WRONG_INPUT
    try:
        write(RunFolder(Path(arguments[0])), Path(arguments[1]))
    except InputError as error:
        for problem in error.problems:
            sys.stderr.write(f"{problem}\n")
        return WRONG_INPUT
    except Exception as error:  # noqa: BLE001 - whatever it is
        sys.stderr.write(told(error))
        return FAULT
    return 0


def main(arguments: list[str]) -> int:
    """Write the report."""
    return drawing(arguments, "underheaven.report RUN_FOLDER OUT.html", write_report)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
