"""The range that is shipped stands beside every run of the same numbers and first day, and no other."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.study.assuming.found import invented, ship, world
from underheaven.documents.quantity import Quantity
from underheaven.engine.world import World
from underheaven.study.assuming import beside
from underheaven.study.assuming.beside import FILE, ranges_of
from underheaven.study.assuming.found import Ranges, Unknown
from underheaven.study.sweeping.keys import put

RESPONSE = ("acts", "critical_post", "dread_response")


@pytest.fixture(autouse=True)
def catalogue(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(beside, "CATALOGUE", tmp_path / "catalogue")


def why(of: World) -> str:
    found = ranges_of(of)
    assert isinstance(found, Unknown)
    return found.why


def with_number(of: World, **changed: Any) -> World:
    """The world with another number, or with another origin of one."""

    def change(number: Quantity) -> Quantity:
        return number.model_copy(update=changed)

    return replace(of, society=put(of.society, RESPONSE, change))


def test_people_seed_and_last_day_may_be_others() -> None:
    given = world()
    ship(invented(given))
    found = ranges_of(replace(given, seed=99, citizens=3_000, end=dt.date(2019, 6, 30)))
    assert found == invented(given)
    assert isinstance(found, Ranges)
    assert (found.world.seed, found.world.citizens, found.world.end) == (7, 500, given.end)


def test_without_a_file_none_is_known() -> None:
    assert why(world()) == "none is shipped for “article-2019” on “riverton”"


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"start": dt.date(2014, 1, 2)}, "begin on 2014-01-01"),
        ({"renewal": True}, "without renewal"),
        ({"step_minutes": 1_440}, "10,080 minutes"),
        ({"community_size": 512}, "communities of 4,096"),
    ],
)
def test_a_run_of_another_kind_has_none(changed: dict[str, Any], said: str) -> None:
    ship(invented(world()))
    assert said in why(replace(world(), **changed))


def test_an_edited_number_or_range_has_none() -> None:
    def seven(number: Quantity) -> Quantity:
        return number.model_copy(update={"value": Decimal(7)})

    given = world()
    ship(invented(given))
    for edited in (
        with_number(given, value=Decimal("0.123")),
        with_number(given, range=(Decimal(0), Decimal(1))),
        replace(given, policy=put(given.policy, ("score", "recovery"), seven)),
    ):
        assert why(edited).endswith("one of them was changed")


def test_prose_is_no_edit() -> None:
    given = world()
    ship(invented(given))
    other = {"title": "Another title", "about": "Another text.", "corrections": ()}
    told = replace(given, policy=given.policy.model_copy(update=other))
    assert isinstance(ranges_of(with_number(told, assumed="another reason")), Ranges)


def test_a_policy_of_ones_own_name_has_none() -> None:
    ship(invented(world()))
    own = replace(world(), policy=world().policy.model_copy(update={"policy": "mine"}))
    assert why(own) == "none is shipped for “mine” on “riverton”"


def test_what_is_out_of_date_is_not_shown() -> None:
    ship(invented(world()), world="0" * 64)
    assert "2026-11-29, is out of date" in why(world())


def test_a_file_that_is_none_is_not_shown() -> None:
    path = ship(invented(world()))
    path.write_text("[", encoding="utf-8")
    assert why(world()).startswith("none is shipped")


def test_what_was_found_for_a_run_comes_before_what_is_shipped(tmp_path: Path) -> None:
    ship(invented(world()))
    own = replace(invented(world()), draws=40)
    run = tmp_path / "run"
    beside.beside(run).mkdir()
    path = ship(own)
    path.rename(beside.beside(run) / FILE)
    ship(invented(world()))
    found = ranges_of(world(), run)
    assert isinstance(found, Ranges)
    assert found.draws == 40
    assert found != ranges_of(world())


def test_a_year_that_was_not_lived_is_told_by_the_last_before_it() -> None:
    found = invented(world(), (2014, 2016))
    assert [found.year_for(year) for year in (2013, 2014, 2015, 2016, 2020)] == [None, 2014, 2014, 2016, 2016]
    assert found.of(2013, "under") is None
    assert found.of(2020, "under") == found.years[2016]["under"]
