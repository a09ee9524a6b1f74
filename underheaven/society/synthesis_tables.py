"""A society's margins as the integers from which communities are made (docs/synthesis.md)."""

from __future__ import annotations

from typing import Any

import numpy as np

from underheaven.society.fitting import cells, normalised
from underheaven.society.making import SynthesisTables
from underheaven.society.profile import UNIT, Profile
from underheaven.society.schema import PLACES, QUINTILES, SEXES, Region, Society
from underheaven.society.stacks import ADULT, CHILD, SMALL

ADULT_AGE, OPEN_YEARS, OLDEST = 18, 15, 121
"""The first age of an adult; years that the open oldest band is taken to span; an age above that of all
bands, from which on the nearest bands stay the same."""
WORD = 1 << 32


def synthesis_tables(society: Society, seed: tuple[int, int]) -> SynthesisTables:
    """The tables of a society; raises InputError where margins and associations contradict each other."""
    bands = list(society.age_bands.values())
    role = [_role(band.first, band.last, society.small_child_below.value) for band in bands]
    parts = [_region(society, number, name, role, seed) for number, name in enumerate(society.regions)]
    opinions = len(society.opinions)
    number = len(society.groups) * len(SEXES) * len(bands) * len(QUINTILES) * len(PLACES) * opinions
    return SynthesisTables(
        **{name: np.array(_even([part[name] for part in parts]), np.int64) for name in parts[0]},
        role=np.array(role, np.int64),
        first=np.array([band.first for band in bands], np.int64),
        years=np.array(
            [OPEN_YEARS if band.last is None else band.last - band.first + 1 for band in bands], np.int64
        ),
        nearest=np.array([_nearest(age, bands, role) for age in range(OLDEST + 1)], np.int64),
        archetype=np.array(
            [cell // opinions * 2 * opinions + cell % opinions for cell in range(number)], np.uint16
        ),
        opinions=opinions,
    )


def _role(first: int, last: int | None, small_below: int) -> int:
    if first >= ADULT_AGE:
        return ADULT
    return SMALL if last is not None and last < small_below else CHILD


def _region(
    society: Society, number: int, name: str, role: list[int], seed: tuple[int, int]
) -> dict[str, Any]:  # fmt: skip
    """What the communities of one region have in common."""
    shares = cells(society, name).tolist()
    of_group = len(shares) // len(society.groups)
    groups = [shares[first : first + of_group] for first in range(0, len(shares), of_group)]
    profile = Profile([sum(group) for group in groups], society.segregation.value, number, seed)
    until, size = _sizes(society.regions[name])
    return {
        "share": [0, *_passed([sum(group) for group in groups])],
        "bound": profile.bounds,
        "strength": profile.strengths,
        "start": profile.start,
        "within": [end for group in groups for end in cumulative(group, UNIT)],
        "size_until": until,
        "size": size,
        "grown": _grown(shares, role, len(society.opinions)),
    }


def _sizes(region: Region) -> tuple[list[int], list[int]]:
    """Cumulative shares of the sizes of households, and the sizes, ascending."""
    shares = {int(size): share for size, share in region.household_sizes.values.items()}
    values = sorted(shares)
    scaled = [int(share * (1 << 60)) for share in normalised([shares[size] for size in values])]
    return cumulative(scaled, WORD), values


def _grown(shares: list[int], role: list[int], opinions: int) -> int:
    """The adult band with most people in the region; the first of equals."""
    of_band, people = len(QUINTILES) * len(PLACES) * opinions, [0] * len(role)
    for first in range(0, len(shares), of_band):
        people[first // of_band % len(role)] += sum(shares[first : first + of_band])
    return max((band for band in range(len(role)) if role[band] == ADULT), key=lambda band: people[band])


def _nearest(age: int, bands: list[Any], role: list[int]) -> list[int]:
    """The adult bands, the nearest to an age first, and of equals the younger."""

    def away(band: int) -> tuple[int, int]:
        first, last = bands[band].first, bands[band].last
        return max(first - age, 0 if last is None else age - last, 0), band

    return sorted((band for band in range(len(role)) if role[band] == ADULT), key=away)


def _even(rows: list[Any]) -> list[Any]:
    """The rows, each as long as the longest: its last entry stands for what it lacks."""
    if not isinstance(rows[0], (list, tuple)):
        return rows
    longest = max(map(len, rows))
    return [[*row, *[row[-1]] * (longest - len(row))] for row in rows]


def _passed(numbers: list[int]) -> list[int]:
    passed, out = 0, []
    for number in numbers:
        passed += number
        out.append(passed)
    return out


def cumulative(shares: list[int], whole: int) -> list[int]:
    """Cumulative shares out of `whole`, rounded down; the last is `whole`. All zero counts as all equal."""
    shares = shares if sum(shares) else [1] * len(shares)
    total = sum(shares)
    return [whole * passed // total for passed in _passed(shares)]
