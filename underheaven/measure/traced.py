"""What a measure rests on: the columns that it reads, the mechanisms that count them, and its file."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from underheaven.measure import loss, spiral, standing
from underheaven.measure.expression import MINUS, Combined, Expression, Sum, Total, generic
from underheaven.measure.frame import DERIVED
from underheaven.measure.specification import Specification
from underheaven.mechanisms.declared import ALL
from underheaven.mechanisms.registry import parts

PACKAGE = Path(__file__).resolve().parents[1]
WEEK = "engine"
"""Who counts what no single mechanism counts, scores among it."""
RULES = "rules"
QUEUE = "redress"
"""Whose the columns of the queue of appeals are."""


def columns_of(expression: Expression) -> frozenset[str]:
    """The columns that an expression reads, with `*` for the name of an entry: `act.*.done`."""
    match expression:
        case Sum(terms):
            return frozenset(generic(term.removeprefix(MINUS)) for term in terms)
        case Combined(_, operands):
            return frozenset[str]().union(*map(columns_of, operands))
        case Total(_, _, of):
            return columns_of(of)
    return frozenset()


@cache
def _counted_by() -> dict[tuple[str, str], str]:
    """Block and column -> the mechanism that declares the column."""
    return {
        (type(column).__name__.lower(), column.label): name
        for name, each in ALL.items()
        for column in each.counts
    }


def _counts(column: str) -> str:
    read = DERIVED.get(column, column)
    block, _, what = read.partition(".")
    known = _counted_by().get((block.replace("_", ""), what.rpartition(".")[2]))
    return known or (QUEUE if block == "queue" else WEEK)


def counted_by(specification: Specification) -> tuple[str, ...]:
    """The mechanisms, by name, that count what a measure reads; the one in whose folder it stands first."""
    found = {_counts(column) for column in columns_of(specification.parsed)} or {WEEK}
    folder = Path(written_in(specification)).parent.name
    first = [folder] if folder in ALL else []
    return (*first, *(name for name in ALL if name in found and name not in first))


def rests_on(counting: Sequence[str]) -> tuple[str, ...]:
    """These mechanisms, then the week and the rules of points, on which everything that is counted rests."""
    return tuple(dict.fromkeys((*counting, WEEK, RULES)))


def laws_of(counting: Sequence[str]) -> tuple[str, ...]:
    """The cases of `underheaven verify` that check these mechanisms."""
    return tuple(dict.fromkeys(law for name in counting for law in ALL[name].laws))


@cache
def _modules() -> dict[str, str]:
    return {
        specification.name: _path(module.__name__)
        for module in (standing, loss, spiral, *parts("measures"))
        for specification in module.SPECIFICATIONS
    }


def _path(module: str) -> str:
    return f"{module.replace('.', '/')}.py"


def written_in(specification: Specification) -> str:
    """The file in which a measure is defined, from the root of the repository."""
    return _modules()[specification.name]


def room_of(mechanism: str) -> str:
    """The folder with a mechanism's code, from the root of the repository."""
    inside = PACKAGE / "mechanisms" / mechanism
    return f"underheaven/mechanisms/{mechanism}/" if inside.is_dir() else f"underheaven/{mechanism}/"
