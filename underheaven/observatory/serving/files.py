"""The pages, read as they are; what is not among them cannot be named."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
"""Files that have another ending are not answered with."""
SHOWN = ("./", "policies/", "safeguards/", "evidence/", "story/", "about/")
"""The pages whose worlds come from a server, or that have none; others live worlds of the site's files."""


@dataclass(frozen=True)
class File:
    """A file and its type."""

    path: Path
    type: str


def files_of(folder: Path) -> dict[str, File]:
    """Path of an address -> its file, for the files of a folder; of its pages, those that are shown.

    A page is the `index.html` of a folder, and has the folder's address too.
    """
    found = {}
    for path in sorted(folder.rglob("*")):
        if path.suffix not in TYPES or not path.is_file():
            continue
        name = path.relative_to(folder).as_posix()
        page = name.removesuffix("index.html") if path.name == "index.html" else None
        if page is None or (page or "./") in SHOWN:
            found[f"/{name}"] = File(path, TYPES[path.suffix])
        if page is not None and f"/{name}" in found:
            found[f"/{page}"] = found[f"/{name}"]
    return found
