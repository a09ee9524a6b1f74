"""Paths whose truth is known: flat, rising, falling, coming to rest, and left to chance."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from tests.record import made
from underheaven.engine.layout import BLOCKS
from underheaven.engine.records import YearRecord
from underheaven.measure.frame import Frame
from underheaven.measure.trend import (
    AS_LIKELY,
    MARGIN,
    NO_END,
    TOO_SHORT,
    Trend,
    has_settled,
    trends,
)  # fmt: skip
from underheaven.measure.yearly import Yearly

FIRST, YEARS = 2020, 6
FRAME = Frame.of(replace(made.world(), start=dt.date(FIRST, 1, 1), end=dt.date(FIRST + YEARS - 1, 12, 31)))
MANY, FEW = 20_000, 60
"""Adults of a cell of a block."""


def year(number: int, under: float, people: int, draw: np.random.Generator | None = None) -> YearRecord:
    """A year in which so large a share of the adults is under a consequence, by chance where drawn."""
    rows = [(block, region, 0) for block in range(BLOCKS) for region in range(len(FRAME.regions))]
    cells = len(FRAME.groups) * 10
    tallies = np.zeros((len(rows), cells, FRAME.layout.width), dtype=np.int64)
    for name in ("persons", "adults", "enrolled"):
        tallies[..., FRAME.layout.column(f"person.{name}")] = people
    shape = tallies.shape[:2]
    struck = np.full(shape, round(under * people)) if draw is None else draw.binomial(people, under, shape)
    tallies[..., FRAME.layout.column("person.any_under")] = struck
    return YearRecord(number, rows, tallies)


def path(shares: Sequence[float], people: int = MANY, seed: int | None = 1) -> Trend:
    """The path of the share under any consequence, over whole years."""
    draw = None if seed is None else np.random.default_rng(seed)
    yearly = Yearly(FRAME)
    records = (year(FIRST + number, share, people, draw) for number, share in enumerate(shares))
    return trends(map(yearly.of_record, records), ["under"])["under"]


def test_what_does_not_move_has_settled() -> None:
    found = path([0.3] * 4)
    assert found.verdict == "settled"
    assert has_settled({"under": found})
    assert found.years == (2020, 2021, 2022, 2023)


@pytest.mark.parametrize(("step", "verdict"), [(0.05, "rising"), (-0.05, "falling")])
def test_what_moves_is_said_to_move_and_by_how_much(step: float, verdict: str) -> None:
    found = path([0.4 + step * each for each in range(4)])
    assert found.verdict == verdict
    assert not has_settled({"under": found})
    assert found.change.low is not None
    assert found.change.high is not None
    assert found.change.low < step < found.change.high
    assert found.settles_at.reason == NO_END


def test_what_comes_to_rest_is_told_where() -> None:
    found = path([0.5 - 0.4 * 0.5**each for each in range(5)])
    assert found.verdict == "rising"
    assert found.settles_at.low is not None
    assert found.settles_at.high is not None
    assert found.settles_at.low < 0.5 < found.settles_at.high
    assert found.settles_at.high - found.settles_at.low < 0.1


def test_a_crest_has_not_settled() -> None:
    found = path([0.2, 0.3, 0.3])
    assert found.verdict != "settled"


def test_two_years_are_too_few_to_settle_and_one_to_say_anything() -> None:
    assert path([0.3, 0.3]).verdict == "uncertain"
    assert path([0.3]).why == TOO_SHORT
    assert path([0.3]).change.value is None


def test_few_people_leave_it_to_chance() -> None:
    found = path([0.01] * 4, people=FEW)
    assert found.verdict == "uncertain"
    assert found.why == AS_LIKELY


def test_what_nobody_ever_was_under_has_settled_at_nothing() -> None:
    assert path([0.0] * 3).verdict == "settled"
    assert path([0.0] * 2).verdict == "uncertain"


def test_the_truth_is_called_moving_no_more_often_than_is_said() -> None:
    """Of 300 paths that do not move, 5 % may be called moving: at most 28 but for one case in 1,000."""
    moving = sum(
        path([0.2] * 3, people=FEW, seed=seed).verdict in ("rising", "falling") for seed in range(300)
    )
    assert moving <= 28


def test_what_moves_by_the_margin_is_seldom_called_settled() -> None:
    """Of 200 paths that rise by exactly the margin a year, at most 2.5 % each way may be called settled."""
    shares = [0.3 * (1 - MARGIN) ** 2, 0.3 * (1 - MARGIN), 0.3]
    settled = sum(path(shares, people=2_000, seed=seed).verdict == "settled" for seed in range(200))
    assert settled <= 14


def test_a_part_of_a_year_is_no_year() -> None:
    yearly = Yearly(Frame.of(replace(FRAME.world, end=dt.date(2022, 6, 30))))
    records = [year(FIRST + number, 0.3, MANY) for number in range(3)]
    found = trends(map(yearly.of_record, records), ["under"])["under"]
    assert found.years == (2020, 2021)


def test_measures_that_a_world_lacks_are_left_out() -> None:
    yearly = Yearly(FRAME)
    records = [year(FIRST + number, 0.3, MANY) for number in range(3)]
    assert set(trends(map(yearly.of_record, records), ["under", "seen"])) <= {"under", "seen"}
