"""What of a document results hang on: all that it says, but for where its numbers come from."""

from __future__ import annotations

from typing import Any

ORIGIN = frozenset({"source", "confidence", "assumed", "range"})
"""The keys that say where a number comes from (`quantity.Sourced`)."""


def told(data: Any) -> Any:
    """A whole document as plain JSON values (`model_dump(mode="json")`) without the origins of its numbers.

    A file with origins and the same file without them are told alike.
    """
    if isinstance(data, dict):
        left_out = ORIGIN if _has_origin(data) else frozenset()
        return {key: told(each) for key, each in data.items() if key not in left_out}
    return [told(each) for each in data] if isinstance(data, list) else data


def _has_origin(data: dict[str, Any]) -> bool:
    """Whether a mapping is a number with its origin, and not one whose categories are called so."""
    texts = (data.get(key) for key in ("source", "confidence", "assumed"))
    return (
        data.keys() >= ORIGIN
        and all(each is None or isinstance(each, str) for each in texts)
        and (data["range"] is None or isinstance(data["range"], list))
    )
