from __future__ import annotations

from functools import cache

import pytest

from tests.society.small import society
from underheaven.society.fit import Fit, fit
from underheaven.society.loading import load_society

CITIZENS = {"riverton": 120_000, "china-2019": 400_000}


@cache
def shipped(name: str) -> Fit:
    return fit(load_society(name), 1, CITIZENS[name])


@pytest.mark.parametrize("name", sorted(CITIZENS))
def test_the_nation_meets_its_margins(name: str) -> None:
    # Systematic sampling leaves an error of tens of persons a community; groups lie in lumps of them.
    errors = shipped(name).summary.national_errors
    assert {margin for margin, error in errors.items() if error > 0.001} <= {"groups"}
    assert errors["groups"] < 0.01


def test_regions_of_riverton_meet_their_margins() -> None:
    errors = shipped("riverton").summary.regional_errors
    assert errors.pop("groups") < 0.04
    assert max(errors.values()) < 0.005


@pytest.mark.parametrize("name", sorted(CITIZENS))
def test_people_consider_about_one_act_in_eight_days(name: str) -> None:
    assert 0.10 <= shipped(name).summary.acts_per_citizen_day <= 0.15


def test_journeys_and_visits_are_as_often_as_published() -> None:
    acts = shipped("china-2019").summary.acts_per_citizen_year
    # China State Railway and the Civil Aviation Administration, 2019.
    assert acts["high_speed_rail"] == pytest.approx(1.64, rel=0.03)
    assert acts["ordinary_rail"] == pytest.approx(0.956, rel=0.03)
    assert acts["air_travel"] == pytest.approx(0.468, rel=0.03)
    # 6.2 visits a person; four of five are assumed to be adults'.
    assert acts["doctor_visit"] == pytest.approx(6.2 * 0.8, rel=0.05)
    # 10.59 million enforcement cases of 2020 to 1.41 thousand million people.
    assert acts["court_order_unmet"] == pytest.approx(0.0075, rel=0.1)


def test_households_are_as_large_as_published_and_as_often_with_a_small_child() -> None:
    summary = shipped("china-2019").summary
    assert summary.household_size_found == pytest.approx(2.616, abs=0.01)
    assert summary.household_size_wanted == pytest.approx(2.616, abs=0.005)
    # 7.85 of 100, derived from the census with an uncertainty of half a point.
    assert summary.small_child_households == pytest.approx(0.0785, abs=0.005)


def test_segregation_is_found_as_wanted_where_there_are_many_communities() -> None:
    for wanted in ("0.05", "0.3"):
        summary = fit(society(segregation={"value": wanted}), 3, 200_000, community_size=256).summary
        assert summary.segregation_found == pytest.approx(float(wanted), rel=0.1)
        assert summary.segregation_wanted == float(wanted)


def test_without_segregation_communities_are_alike() -> None:
    assert fit(society(segregation={"value": 0}), 3, 50_000).summary.segregation_found < 1e-4


def test_there_is_a_row_for_every_category_and_region() -> None:
    rows = shipped("riverton").rows
    per_region = 14 + 3 + 10 + 3 + 7
    assert len({(row.region, row.margin, row.category) for row in rows}) == len(rows) == 4 * per_region
    for region in ("oldtown", "northfields"):
        for margin in ("age_sex", "groups", "quintiles", "opinions", "household_sizes"):
            mine = [row for row in rows if (row.region, row.margin) == (region, margin)]
            assert sum(row.wanted for row in mine) == pytest.approx(1)
            assert sum(row.found for row in mine) == pytest.approx(1)
