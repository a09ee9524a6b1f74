"""Opening a run that was made."""

from __future__ import annotations

import os

from underheaven.notebook.run import Run
from underheaven.notebook.telling import told


@told
def open(path: str | os.PathLike[str]) -> Run:  # noqa: A001  it is `underheaven.open`
    """The run that a folder holds. InputError if it holds none, or if a file was changed since."""
    return Run(path)
