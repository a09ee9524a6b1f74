"""Python for the browser is the one that the project was tried with, file by file."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

from underheaven.documents.problems import Problem

PYODIDE = "314.0.7"
"""The version that package-lock.json names."""
SHA256 = {
    "pyodide.mjs": "6f1d60f7bf529beb300f0f47983c921d3982363640ba20af0e38efdddbc66109",
    "pyodide.asm.mjs": "f7cdc8ece80678ceb712f8e65ebe6d3a83203a180c399865f49612a051693635",
    "pyodide.asm.wasm": "cc36e3cab04fdfc9a63ff13eb52eae2b911bf46c025cc7b281f394bd3de1d5e6",
    "python_stdlib.zip": "fa1957e5777068fc4f7437f96d860ae2fbe9c19732ba06c84e004ec16dd7dd7a",
    "pyodide-lock.json": "5dc2fc119108bc148c7457dc86e7675b5c87e1cafd420b9c34c1eaef7b36c010",
}
"""Of the files of that version which the site has, as `npm ci` brings them by the integrity of the package:
`cd node_modules/pyodide && sha256sum pyodide.* python_stdlib.zip pyodide-lock.json`."""


def others(package: Path) -> Iterator[Problem]:
    """A problem for each of these files of a package that is missing or is another."""
    for name, expected in SHA256.items():
        path = package / name
        if not path.is_file():
            why = "its package does not have it"
        elif hashlib.sha256(path.read_bytes()).hexdigest() != expected:
            why = f"it is not the file of pyodide {PYODIDE}"
        else:
            continue
        yield Problem(
            f"{name} of Python for the browser cannot be used", why, "`npm ci --ignore-scripts` brings it"
        )
