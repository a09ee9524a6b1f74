"""What a picture shows rests on enough people, or says that it does not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from underheaven.measure.counts import Counts, Floats, Numbers
from underheaven.measure.results import Measures

FEWEST = 200
"""People, acts or records below which a point says little: a share of a half may then be off by 7 in 100."""


@dataclass(frozen=True)
class Kept:
    """Series over time without the points of few: NaN where a point is left out.

    `out` is the number of points that are left out. Where every point is of few none is left out, and the
    series are `thin` as a whole.
    """

    fields: dict[str, Floats]
    out: int
    thin: bool


def kept(fields: Mapping[str, Floats], bases: Mapping[str, Numbers]) -> Kept:
    """Series float64[T] by name, without the points whose base [T] is below `FEWEST`."""
    defined = {name: ~np.isnan(values) for name, values in fields.items()}
    few = {name: defined[name] & (np.asarray(bases[name]) < FEWEST) for name in fields}
    if not any((defined[name] & ~few[name]).any() for name in fields):
        return Kept(dict(fields), 0, any(each.any() for each in few.values()))
    found = {name: np.where(few[name], np.nan, values) for name, values in fields.items()}
    return Kept(found, sum(int(each.sum()) for each in few.values()), False)


def told(every: list[Kept], people: str) -> str:
    """What is to be said below a picture of such series; nothing where every point is of enough."""
    out, thin = sum(each.out for each in every), any(each.thin for each in every)
    said = []
    if out:
        points = "one point that rests" if out == 1 else f"{out:,} points that rest"
        said.append(f"Left out: {points} on fewer than {FEWEST} {people}.")
    if thin:
        said.append(f"Dotted lines rest on fewer than {FEWEST} {people} at every point.")
    return " ".join(said)


Base = Callable[[str, str | None], float | None]
"""How many a value of a dimension's category rests on; None where it is not known."""


def unknown(dimension: str, category: str | None) -> None:
    """The base of values of which it is not known what they rest on."""


def base_of(measures: Measures, count: Callable[[Counts], Numbers]) -> Base:
    """What the values of a period rest on: a number of people or events for each category."""
    if measures.counts is None:
        return unknown
    dimensions = measures.counts.frame.dimensions
    names = [("all", None), *((dimension, each) for dimension, of in dimensions.items() for each in of)]
    found = dict(zip(names, np.asarray(count(measures.counts), dtype=np.float64).tolist(), strict=True))
    return lambda dimension, category: found.get((dimension, category))


def in_scheme(measures: Measures) -> Base:
    """How many adults of each category were in the scheme, at any one time in the period."""
    return base_of(measures, lambda counts: counts.enrolled_years / len(measures.years))


def is_few(base: float | None) -> bool:
    """Whether a value rests on fewer than `FEWEST`; a base that is not known is not held against it."""
    return base is not None and base < FEWEST


def hollow(people: str, many: int) -> str:
    """What is to be said below a picture with `many` hollow marks; nothing where there are none."""
    return f"Hollow marks rest on fewer than {FEWEST} {people}." if many else ""


def pieces(values: Floats) -> NDArray[np.int64]:
    """The number of the stretch in which each value lies, int64[T]: lines are not drawn across gaps."""
    gone = np.isnan(values)
    return np.cumsum(np.concatenate([[0], (gone[1:] != gone[:-1]).astype(np.int64)]))
