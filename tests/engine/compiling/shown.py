"""Plain tables shown as arrays of NumPy, for tests that ask much of them."""

from collections.abc import Mapping
from typing import Any

from underheaven.integer_tables import Packed, Table


def as_arrays(parts: Mapping[str, Any]) -> dict[str, Any]:
    """The same parts, with an array for each table."""
    tables = {name: part for name, part in parts.items() if isinstance(part, Table)}
    return {**parts, **Packed.of(tables).arrays()}
