"""What a measure is counted over, and what one person adds to it: what few events are made sure of by.

NumPy is not needed for it (few.py has the numbers).
"""

from __future__ import annotations

import math
from typing import NamedTuple

from underheaven.measure.expression import Combined, Expression, Number, Sum, Total
from underheaven.measure.filling import columns_read, filled
from underheaven.measure.frame import DERIVED, MINUTES_PER_YEAR, THOUSAND, Frame
from underheaven.measure.specification import Specification
from underheaven.measure.world_numbers import NUMBERS

RATIOS = {
    "ratio": 1.0,
    "per_thousand": float(THOUSAND),
    "per_year": float(MINUTES_PER_YEAR),
    "per_thousand_years": float(THOUSAND * MINUTES_PER_YEAR),
}
"""Combinators that divide, and the value of one above one."""
PEOPLE = Sum(("person.persons",))


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
            return Counted(PEOPLE, math.nan)
        known = (filled(each, frame, names) for each in others)
        numbers = math.prod((each.value for each in known if isinstance(each, Number)), start=1.0)
        expression, of_yuan = last, False
    if not isinstance(expression, Combined) or expression.combinator not in RATIOS:
        return Counted(PEOPLE, income if of_yuan else math.nan)
    above, below = expression.operands
    read_of = columns_read(below, frame, names)
    if not read_of:
        return Counted(PEOPLE, math.nan)
    if _divides(below) and isinstance(above, Combined) and above.combinator in RATIOS:
        return Counted(Combined("times", (above.operands[1], below)), math.nan)
    if _divides(above) or _divides(below):
        return Counted(PEOPLE, math.nan)
    yuan = of_yuan or bool(read_of & DERIVED.keys())
    return Counted(below, numbers * RATIOS[expression.combinator] * (income if yuan else 1.0))


def _divides(expression: Expression) -> bool:
    match expression:
        case Combined(combinator, operands):
            return combinator not in ("plus", "times") or any(map(_divides, operands))
        case Total():
            return _divides(expression.of)
    return False
