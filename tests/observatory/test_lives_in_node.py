"""Lives that the page's own modules tell in node are those of `underheaven life`, to the last word."""

import json
import subprocess
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import underheaven as uh
from tests.observatory.small_site import DATA, YEAR, digest_of, world_of
from tests.observatory.test_phrases import acts, others
from tools.site_policies import node
from underheaven.engine.cpu import Engine
from underheaven.measure.ranks import ranks_of
from underheaven.record.lives.life import Life
from underheaven.record.lives.telling import tell_all
from underheaven.record.lives.twins import divergence, first_deed
from underheaven.record.query import RunFolder
from underheaven.record.reliving import Reliving, place_of
from underheaven.record.weekly import LIVED
from underheaven.report.lives.ranked import percentile_in_words, rank_in_words
from underheaven.report.lives.words import Words, matters, who
from underheaven.report.words import number, percent

DRIVER = Path(__file__).with_name("lives_in_node.mjs")
POLICIES = ["article-2019", "sesame-2015"]
CITIZENS = (0, 37, 74, 611, 1100, 1999)
"""In three communities; the first and the last of the nation, one child, one under a consequence in error."""


MADE = [*acts(), *others()]


@cache
def engine_of(policy: str) -> Engine:
    engine = Engine(world_of(policy))
    for _ in engine.records():
        pass
    engine.close()
    return engine


@cache
def lives(policy: str, citizens: tuple[int, ...]) -> list[Life]:
    """The lives as the package tells them."""
    return lives_of(engine_of(policy), citizens)


def lives_of(engine: Engine, citizens: tuple[int, ...]) -> list[Life]:
    """The same of a world that was lived to its end."""
    found = dict[int, Life]()
    places = {citizen: place_of(engine.world, citizen) for citizen in citizens}
    for region, community in {(place.region, place.community) for place in places.values()}:
        reliving = Reliving(engine.world, np.array(engine.knowns), region, community)
        slots = [
            each.slot for each in places.values() if (each.region, each.community) == (region, community)
        ]
        found |= {life.citizen: life for life in tell_all(reliving, slots)}
    return [found[citizen] for citizen in citizens]


@pytest.fixture(scope="module")
def data(site: Path) -> Path:
    return site / DATA


@pytest.fixture(scope="module")
def there(data: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the page's modules tell of all worlds, and of events that were made up."""
    made = tmp_path_factory.mktemp("events") / "made.json"
    events = [{**asdict(event), "day": event.day.isoformat()} for event in MADE]
    made.write_text(json.dumps(events), encoding="utf-8")
    files = [f"{policy}-2020" for policy in POLICIES]
    words = [node(), DRIVER, data, "riverton", "2000", "1", ",".join(map(str, CITIZENS)), made, *files]
    done = subprocess.run([str(each) for each in words], capture_output=True, text=True, check=False)
    assert not done.returncode, done.stderr
    return dict(json.loads(done.stdout))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, RunFolder]:
    """The same worlds as the command line keeps them."""
    place = tmp_path_factory.mktemp("runs")
    said: dict[str, Any] = {"citizens": 2_000, "start": YEAR[0], "end": YEAR[1], "seed": 1}
    return {each: uh.World(each, **said).run(place / each, threads=1).folder for each in POLICIES}


