"""What `show` says of policies and societies: everything that they say, in words, at any width."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest

from tests.commands.asking import ask
from tests.engine.small import exact, policy_of, society_of
from underheaven.commands.offered import offers
from underheaven.policy.described import sections
from underheaven.policy.flags import flags
from underheaven.policy.loading import policy_names
from underheaven.policy.safeguard import safeguards
from underheaven.policy.safeguards import Safeguards
from underheaven.policy.schema import Policy
from underheaven.society.loading import society_names
from underheaven.society.schema import Society
from underheaven.study.safeguards import guarded

NAMED = ("sources", "rules", "consequences", "privileges", "positional", "announcements", "news", "rollout")


def _shown(policy: Policy) -> str:
    return "\n".join(" | ".join(row) for rows in sections(policy).values() for row in rows)


@pytest.mark.parametrize("name", policy_names())
def test_every_name_of_a_policy_is_shown(name: str) -> None:
    policy = policy_of(name)
    shown = _shown(policy)
    for part in NAMED:
        for each in getattr(policy, part):
            assert each in shown
    scheme = policy.firms
    for each in (*scheme.rules, *scheme.consequences) if scheme else ():
        assert each in shown
    for attribute in policy.joining.share_by if policy.joining else ():
        assert f"by {attribute}" in shown


def test_every_safeguard_is_shown_and_only_those_that_there_are() -> None:
    assert "Safeguards" not in sections(policy_of("none"))
    article = policy_of("article-2019")
    for name in safeguards():
        rows = sections(guarded(article, [name]))["Safeguards"]
        assert [row[0] for row in rows if row[0]] == [name]
        assert all(row[1] for row in rows)
    both = sections(guarded(article, ["sunset", "notice"]))["Safeguards"]
    assert [row[0] for row in both] == ["notice", "sunset"]


SIZES: dict[str, tuple[Any, str]] = {
    "notice": ({"days": 31}, "31 days"),
    "review": ({"strikes_wrong": 0.5, "strikes_true": 0.125}, "out 50 % of wrong records, 12.5 % of true"),
    "appeal": (
        {"appeals_wrong": 0.5, "appeals_true": 0.25, "upheld_wrong": 0.75, "upheld_true": 0.125, "days": 40,
         "capacity_per_1000_year": 7, "suspensive": True},
        "decided after 40 days | points wait for it; at most 7 a year",
    ),
    "expiry": ({"days": 366, "records": "all"}, "after 366 days | all records end"),
    "sunset": (dt.date(2021, 5, 1), "2021-05-01"),
}  # fmt: skip


@pytest.mark.parametrize("name", SIZES)
def test_how_strong_a_safeguard_is_is_shown(name: str) -> None:
    given, text = SIZES[name]
    guards = Safeguards.model_validate(exact({name: given}))
    assert text in _shown(policy_of("none").model_copy(update={"safeguards": guards}))


CHANGES: tuple[tuple[tuple[str, ...], Any], ...] = (
    (("score", "recovery", "value"), 17),
    (("secrecy", "value"), "0.375"),
    (("sources", "cameras", "hours"), []),
    (("sources", "cameras", "attention", "value"), "0.875"),
    (("sources", "cameras", "kind"), "geo_tracking"),
    (("sources", "cameras", "faces", "gallery"), "nation"),
    (("sources", "cameras", "faces", "persistence"), [{"share": 1, "factor": 1}]),
    (("sources", "tax", "mistakes"), None),
    (("rules", "loan", "defaulted", "value"), -33),
    (("rules", "petition", "per_day"), None),
    (("consequences", "no_loan", "below_of_group"), {"holm": {"value": 590}}),
    (("consequences", "house_arrest", "confines"), False),
    (("consequences", "no_firm_to_lead", "bars_representative"), False),
    (("privileges", "hospital_fast_lane", "fast_lane"), False),
    (("privileges", "dating_visibility", "visibility", "value"), 9),
    (("privileges", "energy_discount", "yuan_per_year", "value"), 56),
    (("positional", "school", "since"), "2016-02-02"),
    (("firms", "score", "start", "value"), 601),
    (("firms", "rules", "pollution", "caught", "value"), "0.375"),
    (("firms", "consequences", "blacklisted", "wage_cut", "value"), "0.375"),
    (("association", "alpha", "value"), "0.375"),
    (("announcements", "train_announcement", "half_life_days", "value"), 366),
    (("news", "viral_video", "regions"), ["harbour"]),
    (("rollout", "nationwide", "joining"), "voluntary"),
)


@pytest.mark.parametrize(("path", "given"), CHANGES, ids=[".".join(path) for path, _ in CHANGES])
def test_what_is_changed_is_seen(path: tuple[str, ...], given: Any) -> None:
    policy = policy_of("article-2019")
    data = policy.model_dump(mode="json")
    group = data
    for key in path[:-1]:
        group = group[key]
    assert group[path[-1]] != given
    group[path[-1]] = given
    assert _shown(Policy.model_validate(data)) != _shown(policy)


@pytest.mark.parametrize("name", society_names())
def test_what_a_society_offers_is_shown(name: str) -> None:
    society = society_of(name)
    shown = "\n".join(" | ".join(row) for rows in offers(society).values() for row in rows)
    assert len(offers(society)) == 8
    for part in (society.places, society.firms.acts if society.firms else {}):
        for each in part:
            assert each in shown
    bare = society.model_copy(update={"hospital": None, "places": {}, "dating": None, "firms": None})
    assert len(offers(Society.model_validate(bare.model_dump()))) == 4


@pytest.mark.parametrize("columns", ["40", "80", "200"])
def test_no_line_is_longer_than_80_columns_off_a_terminal(
    columns: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever COLUMNS says, which is about a terminal."""
    monkeypatch.setenv("COLUMNS", columns)
    for words in (("list",), *(("show", name) for name in policy_names())):
        answer = ask(*words)
        assert answer.status == 0
        assert max(len(line) for line in answer.out.splitlines()) <= 80
        assert "…" not in answer.out


@pytest.mark.parametrize("name", policy_names())
def test_flags_are_shown_and_are_warnings_of_the_check(name: str) -> None:
    known = flags(policy_of(name))
    shown = " ".join(ask("show", name).out.split())
    answer = ask("check", name, "--society", "riverton")
    assert answer.status == 0
    # What will have no effect is told with its line and column; flags are of the whole policy.
    told = [line for line in answer.out.splitlines() if not re.match(rf"{name}:\d+:\d+: warning: ", line)]
    assert told == [f"{name}: no errors", *(f"{name}: warning: {each}" for each in known)]
    for each in known:
        assert each in shown
