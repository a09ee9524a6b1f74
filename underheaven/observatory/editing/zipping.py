"""Archives that are the same bytes for the same files; stored, since they are squeezed as a whole."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

FIRST = (1980, 1, 1, 0, 0, 0)
"""The oldest time that an archive can tell."""


def zipped(files: Mapping[str, bytes]) -> bytes:
    """An archive of the files by their names. Like stands beside like, which makes the whole smaller."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as made:
        for name in sorted(files, key=lambda name: (name.rpartition(".")[2], name)):
            made.writestr(zipfile.ZipInfo(name, FIRST), files[name])
    return target.getvalue()


def unzipped(path: Path) -> dict[str, bytes]:
    """The files of an archive by their names."""
    with zipfile.ZipFile(path) as made:
        return {name: made.read(name) for name in made.namelist() if not name.endswith("/")}
