"""Random numbers as files write them: short decimals, shares that sum to 1, values with dates."""

import datetime as dt
import random
from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeVar

T = TypeVar("T")
MINUTES_PER_YEAR = 525_960


class Dice:
    """A generator of the values of random worlds; the same seed always gives the same ones."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)

    def maybe(self, chance: float) -> bool:
        return self.rng.random() < chance

    def whole(self, low: int, high: int) -> int:
        return self.rng.randint(low, high)

    def number(self, low: str, high: str, digits: int = 3) -> Decimal:
        """A decimal from `low` to `high` with so many digits behind the point."""
        unit = Decimal(10) ** digits
        return self.rng.randint(int(Decimal(low) * unit), int(Decimal(high) * unit)) / unit

    def yearly(self, low: str, high: str, step_minutes: int) -> Decimal:
        """A rate per year that gives `low` to `high` events in a step."""
        steps = Decimal(MINUTES_PER_YEAR) / step_minutes
        return self.number(str(Decimal(low) * steps), str(Decimal(high) * steps))

    def sixteenths(self, low: Decimal, high: Decimal) -> Decimal:
        """Points on the grid of scores."""
        return Decimal(self.rng.randint(int(low * 16), int(high * 16))) / 16

    def pick(self, entries: Sequence[T]) -> T:
        return self.rng.choice(entries)

    def some(self, entries: Sequence[T], least: int, most: int) -> list[T]:
        """A few of the entries, in their order."""
        number = min(len(entries), self.whole(least, most))
        return [entries[i] for i in sorted(self.rng.sample(range(len(entries)), number))]

    def shares(self, entries: Sequence[str], least: int = 100) -> dict[str, Decimal]:
        """Shares that sum to exactly 1, none below `least` thousandths."""
        rest = 1000 - least * len(entries)
        cuts = sorted(self.rng.randint(0, rest) for _ in entries[1:])
        parts = [above - below for below, above in zip([0, *cuts], [*cuts, rest], strict=True)]
        return {entry: Decimal(part + least) / 1000 for entry, part in zip(entries, parts, strict=True)}

    def day(self, first: dt.date, last: dt.date) -> dt.date:
        return first + dt.timedelta(days=self.whole(0, (last - first).days))

    def dated(self, values: Sequence[Decimal], first: dt.date, last: dt.date) -> Any:
        """The first value, or several of them, each from a day of its own."""
        if len(values) == 1:
            return values[0]
        return {"dated": {self.day(first, last): value for value in values}}
