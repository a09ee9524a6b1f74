"""What mechanisms cost: the sums are right, and every pair differs in one thing and lives."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.small import shipped
from underheaven.engine.compiling import compile_tables
from underheaven.mechanisms.registry import parts_of
from underheaven.study.bench.costs import WEEKS_OF_A_YEAR, cost_of, summed_up
from underheaven.study.bench.mechanisms import BEHAVIOUR, PAIRS, Pair
from underheaven.study.structure import ALL, without_rules

FOLDERS = {each.__name__.split(".")[-2] for each in BEHAVIOUR}
YEAR_DAYS = 7 * WEEKS_OF_A_YEAR


@given(st.integers(1, 40), st.floats(0.1, 10), st.floats(0.01, 1))
def test_a_constant_ratio_is_found_whatever_the_number_of_weeks(
    weeks: int, ratio: float, week: float
) -> None:
    times = np.tile([ratio * week, week], (weeks, 1))
    cost = summed_up("x", times, weeks // 2, 100)
    assert cost.ratio == pytest.approx(ratio)
    assert cost.low == pytest.approx(ratio)
    assert cost.high == pytest.approx(ratio)
    assert cost.ns_per_citizen_day == pytest.approx(1e9 * (ratio - 1) * week / 700)


def test_what_happens_once_a_year_counts_once_and_a_disturbed_week_does_not() -> None:
    times = np.ones((26, 2))
    times[13, 0] = 1 + YEAR_DAYS
    times[20, 1] = 1_000
    cost = summed_up("x", times, 13, 1)
    assert cost.ns_per_citizen_day == pytest.approx(1e9)
    assert cost.low == cost.ratio == cost.high


@given(st.lists(st.tuples(st.floats(0.01, 10), st.floats(0.01, 10)), min_size=1, max_size=40))
def test_a_ratio_lies_between_its_quartiles(weeks: list[tuple[float, float]]) -> None:
    """Whatever a week that begins a year costs: all three are of the whole year."""
    cost = summed_up("x", np.array(weeks), len(weeks) // 2, 100)
    assert cost.low <= cost.ratio <= cost.high


@pytest.mark.parametrize("pair", PAIRS, ids=lambda each: each.name)
def test_a_pair_differs_and_both_can_be_run(pair: Pair) -> None:
    world = shipped(days=14, citizens=300)
    having, without = pair.having(world), pair.without(world)
    assert having.hash != without.hash
    assert (having.citizens, having.seed, having.start) == (without.citizens, without.seed, without.start)
    compile_tables(having)
    compile_tables(without)


def test_rules_of_behaviour_are_measured_together() -> None:
    """Those of all their pairs, over none of them: each is in the one world, and none in the other."""
    world = shipped(days=14, citizens=300)
    whole = {each.name: each for each in PAIRS}
    replaced, none = whole["behaviour"], whole["behaviour over none"]
    assert sorted(FOLDERS) == ["attention", "deterrence", "gaming", "lasting", "standards"]
    assert replaced.having(world).hash == none.having(world).hash
    assert without_rules(none.without(world)) == {}
    used = {module.NAME for name, module in parts_of("structure").items() if name in FOLDERS}
    assert used | {ALL} == set(without_rules(replaced.having(world)))
    for module in BEHAVIOUR:
        assert module.having(replaced.having(world)).hash == replaced.having(world).hash


def test_mechanisms_have_names_of_their_own() -> None:
    assert len({each.name for each in PAIRS}) == len(PAIRS)


def test_a_pair_is_lived() -> None:
    world = shipped(days=21, citizens=300)
    cost = cost_of("itself", (world, world))
    assert cost.name == "itself"
    assert cost.ratio > 0
    assert cost.low <= cost.high
