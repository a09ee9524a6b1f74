"""A life told is the life that was lived, and all lives together are what the run counted."""

import datetime as dt
from collections import Counter
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from numpy.typing import NDArray

from tests.engine.small import NEW_YEAR, REDRESS, guarded, lived, policy_of, shipped, society_of
from tests.worlds import Columns, random_world
from underheaven.documents.problems import InputError
from underheaven.engine.cpu import Engine
from underheaven.engine.world import World
from underheaven.record.lives import Life, MismatchError, tell, tell_all
from underheaven.record.lives.sums import tallied
from underheaven.record.provenance import read_provenance
from underheaven.record.query import RunFolder
from underheaven.record.reliving import Reliving, place_of
from underheaven.society.synthesis import Synthesiser
from underheaven.study.running import run_world
from underheaven.study.watching import Watch

OF_SEVERAL = ("firm", "person.match_", "person.seekers_visible")
"""Columns of what is no part of one life."""


def _summed(world: World, columns: Columns | None = None) -> tuple[Counter[str], dict[str, int]]:
    """The columns of all lives together, and those of the run."""
    engine, told = Engine(world, archetypes=columns), Counter[str]()
    steps = [record.tallies for record in lived(engine, world.steps)]
    total = np.sum(steps, axis=(0, 1, 2))
    knowns, c = np.array(engine.knowns), engine.communities
    for region, number in zip(c.region.tolist(), c.number.tolist(), strict=True):
        column = None if columns is None else columns[region, number]
        alone = Reliving(world, knowns, region, number, column)
        for life in tell_all(alone, range(alone.size)):
            told.update(tallied(life))
    engine.close()
    counted = dict(zip(engine.layout.columns, map(int, total), strict=True))
    return told, {name: amount for name, amount in counted.items() if not name.startswith(OF_SEVERAL)}


@pytest.mark.parametrize("seed", [*range(18), 104])
def test_the_lives_of_a_random_world_sum_to_its_tallies(seed: int) -> None:
    """Every column, but for firms: acts, sources, standing, points, redress, places, meetings.

    In the last world people are replaced in the step in which they lose points for their firm.
    """
    world, columns = random_world(seed)
    told, counted = _summed(world, columns)
    assert not set(told) - set(counted)
    assert {name: told[name] for name in counted} == counted


def _city() -> World:
    return shipped(start=NEW_YEAR - dt.timedelta(days=9), days=42, citizens=1_200, community_size=512)


@pytest.mark.parametrize("change", ["as shipped", "guarded", "renewed"])
def test_the_lives_of_a_city_sum_to_its_tallies(change: str) -> None:
    """Under the article's scheme over a new year; with every safeguard of records; with births."""
    world = guarded(_city(), **REDRESS) if change == "guarded" else _city()
    told, counted = _summed(replace(world, renewal=change == "renewed"))
    assert {name: told[name] for name in counted} == counted
    assert told["person.points_lost"] > 0


@pytest.mark.parametrize(
    "policy", ["rongcheng-2016", "sesame-2015", "suining-2010", "defaulter-list-2017", "rights-respecting"]
)
def test_the_lives_under_every_other_scheme_sum_to_its_tallies(policy: str) -> None:
    """Voluntary schemes, lists, records that are reviewed, appealed and expire."""
    told, counted = _summed(shipped(policy, days=35, citizens=400))
    assert {name: told[name] for name in counted} == counted
    assert told["person.enrolled"] > 0


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("life") / "run"
    run_world(_city(), folder)
    return folder


def _marked(run: Path) -> tuple[int, Life]:
    """A citizen with a record, and the life."""
    folder = RunFolder(run)
    end = folder.sql("SELECT row_number() OVER () - 1 AS n FROM final WHERE own < clean_own OR own < 9000")
    for citizen in end.column("n").to_pylist()[:40]:
        life = tell(folder, citizen)
        if any(event.record for event in life.events):
            return citizen, life
    raise AssertionError("nobody has a record")


def test_a_life_is_told_from_the_folder_alone(run: Path) -> None:
    """Attributes and the end are those of the table of citizens; the last week is the end."""
    folder = RunFolder(run)
    citizen, life = _marked(run)
    row = folder.sql("SELECT * FROM final").slice(citizen, 1).to_pylist()[0]
    assert (life.region, life.community, life.slot) == (row["region"], row["community"], row["slot"])
    assert life.person == {name: row[name] for name in life.person}
    assert life.finished
    last = life.weeks[-1]
    for name in ("own", "shown", "clean_own", "clean"):
        assert getattr(last, name) * 16 == row[name]
    assert (last.dread, last.hardship) == (row["dread"], row["hardship"])


