"""What is measured of a run that is lived again, against every life of it told one by one."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest

from tests.engine.small import shipped, with_policy
from tests.measure.lived.test_followed import Flags, by_hand
from underheaven.documents.problems import InputError
from underheaven.engine.world import World
from underheaven.measure.lived.categories import DIMENSIONS
from underheaven.measure.lived.cohorts import horizon_of
from underheaven.measure.lived.figures import FIGURES
from underheaven.measure.lived.lived import Lived, live_again
from underheaven.measure.lived.sides import SIDES
from underheaven.measure.run import pooled
from underheaven.record.lives import Life, tell_all
from underheaven.record.lives.life import DENIED, HELD_BACK
from underheaven.record.query import RunFolder
from underheaven.record.reliving import relive
from underheaven.record.sampling import communities_of
from underheaven.study.running import run_world

DAYS, PEOPLE = 743, 1_100


def world(renewal: bool) -> World:
    """A small nation in which many come under something and some leave it, in a few communities."""
    of = shipped(start=dt.date(2019, 12, 20), days=DAYS, citizens=PEOPLE, community_size=256)
    below = {"no_high_quality_goods": 600, "house_arrest": 560}
    consequences = {
        name: each.model_dump(exclude_none=True) | {"below": Decimal(below[name])}
        for name, each in of.policy.consequences.items()
        if name in below
    }
    score = of.policy.score.model_dump(exclude_none=True) | {"recovery": 40}
    return replace(with_policy(of, consequences=consequences, score=score), renewal=renewal)


@pytest.fixture(scope="module", params=[False, True], ids=["", "renewal"])
def run(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    path = tmp_path_factory.mktemp("run") / "run"
    run_world(world(request.param), path)
    return RunFolder(path)


@pytest.fixture(scope="module")
def lives(run: RunFolder) -> list[Life]:
    found = []
    for place in communities_of(run.world):
        community = relive(run, *place)
        found += tell_all(community, range(community.size))
    return found


@pytest.fixture(scope="module")
def found(run: RunFolder) -> Lived:
    return live_again(run)


def of_category(lives: list[Life], dimension: str, category: str) -> Iterator[Life]:
    for life in lives:
        mine = life.region if dimension == "region" else life.person.get(dimension)
        if not dimension or mine == category:
            yield life


def test_every_community_of_a_small_nation_is_lived(found: Lived, run: RunFolder) -> None:
    assert found.exact
    assert found.of == found.communities == len(communities_of(run.world)) > 4
    assert found.people == PEOPLE


def test_cohorts_are_those_counted_by_hand_from_every_life(found: Lived, lives: list[Life]) -> None:
    seen = 0
    for each in found.cohorts:
        told, replaced = (np.array(of, bool).T for of in paths(lives, each.consequence))
        steps = len(told)
        of = horizon_of(found.world, each.cohort, steps)
        members = list(members_of(each.cohort.kind, each.cohort.first, each.cohort.last, told, replaced))
        assert each.everyone == len(members)
        for dimension, categories in (("", ("",)), *found_names(found).items()):
            for category in categories:
                whose = {life.citizen for life in of_category(lives, dimension, category)}
                mine = [(i, start) for i, start in members if lives[i].citizen in whose]
                expected = by_hand(told, replaced, mine, of)
                for figure in FIGURES:
                    value = (
                        each.by(figure.name, dimension)[category] if dimension else each.of(figure.name)
                    ).value
                    if figure.statistic is None:
                        continue
                    wanted = expected[figure.name]
                    if not mine or np.isnan(wanted):
                        assert value is None
                    else:
                        assert value == pytest.approx(wanted), (each.cohort.title, figure.name, category)
                        seen += 1
    assert seen > 100


def found_names(found: Lived) -> dict[str, tuple[str, ...]]:
    return {name: tuple(found.cohorts[0].by("free_within_year", name)) for name in DIMENSIONS}


def paths(lives: list[Life], consequence: str) -> tuple[list[list[bool]], list[list[bool]]]:
    """Whether each is under it as each step ends, and whether somebody else takes the place then."""
    under, replaced = [], []
    for life in lives:
        under.append(
            [bool(week.standing) if not consequence else consequence in week.standing for week in life.weeks]
        )
        gone = {event.step for event in life.of("replaced")}
        replaced.append([week.step in gone for week in life.weeks])
    return under, replaced


def members_of(kind: str, first: int, last: int, under: Flags, replaced: Flags) -> Iterator[tuple[int, int]]:
    for i in range(under.shape[1]):
        for step in range(first, last + 1):
            was = step > 0 and under[step - 1, i] and not replaced[step - 1, i]
            if under[step, i] and (kind == "under" or not was):
                yield i, step
                break


def test_both_sides_are_those_of_every_life(found: Lived, lives: list[Life]) -> None:
    for name in ("", *found.world.policy.consequences):
        hit = {"error": 0, "ties": 0}
        spared, under = 0, 0
        known_under = 0
        for life in lives:
            gone = {event.step for event in life.of("replaced")}
            for week in life.weeks:
                if found.world.year_of(week.step) != found.year:
                    continue
                now = bool(week.standing) if not name else name in week.standing
                own = (set(week.standing) - set(week.by_ties)) | set(week.spared)
                clean = set(week.standing) - set(week.in_error)
                mine = bool(own) if not name else name in own
                right = bool(clean) if not name else name in clean
                under += now
                hit["error"] += now and not right
                if week.step not in gone:
                    known_under += now
                    hit["ties"] += now and not mine
                    spared += mine and not now
        error, _ = found.sides["hit_in_error", name]
        assert error.value == pytest.approx(hit["error"] / under)
        if not found.world.renewal:
            ties, _ = found.sides["hit_by_ties", name]
            assert ties.value == pytest.approx(hit["ties"] / under)
            kept, _ = found.sides["spared_by_ties", name]
            assert kept.value == pytest.approx(spared / (under - hit["ties"] + spared))
    assert {(side.name, name) for side in SIDES for name in ("", *found.world.policy.consequences)} == set(
        found.sides
    )


def test_measures_by_opinion_sex_and_age_are_those_of_every_life(found: Lived, lives: list[Life]) -> None:
    world = found.world
    kinds = world.society.acts
    wanted = {"denied", "held_back_lawful", "critical_speech", "under", "records"}
    assert wanted < found.margins.keys()
    for dimension in ("opinion", "sex", "age"):
        for category in found.margins["under"].by[dimension]:
            mine = list(of_category(lives, dimension, category))
            adults = [life for life in mine if life.adult]
            weeks = [week for life in adults for week in life.weeks if world.year_of(week.step) == found.year]
            enrolled = sum(week.enrolled for week in weeks)
            under = sum(bool(week.standing) for week in weeks)
            acts = [e for life in mine for e in life.of("act") if world.year_of(e.step) == found.year]
            denied = sum(event.outcome == DENIED for event in acts)
            spoken = sum(
                e.outcome == "done" and kinds[e.of].speech == "critical" and kinds[e.of].lawful for e in acts
            )
            held = sum(
                e.outcome == HELD_BACK and kinds[e.of].speech == "critical" and kinds[e.of].lawful
                for e in acts
            )
            value = {name: found.margins[name].by[dimension][category].value for name in found.margins}
            assert value["under"] == pytest.approx(under / enrolled)
            years = sum(minutes_of(world, week.step) for week in weeks if week.enrolled) / 525_960
            everybody = [
                week.step for life in mine for week in life.weeks if world.year_of(week.step) == found.year
            ]
            per_year = sum(minutes_of(world, step) for step in everybody) / 525_960
            assert value["denied"] == pytest.approx(1000 * denied / years)
            assert value["critical_speech"] == pytest.approx(1000 * spoken / per_year)
            assert (value["chill_critical"] or 0) > 0 or not held


def minutes_of(world: World, step: int) -> int:
    """Of a step; the last may be shorter than the others."""
    return min(world.step_minutes, DAYS * 1_440 - step * world.step_minutes)


def test_everybody_by_margins_is_everybody_of_the_run(found: Lived, run: RunFolder) -> None:
    """The categories of a dimension, weighed by those in the scheme, give that of the run, nobody weighed."""
    last = pooled(run, found.year).as_counted().counts()
    counts = found.marginals.everyone("opinion")
    frame = found.marginals.frame
    for name in ("person.any_under", "person.enrolled", "person.any_in_error"):
        assert counts[frame.columns[name]] == last.tallies[0][frame.columns[name]]


def test_a_day_or_a_year_that_the_run_has_not_is_refused(run: RunFolder) -> None:
    with pytest.raises(InputError, match="Name a day from 2019-12-27 to 2021-12-31"):
        live_again(run, day=dt.date(2019, 12, 20))
    with pytest.raises(InputError, match="Name a day"):
        live_again(run, day=dt.date(2023, 1, 1))
    with pytest.raises(InputError, match="2019 to 2021"):
        live_again(run, year=2024)


def test_the_same_figures_come_out_again_and_of_some_communities_some(run: RunFolder, found: Lived) -> None:
    assert live_again(run).to_dict() == found.to_dict()
    some = live_again(run, 3)
    assert (some.communities, some.exact) == (3, False)
    reasons = {
        value.reason
        for value in (some.cohorts[0].of("free_within_year"), some.cohorts[1].of("free_after_year"))
    }
    assert all(reason and "communities" in reason for reason in reasons)


def test_a_figure_of_everyone_is_the_same_without_the_other_categories(run: RunFolder) -> None:
    for each in live_again(run).cohorts:
        alone = [each.of(figure.name) for figure in FIGURES]
        assert alone == [each.split(figure.name)[0] for figure in FIGURES]
