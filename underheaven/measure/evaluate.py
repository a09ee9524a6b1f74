"""The value of an expression in a world: columns found, combinators applied.

The functions of the combinators are in combining.py; no value of a measure comes from anywhere else.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

import numpy as np

from underheaven.engine.records import Int64
from underheaven.measure.combining import FUNCTIONS, Operand
from underheaven.measure.counts import Counts, Floats, Numbers
from underheaven.measure.expression import MINUS, Combined, Expression, Number, Sum, Total, WorldNumber
from underheaven.measure.filling import Names, columns_of, each_of, number_of
from underheaven.measure.frame import QUEUE, Frame


class _Term(NamedTuple):
    """Some columns of tallies or of the queue, added up and then added or taken away."""

    minus: bool
    queue: bool
    columns: Int64

    def of(self, counts: Counts) -> Numbers:
        """Their sum, [...]; NaN of a queue that is not kept."""
        table = counts.queue if self.queue else counts.tallies
        if table is None:
            return np.full(counts.tallies.shape[:-1], np.nan)
        if len(self.columns) == 1:
            return table[..., self.columns[0]]
        return np.asarray(table[..., self.columns].sum(axis=-1))


def function_of(expression: Expression, frame: Frame, names: Names) -> Operand:
    """An expression as a function of the counts of a world."""
    match expression:
        case Number(value):
            return lambda _: value
        case WorldNumber(name):
            found = number_of(name, frame, names)
            return lambda _: found
        case Sum(terms):
            return partial(_sum, [_term(term, frame, names) for term in terms])
        case Combined(combinator, operands):
            bound = [function_of(each, frame, names) for each in operands]
            function = FUNCTIONS[combinator]
            return lambda counts: function(counts, *bound)
        case Total():
            bound = [function_of(expression.of, frame, each) for each in each_of(expression, frame, names)]
            bound = bound or [lambda _: 0.0]
            return lambda counts: FUNCTIONS["plus"](counts, *bound)


def measure_of(expression: Expression, frame: Frame, names: Names) -> Callable[[Counts], Floats]:
    """An expression as a function of the counts of a world, [...] whatever it hangs on."""
    of = function_of(expression, frame, names)

    def measure(counts: Counts) -> Floats:
        found = of(counts)
        # What hangs on no count, as where a policy has no privilege, is one number.
        return found if isinstance(found, np.ndarray) else np.full(counts.tallies.shape[:-1], found)

    return measure


def _term(term: str, frame: Frame, names: Names) -> _Term:
    columns = columns_of(term, frame, names)
    queue = any(name in QUEUE for name in columns)
    numbers = [QUEUE.index(name) if queue else frame.columns[name] for name in columns]
    return _Term(term.startswith(MINUS), queue, np.array(numbers, dtype=np.int64))


def _sum(terms: list[_Term], counts: Counts) -> Numbers:
    if not terms:
        return np.zeros(counts.tallies.shape[:-1], np.int64)
    first, *others = terms
    found = -first.of(counts) if first.minus else first.of(counts)
    for term in others:
        found = found - term.of(counts) if term.minus else found + term.of(counts)
    return found
