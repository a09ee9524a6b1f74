"""The tree of a document between the parser and plain data: values with positions, aliases still shared."""

from __future__ import annotations

from dataclasses import dataclass

from underheaven.documents.document import Document, Path, Position


@dataclass(slots=True)
class Node:
    """A value and its position; a mapping keeps the position of each key beside its value.

    Exactly one of `items` (a list) and `entries` (a mapping) is set, or neither (a scalar, in `value`).
    `size` and `height` count what is below, aliases as often as they are used. `closed` is False while
    a collection is being read.
    """

    at: Position
    value: object = None
    items: list[Node] | None = None
    entries: dict[str, tuple[Position, Node]] | None = None
    size: int = 1
    height: int = 1
    closed: bool = True


def lay_out(node: Node, path: Path, document: Document) -> object:
    """The plain data below `node`, noting the position of every key and value on the way."""
    document.values[path] = node.at
    if node.items is not None:
        items = []
        for number, item in enumerate(node.items):
            document.places[(*path, number)] = item.at
            items.append(lay_out(item, (*path, number), document))
        return items
    if node.entries is not None:
        entries = {}
        for key, (at, value) in node.entries.items():
            document.places[(*path, key)] = at
            entries[key] = lay_out(value, (*path, key), document)
        return entries
    return node.value
