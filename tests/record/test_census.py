"""The census counts every adult in the scheme once, and agrees with what the engine tallied."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.engine.small import shipped
from tests.record import made
from tests.worlds import random_world
from underheaven.counted.columns import Life
from underheaven.documents.problems import InputError
from underheaven.documents.quantity import Quantity
from underheaven.engine.cpu import Engine
from underheaven.engine.layout import BINS
from underheaven.engine.records import StepRecord
from underheaven.record.census import DONE, EXPECTED, FREE, IN_ERROR, KEYS, NOT_COUNTED, CensusRecord
from underheaven.record.enumeration import Enumerator, expected_deeds, often_of
from underheaven.record.query import RunFolder
from underheaven.study.running import run_world

AT = {name: number for number, name in enumerate(KEYS)}


def censuses(engine: Engine) -> list[tuple[StepRecord, CensusRecord]]:
    """Each census of a run with the last step of its year."""
    census, found, last = Enumerator(engine), [], None
    for record in engine.records():
        if isinstance(record, StepRecord):
            last = record
        else:
            assert last is not None
            found.append((last, census.take(record.year)))
    engine.close()
    return found


def counted(record: CensusRecord, *names: str, sizes: tuple[int, ...]) -> NDArray[np.int64]:
    """Adults by some of the keys."""
    out: NDArray[np.int64] = np.zeros(sizes, dtype=np.int64)
    np.add.at(out, tuple(record.keys[:, AT[name]] for name in names), record.counts[:, 0])
    return out


@pytest.mark.parametrize("seed", range(12))
def test_a_census_agrees_with_the_last_step_of_its_year(seed: int) -> None:
    world, columns = random_world(seed)
    engine = Engine(replace(world, renewal=False), 1, columns, lives=True)
    column = engine.layout.column
    regions, groups = len(world.society.regions), len(world.society.groups)
    for step, census in censuses(engine):
        scores = counted(census, "region", "group", "score", sizes=(regions, groups, BINS))
        assert np.array_equal(scores, step.histogram)
        standing = counted(census, "region", "group", "standing", sizes=(regions, groups, IN_ERROR + 1))
        assert np.array_equal(standing.sum(axis=-1), step.tallies[..., column("person.enrolled")])
        under = standing[..., FREE + 1 :].sum(axis=-1)
        assert np.array_equal(under, step.tallies[..., column("person.any_under")])
        assert np.array_equal(standing[..., IN_ERROR], step.tallies[..., column("person.any_in_error")])


@pytest.mark.parametrize("renewal", [False, True])
def test_deeds_of_a_year_are_those_done_since_the_last_census(renewal: bool) -> None:
    world = shipped(start=dt.date(2020, 12, 15), days=35, citizens=1_500, renewal=renewal)
    engine = Engine(world, 1, lives=True)
    census = Enumerator(engine)
    before, occupants = np.zeros(world.citizens, np.int64), engine.state.generation.copy()
    years = 0
    for record in engine.records():
        if isinstance(record, StepRecord):
            continue
        taken, deeds = census.take(record.year), engine.lives[Life.DEEDS].astype(np.int64)
        if renewal:
            before[occupants != engine.state.generation] = 0
        assert taken.counts[:, 2].sum() == (deeds - before).sum() > 0
        low = np.array(DONE)[taken.keys[:, AT["done"]]] * taken.counts[:, 0]
        high = np.array([*DONE[1:], np.inf])[taken.keys[:, AT["done"]]] * taken.counts[:, 0]
        assert (low <= taken.counts[:, 2]).all()
        assert (taken.counts[:, 2] < high).all()
        before, occupants = deeds, engine.state.generation.copy()
        years += 1
    assert years == 2
    engine.close()


def test_expected_deeds_are_what_people_without_dread_do_on_average() -> None:
    """Under a scheme that frightens and denies nobody, a year of many people comes to what is expected."""
    world = shipped(days=364, citizens=4_000)
    calm = world.policy.model_copy(update={"consequences": {}, "privileges": {}, "positional": {}})
    none = Quantity(value=Decimal(0))
    unmoved = {"dread_response": none, "hardship_response": none}
    acts = {name: act.model_copy(update=unmoved) for name, act in world.society.acts.items()}
    behaviour = world.society.behaviour.model_copy(update={"speech_thresholds": ()})
    fearless = world.society.model_copy(update={"acts": acts, "behaviour": behaviour})
    engine = Engine(replace(world, policy=calm, society=fearless), 1, lives=True)
    ((_, census),) = censuses(engine)
    expected = census.counts[:, 1].sum() / 1_000 * 364 / 365.25
    assert census.counts[:, 2].sum() == pytest.approx(expected, rel=0.02)
    bands = census.keys[:, AT["expected"]]
    mean = census.counts[:, 1] / census.counts[:, 0] / 1_000
    assert (mean <= np.array([*EXPECTED[:-1], np.inf])[bands]).all()
    assert (mean >= np.array([0, *EXPECTED[:-1]])[bands]).all()


def test_where_lives_are_not_counted_neither_are_deeds() -> None:
    world = shipped(days=14, citizens=500)
    ((step, census),) = censuses(Engine(world, 1))
    assert set(census.keys[:, AT["done"]].tolist()) == {NOT_COUNTED}
    assert census.counts[:, 2].sum() == 0
    assert census.counts[:, 0].sum() == step.histogram.sum() > 0


def test_nobody_in_a_scheme_gives_no_rows() -> None:
    ((_, census),) = censuses(Engine(shipped("none", days=14, citizens=500), 1, lives=True))
    assert len(census.keys) == 0
    unscored = shipped("none", days=14, citizens=500)
    assert expected_deeds(Engine(unscored, 1), 0, often_of(unscored.society)).sum() == 0


def test_a_run_keeps_the_census_of_each_year(tmp_path: Path) -> None:
    world = shipped(start=dt.date(2020, 12, 22), days=24, citizens=800)
    run_world(world, tmp_path / "run")
    run = RunFolder(tmp_path / "run")
    adults = run.sql("SELECT year, sum(adults) AS n FROM census GROUP BY year ORDER BY year")
    steps = run.sql(
        'SELECT step, sum("person.enrolled") AS n FROM steps WHERE step IN (1, 3) GROUP BY step ORDER BY step'
    )
    assert adults["n"].to_pylist() == steps["n"].to_pylist()
    assert run.sql("SELECT count(*) AS n FROM census WHERE in_error AND NOT sanctioned")["n"][0].as_py() == 0


def test_a_census_belongs_to_the_year_recorded_last(tmp_path: Path) -> None:
    counts = made.counts_of_weeks()
    recorder = made.recorder(tmp_path / "run", made.world())
    with pytest.raises(ValueError, match="census of 2017"):
        recorder.census(counts.census(2017))


def test_an_unreadable_question_names_the_census(tmp_path: Path) -> None:
    run = RunFolder(made.complete(tmp_path / "run", made.world()))
    with pytest.raises(InputError, match="census"):
        run.sql("SELECT * FROM nothing")
