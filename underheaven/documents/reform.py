"""A reform: a sparse difference to a policy or a society, laid over the one that it reforms.

`reform_of: article-2019` or `society_of: riverton`, and what changes, in the same structure. Groups
merge key by key; text and lists replace; a number given anew replaces the old one with its origin, since
the old source says nothing about the new value, and a table of shares does so as a whole, since its
shares belong together; null removes an entry.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from underheaven.documents.document import Document, Path, dotted
from underheaven.documents.problems import InputError, Problem
from underheaven.documents.tables import has_origin, is_bare
from underheaven.documents.words import nearest

REFORM_OF, SOCIETY_OF = "reform_of", "society_of"


@dataclass
class Reformed(Document):
    """The document of what was reformed: the merged data, with the places of the reform.

    `base` is the document that was reformed; `replaced` holds the entries that the reform gives whole.
    """

    base: Document = field(kw_only=True)
    replaced: frozenset[Path] = field(kw_only=True)

    def own(self) -> Document:
        """The merged data with the places of the reform alone.

        For checks that the base has passed: what they find is the reform's doing, wherever it shows.
        """
        return Document(self.file, self.data, self.places, self.values, self.faults)

    def problem(self, path: Path, what: str, why: str, remedy: str, *, at_value: bool = False) -> Problem:
        """A problem with the entry at `path`, placed in the file that wrote the entry."""
        if self._is_of_base(path):
            return self.base.problem(path, what, why, remedy, at_value=at_value)
        return super().problem(path, what, why, remedy, at_value=at_value)

    def _is_of_base(self, path: Path) -> bool:
        if any(prefix in self.replaced for prefix in _prefixes(path)):
            return False
        return _reach(self, path) < max(_reach(document, path) for document in _ancestors(self.base))


def merge(base: Document, reform: Document) -> Reformed:
    """`reform` laid over `base`, both documents of a group; the base is not changed.

    Raises InputError with every entry that would be removed and is not there. What the result holds is
    not checked otherwise.
    """
    if not isinstance(base.data, dict) or not isinstance(reform.data, dict):
        raise TypeError("the document of a policy or a society is a mapping")
    changes = {key: value for key, value in reform.data.items() if key not in (REFORM_OF, SOCIETY_OF)}
    layer = _Layer(reform)
    data = layer.over(base.data, changes, ())
    if layer.problems:
        raise InputError(layer.problems, early=True)
    return Reformed(
        reform.file,
        data,
        reform.places,
        reform.values,
        reform.faults,
        base=base,
        replaced=frozenset(layer.replaced),
    )


class _Layer:
    """One laying of changes over a base."""

    def __init__(self, reform: Document) -> None:
        self.problems: list[Problem] = []
        self.replaced: set[Path] = set()
        self._reform = reform

    def over(self, base: dict[str, object], changes: dict[str, object], path: Path) -> dict[str, object]:
        """A copy of `base` with `changes`; entries keep the order of the base, new ones follow."""
        result = dict(base)
        for key, change in changes.items():
            here = (*path, key)
            old = base.get(key)
            if change is None:
                self._remove(result, base, here)
            elif isinstance(change, dict) and not is_whole(old, change):
                if not isinstance(old, dict):
                    self.replaced.add(here)
                result[key] = self.over(old if isinstance(old, dict) else {}, change, here)
            else:
                self.replaced.add(here)
                result[key] = change
        return result

    def _remove(self, result: dict[str, object], base: dict[str, object], path: Path) -> None:
        key = str(path[-1])
        if key in base:
            del result[key]
            self.replaced.add(path)
            return
        near = nearest(key, base)
        group = dotted(path[:-1]) or "it"
        self.problems.append(
            self._reform.problem(
                path,
                f"there is no {key} to remove",
                f"null removes an entry of what is reformed, and {group} has none of this name",
                f"did you mean {near}?" if near else "remove the line",
            )
        )


def is_whole(old: object, change: dict[str, object]) -> bool:
    """Whether a change replaces what is there: a number or a table that is given anew, with its origin."""
    if has_origin(change) or (has_origin(old) and is_bare(change)):
        return True
    return _is_number(change) and not (isinstance(old, dict) and not _is_number(old))


def _is_number(data: dict[str, object]) -> bool:
    """Whether a mapping is a number with its origin: it has a value, or values by day."""
    value, dated = data.get("value"), data.get("dated")
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return True
    return isinstance(dated, dict) and not any(isinstance(v, dict) for v in dated.values())


def _ancestors(document: Document) -> Iterator[Document]:
    yield document
    while isinstance(document, Reformed):
        document = document.base
        yield document


def _prefixes(path: Path) -> Iterator[Path]:
    return (path[:length] for length in range(1, len(path) + 1))


def _reach(document: Document, path: Path) -> int:
    """The length of the longest part of `path` that the file of `document` writes itself."""
    return max((len(prefix) for prefix in _prefixes(path) if prefix in document.places), default=0)
