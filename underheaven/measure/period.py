"""What a stretch of a run is called: a calendar year only where all of it was lived."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from underheaven.engine.world import World


@dataclass(frozen=True)
class Period:
    """From the day `first` to the day `last`, both counted in."""

    first: dt.date
    last: dt.date

    def __str__(self) -> str:
        """`2020`, `2014 to 2021`, `March 2020`, `January to March 2020`, `5 October 2019 to 3 March 2020`."""
        one, other = self._names()
        return one if one == other else f"{one} to {other}"

    @property
    def when(self) -> str:
        """The same within a sentence: `in 2020`, `from January to March 2020`, `on 5 March 2020`."""
        one, other = self._names()
        if one != other:
            return f"from {self}"
        return f"on {self}" if self.first == self.last else f"in {self}"

    @property
    def is_a_year(self) -> bool:
        """Whether it is one calendar year, whole."""
        return str(self) == str(self.first.year)

    @property
    def within(self) -> str:
        """Where it stands for the year that is spoken of: `in the year`; otherwise as `when`."""
        return "in the year" if self.is_a_year else self.when

    @property
    def so_many(self) -> str:
        """What follows a count that is of it: `a year`; otherwise as `when`."""
        return "a year" if self.is_a_year else self.when

    def _names(self) -> tuple[str, str]:
        """What its ends are called: by year, month or day, whichever is enough; the same where it is one."""
        first, last = self.first, self.last
        if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
            return f"{first.year}", f"{last.year}"
        whole = first.day == 1 and last.day == calendar.monthrange(last.year, last.month)[1]
        same_year, same_month = first.year == last.year, (first.year, first.month) == (last.year, last.month)
        end = f"{last:%B %Y}" if whole else f"{last.day} {last:%B %Y}"
        if first == last or (whole and same_month):
            return end, end
        begin = f"{first:%B}" if whole else f"{first.day}" if same_month else f"{first.day} {first:%B}"
        return begin if same_year else f"{begin} {first.year}", end


def period_of(world: World, years: Sequence[int]) -> Period:
    """What a run lived of some calendar years, the first and the last of which count; of none: all of it."""
    if not years:
        return Period(world.start, world.end)
    first, last = dt.date(min(years), 1, 1), dt.date(max(years), 12, 31)
    return Period(max(first, world.start), min(last, world.end))
