"""The files that a document may name: those in its own folder or below, and no others.

A document that came from elsewhere must not have other files of its reader opened, and be it only to
quote them in an error.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath, PureWindowsPath

from underheaven.documents.characters import unfit


def beside(folder: Path, name: str) -> Path | None:
    """The ordinary file `name` in `folder` or below it, or None.

    None for a name that is absolute or leads upwards, for a link that leads out of the folder, and for
    what is no ordinary file; whether something is there is not looked at before it is known to be inside.
    """
    if not name or unfit(name, allowed="") or _leads_out(name):
        return None
    try:
        home = folder.resolve()
        path = (folder / name).resolve()
        return folder / name if path.is_relative_to(home) and path.is_file() else None
    except (OSError, RuntimeError, ValueError):  # such as a name that is too long, or links in a circle
        return None


def _leads_out(name: str) -> bool:
    """Whether a name is absolute or leads upwards, in the way of writing of any system."""
    return any(
        path.is_absolute() or bool(path.drive) or bool(path.root) or ".." in path.parts
        for path in (PurePosixPath(name), PureWindowsPath(name))
    )
