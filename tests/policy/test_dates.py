"""The days on which a policy changes."""

from __future__ import annotations

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from underheaven.policy.dates import change_days, dated_days
from underheaven.policy.loading import load_policy
from underheaven.policy.schema import Policy

DAYS = st.dates(dt.date(1990, 1, 1), dt.date(2090, 12, 31))


def policy_with(**changes: object) -> Policy:
    """`none` with parts of its data replaced."""
    return Policy.model_validate({**load_policy("none").model_dump(), **changes})


def dated(*days: dt.date) -> dict[str, object]:
    return {"dated": dict.fromkeys(days, 0)}


def test_dated_values_of_every_part_are_found() -> None:
    days = [dt.date(2020, 1, day) for day in range(1, 9)]
    policy = policy_with(
        rules={"loan": {"repaid": dated(days[0]), "defaulted": dated(days[1])}},
        sources={"lenders": {"title": "t", "coverage": {"urban": 1, "rural": 1}, "sees": {"loan": 1}}},
        consequences={"no": {"title": "t", "below": 0, "below_of_group": {"holm": dated(days[2])}}},
        privileges={"yes": {"title": "t", "above": dated(days[3])}},
        firms={
            "score": {"minimum": 0, "maximum": 1, "start": 0},
            "rules": {"tax": {"points": dated(days[4]), "caught": dated(days[5])}},
            "consequences": {"listed": {"title": "t", "below": dated(days[6])}},
        },
        secrecy=dated(days[7]),
    )
    assert dated_days(policy) == tuple(days)


def test_a_policy_without_dates_never_changes() -> None:
    assert change_days(load_policy("none")) == ()


@given(days=st.lists(DAYS, min_size=10, max_size=10))
def test_every_dated_value_is_found_once_and_in_order(days: list[dt.date]) -> None:
    share = {"kind": 1}
    cameras = {
        "title": "t",
        "coverage": {"urban": dated(days[0]), "rural": dated(days[1])},
        "sees": {"kind": dated(days[2])},
        "mistakes": {"per_person_year": dated(days[3]), "records": share},
        "faces": {
            "searches_per_person_year": dated(days[4]), "gallery": 10, "acted_on": "every_hit",
            "false_match_rate": 0, "false_non_match_rate": 0, "records": share,
        },
    }  # fmt: skip
    policy = policy_with(
        secrecy=dated(days[5]),
        sources={"cameras": cameras},
        rules={"kind": {"points": dated(days[6], days[7])}},
        consequences={"house": {"title": "t", "below": dated(days[8])}},
        association={"alpha": dated(days[9]), "household": 0, "employer": 0, "friends": 0},
    )
    assert change_days(policy) == tuple(sorted(set(days)))


def test_a_warning_changes_on_its_first_day_and_after_its_last() -> None:
    warning = {"title": "t", "on": ["kind"], "dread": 1, "since": "2018-02-01", "until": "2018-02-28"}
    days = change_days(policy_with(announcements={"warning": warning}))
    assert days == (dt.date(2018, 2, 1), dt.date(2018, 3, 1))


def test_a_warning_without_end_changes_once() -> None:
    for end in ({}, {"until": dt.date.max}):
        warning = {"title": "t", "on": ["kind"], "dread": 1, "since": "2018-02-01", **end}
        assert change_days(policy_with(announcements={"warning": warning})) == (dt.date(2018, 2, 1),)


def test_rollout_and_news_go_by_steps_and_are_not_here() -> None:
    news = {"title": "t", "day": "2018-10-29", "per_day": 0, "half_life_days": 5, "dread": 1}
    policy = policy_with(news={"video": news}, rollout={"all": {"since": "2020-01-01", "share": 1}})
    assert change_days(policy) == ()
