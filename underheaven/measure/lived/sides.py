"""Both sides of error and of ties: who is under a consequence for them, and who is spared one by them.

The tallies count those who are hit by either, and whom ties spare a single consequence; who is spared any
consequence, and whom wrong records spare, is seen only where people are lived again.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from underheaven.engine.records import Int64
from underheaven.engine.world import World
from underheaven.measure.counts import Floats, Numbers, ratio
from underheaven.measure.lived.categories import Categories
from underheaven.record.weekly import Bits, Flags, Weekly

COLUMNS = ("enrolled", "under", "in_error", "spared_in_error", "by_ties", "spared_by_ties", "known")
"""Steps of a person that end so, `known` those of them after which nobody else takes the place."""
WIDTH = len(COLUMNS)
NOBODY_CLEAN = "nobody would be under it if nothing were recorded wrongly"
NOBODY_OWN = "nobody's own record alone would bring it"
NOBODY_UNDER = "nobody is under it"


@dataclass(frozen=True)
class Side:
    """A share as data: the sums of columns above and below the line; a column with `-` is taken away."""

    name: str
    title: str
    formula: str
    direction: str
    undefined: str
    above: tuple[str, ...]
    below: tuple[str, ...]
    unit: str = "share"
    source: str = "specification, section 3.3"
    label: str = "emergent"

    def value(self, counts: Numbers) -> Floats:
        """Of counts [..., WIDTH], [...]."""
        return ratio(_sum(self.above, counts), _sum(self.below, counts))

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "name": self.name,
            "title": self.title,
            "unit": self.unit,
            "definition": self.formula,
            "source": self.source,
            "reading": self.direction,
            "label": self.label,
            "missing": self.undefined,
            "needs": "lives",
            "expression": {"ratio": [list(self.above), list(self.below)]},
        }


def _sum(terms: tuple[str, ...], counts: Numbers) -> Numbers:
    return np.asarray(
        sum(
            (-1 if term.startswith("-") else 1) * counts[..., COLUMNS.index(term.removeprefix("-"))]
            for term in terms
        )
    )


SIDES = (
    Side(
        "hit_in_error",
        "Under it in error",
        "of the person-steps under it, those under none if wrong records are left out",
        "more: more of the punished are wrongly so",
        NOBODY_UNDER,
        ("in_error",),
        ("under",),
    ),
    Side(
        "spared_in_error",
        "Spared in error",
        "of the person-steps that would be under it if wrong records were left out, those that are not",
        "more: wrong records spare more people what their own would bring",
        NOBODY_CLEAN,
        ("spared_in_error",),
        ("under", "-in_error", "spared_in_error"),
    ),
    Side(
        "hit_by_ties",
        "Under it because of others",
        "of the person-steps under it, those under none by their own record",
        "more: more of the punished are so for others",
        NOBODY_UNDER,
        ("by_ties",),
        ("under",),
    ),
    Side(
        "spared_by_ties",
        "Spared because of others",
        "of the person-steps that would be under it by their own record, those that are not",
        "more: standing is lent to more people",
        NOBODY_OWN,
        ("spared_by_ties",),
        ("under", "-by_ties", "spared_by_ties"),
    ),
)
"""Always both sides. Steps after which somebody else takes the place are left out where ties are asked about:
what the own score was is not known of them."""


class Counting:
    """Counts the steps of one year of each person, for any consequence and for each by itself."""

    def __init__(self, world: World, categories: Categories, year: int) -> None:
        self._world, self._categories, self._year = world, categories, year
        self.consequences = ("", *world.policy.consequences)
        self._counts: list[Int64] = []

    def add(self, found: Weekly, codes: Int64) -> None:
        """Count a community; int64[C, consequences, WIDTH] of it is kept."""
        of_year = [
            at for at in range(len(found.shown)) if self._world.year_of(found.since + at) == self._year
        ]
        steps = slice(of_year[0], of_year[-1] + 1) if of_year else slice(0)
        enrolled, known = found.enrolled[steps], ~found.replaced[steps]
        states = found.standing[steps], found.clean[steps], found.own[steps]
        # Few come near any consequence: the others are in the scheme, and no more is to be counted of them.
        near = np.flatnonzero(np.logical_or.reduce([each.any(axis=0) for each in states]))
        flags = list[Flags]()
        for number in range(len(self.consequences)):
            now, clean, own = (any_of(each[:, near], number) for each in states)
            flags += _columns(now, clean, own, known[:, near])
        of_each = np.stack([each.sum(axis=0) for each in flags], axis=1)
        everyone = np.arange(enrolled.shape[1])
        in_scheme = np.stack([each.sum(axis=0) for each in (enrolled, enrolled & known)], axis=1)
        counts = np.zeros((self._categories.many, len(self.consequences), WIDTH), np.int64)
        counts[..., [0, -1]] = self._categories.summed(codes, everyone, in_scheme)[:, None]
        counts[..., 1:-1] = self._categories.summed(codes, near, of_each).reshape(*counts.shape[:2], -1)
        self._counts.append(counts)

    def counts(self, number: int) -> Int64:
        """Of one consequence, or of any (0), int64[C, B, WIDTH]."""
        return np.stack([each[:, number] for each in self._counts], axis=1)


def any_of(bits: Bits, number: int) -> Flags:
    """Whether some consequence is in force, or the one of this number counted from 1."""
    return np.asarray(bits != 0 if number == 0 else bits & bits.dtype.type(1 << (number - 1)) != 0)


def _columns(now: Flags, clean: Flags, own: Flags, known: Flags) -> tuple[Flags, ...]:
    """What of `COLUMNS` is counted of one consequence, in their order."""
    return now, now & ~clean, clean & ~now, now & ~own & known, own & ~now & known
