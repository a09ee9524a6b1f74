"""The HTML report of a run: where it may be written, and the writing of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from underheaven.documents.problems import InputError, refuse
from underheaven.faults import FAULT, FaultError
from underheaven.record.disk import writing
from underheaven.record.folder import DATA
from underheaven.record.provenance import FILE

_BEGINNING = (b"<!doctype html", b"<html")


def require_page(html: Path, folder: Path) -> None:
    """Refuse, before the run, a report that could not be written or would overwrite something else.

    `folder` is the run's, in which the report may be.
    """
    try:
        problem = _problem(html, folder)
    except OSError as error:
        problem = error.strerror or str(error)
    if problem:
        raise refuse(f"the report {html} cannot be written", problem, "give --html another path")


def _problem(html: Path, folder: Path) -> str:
    place, inside = html.resolve(), folder.resolve()
    if place.is_dir() or place == inside:
        return "a folder has its name"
    if place.parent == inside and place.name in (*DATA, FILE):
        return "a file of the run has its name"
    if place.exists():
        if not place.is_file():
            return "a device or pipe has its name"
        with place.open("rb") as file:
            begins = file.read(64).lstrip().lower()
        if begins and not begins.startswith(_BEGINNING):
            return "a file of that name is there, which is not an HTML page, and will not be overwritten"
    parent = next(each for each in place.parents if each.exists())
    if not parent.is_dir():
        return f"{parent} is not a folder"
    if not os.access(parent, os.W_OK | os.X_OK):
        return f"the folder {parent} may not be written to"
    return ""


def write_page(
    folder: Path, html: Path, module: str = "underheaven.report", what: str = "report"
) -> InputError | FaultError | None:
    """Draw in a process of its own, so that the pictures' memory is not the engine's; what went wrong.

    `module` draws, and `what` is drawn.
    """
    try:
        with writing(html.parent):
            html.parent.mkdir(parents=True, exist_ok=True)
    except InputError as error:
        return error
    done = subprocess.run(
        [sys.executable, "-m", module, str(folder), str(html)],
        check=False, capture_output=True, text=True, errors="replace",
    )  # fmt: skip
    if done.returncode == 0:
        return None
    if done.returncode == FAULT:
        return FaultError(done.stderr)
    lines = done.stderr.strip().splitlines()
    return refuse(
        f"the {what} {html} was not written",
        lines[-1] if lines else "its renderer ended early",
        f"the run itself is complete: {folder}",
    )
