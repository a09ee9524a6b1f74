"""An expression in a world, as data: placeholders filled in, columns and numbers of the world found.

NumPy is not needed for it.
"""

from __future__ import annotations

from collections.abc import Mapping

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


def each_of(total: Total, frame: Frame, names: Names) -> list[Names]:
    """The names of each entry that a total is over, besides those that stand already."""
    return [{**names, total.item: each} for each in entries(total.selection, frame)]


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
