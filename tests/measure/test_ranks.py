"""Rank and percentile of every citizen, in several weeks, against all scores put in order."""

import datetime as dt

import numpy as np
import pytest
from scipy.stats import rankdata

from tests.engine.small import shipped
from underheaven.measure.last_ranks import last_ranks
from underheaven.measure.ranks import Rank, ranks_of
from underheaven.record.lives import Life, tell_all
from underheaven.record.query import RunFolder
from underheaven.record.reliving import relive
from underheaven.record.sampling import communities_of
from underheaven.record.searching import Example
from underheaven.study.running import run_world

PEOPLE = 700
Told = tuple[RunFolder, list[Life]]


@pytest.fixture(scope="module", params=[False, True], ids=["", "renewal"])
def told(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Told:
    """A small run in several communities over a new year, and every life of it."""
    path = tmp_path_factory.mktemp("run") / "run"
    world = shipped(
        start=dt.date(2020, 11, 1), days=98, citizens=PEOPLE, community_size=256, renewal=request.param
    )
    run_world(world, path)
    folder, lives = RunFolder(path), list[Life]()
    for place in communities_of(folder.world):
        community = relive(folder, *place)
        lives += tell_all(community, range(community.size))
    return folder, lives


def test_everybodys_rank_is_that_of_all_scores_put_in_order(told: Told) -> None:
    folder, lives = told
    found = {life.citizen: ranks_of(folder, life) for life in lives[::21]}
    tied = 0
    for step in (0, 5, 8, 13):
        there = [life for life in lives if life.weeks[step].enrolled]
        scores = np.array([life.weeks[step].shown for life in there])
        regions = np.array([life.region for life in there])
        ranks = rankdata(-scores, method="average")
        assert ranks.sum() == len(there) * (len(there) + 1) / 2
        for place, life in enumerate(there):
            if life.citizen not in found:
                continue
            stood = next(each for each in found[life.citizen].stood if each.step == step)
            assert stood.nation == Rank(len(there), ranks[place], ranks[place])
            share = ((scores < scores[place]).sum() + (scores == scores[place]).sum() / 2) / len(there)
            assert stood.nation.percentiles[0] == pytest.approx(100 * share)
            mine = regions == life.region
            of_region = rankdata(-scores[mine], method="average")[np.flatnonzero(mine).tolist().index(place)]
            assert stood.region == Rank(int(mine.sum()), of_region, of_region)
            tied += (scores == scores[place]).sum() > 1
    assert tied


def test_bins_hold_the_rank_between_ends_that_can_be_reached(told: Told) -> None:
    """Of a nation that is not lived again: everybody's counted rank lies within what the bins say."""
    folder, lives = told
    for life in [life for life in lives if life.weeks[0].enrolled][::29]:
        counted, bounded = ranks_of(folder, life), ranks_of(folder, life, most=0)
        assert (counted.communities, bounded.communities) == (len(communities_of(folder.world)), 0)
        assert len(counted.stood) == len(bounded.stood) == sum(week.enrolled for week in life.weeks)
        for exact, between in zip(counted.stood, bounded.stood, strict=True):
            for one, other in ((exact.region, between.region), (exact.nation, between.nation)):
                assert one.exact
                assert one.people == other.people
                assert 1 <= other.least <= one.least <= other.most <= other.people
                low, high = other.percentiles
                assert 0 < low <= one.percentiles[0] <= high < 100


def test_a_day_finds_the_week_it_is_in_and_children_have_no_rank(told: Told) -> None:
    folder, lives = told
    life = next(life for life in lives if life.weeks[0].enrolled)
    ranks = ranks_of(folder, life, most=0)
    week = ranks.on(dt.date(2020, 11, 10))
    assert week is not None
    assert week.step == 1
    assert ranks.on(dt.date(2020, 10, 1)) is None
    child = next(life for life in lives if not life.adult)
    assert ranks_of(folder, child).stood == ()
    assert ranks_of(folder, child).last is None


def test_ends_of_a_bin_are_reached_where_all_others_in_it_stand_on_one_side() -> None:
    bins = np.zeros(64, np.int64)
    bins[[10, 20, 30]] = 5, 4, 3
    assert Rank.within(bins, 20) == Rank(12, 4.0, 7.0)
    assert Rank.counted(3, 1, 12) == Rank(12, 4.0, 4.0)
    assert Rank.counted(3, 4, 12).least == 5.5
    assert Rank.counted(0, 1, 1).percentiles == (50.0, 50.0)


def test_the_last_rank_of_those_found_is_that_of_their_lives(told: Told) -> None:
    folder, lives = told
    some = [life for life in lives if life.weeks[-1].enrolled][::23]
    children = [life for life in lives if not life.adult][:3]
    examples = [
        Example(life.citizen, 0.0, life.person, round(16 * life.weeks[-1].shown))
        for life in (*some, *children)
    ]
    *found, one, two, three = last_ranks(folder, examples)
    assert [one, two, three] == [None] * 3
    if folder.world.renewal:
        assert found == [None] * len(some)
        return
    for life, stood in zip(some, found, strict=True):
        assert stood == ranks_of(folder, life).last
