"""What `check` accepts, `run` runs: every number of the two languages, replaced by a wild one.

The documents in `tools/whole` use every key. Each number is replaced by nothing, next to nothing, much, far
too much, more than 63 bits hold, and less than nothing: `check` refuses it with place, cause and remedy, or
it compiles. Of what is accepted, `tools/mutants.py` compiles and lives everything, and this file a sample.
"""

from __future__ import annotations

import datetime as dt
import random
from functools import cache

import pytest

from tools.mutants import CITIZENS, accepted, every_mutant, faults, pair
from tools.mutating import WORSE, Mutant, mutants, schema_paths, whole
from underheaven.documents.problems import InputError, Problem
from underheaven.engine.compiling import compile_tables
from underheaven.engine.world import STEP_MINUTES, World
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

COMPILED, LIVED, SEED, PARTS = {1_440: 40, 5_040: 40, 10_080: 160}, 96, 8, 4
"""Mutants that are compiled, by the minutes of a step, and that are lived, in so many tests."""


@cache
def _checked() -> tuple[
    list[tuple[Mutant, tuple[Policy, Society]]], list[tuple[Mutant, tuple[Problem, ...]]]
]:
    """Mutants that are accepted, as documents, and those that are refused, with the problems."""
    policy, society = pair()
    good, bad = [], []
    for mutant in every_mutant():
        try:
            good.append((mutant, accepted(mutant, policy, society)))
        except InputError as error:
            bad.append((mutant, error.problems))
    return good, bad


@pytest.mark.parametrize(("kind", "model"), [("policy", Policy), ("society", Society)])
def test_no_number_of_the_language_is_left_out(kind: str, model: type[Policy | Society]) -> None:
    assert {mutant.schema_path for mutant in mutants(kind, whole(kind))} == schema_paths(model)


def test_what_is_refused_is_refused_with_place_cause_and_remedy() -> None:
    """At the number; sums and orders where they begin, and what the other document gives there."""
    lines = {mutant.name: mutant.text.split("\n") for mutant, _ in _checked()[1]}
    for mutant, problems in _checked()[1]:
        for problem in problems:
            assert problem.what, mutant.name
            assert problem.remedy, (mutant.name, problem)
        here = [p for p in problems if (p.line, p.column) == (mutant.line, mutant.column)]
        around = [p for p in problems if p.where and 0 < p.line <= len(lines[mutant.name]) and p.column > 0]
        other = [p for p in problems if p.where and mutant.document == "society"]
        assert here or around or other, (mutant.name, problems)
        assert any(p.why for p in problems) or not here, (mutant.name, problems)


def test_most_refusals_stand_at_the_number_itself() -> None:
    bad = _checked()[1]
    exact = sum(any(p.line == mutant.line for p in problems) for mutant, problems in bad)
    assert exact > 0.9 * len(bad)


@pytest.mark.parametrize("step_minutes", STEP_MINUTES)
def test_what_is_accepted_compiles(step_minutes: int) -> None:
    """Most in steps of a week: what fits into a week fits into less."""
    first, last = dt.date(2020, 1, 2), dt.date(2020, 1, 6)
    tried = random.Random(SEED).sample(_checked()[0], COMPILED[step_minutes])
    for mutant, (policy, society) in tried:
        try:
            compile_tables(World(policy, society, 1, first, last, CITIZENS, step_minutes, 256))
        except Exception as error:  # noqa: BLE001, whatever it is, it names the mutant
            pytest.fail(f"{mutant.name}: {type(error).__name__}: {error}")


@pytest.mark.parametrize("part", range(PARTS))
def test_a_sample_of_what_is_accepted_lives(part: int) -> None:
    """Two weeks, in both engines: the same digests, no negative count, no NaN, no share above 1."""
    sample = random.Random(SEED).sample(_checked()[0], LIVED)
    wrong = {mutant.name: found for mutant, two in sample[part::PARTS] if (found := faults(*two))}
    assert not wrong


@pytest.mark.parametrize("kind", ["policy", "society"])
def test_what_is_no_number_that_can_be_computed_with_is_refused_where_it_stands(kind: str) -> None:
    """Exponents and digits without end, infinity, and what is no number; small ones are taken or refused."""
    policy, society = pair()
    every = list(mutants(kind, whole(kind), WORSE))
    for mutant in random.Random(SEED).sample(every, 120):
        try:
            accepted(mutant, policy, society)
        except InputError as error:
            endless = mutant.value in WORSE[:5]
            at = [(problem.line, problem.column) for problem in error.problems]
            assert not endless or (mutant.line, mutant.column) in at, mutant.name
        else:
            assert mutant.value in WORSE[5:], mutant.name
