"""What an editor fetches: Python for the browser, packages that the checker needs, and the checker."""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from underheaven.documents.problems import Problem
from underheaven.observatory.editing.pinned import others
from underheaven.observatory.editing.sources import archive
from underheaven.observatory.editing.zipping import unzipped, zipped
from underheaven.society.loading import society_names

FOLDER, NAMED = "editor", "editor.json"
"""Below the site's `data/`: the files, and what they are."""
SCRIPTS = ("pyodide.mjs", "pyodide.asm.mjs")
"""Imported, and so not squeezed: a policy of content lets no module come from what a page has inflated."""
MACHINE, LIBRARY, LOCK = "pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json"
LICENCES = "licences.txt"
"""Beside the files; no page fetches it."""
PACKAGES = (
    "annotated-types", "pydantic", "pydantic-core", "ruamel-yaml", "typing-extensions", "typing-inspection",
)  # fmt: skip
"""What the checker imports that is not ours, by the names of `requirements.lock`."""
FIRST = "riverton"
LEFT_OUT = (
    "_pyio.py", "cProfile.py", "curses/", "dbm/", "doctest.py", "ensurepip/", "ftplib.py",
    "http/cookiejar.py", "http/server.py", "idlelib/", "imaplib.py", "lib2to3/", "logging/handlers.py",
    "mailbox.py",
    "multiprocessing/", "pdb.py", "pickletools.py", "poplib.py", "profile.py", "pydoc.py", "pydoc_data/",
    "smtplib.py", "sqlite3/", "tabnanny.py", "tkinter/", "trace.py", "turtle.py", "unittest/", "venv/",
    "webbrowser.py", "wsgiref/", "xml/", "xmlrpc/", "zipapp.py",
)  # fmt: skip
"""Of Python's library: what serves developers, other machines, and what asks a network."""


@dataclass(frozen=True)
class Brought:
    """Where what is not ours lies: the package `pyodide`, and wheels of `PACKAGES` for it."""

    pyodide: Path
    wheels: Path

    @property
    def missing(self) -> list[Problem]:
        """What is not there or is another, with the command that brings it."""
        found = [*others(self.pyodide)]
        if len(self._wheels) != len(PACKAGES):
            found.append(Problem("packages for the browser are not there", "some wheels are missing",
                                 "`python -m tools.editor_wheels` brings them"))  # fmt: skip
        return found

    @property
    def _wheels(self) -> list[Path]:
        return sorted(self.wheels.glob("*.whl"))

    def packages(self) -> bytes:
        """The wheels as one archive."""
        return zipped({name: each for wheel in self._wheels for name, each in unzipped(wheel).items()})

    def licences(self) -> str:
        """What each of it is called and under which licence it stands, with the texts that it brings."""
        said = json.loads((self.pyodide / "package.json").read_text(encoding="utf-8"))
        parts = [f"{said['name']} {said['version']}: {said['license']}; with Python, under its own licence"]
        for wheel in self._wheels:
            files = unzipped(wheel)
            texts = [each.decode() for name, each in sorted(files.items()) if "/licenses/" in name]
            parts.append("\n\n".join([" ".join(wheel.name.split("-")[:2]), *texts]))
        return f"\n\n{'-' * 60}\n\n".join(parts)

    def library(self) -> bytes:
        """Python's own library without `LEFT_OUT`."""
        files = unzipped(self.pyodide / LIBRARY)
        return zipped({name: each for name, each in files.items() if not name.startswith(LEFT_OUT)})


def write_editor(data: Path, brought: Brought | None) -> None:
    """Write the files below the site's `data`, or, where nothing was brought, that there are none."""
    # The first is the one that a policy is held against where none is named, as the command does it.
    societies = sorted(society_names(), key=lambda name: name != FIRST)
    said: dict[str, Any] = {"files": None, "societies": societies}
    if brought is not None:
        said["files"] = _written(data / FOLDER, brought)
    (data / NAMED).write_text(json.dumps(said, separators=(",", ":")), encoding="utf-8")


def _written(folder: Path, brought: Brought) -> dict[str, Any]:
    folder.mkdir()
    scripts = [_whole(folder, name, (brought.pyodide / name).read_bytes()) for name in SCRIPTS]
    (folder / LICENCES).write_text(brought.licences(), encoding="utf-8")
    runtime = {
        MACHINE: _squeezed(folder, MACHINE, (brought.pyodide / MACHINE).read_bytes()),
        LIBRARY: _squeezed(folder, LIBRARY, brought.library()),
    }
    packages = [
        _squeezed(folder, "packages.zip", brought.packages()),
        _squeezed(folder, "checker.zip", archive()),
    ]
    known = json.loads((brought.pyodide / LOCK).read_text(encoding="utf-8"))
    return {
        "bytes": sum(path.stat().st_size for path in folder.iterdir() if path.name != LICENCES),
        "scripts": scripts,
        "runtime": runtime,
        "packages": packages,
        # What there is to be had elsewhere is left out: nothing is fetched but these files.
        "lock": {"info": known["info"], "packages": {}},
    }


def _squeezed(folder: Path, name: str, content: bytes) -> dict[str, Any]:
    """Write a file under gzip: a host need not squeeze what it sends."""
    return _whole(folder, f"{name}.gz", gzip.compress(content, 9, mtime=0))


def _whole(folder: Path, name: str, content: bytes) -> dict[str, Any]:
    """Write a file, and say by what a page knows it."""
    (folder / name).write_bytes(content)
    return {"name": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}
