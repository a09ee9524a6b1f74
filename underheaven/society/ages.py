"""Numbers by age band, made into numbers by other age bands (docs/societies.md, "Shared parts").

A band's number is the mean of the numbers of the bands that it overlaps, each counted by the years that
they share.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from underheaven.documents.quantity import Sourced
from underheaven.documents.tables import VALUES, has_origin

LAST_YEAR, FEWEST_YEARS = 80, 5
"""An open band is counted up to the age of 80, and for five years where it begins later."""
DIGITS = Decimal("0.000001")
Years = tuple[int, int]
"""The first age of a band, and the first one after it."""


@dataclass(frozen=True)
class Bands:
    """Age bands by name, from age 0 on without gaps; the last one is open."""

    years: Mapping[str, Years]

    @classmethod
    def read(cls, data: object) -> Bands | None:
        """The bands that a document gives; None where they are not what age bands must be."""
        if not isinstance(data, dict) or not data:
            return None
        years: dict[str, Years] = {}
        begin: int | None = 0
        for name, band in data.items():
            first, last = (band.get("first"), band.get("last")) if isinstance(band, dict) else (None, None)
            if begin is None or first != begin or not (last is None or (_is_age(last) and last >= begin)):
                return None
            end = max(LAST_YEAR, begin + FEWEST_YEARS) if last is None else last + 1
            years[name], begin = (begin, end), None if last is None else end
        return cls(years) if begin is None else None

    def weights(self, others: Bands) -> dict[str, dict[str, int]]:
        """For each band the `others` that it overlaps, with the years that they share.

        An open band reaches into all later ones.
        """
        end = max(max(bands.years.values(), key=lambda years: years[1])[1] for bands in (self, others))
        mine, theirs = (dict(_up_to(bands.years, end)) for bands in (self, others))
        return {
            name: {
                other: shared
                for other, years in theirs.items()
                if (shared := min(here[1], years[1]) - max(here[0], years[0])) > 0
            }
            for name, here in mine.items()
        }


def _is_age(age: object) -> bool:
    return isinstance(age, int) and not isinstance(age, bool)


def _up_to(bands: Mapping[str, Years], end: int) -> Iterator[tuple[str, Years]]:
    *closed, (name, (first, _)) = bands.items()
    yield from closed
    yield name, (first, end)


def by_other_bands(
    table: Mapping[str, object], weights: Mapping[str, Mapping[str, int]]
) -> dict[str, object]:
    """A table of numbers by age band, by the bands of `weights`; a band that it does not name has 1.

    The table is one with an origin for all, or gives each number its own; anything else stays as it is.
    """
    if has_origin(table):
        values = table[VALUES]
        assert isinstance(values, Mapping)
        return {**table, VALUES: by_other_bands(values, weights)}
    return {band: _mean(table, parts) for band, parts in weights.items()}


def _mean(table: Mapping[str, object], parts: Mapping[str, int]) -> object:
    """The mean of the numbers of some bands; one number stays as it is written, with its origin."""
    given = [table.get(name, 1) for name in parts]
    first = given[0]
    if all(each == first for each in given):
        return first
    years = tuple(parts.values())
    if not isinstance(first, dict):
        return _weighted([_number(each) for each in given], years)
    mean = {key: first[key] for key in Sourced.model_fields if key in first and key != "range"}
    ranges = [each.get("range") if isinstance(each, dict) else None for each in given]
    if all(isinstance(each, list) for each in ranges):
        mean["range"] = [_weighted([each[end] for each in ranges if each], years) for end in (0, 1)]
    return {**mean, "value": _weighted([_number(each) for each in given], years)}


def _number(given: object) -> Decimal:
    """What a number of a checked document is worth."""
    value = given["value"] if isinstance(given, dict) else given
    assert isinstance(value, int | Decimal)
    return Decimal(value)


def _weighted(numbers: list[Decimal], years: tuple[int, ...]) -> Decimal:
    total = sum((Fraction(number) * many for number, many in zip(numbers, years, strict=True)), Fraction(0))
    mean = total / sum(years)
    found = (Decimal(mean.numerator) / Decimal(mean.denominator)).quantize(DIGITS)
    return Decimal(f"{found.normalize():f}")
