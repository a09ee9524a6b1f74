"""What the parts of a random policy are drawn for, and the numbers that they share."""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.dice import MINUTES_PER_YEAR, Dice
from underheaven.society.schema import Society


@dataclass
class Draft:
    """What the parts of a policy are drawn for. A feature that is not named is left out."""

    dice: Dice
    society: Society
    first: dt.date
    last: dt.date
    step_minutes: int
    features: frozenset[str]

    def has(self, feature: str, chance: float = 1) -> bool:
        return feature in self.features and self.dice.maybe(chance)

    def dated(self, low: str, high: str, digits: int = 3) -> Any:
        """A number that often changes within the run."""
        number = self.dice.whole(2, 3) if self.has("dated", 0.25) else 1
        values = [self.dice.number(low, high, digits) for _ in range(number)]
        return self.dice.dated(values, self.first - dt.timedelta(days=3), self.last)

    def points(self, low: Decimal, high: Decimal) -> Any:
        number = self.dice.whole(2, 3) if self.has("dated", 0.3) else 1
        values = [self.dice.sixteenths(low, high) for _ in range(number)]
        return self.dice.dated(values, self.first - dt.timedelta(days=3), self.last)

    def dated_yearly(self, low: str, high: str) -> Any:
        """The same, and it often changes within the run."""
        steps = Decimal(MINUTES_PER_YEAR) / self.step_minutes
        return self.dated(str(Decimal(low) * steps), str(Decimal(high) * steps))

    def yearly(self, low: str, high: str) -> Decimal:
        """A rate per year that gives `low` to `high` events in a step."""
        return self.dice.yearly(low, high, self.step_minutes)

    def regions(self, chance_of_all: float) -> Any:
        names = list(self.society.regions)
        return "all" if self.dice.maybe(chance_of_all) else self.dice.some(names, 1, 3)
