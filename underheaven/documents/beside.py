"""The files that a document may name: those in its own folder or below, and no others.

A document that came from elsewhere must not have other files of its reader opened, and be it only to
quote them in an error.
"""

from __future__ import annotations

from pathlib import Path

from underheaven.documents.characters import unfit


def beside(folder: Path, name: str) -> Path | None:
    """The ordinary file `name` in `folder` or below it, or None.

    None for what lies elsewhere once links are followed and steps upwards are taken, and for what is no
    ordinary file.
    """
    if not name or unfit(name, allowed=""):
        return None
    try:
        home = folder.resolve()
        path = (folder / name).resolve()
        return folder / name if path.is_relative_to(home) and path.is_file() else None
    except (OSError, RuntimeError, ValueError):  # such as a name that is too long, or links in a circle
        return None
