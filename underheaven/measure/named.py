"""The value of one measure by its name, of any counts: for pictures over time, audits and comparisons."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from underheaven.measure.counts import THOUSAND, Counts, Floats, Numbers
from underheaven.measure.evaluate import columns_read, function_of
from underheaven.measure.expression import Combined, Data, Expression, Number, Sum, Total, read
from underheaven.measure.few import Base
from underheaven.measure.frame import DERIVED, MINUTES_PER_YEAR, Frame
from underheaven.measure.specification import Measure, Specification
from underheaven.measure.table import BY_NAME
from underheaven.measure.weights import PERSONS
from underheaven.measure.world_numbers import NUMBERS

ITEMIZED = {each.stem: each for each in BY_NAME.values() if each.entries}
"""Measures of which there is one for each entry, by their name without the entry."""
RATIOS = {
    "ratio": 1.0,
    "per_thousand": float(THOUSAND),
    "per_year": float(MINUTES_PER_YEAR),
    "per_thousand_years": float(THOUSAND * MINUTES_PER_YEAR),
}
"""Combinators that divide, and the value of one above one."""


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


PEOPLE = Sum((PERSONS,))


class Counted(NamedTuple):
    """What a measure is counted over, and what one person to whom it happens at a step adds to it above.

    `one` is that over a base of 1, NaN where none can be told.
    """

    over: Expression
    one: float


def counted_over(specification: Specification, frame: Frame, entry: str = "") -> Counted:
    """What a measure of one entry is counted over in a world; people where it is no ratio of counts.

    Of a ratio of ratios it is what the upper one is counted over, times the lower one.
    """
    names, expression = specification.names(entry), specification.parsed
    of_yuan, numbers = specification.unit.startswith("yuan"), 1.0
    # Where yuan are counted, one person brings in the income of one.
    income = NUMBERS["mean_income"](frame, "")
    if isinstance(expression, Combined) and expression.combinator == "times":
        *others, last = expression.operands
        if any(isinstance(each, (Sum, Combined, Total)) for each in others):
            return Counted(PEOPLE, np.nan)
        numbers = float(np.prod([function_of(each, frame, names)(None) for each in others]))  # type: ignore[arg-type]
        expression, of_yuan = last, False
    if not isinstance(expression, Combined) or expression.combinator not in RATIOS:
        return Counted(PEOPLE, income if of_yuan else np.nan)
    above, below = expression.operands
    read_of = columns_read(below, frame, names)
    if not read_of:
        return Counted(PEOPLE, np.nan)
    if _divides(below) and isinstance(above, Combined) and above.combinator in RATIOS:
        return Counted(Combined("times", (above.operands[1], below)), np.nan)
    if _divides(above) or _divides(below):
        return Counted(PEOPLE, np.nan)
    yuan = of_yuan or bool(read_of & DERIVED.keys())
    return Counted(below, numbers * RATIOS[expression.combinator] * (income if yuan else 1.0))


def base_for(specification: Specification, entry: str, counts: Counts, steps: int) -> Base:
    """What a measure of categories, everyone first, rests on in each; `steps` are those of the period."""
    over, one = counted_over(specification, counts.frame, entry)
    of = function_of(over, counts.frame, specification.names(entry))(counts)
    return Base(np.asarray(of, np.float64), one * steps)


def _divides(expression: Expression) -> bool:
    match expression:
        case Combined(combinator, operands):
            return combinator not in ("plus", "times") or any(map(_divides, operands))
        case Total():
            return _divides(expression.of)
    return False


def _below(expression: Expression, name: str) -> Expression:
    match expression:
        case Combined("times", (Number(), ratio)):
            return _below(ratio, name)
        case Combined(combinator, (_, below)) if combinator in RATIOS:
            return below
        case Combined("over_everyone", (of,)):
            return _below(of, name)
    raise KeyError(f"the measure '{name}' is not a ratio")
