"""The value of an expression in a world: placeholders filled in, columns found, combinators applied.

The functions of the combinators are in combinators.py; no value of a measure comes from anywhere else.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

import numpy as np

from underheaven.engine.records import Int64
from underheaven.measure.combinators import COMBINATORS, Operand
from underheaven.measure.counts import QUEUE, Counts, Numbers
from underheaven.measure.expression import (
    MINUS,
    PLACEHOLDER,
    Combined,
    Expression,
    Number,
    Sum,
    Total,
    WorldNumber,
)
from underheaven.measure.frame import Frame
from underheaven.measure.selections import entries
from underheaven.measure.world_numbers import NUMBERS

Names = Mapping[str, str]
"""Placeholder -> the entry that it stands for."""


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


def columns_of(term: str, frame: Frame, names: Names) -> list[str]:
    """The columns that a term of a sum stands for, without its sign."""
    pattern = term.removeprefix(MINUS)
    if placeholder := PLACEHOLDER.search(pattern):
        name, of = placeholder.groups()
        found = [names[name]] if name in names else entries(name, frame, names.get(of, ""))
        return [pattern.replace(placeholder.group(), each) for each in found]
    if "*" not in pattern:
        return [pattern]
    block, _, what = pattern.split(".")
    return [name for name in frame.layout.columns if name.split(".")[::2] == [block, what]]


def number_of(name: str, frame: Frame, names: Names) -> float:
    """A number of a world, such as `step_minutes` or `place.{place}.yuan`."""
    placeholder = PLACEHOLDER.search(name)
    if placeholder is None:
        return NUMBERS[name](frame, "")
    return NUMBERS[name.replace(placeholder.group(), "*")](frame, names[placeholder.group(1)])


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
            function = COMBINATORS[combinator].function
            return lambda counts: function(counts, *bound)
        case Total():
            bound = [function_of(expression.of, frame, each) for each in each_of(expression, frame, names)]
            bound = bound or [lambda _: 0.0]
            return lambda counts: COMBINATORS["plus"].function(counts, *bound)


def each_of(total: Total, frame: Frame, names: Names) -> list[Names]:
    """The names of each entry that a total is over, besides those that stand already."""
    return [{**names, total.item: each} for each in entries(total.selection, frame)]


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


def filled(expression: Expression, frame: Frame, names: Names) -> Expression:
    """The same expression without anything that only a world can tell: no pattern, no number of a world."""
    match expression:
        case WorldNumber(name):
            return Number(number_of(name, frame, names))
        case Sum(terms):
            columns = (
                f"{MINUS if term.startswith(MINUS) else ''}{column}"
                for term in terms
                for column in columns_of(term, frame, names)
            )
            return Sum(tuple(columns))
        case Combined(combinator, operands):
            return Combined(combinator, tuple(filled(each, frame, names) for each in operands))
        case Total():
            every = (filled(expression.of, frame, each) for each in each_of(expression, frame, names))
            return Combined("plus", tuple(every) or (Number(0),))
        case Number():
            return expression


def columns_read(expression: Expression, frame: Frame, names: Names) -> set[str]:
    """The columns that an expression reads in a world."""
    match filled(expression, frame, names):
        case Sum(terms):
            return {term.removeprefix(MINUS) for term in terms}
        case Combined(_, operands):
            return set().union(*(columns_read(each, frame, {}) for each in operands))
    return set()
