"""Firms: everybody employed works in one, and only what is recorded moves a score."""

from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.handing import arguments_with, call, somewhere
from tests.engine.small import lived, shipped, totals, with_policy, with_society
from underheaven.engine.cpu import Engine
from underheaven.engine.layout import layout_of
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.mechanisms.association.kernel import lay_out, modulus

Lived = tuple[World, Engine, list[StepRecord]]
SCORE = {"minimum": -100, "maximum": 20, "start": 0, "recovery": 0}


@given(
    st.integers(1, 600),
    st.sampled_from([2, 4, 8, 16, 64]),
    st.lists(st.sampled_from([2, 4, 8, 16]), min_size=1, max_size=3, unique=True),
    st.integers(0, 2**32 - 1),
)
def test_places_are_cut_into_whole_firms(n: int, block: int, drawn: list[int], seed: int) -> None:
    """Each block is cut into firms of one of the sizes, and every place belongs to one firm."""
    sizes = sorted(size for size in drawn if size <= block) or [block]
    until = np.array([2**32 * (i + 1) // len(sizes) for i in range(len(sizes))], np.int64)
    employer, m = np.zeros(2 * modulus(n) + 64, np.uint16), modulus(n)
    arguments = arguments_with(
        somewhere(seed, n, (seed, 1)),
        ties={"workplace_size": block},
        firms={"size": np.array(sizes, np.int64), "size_until": until},
        tying={"employer": employer},
    )
    call(lay_out, arguments)
    firms, q = [], 0
    while q < m:
        size = int(employer[q])
        assert size in sizes
        assert q % block == 0 or employer[q - q % block] == size
        firms.append(size)
        q += size
    assert sum(firms) == q >= m
    assert np.count_nonzero(employer[:m]) == len(firms)


def _live(caught: float = 1, points: float = -2, **scheme: Any) -> Lived:
    """Three weeks of busy firms that all are caught, unless something else is said."""
    world = shipped(days=21, citizens=400, community_size=256)
    assert world.society.firms is not None
    firms = world.society.firms.model_dump(exclude_none=True)
    for act in firms["acts"].values():
        act["per_year"] = 20
    world = with_society(world, firms=firms)
    rules = {kind: {"points": points, "caught": caught} for kind in list(firms["acts"])[:3]}
    return _of(with_policy(world, firms={"score": SCORE, "rules": rules, **scheme}))


def _of(world: World) -> Lived:
    engine = Engine(world)
    steps = lived(engine, world.steps)
    engine.close()
    return world, engine, steps


@cache
def _run() -> Lived:
    return _live()


def _acts(run: Lived, what: str, kinds: slice = slice(None)) -> int:
    world, _, steps = run
    assert world.society.firms is not None
    names = list(world.society.firms.acts)[kinds]
    return sum(int(totals(world, steps, f"firm_act.{kind}.{what}").sum()) for kind in names)


def test_everybody_who_is_employed_works_in_exactly_one_firm() -> None:
    world, engine, steps = _run()
    employed = engine.tables.employed[engine.state.archetype & 0x0FFF].sum()
    assert totals(world, steps, "firm.employees").tolist() == [employed] * world.steps
    firms = totals(world, steps, "firm.firms")
    assert 0 < firms[0] <= employed
    assert (firms == firms[0]).all()


def test_what_is_done_under_a_rule_is_recorded_where_all_is_caught() -> None:
    assert _acts(_run(), "recorded", slice(3)) == _acts(_run(), "done", slice(3)) > 0
    assert _acts(_run(), "recorded", slice(3, None)) == 0
    assert _acts(_run(), "considered") >= _acts(_run(), "done") + _acts(_run(), "held_back")


def test_scores_of_firms_move_by_what_is_recorded_and_by_nothing_else() -> None:
    """Nothing recovers and the scale is long: what is lost is 32 sixteenths a record."""
    _, engine, _ = _run()
    assert engine.state.firm.min() > 16 * SCORE["minimum"]
    assert -int(engine.state.firm.sum()) == 32 * _acts(_run(), "recorded")


def test_where_nothing_is_caught_nothing_moves() -> None:
    run = _live(caught=0)
    assert _acts(run, "recorded") == 0
    assert not run[1].state.firm.any()


def test_what_firms_consider_depends_on_the_society_alone() -> None:
    world, _, _ = _run()
    without = _of(with_policy(world, firms=None))
    assert _acts(without, "considered") == _acts(_run(), "considered") > 0
    assert without[1].state.firm.size == 0
    assert "firm_consequence.shut.under" not in layout_of(without[0]).columns


def test_a_score_stays_on_its_scale() -> None:
    for points, end in ((-90, -100), (9, 20)):
        firm = _live(points=points)[1].state.firm
        assert 16 * SCORE["minimum"] <= firm.min() <= firm.max() <= 16 * SCORE["maximum"]
        assert (firm == 16 * end).any()


def test_a_firm_under_a_consequence_takes_its_people_with_it() -> None:
    """Everybody employed there has hardship, and the representative loses points; nobody else does."""
    what = {"title": "Shut", "below": -1, "representative_points": -7, "employees_hardship": 50}
    shut, plain = _live(consequences={"shut": what}), _live()
    entered = totals(shut[0], shut[2], "firm_consequence.shut.entered").sum()
    assert entered > 0
    harder = shut[1].state.hardship.astype(int) > plain[1].state.hardship
    assert harder.any()
    assert shut[1].tables.employed[shut[1].state.archetype[harder] & 0x0FFF].all()
    lost = [totals(run[0], run[2], "person.points_lost").sum() for run in (shut, plain)]
    assert lost[0] > lost[1]
    under = totals(shut[0], shut[2], "firm_consequence.shut.under")
    left = totals(shut[0], shut[2], "firm_consequence.shut.left")
    gone = totals(shut[0], shut[2], "firm_consequence.shut.entered") - left
    assert np.array_equal(under, np.cumsum(gone))


@pytest.mark.parametrize("bars", [True, False])
def test_whoever_is_barred_is_passed_over(bars: bool) -> None:
    """Where everybody is under a consequence that bars, no firm has a representative."""
    world = _run()[0]
    everybody = {"title": "All", "below": world.policy.score.maximum.value, "bars_representative": bars}
    world = with_policy(world, consequences={"all": everybody})
    world, _, steps = _of(world)
    firms, employees = (totals(world, steps, f"firm.{what}") for what in ("firms", "employees"))
    without, passed = (totals(world, steps, f"firm.{w}") for w in ("without_representative", "passed_over"))
    assert np.array_equal(without, firms * bars)
    assert np.array_equal(passed, employees * bars)
