"""What cannot be lived, and what does nothing, is said before anything is lived."""

from dataclasses import replace

import pytest

from tests.study.sweeping.worlds import FADE, RECORD, WORLD
from underheaven.documents.problems import InputError
from underheaven.policy.loading import load_policy
from underheaven.study.sweeping.axes import asked_of, axes_of
from underheaven.study.sweeping.checking import check_design
from underheaven.study.sweeping.design import GRID, LATIN, design


def check(*words: str, name: str = GRID, world: object = WORLD) -> None:
    """Check a design of a world, which must not be lived for it."""
    axes = axes_of(world, asked_of(words))  # type: ignore[arg-type]
    check_design(world, design(name, axes, 4))  # type: ignore[arg-type]


def test_what_can_be_lived_passes() -> None:
    check(f"{RECORD}=2,30", f"{FADE}=50,90")
    check("policy.secrecy=0..1", "society.income=0.5..2", name=LATIN)


def test_a_range_outside_of_the_schema_is_refused_by_its_end() -> None:
    with pytest.raises(InputError) as refused:
        check(f"{RECORD}=2..300", name=LATIN)
    (problem,) = refused.value.problems
    assert problem.what == f"{RECORD} cannot be 300"
    assert "255" in problem.why
    assert "at most 255" in problem.remedy


def test_a_value_outside_of_the_schema_is_refused_alone() -> None:
    with pytest.raises(InputError) as refused:
        check(f"{RECORD}=2,300", f"{FADE}=50,90")
    (problem,) = refused.value.problems
    assert problem.what == f"{RECORD} cannot be 300"


def test_a_point_whose_values_do_not_hold_together_is_named_with_them() -> None:
    with pytest.raises(InputError) as refused:
        check("policy.score.maximum=700,800", "policy.score.start=640,720")
    (problem,) = refused.value.problems
    for words in ("point 1 cannot be lived", "policy.score.maximum = 700", "policy.score.start = 720"):
        assert words in problem.what
    assert problem.why
    assert problem.remedy


def test_a_key_that_does_nothing_is_refused() -> None:
    nothing = replace(WORLD, policy=load_policy("none"))
    with pytest.raises(InputError) as refused:
        check(f"{RECORD}=2,30", "society.renewal.per_year=0.5,2", world=nothing)
    assert [problem.what.partition(" ")[0] for problem in refused.value.problems] == [
        "society.renewal.per_year"
    ]
    (problem,) = refused.value.problems
    assert "does nothing in this world" in problem.what
    assert "leave it out" in problem.remedy
    check("society.renewal.per_year=0.5,2", world=replace(WORLD, renewal=True))
