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


def test_the_scheme_changes_on_the_day_on_which_it_ends() -> None:
    end = dt.date(2021, 1, 1)
    assert change_days(policy_with(safeguards={"sunset": end})) == (end,)
    both = policy_with(safeguards={"sunset": end}, secrecy=dated(dt.date(2020, 1, 1), end))
    assert change_days(both) == (dt.date(2020, 1, 1), end)


def test_what_goes_by_steps_is_not_here() -> None:
    since = "2020-01-01"
    policy = policy_with(
        news={"video": {"title": "t", "day": "2018-10-29", "per_day": 0, "half_life_days": 5, "dread": 1}},
        announcements={"warning": {"title": "t", "on": ["kind"], "dread": 1, "since": since, "until": since}},
        rollout={"all": {"since": since, "share": 1}},
        positional={"school": {"since": since}},
    )
    assert change_days(policy) == ()
