"""A measure as a sum of ratios times numbers, so that what makes up a category can be told from its rates."""

from __future__ import annotations

import math
from typing import NamedTuple

from underheaven.measure.combining import Operand
from underheaven.measure.counted import RATIOS
from underheaven.measure.evaluate import function_of
from underheaven.measure.expression import Combined, Expression, Number
from underheaven.measure.filling import filled
from underheaven.measure.frame import Frame
from underheaven.measure.specification import Specification


class Part(NamedTuple):
    """A ratio that is added with a factor: its value, and what it is a share of, as functions of counts."""

    factor: float
    value: Operand
    base: Operand


def parts_of(specification: Specification, frame: Frame, entry: str = "") -> list[Part] | None:
    """The ratios that a measure adds up, each times a number; None where it is made otherwise."""
    found = _ratios(filled(specification.parsed, frame, specification.names(entry)))
    if found is None:
        return None
    return [
        Part(factor, function_of(ratio, frame, {}), function_of(ratio.operands[1], frame, {}))
        for factor, ratio in found
    ]


def _ratios(expression: Expression) -> list[tuple[float, Combined]] | None:
    match expression:
        case Combined(combinator, (_, Number())) if combinator in RATIOS:
            return None
        case Combined(combinator) if combinator in RATIOS:
            return [(1.0, expression)]
        case Combined("plus", operands):
            each = [_ratios(of) for of in operands]
            return None if None in each else [ratio for of in each for ratio in of or ()]
        case Combined("times", operands):
            numbers = [of.value for of in operands if isinstance(of, Number)]
            others = [of for of in operands if not isinstance(of, Number)]
            found = _ratios(others[0]) if len(others) == 1 else None
            return None if found is None else [(math.prod(numbers) * by, ratio) for by, ratio in found]
    return None
