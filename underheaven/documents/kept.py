"""Documents that were read without a fault, kept for the next process: reading one takes a tenth of a second.

What is kept is plain JSON, named by a hash of the text, in a folder named by a hash of everything that reads:
another text, another source of `underheaven/documents/` or another parser finds nothing. It holds what the
document holds, with the place of each entry, so that errors found later name the same lines.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Callable
from contextlib import suppress
from decimal import Decimal
from functools import cache
from pathlib import Path as FilePath
from typing import Any

import ruamel.yaml

from underheaven.caching import kept_folder
from underheaven.documents.document import Document, Path
from underheaven.documents.nodes import Node, lay_out
from underheaven.sealed import Sealed

HERE = FilePath(__file__).resolve().parent
FORMAT = b"underheaven document 1\0"
LEAST = 4_096
"""Characters of a text that is worth keeping."""
MOST = 64
"""Documents that are kept; the oldest go first."""
TREE = Sealed(FORMAT, "Reading again")


def found(text: str, file: str) -> Document | None:
    """The document that `text` held when it was kept, or None; `file` is what problems call it."""
    folder = _folder() if len(text) >= LEAST else None
    body = None if folder is None else TREE.read(folder / _name(text))
    return None if body is None else decoded(body, file)


def keep(text: str, document: Document) -> None:
    """Keep what was read from a text; what has faults, or is soon read again, is not kept."""
    folder = _folder() if len(text) >= LEAST and not document.faults else None
    if folder is None:
        return
    TREE.write(folder / _name(text), encoded(document))
    with suppress(OSError):
        # Another process may remove the same ones.
        for path in sorted(folder.iterdir(), key=lambda path: -path.stat().st_mtime)[MOST:]:
            path.unlink(missing_ok=True)


def fingerprint(folder: FilePath = HERE) -> str:
    """A hash of what reads documents: the room's sources, the parser's version, our format; 16 hex digits."""
    digest = hashlib.sha256(FORMAT + ruamel.yaml.__version__.encode())
    for path in sorted(folder.glob("*.py")):
        source = path.read_bytes()
        digest.update(f"\0{path.name}\0{len(source)}\0".encode() + source)
    return digest.hexdigest()[:16]


def encoded(document: Document) -> bytes:
    """A document without faults as JSON."""
    return json.dumps(_written(document.data, (), document), separators=(",", ":")).encode("ascii")


def decoded(body: bytes, file: str) -> Document:
    """The document that `encoded` gave, of the file called `file`."""
    root = _node(json.loads(body))
    document = Document(file, None)
    document.places[()] = root.at
    document.data = lay_out(root, (), document)
    return document


def _written(data: object, path: Path, document: Document) -> list[Any]:
    """An entry: its line, its column, what it is, what it holds; the place of a key stands before both."""
    line, column = document.values[path]
    if isinstance(data, dict):
        entries = {
            key: [*document.places[inside], *_written(value, inside, document)]
            for key, value in data.items()
            for inside in [(*path, key)]
        }
        return [line, column, "mapping", entries]
    if isinstance(data, list):
        return [line, column, "list", [_written(each, (*path, n), document) for n, each in enumerate(data)]]
    if isinstance(data, Decimal):
        return [line, column, "decimal", str(data)]
    if isinstance(data, dt.date):
        return [line, column, "day", data.isoformat()]
    return [line, column, "plain", data]


def _node(entry: list[Any]) -> Node:
    line, column, kind, held = entry
    at = (line, column)
    if kind == "mapping":
        return Node(at, entries={key: ((each[0], each[1]), _node(each[2:])) for key, each in held.items()})
    if kind == "list":
        return Node(at, items=[_node(each) for each in held])
    return Node(at, _VALUES[kind](held))


_VALUES: dict[str, Callable[[Any], object]] = {
    "decimal": Decimal,
    "day": dt.date.fromisoformat,
    "plain": lambda value: value,
}


@cache
def _folder() -> FilePath | None:
    return kept_folder(f"documents-{fingerprint()}")


def _name(text: str) -> str:
    return f"{hashlib.sha256(text.encode()).hexdigest()}.json"
