from decimal import Decimal

import pytest

from tests.record import made
from underheaven.documents.evidence import counted, numbers, unsourced, widest
from underheaven.policy.loading import load_policy, policy_from_text, policy_names
from underheaven.policy.schema import Policy
from underheaven.society.loading import load_society, society_names
from underheaven.society.schema import Society


@pytest.mark.parametrize("document", [*map(load_policy, policy_names()), *map(load_society, society_names())])
def test_shipped_numbers_all_state_their_origin(document: Policy | Society) -> None:
    found = numbers(document)
    assert "none" not in counted(found)
    assert sum(counted(found).values()) == sum(each.many for each in found)
    assert len({each.path for each in found}) == len(found)


def test_numbers_without_an_origin_are_counted_as_such() -> None:
    assert set(counted(numbers(made.policy()))) == {"none"}


def test_factors_of_one_origin_are_one_entry() -> None:
    found = {each.path: each for each in numbers(load_society("riverton"))}
    entry = found["acts.high_speed_rail.rate_by.place"]
    assert entry.many == 2
    assert entry.text.startswith("rural ")
    assert "acts.high_speed_rail.rate_by.place.rural" not in found


def test_dated_numbers_count_once_for_each_day() -> None:
    found = {each.path: each for each in numbers(load_policy("article-2019"))}
    assert found["sources.cameras.coverage.urban"].many == 4
    assert "from 2020-01-01 0.5" in found["sources.cameras.coverage.urban"].text


def test_the_widest_ranges_come_first() -> None:
    found = numbers(load_policy("article-2019"))
    first = widest(found, 10)
    assert len(first) == 10
    widths = [each.width for each in first]
    assert widths == sorted(widths, reverse=True)
    assert max(each.width for each in found) == widths[0]
    value, (low, high) = Decimal(first[0].text), map(Decimal, first[0].range.split(" to "))
    assert float((high - low) / value) == pytest.approx(first[0].width)


def test_whole_numbers_bands_and_conventions_are_entries_too() -> None:
    found = {each.path: each for each in numbers(load_policy("article-2019"))}
    gallery = found["sources.cameras.faces.gallery"]
    assert (gallery.text, gallery.unit, gallery.kind) == ("20000", "persons", "assumed")
    assert gallery.span == (Decimal(1000), Decimal(1_000_000))
    society = {each.path: each for each in numbers(load_society("riverton"))}
    assert society["age_bands"].unit == "years of age"
    assert society["regions.oldtown.tile"].kind == "assumed"
    assert society["associations.1"].range.startswith("times ")


def test_a_named_source_is_written_out() -> None:
    found = {each.path: each for each in numbers(load_society("china-2019"))}
    income = found["income"]
    assert income.source == "nbs-income"
    assert income.origin.startswith("National Bureau of Statistics 2020")


def test_what_says_no_origin_is_named() -> None:
    text = "reform_of: article-2019\nrules: {jaywalking: {points: {value: -4, assumed: so}, per_day: 7}}\n"
    reform = policy_from_text(text, "reform.yaml")[0]
    assert unsourced(reform) == ("rules.jaywalking.points", "rules.jaywalking.per_day")
    assert unsourced(load_policy("article-2019")) == ()
