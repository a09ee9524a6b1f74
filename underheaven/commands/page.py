"""The HTML report of a run: where it may be written, and the writing of it."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from underheaven.documents.problems import InputError, refuse
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
    write: Callable[[], object], html: Path, folder: Path, what: str = "report"
) -> Exception | None:
    """Write a page about the run in `folder` to `html`, whose folder is made first; what went wrong.

    `write` does it, and `what` is written. An InputError says that the run itself is complete; anything else
    is a fault of the program, which has left the run as it is too.
    """
    try:
        with writing(html.parent):
            html.parent.mkdir(parents=True, exist_ok=True)
    except InputError as error:
        return error
    try:
        write()
    except InputError as error:
        why = str(error.problems[-1])
        return refuse(f"the {what} {html} was not written", why, f"the run itself is complete: {folder}")
    except Exception as error:  # noqa: BLE001 - whatever it is, the run is told of first
        return error
    return None
