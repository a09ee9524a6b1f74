"""Counts of a run added up over its complete calendar years, by group: exact, and of any size."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from underheaven.documents.problems import refuse
from underheaven.record.arrays import array_of
from underheaven.record.query import RunFolder

GROUP, YEAR = "group", "year"


@dataclass(frozen=True)
class Totals:
    """Column of a tally -> count, for each group that there is; `years` are those counted."""

    years: tuple[int, ...]
    by_group: dict[str, dict[str, int]]

    def __getitem__(self, column: str) -> int:
        """The count of everyone."""
        return sum(counts[column] for counts in self.by_group.values())

    def share(self, part: str, whole: str) -> float | None:
        """One count over another, of everyone; None where there is nothing to divide by."""
        return self[part] / self[whole] if self[whole] else None

    def shares(self, part: str, whole: str) -> dict[str, float]:
        """The same by group, for the groups in which it is defined."""
        return {
            group: counts[part] / counts[whole] for group, counts in self.by_group.items() if counts[whole]
        }


def totals(folder: RunFolder, columns: Iterable[str]) -> Totals:
    """The sums of some columns of tallies over a run's complete years.

    InputError where no calendar year of it is complete.
    """
    wanted = tuple(dict.fromkeys(columns))
    years = set[int]()
    by_group: dict[str, dict[str, int]] = {}
    for batch in folder.batches("years", (YEAR, GROUP, *wanted)):
        years |= set(np.unique(array_of(batch.column(YEAR))).tolist())
        groups = batch.column(GROUP)
        number = array_of(groups.indices)
        for place, group in enumerate(groups.dictionary.to_pylist()):
            of_group = number == place
            counts = by_group.setdefault(group, dict.fromkeys(wanted, 0)) if of_group.any() else {}
            for column in counts:
                counts[column] += int(array_of(batch.column(column))[of_group].sum())
    if not years:
        raise refuse(
            f"{folder.path} cannot be counted",
            "no calendar year of it is complete",
            "go on with it: give its command again, with --resume",
        )
    return Totals(
        tuple(sorted(years)),
        {group: by_group[group] for group in folder.world.society.groups if group in by_group},
    )
