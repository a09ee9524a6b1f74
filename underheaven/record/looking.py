"""Looking for examples in a run: among everybody that it kept, or in communities that are lived again."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from underheaven.counted.columns import Life, labels
from underheaven.engine.records import Int64
from underheaven.record.examples import QUESTIONS, Where, where
from underheaven.record.people import Block, adults_of, categories_of, clear_of, everybody, keeps_lives
from underheaven.record.query import RunFolder
from underheaven.record.sampling import communities_of, lived_again, spread
from underheaven.record.searching import SHOWN, Search

SAMPLE = 32
"""Communities that are lived again where a run kept no row for each citizen."""
BEFELL = tuple(each for each in QUESTIONS.values() if each.column in labels(Life) and not each.only)
"""Questions of what befell people, of which it is said how many examples there are where none was found."""


@dataclass(frozen=True)
class People:
    """Whom of a run to search: everybody that it kept (None), or those of some communities, lived again."""

    folder: RunFolder
    communities: list[tuple[int, int]] | None

    @classmethod
    def of(cls, folder: RunFolder, communities: int | None = None) -> People:
        """So many communities, evenly spread; without a number everybody, or `SAMPLE` if none is kept."""
        if communities is None and keeps_lives(folder):
            return cls(folder, None)
        return cls(folder, spread(folder.world, SAMPLE if communities is None else communities))

    @property
    def many(self) -> int:
        """Communities of the run."""
        return len(communities_of(self.folder.world))

    def blocks(self, columns: tuple[str, ...]) -> Iterator[Block]:
        """Their blocks, with these columns."""
        if self.communities is None:
            return everybody(self.folder, columns)
        return lived_again(self.folder, columns, self.communities)


@dataclass(frozen=True)
class Looked:
    """What was found, and how many examples there are of each other question; {} where some were found."""

    search: Search
    others: dict[str, int]


def look(people: People, wanted: Where, limit: int) -> Looked:
    """Search people for the first `limit` examples; InputError if what the run kept was changed."""
    clear = clear_of(people.folder)
    search = _search(people.folder, clear, wanted, limit)
    others = {
        each.name: _search(people.folder, clear, where(each.name, search.categories), 1) for each in BEFELL
    }
    asked = (*wanted.columns, SHOWN)
    columns = tuple(dict.fromkeys((*asked, *(each.column for each in BEFELL))))
    again = people.communities is not None
    # What was lived again is not there a second time; a table can be read twice.
    for block in people.blocks(columns if again else tuple(dict.fromkeys(asked))):
        for each in (search, *(others.values() if again else ())):
            each.add(block)
    if not search.found and not again:
        for block in people.blocks(columns):
            for each in others.values():
                each.add(block)
    counted = {name: each.found for name, each in others.items() if each.found}
    return Looked(search, {} if search.found else counted)


def _search(folder: RunFolder, clear: Int64, wanted: Where, limit: int) -> Search:
    return Search(wanted, limit, categories_of(folder), adults_of(folder), clear, folder.world.step_minutes)
