"""Expressions of measures as plain data: how they are written, read and checked (docs/measures-as-data.md).

An expression is a number, a sum of columns, a number of the world, a combinator with operands, or the total
of one expression over the entries of a selection. As data these are JSON: `1000`, `["act.*.done",
"-act.*.brought_on"]`, `{"world": "step_minutes"}`, `{"ratio": [above, below]}` and `{"total": ["privilege",
"privileges_worth_yuan", of]}`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from underheaven.documents.words import nearest
from underheaven.engine.layout import Layout
from underheaven.measure.combinators import COMBINATORS
from underheaven.measure.frame import DERIVED, QUEUE, SIXTEENTHS
from underheaven.measure.selections import SELECTIONS
from underheaven.measure.world_numbers import NUMBERS

Data: TypeAlias = "float | list[Any] | dict[str, Any]"
"""JSON of an expression."""
Scope = Mapping[str, str]
"""Placeholder of a pattern -> the block of columns whose entries it stands for."""
PLACEHOLDER = re.compile(r"\{(\w+)(?:\((\w+)\))?\}")
"""`{source}` is an entry, `{seen_kinds}` a selection, `{kinds_seen_by(source)}` the selection of an entry."""
MINUS = "-"
ENTRIES_OF = {"game": "act", "reckon": "act"}
"""Blocks whose entries are some of those of another block."""
COLUMNS = frozenset((*Layout(*[("*",)] * 9).columns, *DERIVED, *QUEUE))
"""Every column that a world can have, with `*` for the name of an entry."""


@dataclass(frozen=True)
class Number:
    """A number that is the same in every world."""

    value: float


@dataclass(frozen=True)
class WorldNumber:
    """A number that a world's files say, such as the yuan that a place is worth."""

    name: str


@dataclass(frozen=True)
class Sum:
    """Columns added up, or taken away where a `-` stands before; patterns stand for several columns."""

    terms: tuple[str, ...]


@dataclass(frozen=True)
class Combined:
    """A combinator of the closed list with its operands."""

    combinator: str
    operands: tuple[Expression, ...]


@dataclass(frozen=True)
class Total:
    """The values of an expression for each entry of a selection, added up; `item` stands for the entry."""

    item: str
    selection: str
    of: Expression


Expression: TypeAlias = Number | WorldNumber | Sum | Combined | Total


def read(data: Data, scope: Scope, columns: Collection[str] = COLUMNS) -> Expression:
    """The expression that data say. ValueError for what is not in the closed lists, or no such column.

    `scope` are the placeholders that may stand in patterns besides the selections, `columns` what there is.
    """
    match data:
        case bool():
            pass
        case int() | float():
            return Number(data)
        case list() if all(isinstance(term, str) for term in data):
            for term in data:
                check_term(term, scope, columns)
            return Sum(tuple(data))
        case {"world": str(name)} if len(data) == 1:
            check_name(generic(name), NUMBERS, "number of a world", name)
            for entry, _ in PLACEHOLDER.findall(name):
                check_name(entry, scope, "entry")
            return WorldNumber(name)
        case {"total": [str(item), str(selection), of]} if len(data) == 1:
            check_name(selection, SELECTIONS, "selection")
            return Total(item, selection, read(of, {**scope, item: SELECTIONS[selection].block}, columns))
        case dict() if len(data) == 1:
            ((name, operands),) = data.items()
            check_name(name, COMBINATORS, "combinator")
            return Combined(name, _operands(name, operands, scope, columns))
    raise ValueError(f"{data!r} is not an expression")


def _operands(name: str, operands: object, scope: Scope, columns: Collection[str]) -> tuple[Expression, ...]:
    combinator = COMBINATORS[name]
    if not isinstance(operands, list) or not combinator.takes(len(operands)):
        raise ValueError(f"the combinator '{name}' takes {combinator.operands}")
    return tuple(read(each, scope, columns) for each in operands)


def written(expression: Expression) -> Data:
    """The data of an expression: what `read` reads back."""
    match expression:
        case Number(value):
            return value
        case WorldNumber(name):
            return {"world": name}
        case Sum(terms):
            return list(terms)
        case Combined(combinator, operands):
            return {combinator: [written(each) for each in operands]}
        case Total(item, selection, of):
            return {"total": [item, selection, written(of)]}


def sixteenths(*columns: str) -> Data:
    """The data of a sum that is counted in sixteenths, of points or of minutes."""
    return {"ratio": [list(columns), SIXTEENTHS]}


def generic(pattern: str) -> str:
    """A pattern with `*` for every placeholder."""
    return PLACEHOLDER.sub("*", pattern)


def check_term(term: str, scope: Scope, columns: Collection[str]) -> None:
    """ValueError where no world has such a column, or a placeholder is of another block."""
    pattern = term.removeprefix(MINUS)
    check_name(generic(pattern), columns, "column", pattern)
    for name, of in PLACEHOLDER.findall(pattern):
        check_name(name, {*scope, *SELECTIONS}, "selection")
        check_name(of, {*scope, ""}, "entry")
        block = scope[name] if name in scope else SELECTIONS[name].block
        prefix = pattern.partition(".")[0]
        if block not in (prefix, ENTRIES_OF.get(prefix)):
            raise ValueError(f"'{pattern}' asks for entries of '{name}', which are of the block '{block}'")


def check_name(name: str, known: Collection[str], what: str, said: str = "") -> None:
    """ValueError where a name is not known, with the one that may be meant."""
    if name not in known:
        near = nearest(name, sorted(known))
        hint = f"; did you mean '{near}'?" if near else ""
        raise ValueError(f"there is no {what} '{said or name}'{hint}")
