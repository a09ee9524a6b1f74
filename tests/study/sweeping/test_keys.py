"""Keys: everything that is a number of a world can be moved by its path, and nothing else moves with it."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.study.sweeping.worlds import FADE, RECORD, WORLD
from underheaven.documents.problems import InputError
from underheaven.study.sweeping.keys import key_of, keys_of, paths, with_values

PATHS = paths(WORLD)


def differing(one: Any, other: Any, path: str = "") -> list[str]:
    """The paths at which two plain documents differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        return [
            each
            for name in {*one, *other}
            for each in differing(one.get(name), other.get(name), f"{path}.{name}")
        ]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [
            found
            for place, (a, b) in enumerate(zip(one, other, strict=True))
            for found in differing(a, b, f"{path}.{place}")
        ]
    return [] if one == other else [path]


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(PATHS))
def test_a_key_moves_its_own_number_and_no_other(path: str) -> None:
    key = key_of(WORLD, path)
    assert with_values(WORLD, {key: key.base}) is WORLD
    value = Decimal(3) if key.kind == "factor" else key.base + 16
    moved = with_values(WORLD, {key: value})
    document = path.partition(".")[0]
    before, after = (getattr(world, document).model_dump(mode="json") for world in (WORLD, moved))
    changed = differing(before, after, document)
    assert changed
    assert all(each == path or each.startswith(f"{path}.") for each in changed)
    other = "society" if document == "policy" else "policy"
    assert getattr(moved, other) is getattr(WORLD, other)
    if key.kind != "factor":
        assert key_of(moved, path).base == value


def test_a_factor_multiplies_every_number_of_a_table() -> None:
    key = key_of(WORLD, "society.renewal.per_year")
    assert key.kind == "factor"
    assert key.base == 1
    assert WORLD.society.renewal is not None
    moved = with_values(WORLD, {key: Decimal("1.5")}).society.renewal
    assert moved is not None
    for name, each in WORLD.society.renewal.per_year.items():
        assert moved.per_year[name].value == each.value * Decimal("1.5")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("society.behaviour.dread.recrod", f"did you mean {RECORD}?"),
        ("behaviour.dread.record", f"did you mean {RECORD}?"),
        ("dread", "a key begins with"),
        ("society.behaviour.dread", "is not a number. It is a group of entries. Name a number in it"),
        ("policy.title", "is not a number. It is text"),
        ("policy.safeguards.appeal.capacity", "is not used by “article-2019”"),
        ("policy.safeguards.notice.days", "is not used by"),
        ("society.behaviour.dread.record.value", "has no value"),
    ],
)
def test_what_is_no_key_is_refused_with_the_nearest_that_is(path: str, words: str) -> None:
    with pytest.raises(InputError) as refused:
        key_of(WORLD, path)
    (problem,) = refused.value.problems
    assert words.casefold() in str(problem).casefold()
    assert path.split(".", 1)[0] in str(problem)
    assert problem.why
    assert problem.remedy


def test_no_number_is_moved_twice() -> None:
    with pytest.raises(InputError) as refused:
        keys_of(WORLD, [FADE, FADE, "society.income", "society.income.q1"])
    twice, inside = refused.value.problems
    assert f"{FADE} is given twice" in str(twice)
    assert "society.income.q1 lies in society.income" in str(inside)


def test_points_are_known_by_their_type() -> None:
    assert key_of(WORLD, "policy.score.start").sixteenths
    assert key_of(WORLD, "policy.rules.jaywalking.points").sixteenths
    assert not key_of(WORLD, RECORD).sixteenths
