"""What two policies write otherwise: held against the package's own list of differences, and by hand."""

import datetime as dt
from itertools import combinations

import pytest

from underheaven.documents.told import ORIGIN
from underheaven.observatory.reading.differing import differing
from underheaven.policy.loading import load_policy, policy_from_text, policy_names
from underheaven.policy.schema import Policy
from underheaven.study.unchanged import differences

PAIRS = list(combinations(policy_names(), 2))
EARLY = dt.date(1990, 1, 1)


def reformed(text: str) -> Policy:
    return policy_from_text(f"reform_of: article-2019\npolicy: changed\n{text}", "changed.yaml")[0]


def within(path: str, others: set[str]) -> bool:
    """Whether a path is one of the others, lies in one of them, or holds one."""
    return any(f"{path}.".startswith(f"{each}.") or f"{each}.".startswith(f"{path}.") for each in others)


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_it_names_what_the_comparison_of_worlds_finds(one: str, other: str) -> None:
    a, b = load_policy(one), load_policy(other)
    shown = {path for path, _, _ in differing(a, b)}
    found = {each.path for each in differences(a, b, EARLY)}
    found = {
        path
        for path in found
        if path.partition(".")[0] != "structure" and path.rpartition(".")[2] not in ORIGIN
    }
    assert {path for path in found if not within(path, shown)} == set()
    assert {path for path in shown if not within(path, found)} == set()


@pytest.mark.parametrize(("one", "other"), PAIRS[:4])
def test_the_other_way_round_the_sides_change(one: str, other: str) -> None:
    a, b = load_policy(one), load_policy(other)
    there = {path: (left, right) for path, left, right in differing(a, b)}
    back = {path: (right, left) for path, left, right in differing(b, a)}
    assert there == back


def test_a_policy_does_not_differ_from_itself() -> None:
    for name in policy_names():
        assert differing(load_policy(name), load_policy(name)) == []


def test_one_number_that_is_changed_is_one_row() -> None:
    changed = reformed("consequences: {no_train: {below: 430}}")
    assert differing(load_policy("article-2019"), changed) == [("consequences.no_train.below", "460", "430")]


def test_what_is_taken_away_is_one_row_whatever_stood_in_it() -> None:
    rows = differing(load_policy("article-2019"), reformed("rules: {petition: null}"))
    assert rows == [("rules.petition", "points -40; per day 1", None)]


def test_prose_and_origins_are_no_difference() -> None:
    start = "{value: 600, assumed: another reason, range: [1, 700]}"
    text = f"title: Another\nabout: Another\nscore: {{start: {start}}}"
    assert differing(load_policy("article-2019"), reformed(text)) == []
