"""The worlds that mutants are lived in are those that the suite holds against the reference engine."""

from functools import cache

import pytest

from tests.engine import test_equal
from tests.record import test_lives_by_reference as told
from tools.mutation.trials import COUNTED, FEW, SEEDS, TOLD, Lived, Trial, trials
from underheaven.engine import reference
from underheaven.engine.cpu import simulate

SHIPPED = ("riverton", "extreme")


@cache
def alone() -> list[Trial]:
    """Those that no other test lives. Drawing all takes long, so that it waits for the first who asks."""
    return [trial for trial in trials() if trial.name.split(" ")[0] not in ("random", "told", "counted")]


def test_random_worlds_are_lived_in_both_engines_by_the_suite() -> None:
    assert set(SEEDS) <= set(test_equal.SEEDS)
    assert set(COUNTED) <= set(test_equal.SEEDS)


def test_lives_that_are_told_are_held_against_the_reference_engine() -> None:
    (mark,) = told.test_what_is_told_of_everybody_is_what_the_reference_engine_did.pytestmark  # type: ignore[attr-defined]
    assert set(TOLD) <= set(mark.args[1])


@pytest.mark.parametrize("number", range(FEW + len(SHIPPED)))
def test_the_others_are_lived_in_both_engines_here(number: int) -> None:
    trial = alone()[number]
    assert isinstance(trial, Lived)
    fast = simulate(trial.world, 1, trial.columns)
    assert fast.digests == reference.simulate(trial.world, trial.columns).digests


def test_there_are_some_without_safeguards() -> None:
    assert sum(trial.name.startswith("plain") for trial in alone()) == FEW
    assert len(alone()) == FEW + len(SHIPPED)