@pytest.fixture(params=range(len(POLICIES)), ids=POLICIES)
def told(request: pytest.FixtureRequest, there: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """What they tell under a policy."""
    return POLICIES[request.param], there["worlds"][request.param]


def test_events_and_weeks_are_those_of_the_command(told: tuple[str, dict[str, Any]]) -> None:
    policy, page_of = told
    for here, page in zip(lives(policy, CITIZENS), page_of["told"], strict=True):
        mine = json.loads(json.dumps(here.to_dict()))
        assert page["citizen"] == here.citizen
        assert page["events"] == mine["events"]
        assert page["weeks"] == mine["weeks"]
    assert sum(len(page["events"]) for page in page_of["told"]) > 100


def test_words_are_those_of_the_command(told: tuple[str, dict[str, Any]]) -> None:
    policy, page_of = told
    for here, page in zip(lives(policy, CITIZENS), page_of["told"], strict=True):
        words = Words(here.world)
        assert page["words"] == [[words.sentence(event), matters(event)] for event in here.events]
        assert page["who"] == who(here)


@pytest.mark.filterwarnings("ignore::underheaven.NoEffectWarning")
@pytest.mark.parametrize("most", [LIVED, 0], ids=["counted", "from bins"])
def test_ranks_are_those_of_the_command(
    most: int, told: tuple[str, dict[str, Any]], folders: dict[str, RunFolder]
) -> None:
    """Every week, in the region and in the nation, with the words for both."""
    policy, page_of = told
    for life, page in zip(lives(policy, CITIZENS), page_of["stood"], strict=True):
        found = ranks_of(folders[policy], life, most)
        expected = [
            [
                stood.step,
                *(
                    [
                        {"people": rank.people, "least": rank.least, "most": rank.most},
                        [*rank.percentiles],
                        rank_in_words(rank),
                        percentile_in_words(rank),
                    ]
                    for rank in (stood.region, stood.nation)
                ),
            ]
            for stood in found.stood
        ]
        assert page[most == 0] == expected
    assert any(page[most == 0] for page in page_of["stood"])


def test_a_life_is_told_without_changing_the_world(told: tuple[str, dict[str, Any]]) -> None:
    policy, page_of = told
    assert page_of["digest"] == page_of["again"] == digest_of(policy)


def test_who_is_first_in_error_and_first_with_a_privilege(told: tuple[str, dict[str, Any]]) -> None:
    """Nobody of a lower number in the same community is, and in the end the citizen named is."""
    policy, page = told
    for sort in ("unlucky", "favoured"):
        number = page[sort][-1]
        everybody = lives(policy, tuple(range((number if number >= 0 else 20) + 1)))
        weeks = [life.weeks[-1] for life in everybody]
        so = [bool(week.standing) and week.standing == week.in_error for week in weeks]
        if sort == "favoured":
            so = [bool(week.privileges) for week in weeks]
        assert so == [False] * number + [True] if number >= 0 else not any(so)


def test_what_follows_from_what(there: dict[str, Any]) -> None:
    """A cause is an earlier event, with which the consequence came, or the record that redress is of."""
    pairs = [
        (page["events"][at], page["events"][because])
        for world in there["worlds"]
        for page in world["told"]
        for at, because in enumerate(page["because"])
        if because is not None
    ]
    assert pairs
    for event, before in pairs:
        assert (before["step"], before["minute"]) <= (event["step"], event["minute"] + 1_440 * 7)
        if event["why"].startswith("recorded "):
            assert (before["day"], before["of"]) == (event["why"].removeprefix("recorded "), event["of"])
        else:
            came = {*before["brings"], before["of"]}
            assert came & {event["of"], *event["why"].split(", ")}


def test_where_a_life_and_its_twin_part(there: dict[str, Any]) -> None:
    one, other = (lives(policy, CITIZENS) for policy in POLICIES)
    for mine, theirs, page in zip(one, other, there["partings"], strict=True):
        for expected, found in zip((divergence(mine, theirs), first_deed(mine, theirs)), page, strict=True):
            assert (expected is None) == (found is None)
            if expected is None:
                continue
            events = (expected.one, expected.other)
            places = [
                None if event is None else life.events.index(event)
                for life, event in zip((mine, theirs), events, strict=True)
            ]
            differing = json.loads(json.dumps(expected.differing))
            assert (found["step"], found["day"]) == (expected.step, expected.day.isoformat())
            assert found["events"] == places
            assert found["differing"] == differing


def test_parts_of_a_score_add_up_to_it(there: dict[str, Any]) -> None:
    found = [each for world in there["worlds"] for life in world["sums"] for each in life if each]
    assert len(found) > 500
    for adds, total, shown in found:
        assert adds
        assert total == pytest.approx(shown, abs=1e-9)


def test_numbers_are_written_as_the_package_writes_them(there: dict[str, Any]) -> None:
    """Halves among them, which Python rounds to the even digit."""
    found = there["figures"]
    assert found["scores"] == [f"{at / 16:.1f}" for at in range(4_000)]
    assert found["signed"] == [f"{(at - 2_000) / 16 + 1 / 32:+g}" for at in range(4_000)]
    assert found["numbers"] == [number(at * 37 / 1_024) for at in range(4_000)]
    assert found["shares"] == [percent(at / 4_096) for at in range(4_097)]


def test_events_of_all_sorts_are_told_as_the_package_tells_them(there: dict[str, Any]) -> None:
    words = Words(world_of())
    assert there["words"] == [[words.sentence(event), matters(event)] for event in MADE]
