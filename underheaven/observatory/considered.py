"""How often acts are considered, as a file says it: rates, from which a page makes tables to draw from.

The tables of a society whose people differ for life are large, and look like chance itself, so that they do
not compress. Their rates are few numbers. The page multiplies and adds them as doubles, in the order that is
written here (IEEE 754 rounds alike everywhere), and where the exact decimals round down to another whole
number, the file says by how much. The alias tables are then made from whole numbers alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Context, localcontext
from itertools import accumulate
from math import floor
from typing import Any

from underheaven.documents.remembered import remembered
from underheaven.engine.compiling import DIGITS
from underheaven.engine.compiling.acts import act_tables, by_name, ways_of_acting
from underheaven.engine.compiling.schedule import YEAR_MINUTES
from underheaven.engine.compiling.thresholds import WORD, choice
from underheaven.mechanisms.lasting.combining import combinations
from underheaven.society.schema import Society

MADE = {f"living.acts.{name}": name for name in ("alias_cut", "alias_kind", "count_above")}
"""The arrays that a page makes, and what they are called there."""
HALVED, SERIES = 6, 20
"""An exponential is that of the number halved so often, by so many terms of its series, squared as often."""


@remembered
def considered(society: Society, step_minutes: int) -> dict[str, Any]:
    """Plain JSON values: the rates, and how far whole numbers lie from what they give.

    `values` has the distinct rates of each kind (a year; kinds by name), `of` says for each way of acting and
    kind which of them it is, `classes` what each combination of lasting classes multiplies them by. Row i of
    the tables is of the combination `rows[i] % len(classes)` and the way `rows[i] // len(classes)`. `steps`
    is the share of a year that a step is, `cap` the length of a column of counts. `kinds_off` and
    `counts_off` are pairs, one after the other: the place in the table, row by row, and what is to be added.
    """
    with localcontext(Context(prec=DIGITS)):
        order = by_name(society.acts)
        ways = [tuple(often[k] for k in order) for often, _ in ways_of_acting(society)[1]]
        classes = [tuple(each.considering[k] for k in order) for each in combinations(society)]
        exact: dict[tuple[Any, ...], int] = {}
        for way, often in enumerate(ways):
            for number, factors in enumerate(classes):
                row = tuple(a if f == 1 else a * f for a, f in zip(often, factors, strict=True))
                exact.setdefault(row, way * len(classes) + number)
        tables = act_tables(society, step_minutes)
        until = [choice(row) for row in exact]
    above = tables["count_above"]
    cap, many = above.shape
    values: list[dict[float, int]] = [{} for _ in order]
    of = [[v.setdefault(float(a), len(v)) for a, v in zip(often, values, strict=True)] for often in ways]
    said = {
        "values": [list(each) for each in values],
        "of": [number for row in of for number in row],
        "classes": [[float(f) for f in factors] for factors in classes],
        "rows": list(exact.values()),
        "steps": step_minutes / YEAR_MINUTES,
        "cap": cap,
    }
    rows = list(rates_of(said))
    counts = [[above.numbers[k * many + i] for k in range(cap)] for i in range(many)]
    found = [counts_of(sum_of(row) * said["steps"], cap) for row in rows]
    return {
        **said,
        "kinds_off": _off(until, [shares_of(row) for row in rows]),
        "counts_off": _off(counts, found),
    }


def rates_of(said: dict[str, Any]) -> Iterator[list[float]]:
    """The rates of each row of the tables, as the page finds them."""
    kinds, classes = len(said["values"]), said["classes"]
    for row in said["rows"]:
        way, number = divmod(row, len(classes))
        own = said["of"][way * kinds : (way + 1) * kinds]
        yield [said["values"][k][own[k]] * classes[number][k] for k in range(kinds)]


def sum_of(rates: Sequence[float]) -> float:
    """Their sum, from the first to the last. (`sum` of Python 3.12 and later is another.)"""
    return list(accumulate(rates))[-1]


def shares_of(rates: Sequence[float]) -> list[int]:
    """The cumulative thresholds of a choice among the kinds; the last is 2^32."""
    sums = list(accumulate(rates))
    if sums[-1] == 0:
        return [0] * (len(rates) - 1) + [WORD]
    return [*(floor(each / sums[-1] * WORD) for each in sums[:-1]), WORD]


def counts_of(mean: float, cap: int) -> list[int]:
    """The thresholds of a Poisson count, less one."""
    part, term, nothing = -mean / (1 << HALVED), 1.0, 1.0
    for i in range(1, SERIES + 1):
        term = term * part / i
        nothing = nothing + term
    for _ in range(HALVED):
        nothing = nothing * nothing
    found, term, terms = [], 1.0, 1.0
    for i in range(1, cap + 1):
        found.append(min(floor(nothing * terms * WORD), WORD - 1) - 1)
        term = term * mean / i
        terms = terms + term
    return found


def _off(exact: Sequence[Sequence[int]], found: Sequence[Sequence[int]]) -> list[int]:
    width, pairs = len(exact[0]), list[int]()
    for i, (one, other) in enumerate(zip(exact, found, strict=True)):
        if one != other:
            for k in range(width):
                if one[k] != other[k]:
                    pairs += [i * width + k, one[k] - other[k]]
    return pairs
