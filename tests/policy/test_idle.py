"""What of a policy will have no effect is told, with its place and a remedy; what has one is not."""

from __future__ import annotations

import datetime as dt

import pytest

from underheaven.documents.document import Document
from underheaven.policy.fitness import check_fit
from underheaven.policy.idle import idle
from underheaven.policy.loading import load_policy_document, policy_from_text, policy_names
from underheaven.policy.schema import Policy
from underheaven.society.loading import load_society
from underheaven.society.schema import Society

RUN = (dt.date(2014, 1, 1), dt.date(2021, 12, 31))
CASES: dict[str, str] = {
    "rollout: null": "",
    "sources: {tax: {coverage: {urban: 0, rural: 0}, mistakes: null}}": "sources.tax",
    "rules: {tax_evasion: null, tax_paid_on_time: null}": "sources.tax",
    "rules: {jaywalking: {points: 0}}": "rules.jaywalking",
    "sources: {tax: {learning: {memory_days: 30}}}": "sources.tax.learning",
    "sources: {cameras: {learning: {fed_by: {tax: 0}}}}": "sources.cameras.learning.fed_by.tax",
    "sources: {cameras: {learning: {prior: {per_person_year: 0}}}}": "sources.cameras.learning.prior",
    "consequences: {no_train: {below: 0}}": "consequences.no_train.below",
    "privileges: {travel_deals: {above: 800}}": "privileges.travel_deals.above",
    "announcements: {train_announcement: {dread: 0.5}}": "announcements.train_announcement.dread",
    "announcements: {train_announcement: {chance: 0.5}}": "announcements.train_announcement.chance",
    "news: {viral_video: {dread: 0.5}}": "news.viral_video.dread",
    "secrecy: 0\nsafeguards: {published_method: true}": "safeguards.published_method",
    "association: {alpha: 0}\nsafeguards: {no_association: true}": "safeguards.no_association",
    "safeguards: {review: {strikes_wrong: 0, strikes_true: 0}}": "safeguards.review",
    "safeguards: {appeal: {appeals_wrong: 0, appeals_true: 0, upheld_wrong: 1, upheld_true: 0, days: 1,"
    " capacity_per_1000_year: 10, suspensive: false}}": "safeguards.appeal",
    "safeguards: {sunset: 2022-06-01}": "safeguards.sunset",
    "secrecy: {dated: {2023-01-01: 1}}": "secrecy",
    "rollout: {later: {since: 2022-02-01, share: 1}}": "rollout.later.since",
    "news: {viral_video: {day: 2024-01-01}}": "news.viral_video.day",
    "news: {viral_video: {day: 2003-01-01}}": "news.viral_video.day",
    "announcements: {train_announcement: {since: 2001-01-01, until: 2002-01-01}}":
        "announcements.train_announcement.until",
    "positional: {school: {since: 2030-01-01}}": "positional.school.since",
    "firms: {rules: {pollution: {caught: 0}}}": "firms.rules.pollution.caught",
}  # fmt: skip
"""A change to article-2019, and the entry of which it is told that it has no effect."""


@pytest.mark.parametrize("change", CASES)
def test_an_entry_without_effect_is_told(change: str) -> None:
    society = load_society("riverton")
    policy, document = policy_from_text(f"reform_of: article-2019\npolicy: changed\n{change}\n", "mine.yaml")
    check_fit(policy, society, document)
    found = idle(policy, society, document, RUN)
    expected = CASES[change]
    assert expected in [each.where for each in found], found
    for each in found:
        assert all((each.what, each.why, each.remedy))
        assert (each.line, each.column) >= (1, 1)


def test_where_nobody_is_in_the_scheme_the_remedy_is_what_to_write() -> None:
    society = load_society("riverton")
    text = "reform_of: article-2019\npolicy: changed\nrollout: null\n"
    policy, document = policy_from_text(text, "mine.yaml")
    (nobody,) = (each for each in idle(policy, society, document) if each.what == "nobody is in the scheme")
    line = nobody.remedy.split("`")[1]
    mended, document = policy_from_text(text.replace("rollout: null", line), "mine.yaml")
    assert not [each for each in idle(mended, society, document) if each.what == nobody.what]


@pytest.mark.parametrize("society", ["riverton", "china-2019"])
def test_shipped_policies_are_told_nothing_but_promises_and_days(society: str) -> None:
    """Safeguards that forbid what a policy does not do, and what lies outside of the usual years."""
    people = load_society(society)
    told = {name: idle(*_fitted(name, people), RUN) for name in policy_names()}
    wheres = {(name, each.where) for name, found in told.items() for each in found}
    assert wheres == {
        *((name, "safeguards.published_method") for name in (
            "defaulter-list-2017", "rights-respecting", "rongcheng-2016", "rongcheng-2021")),
        ("rights-respecting", "safeguards.sunset"),
        ("suining-2010", "news.first_list.day"),
    }  # fmt: skip


def _fitted(name: str, society: Society) -> tuple[Policy, Society, Document]:
    policy, document = load_policy_document(name)
    return policy, society, document
