"""One number by category: a table, and a mapping from each category to its value."""

from __future__ import annotations

from collections.abc import ItemsView, KeysView, Mapping, ValuesView
from dataclasses import dataclass, field
from typing import Any

from underheaven.documents.unknown import has, unknown
from underheaven.report.exports.frame import Frame


@dataclass(frozen=True, repr=False, eq=False)
class Breakdown(Frame):
    """A frame with a row for each category that can be asked by category too: `by_group["holm"].value`.

    A name of a column gives the column, as of any frame; `categories` holds every category and nothing else.
    """

    categories: Mapping[str, Any] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        """The value of a category, or a column as a list; InputError, also a `KeyError`, for another name."""
        if has(self.columns, name):
            return super().__getitem__(name)
        if has(self.categories, name):
            return self.categories[name]
        raise unknown("category or column", name, (*self.categories, *self.columns))

    def __contains__(self, name: object) -> bool:
        return has(self.categories, name) or has(self.columns, name)

    def keys(self) -> KeysView[str]:
        """The categories, in their order."""
        return self.categories.keys()

    def values(self) -> ValuesView[Any]:
        """The values of the categories, in their order."""
        return self.categories.values()

    def items(self) -> ItemsView[str, Any]:
        """Each category with its value."""
        return self.categories.items()
