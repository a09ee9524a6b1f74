"""Several numbers of one origin: `values` by category with the origin beside them, or the numbers alone."""

from __future__ import annotations

VALUES = "values"


def has_origin(data: object) -> bool:
    """Whether a mapping holds its numbers under `values`, with room for their origin beside them."""
    return isinstance(data, dict) and isinstance(data.get(VALUES), dict)


def is_bare(data: object) -> bool:
    """Whether a mapping is a table without an origin: category -> number, as in `{red: 0.5, blue: 0.5}`.

    A category may be called as a part of an origin is. `source: 0.4` is a category, since a source is
    text, and so is `values: 0.4`, since `values` holds a mapping.
    """
    if not isinstance(data, dict) or not data or has_origin(data):
        return False
    origin = any(isinstance(data.get(key), str) for key in ("source", "confidence", "assumed"))
    ranged = isinstance(data.get("range"), list | tuple)
    return not origin and not ranged and any(not isinstance(each, dict | list) for each in data.values())
