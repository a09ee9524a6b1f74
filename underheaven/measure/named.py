"""The value of one measure by its name, of any counts: for pictures over time, audits and comparisons."""

from __future__ import annotations

import numpy as np

from underheaven.measure.counted import RATIOS, counted_over
from underheaven.measure.counts import Counts, Floats, Numbers
from underheaven.measure.evaluate import function_of
from underheaven.measure.expression import Combined, Data, Expression, Number, read
from underheaven.measure.few import Base
from underheaven.measure.frame import Frame
from underheaven.measure.specification import Measure, Specification
from underheaven.measure.table import BY_NAME

ITEMIZED = {each.stem: each for each in BY_NAME.values() if each.entries}
"""Measures of which there is one for each entry, by their name without the entry."""


def named(name: str) -> tuple[Specification, str]:
    """The measure of a name such as `under` or `under.no_trains`, and the entry that it is of. KeyError."""
    stem, _, entry = name.partition(".")
    return (ITEMIZED[stem], entry) if entry else (BY_NAME[stem], "")


def measure_named(name: str, frame: Frame) -> Measure:
    """A measure as a function of counts, whether or not the world lists it. KeyError for no measure."""
    specification, entry = named(name)
    return specification.function(frame, entry)


def value_of(name: str, counts: Counts) -> Floats:
    """A measure of some counts, [...]; NaN where it is undefined."""
    return measure_named(name, counts.frame)(counts)


def evaluated(data: Data, counts: Counts) -> Floats:
    """The value of an expression in the same language, [...]. ValueError as of `read`."""
    return np.asarray(function_of(read(data, {}), counts.frame, {})(counts))


def base_of(name: str, counts: Counts) -> Numbers:
    """What a measure is a share of, [...]: its denominator in `counts`. KeyError where it is not a ratio."""
    specification, entry = named(name)
    below = _below(specification.parsed, name)
    return np.asarray(function_of(below, counts.frame, specification.names(entry))(counts))


def base_for(specification: Specification, entry: str, counts: Counts, steps: int) -> Base:
    """What a measure of categories, everyone first, rests on in each; `steps` are those of the period."""
    over, one = counted_over(specification, counts.frame, entry)
    of = function_of(over, counts.frame, specification.names(entry))(counts)
    return Base(np.asarray(of, np.float64), one * steps)


def _below(expression: Expression, name: str) -> Expression:
    match expression:
        case Combined("times", (Number(), ratio)):
            return _below(ratio, name)
        case Combined(combinator, (_, below)) if combinator in RATIOS:
            return below
        case Combined("over_everyone", (of,)):
            return _below(of, name)
    raise KeyError(f"the measure '{name}' is not a ratio")
