"""Which quantities a table speaks of: told by hand, of runs that are made up."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest

from tools.expected.quantities import FEWEST, Named, quantities, telling
from underheaven.policy.expected import Expected, Row
from underheaven.verify.expected import EVERYWHERE, Counted

COLUMNS = (
    "act.a.done", "act.b.done", "act.c.done", "act.d.gamed", "person.pull_sum", "consequence.x.under",
    "person.adults",
)  # fmt: skip


def run(*counts: int, year: int = 2020) -> Counted:
    """One year and two regions, of which the second has twice what the first has."""
    tallies = np.array([[counts, [2 * each for each in counts]]])
    return Counted((year,), ("east", "west"), COLUMNS, tallies)


def table(*rows: Row) -> Expected:
    days = {"first_day": dt.date(2020, 1, 1), "last_day": dt.date(2020, 12, 31)}
    return Expected(policy="p", society="s", citizens=100, rows=rows, **days)


ROW = Row(what="acts", kind="emergent", of=("act.*.done",), over=("person.adults",), times=1000, why="so")
FEW = FEWEST - 1
RUNS = [run(n, 0, 2 * n, 0, n - 5, int(n < FEW), 10) for n in range(20)]


def test_a_quotient_is_a_sum_over_a_sum_and_one_event_adds_its_share() -> None:
    of = quantities(table(ROW), RUNS)
    assert of.names[0] == Named("", "acts")
    # Of both regions: three times 5 + 0 + 10 acts, and three times ten adults.
    assert of.values[5, 0] == pytest.approx(1000 * 45 / 30)
    assert of.least[0] == pytest.approx(1000 / 30)
    assert set(of.least[1:]) == {1.0}


def test_counts_are_of_everybody_and_of_each_region() -> None:
    of = quantities(table(ROW), RUNS)
    known = dict(zip(of.names, of.values[7], strict=True))
    places = (EVERYWHERE, "east", "west")
    assert [known[Named(place, "act.a.done")] for place in places] == [21, 7, 14]
    assert len(of.names) == 1 + len(places) * len(COLUMNS)


def test_what_a_table_cannot_speak_of_is_left_out() -> None:
    of = telling(quantities(table(ROW), RUNS))
    assert of.names[0].column == "acts"
    said = set(of.names[1:])
    assert not {name for name in said if name.column in ("person.pull_sum", "consequence.x.under")}
    # Nobody did b, or d for its points: each is said once. What the east did of c the west did of a.
    for column in ("act.b.done", "act.d.gamed"):
        assert [name.place for name in said if name.column == column] == [EVERYWHERE]
    assert Named("east", "act.c.done") in said
    assert Named("west", "act.a.done") not in said


def test_lumps_that_enough_seeds_have_are_spoken_of() -> None:
    often = [run(n, 0, 2 * n, 0, n - 5, int(n <= FEW), 10) for n in range(20)]
    of = telling(quantities(table(ROW), often))
    assert "consequence.x.under" in {name.column for name in of.names}


def test_a_quotient_without_anything_below_is_refused_by_its_name() -> None:
    with pytest.raises(ValueError, match=r"p: nothing is below the line of \['acts'\]"):
        quantities(table(ROW), [run(1, 1, 1, 0, 0, 0, 0)])