def test_events_are_in_order_and_follow_from_each_other(run: Path) -> None:
    """By day and minute; points move the scores by what is said, and nothing else does within a week."""
    _, life = _marked(run)
    times = [(event.step, event.day, event.minute) for event in life.events]
    assert times == sorted(times)
    for before, after in zip(life.events, life.events[1:], strict=False):
        if before.step == after.step:
            assert after.own == before.own + after.moved


def test_a_life_is_plain_data_and_two_frames(run: Path) -> None:
    _, life = _marked(run)
    data = life.to_dict()
    assert data["synthetic"] is True
    assert len(data["events"]) == life.events_table().num_rows == len(life.events)
    assert len(data["weeks"]) == life.weeks_table().num_rows == life.world.steps
    assert life.events_table().schema.metadata[b"synthetic"] == b"true"
    assert life.weeks_table().column("shown").to_pylist() == [week.shown for week in life.weeks]


def test_a_life_that_is_told_otherwise_than_it_was_lived_is_a_fault(run: Path) -> None:
    """Every column of every step is compared: a score that is off by a sixteenth is found."""
    folder = RunFolder(run)
    world = folder.world
    engine = Engine(world)
    lived(engine, world.steps)
    alone = Reliving(world, np.array(engine.knowns), 0, 0)
    engine.close()
    steps = alone.steps()

    class Forged(Reliving):
        def live(self, step: int) -> None:
            super().live(step)
            self.state.own[3] += step == 4

    forged = Forged(world, alone.knowns, 0, 0)
    assert next(steps) == 0
    with pytest.raises(MismatchError, match="step 4: own"):
        tell_all(forged, [3])


def test_a_citizen_whom_nobody_is(run: Path) -> None:
    with pytest.raises(InputError, match="0 to 1199"):
        tell(RunFolder(run), 1_200)


def test_an_interrupted_run_is_told_up_to_where_it_went(tmp_path: Path) -> None:
    run_world(_city(), tmp_path / "half", watch=Watch(stop=lambda: True))
    folder = RunFolder(tmp_path / "half")
    life = tell(folder, 7)
    assert len(life.weeks) == folder.provenance.steps_recorded < life.world.steps
    assert not life.finished


def test_a_run_whose_citizens_end_otherwise_is_refused(tmp_path: Path) -> None:
    """The table of citizens is read at one place only, and must say what the life comes to."""
    run_world(_city(), tmp_path / "run")
    path = tmp_path / "run" / "final.parquet"
    rows = pq.read_table(path)
    forged = rows.set_column(rows.schema.get_field_index("dread"), "dread", pc.add(rows.column("dread"), 1))
    folder = RunFolder(tmp_path / "run", verify=False)
    assert tell(folder, 7).finished
    pq.write_table(forged, path)
    with pytest.raises(InputError, match="is not as the run left it"):
        tell(folder, 7)
    pq.write_table(rows.slice(0, 5), path)
    with pytest.raises(InputError, match="is not as the run left it"):
        tell(folder, 7)


def _widened(folder: Path) -> World:
    """A run of a nation of 1.4 billion: the public states are those of a small run, and nobody was made."""
    nation = society_of("china-2019")
    small = World(policy_of("article-2019"), nation, 3, NEW_YEAR, NEW_YEAR + dt.timedelta(days=20), 3_000)
    run_world(small, folder)
    world = replace(small, citizens=small.nation)
    (folder / "final.parquet").unlink()
    small_ones = read_provenance(folder)
    left = {
        kept: {name: value for name, value in getattr(small_ones, kept).items() if name != "final.parquet"}
        for kept in ("files", "sizes")
    }
    small_ones.model_copy(update={"world": world.identity(), "world_hash": world.hash, **left}).write(folder)
    return world


def test_a_life_out_of_a_nation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One community is filled, whoever is asked for; the last of 1.4 billion is told like any other."""
    world = _widened(tmp_path / "nation")
    filled = []
    fill = Synthesiser.fill

    def counting(self: Synthesiser, region: int, community: int, n: int) -> NDArray[np.uint16]:
        filled.append((region, community, n))
        return fill(self, region, community, n)

    monkeypatch.setattr(Synthesiser, "fill", counting)
    folder = RunFolder(tmp_path / "nation", verify=False)
    for citizen in (0, 1_000_000_007, world.citizens - 1):
        filled.clear()
        life = tell(folder, citizen)
        place = place_of(world, citizen)
        assert [each[:2] for each in filled] == [place[:2]]
        assert (life.citizen, len(life.weeks)) == (citizen, world.steps)
