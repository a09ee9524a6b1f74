"""`python -m underheaven.report.brief RUN_FOLDER OUT`: write a run's brief, in a process of its own."""

from __future__ import annotations

import sys
from pathlib import Path

from underheaven.record.query import RunFolder
from underheaven.report.__main__ import drawing
from underheaven.report.brief.content import brief_of
from underheaven.report.brief.page import write_brief
from underheaven.report.results import Results


def write(folder: RunFolder, path: Path) -> None:
    """Write the brief of a run; InputError as of `write_brief`."""
    write_brief(brief_of(Results.of(folder)), path)


if __name__ == "__main__":
    sys.exit(drawing(sys.argv[1:], "underheaven.report.brief RUN_FOLDER OUT", write))
