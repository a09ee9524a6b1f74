"""What a world refuses, what its hash covers, and how its time runs."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine.small import NEW_YEAR, policy_of, shipped, society_of, with_policy
from underheaven.documents.evidence import numbers
from underheaven.documents.problems import InputError
from underheaven.documents.told import told
from underheaven.engine import world as module
from underheaven.engine.world import COMMUNITY_SIZES, STEP_MINUTES, World
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society
from underheaven.study.sweeping.keys import key_of, paths, with_values

WORLD = shipped()


@pytest.mark.parametrize(
    ("change", "match"),
    [
        ({"seed": -1}, "seed"),
        ({"seed": 2**64}, "seed"),
        ({"end": WORLD.start - dt.timedelta(days=1)}, "before it begins"),
        ({"end": WORLD.start + dt.timedelta(days=201 * 366)}, "200 years"),
        ({"step_minutes": 60}, "a week, half a week or a day"),
        ({"community_size": 1_000}, "power of two"),
        ({"community_size": 8_192}, "power of two"),
        ({"citizens": 0}, "at least one"),
        ({"citizens": -5}, "at least one"),
        ({"citizens": 1}, "would have none"),
        ({"citizens": 10**9}, "at least one of them"),
    ],
)
def test_what_cannot_be_is_refused(change: dict[str, Any], match: str) -> None:
    with pytest.raises(InputError, match=match):
        replace(WORLD, **change)


def test_every_reason_is_given_at_once() -> None:
    with pytest.raises(InputError) as caught:
        replace(WORLD, seed=-1, step_minutes=60, community_size=3, citizens=0)
    assert len(caught.value.problems) == 4


def test_more_communities_than_a_counter_can_number_are_refused() -> None:
    society = _peopled(5 * 10**8)
    citizens = len(society.regions) * 5 * 10**8
    with pytest.raises(InputError, match="communities"):
        replace(WORLD, society=society, citizens=citizens, community_size=256)
    assert replace(WORLD, society=society, citizens=citizens).community_size == 4_096


def _peopled(number: int) -> Society:
    """The society with so many people in every region."""
    regions = {
        name: region.model_copy(update={"population": region.population.model_copy(update={"value": number})})
        for name, region in WORLD.society.regions.items()
    }
    return WORLD.society.model_copy(update={"regions": regions})


def test_the_ends_are_allowed() -> None:
    for change in ({"seed": 0}, {"seed": 2**64 - 1}, {"end": WORLD.start}, {"citizens": WORLD.nation}):
        replace(WORLD, **change)


def test_the_hash_covers_everything() -> None:
    other = society_of("china-2019")
    changed = [
        WORLD,
        replace(WORLD, seed=8),
        replace(WORLD, start=NEW_YEAR - dt.timedelta(days=1)),
        replace(WORLD, end=WORLD.end + dt.timedelta(days=1)),
        replace(WORLD, citizens=2_001),
        replace(WORLD, step_minutes=1_440),
        replace(WORLD, community_size=256),
        replace(WORLD, policy=policy_of("none")),
        replace(WORLD, society=other),
        with_policy(WORLD, secrecy=0.5),
        with_policy(WORLD, score=WORLD.policy.score.model_dump() | {"recovery": 1}),
    ]
    assert len({world.hash for world in changed}) == len(changed)
    assert shipped().hash == WORLD.hash


def test_the_hash_covers_the_version_of_the_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MODEL_VERSION", module.MODEL_VERSION + 1)
    assert shipped().hash != WORLD.hash


def test_no_hash_hangs_on_where_numbers_come_from() -> None:
    bare = replace(
        WORLD,
        policy=Policy.model_validate(told(WORLD.policy.model_dump(mode="json"))),
        society=Society.model_validate({**told(WORLD.society.model_dump(mode="json")), "sources": {}}),
    )
    assert {each.kind for each in numbers(bare.policy)} == {"none"}
    # Where a region is drawn is a convention, and no number that a result hangs on.
    found = {each.kind for each in numbers(bare.society) if not each.path.endswith(".tile")}
    assert found == {"none"}
    assert bare.hash == WORLD.hash


@pytest.mark.parametrize("path", paths(WORLD)[::7])
def test_the_hash_hangs_on_every_number(path: str) -> None:
    key = key_of(WORLD, path)
    assert with_values(WORLD, {key: key.base + 1}).hash != WORLD.hash


@given(st.dates(dt.date(2014, 1, 1), dt.date(2025, 1, 1)), st.integers(1, 900), st.sampled_from(STEP_MINUTES))
def test_steps_cover_the_run_without_a_gap(start: dt.date, days: int, step_minutes: int) -> None:
    end = start + dt.timedelta(days=days - 1)
    world = replace(WORLD, start=start, end=end, step_minutes=step_minutes)
    assert world.horizon == days * 1_440
    assert world.end_of(world.steps - 1) == world.horizon
    assert world.end_of(world.steps - 1) - (world.steps - 1) * step_minutes > 0
    for step in range(world.steps - 1):
        assert world.end_of(step) == (step + 1) * step_minutes
    assert world.minute_of(end) == world.horizon - 1_440
    assert world.minute_of(start) == 0
    assert world.year_of(0) == start.year
    assert world.year_of(world.steps - 1) <= end.year


def test_a_leap_day_is_a_day() -> None:
    leap = replace(WORLD, start=dt.date(2020, 2, 28), end=dt.date(2020, 3, 1), step_minutes=1_440)
    plain = replace(WORLD, start=dt.date(2019, 2, 28), end=dt.date(2019, 3, 1), step_minutes=1_440)
    assert (leap.steps, plain.steps) == (3, 2)
    assert leap.minute_of(dt.date(2020, 3, 1)) == 2 * 1_440


def test_the_last_step_may_be_partial() -> None:
    world = replace(WORLD, end=WORLD.start + dt.timedelta(days=9))
    assert (world.steps, world.end_of(0), world.end_of(1)) == (2, 10_080, 14_400)


@pytest.mark.parametrize("citizens", [10, 777, 2_000, 119_999])
def test_regions_have_their_share_of_citizens(citizens: int) -> None:
    world = replace(WORLD, citizens=citizens)
    people = [int(region.population.value) for region in world.society.regions.values()]
    assert sum(world.citizens_of_regions) == citizens
    for found, number in zip(world.citizens_of_regions, people, strict=True):
        assert abs(found - citizens * number / sum(people)) < 1


@pytest.mark.parametrize("size", COMMUNITY_SIZES)
def test_every_size_of_community_fits_a_counter(size: int) -> None:
    assert size & (size - 1) == 0
    assert World(WORLD.policy, WORLD.society, 1, WORLD.start, WORLD.end, 500, community_size=size)
