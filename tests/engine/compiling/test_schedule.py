"""What goes by the calendar."""

import datetime as dt
import math
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.compiling.shown import as_arrays
from tests.engine.small import NEW_YEAR, shipped, with_policy
from tests.worlds import random_world
from underheaven.documents.problems import InputError
from underheaven.engine.compiling import compile_tables
from underheaven.engine.compiling.schedule import Segments, schedule_tables
from underheaven.engine.world import STEP_MINUTES
from underheaven.society.schema import Society

WORLD = shipped()


@given(
    st.decimals(0, 4_000, places=3),
    st.decimals(0, 4_000, places=3),
    st.integers(1, 400),
    st.sampled_from(STEP_MINUTES),
)
def test_what_is_due_adds_up_whatever_the_step(
    recovery: Decimal, fade: Decimal, days: int, step_minutes: int
) -> None:
    """The sum over steps is the whole amount of the run, rounded down once."""
    score = WORLD.policy.score.model_dump() | {"recovery": recovery}
    world = replace(
        with_policy(WORLD, score=score),
        society=_fading(WORLD.society, fade),
        end=NEW_YEAR + dt.timedelta(days=days - 1),
        step_minutes=step_minutes,
    )
    tables = as_arrays(schedule_tables(world, Segments.of(world)))
    for name, per_year in (("recovery", 16 * recovery), ("dread_fade", fade), ("hardship_fade", fade)):
        due = tables[name]
        whole = Fraction(per_year) * world.horizon / 525_960
        assert len(due) == world.steps
        assert due.min() >= 0
        assert due.sum() == math.floor(whole)
        sums, ends = np.cumsum(due), tables["end"]
        step = world.steps // 2
        assert sums[step] == math.floor(Fraction(per_year) * int(ends[step]) / 525_960)


def _fading(society: Society, per_year: Decimal) -> Society:
    behaviour = society.behaviour.model_dump(exclude_none=True)
    for level in ("dread", "hardship"):
        behaviour[level]["fade_per_year"] = per_year
    changed = type(society.behaviour).model_validate(behaviour)
    return society.model_copy(update={"behaviour": changed})


@pytest.mark.parametrize("seed", range(30))
def test_segments_cut_the_run_where_a_value_changes(seed: int) -> None:
    world = random_world(seed)[0]
    tables, segments = compile_tables(world), Segments.of(world)
    begins = tables.segment_begin.tolist()
    assert begins[0] == 0
    assert begins == sorted(set(begins))
    assert begins == [world.minute_of(day) for day in segments.days]
    for step in range(world.steps):
        first, last = step * world.step_minutes, world.end_of(step) - 1
        assert tables.end[step] == last + 1
        for minute, found in ((first, tables.first_segment[step]), (last, tables.last_segment[step])):
            assert found == max(z for z, begin in enumerate(begins) if begin <= minute)


def _hear(day: dt.date = NEW_YEAR, *, step_minutes: int = 10_080, days: int = 28, **changes: Any) -> Any:
    """Thresholds [T, R] of one piece of news."""
    news: dict[str, Any] = {"title": "News", "day": day, "per_day": 0.5, "half_life_days": 7, "dread": 20}
    world = replace(
        with_policy(WORLD, news={"talk": news | changes}),
        step_minutes=step_minutes,
        end=NEW_YEAR + dt.timedelta(days=days - 1),
    )
    tables = compile_tables(world)
    assert (tables.hear[:, :, 1:] == 0).all()
    assert tables.news_dread.tolist() == [20, 0, 0, 0]
    return tables.hear[:, :, 0]


def test_news_is_heard_less_and_less() -> None:
    """The chance of a week of which every day has the chance of the first; exact where powers of two are."""
    heard = _hear()[:, 0].tolist()
    chances = [1 - (1 - 0.5 * 2.0**-week) ** 7 for week in range(4)]
    assert [each / 2**32 for each in heard] == pytest.approx(chances, abs=1e-9)
    assert heard[0] == 2**32 - 2**25


def test_a_shorter_step_has_fewer_days_to_hear() -> None:
    assert _hear(step_minutes=1_440)[0, 0] == 2**31
    assert _hear(days=3)[0, 0] == 2**32 - 2**29


def test_news_is_not_heard_before_its_day_nor_when_it_is_stale() -> None:
    later = _hear(NEW_YEAR + dt.timedelta(days=10))[:, 0].tolist()
    assert later[:2] == [0, 0]
    assert later[2] == pytest.approx(2**32 * (1 - (1 - 0.5 * 2 ** (-4 / 7)) ** 7), abs=2)
    assert (_hear(NEW_YEAR - dt.timedelta(days=200)) == 0).all()


def test_news_stays_in_its_regions() -> None:
    regions = list(WORLD.society.regions)
    heard = _hear(regions=[regions[1]])
    assert heard[0, 1] > 0
    assert (np.delete(heard, 1, axis=1) == 0).all()


@pytest.mark.parametrize("change", [{"per_day": 1}, {"half_life_days": 0}])
def test_certain_news_and_news_without_life_are_refused(change: dict[str, Any]) -> None:
    with pytest.raises(InputError, match="talk"):
        _hear(**change)


def test_announcements_are_heard_from_the_first_step_after_their_day_to_the_last_that_begins_by_it() -> None:
    kind = list(WORLD.society.acts)[2]
    heard = {"title": "Warning", "on": [kind], "since": NEW_YEAR + dt.timedelta(days=3)}
    parts = {
        "one": {**heard, "dread": 5.9, "until": NEW_YEAR + dt.timedelta(days=14)},
        "two": {**heard, "dread": 7},
    }
    found = compile_tables(with_policy(WORLD, announcements=parts)).heard
    assert found[:, 2].tolist() == [0, 12, 12, 7]
    assert not np.delete(found, 2, axis=1).any()


def test_an_announcement_wears_off_by_half_in_its_half_life() -> None:
    kind = next(iter(WORLD.society.acts))
    heard = {"title": "Warning", "on": [kind], "since": NEW_YEAR, "dread": 101, "half_life_days": 7}
    found = compile_tables(with_policy(WORLD, announcements={"one": heard})).heard
    assert found[:, 0].tolist() == [101, 50, 25, 12]


def test_nothing_is_heard_from_the_first_step_after_the_sunset() -> None:
    world = with_policy(
        WORLD,
        safeguards={"sunset": NEW_YEAR + dt.timedelta(days=8)},
        announcements={"one": {"title": "A", "on": ["petition"], "since": NEW_YEAR, "dread": 9}},
        news={"talk": {"title": "N", "day": NEW_YEAR, "per_day": 0.5, "half_life_days": 99, "dread": 20}},
    )
    tables = compile_tables(world)
    assert tables.heard.any(axis=1).tolist() == [True, True, False, False]
    assert tables.hear.any(axis=(1, 2)).tolist() == [True, True, False, False]


@pytest.mark.parametrize("step_minutes", STEP_MINUTES)
def test_levels_are_smoothed_over_eight_weeks(step_minutes: int) -> None:
    tables = compile_tables(replace(WORLD, step_minutes=step_minutes))
    assert tables.smoothing == math.floor(Fraction(65_536 * step_minutes, step_minutes + 80_640))
