"""A community lived again is the community that lived."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from tests.engine.small import REDRESS, guarded, lived, shipped
from tests.worlds import random_world
from underheaven.documents.problems import InputError
from underheaven.engine.cpu import Engine
from underheaven.engine.nation import rows_of
from underheaven.record.query import RunFolder
from underheaven.record.reliving import Place, Reliving, citizen_at, known_in, place_of, relive
from underheaven.society.loading import society_from_text
from underheaven.study.running import run_world


@pytest.mark.parametrize("seed", range(12))
def test_every_community_of_a_random_world_lives_again(seed: int) -> None:
    """Alone, and with what the engine had known; state, ledger and counts are the same."""
    world, columns = random_world(seed)
    engine = Engine(world, archetypes=columns)
    records = lived(engine, world.steps)
    knowns = np.array(engine.knowns)
    tallies = np.zeros_like(records[0].tallies)
    for number in range(len(engine.communities.size)):
        place = int(engine.communities.region[number]), int(engine.communities.number[number])
        alone = Reliving(world, knowns, *place, columns[place])
        assert list(alone.steps()) == list(range(world.steps))
        tallies += alone.sums.tallies
        mine = rows_of(alone.state, alone.communities, 0)
        theirs = rows_of(engine.state, engine.communities, number)
        assert all(np.array_equal(*pair) for pair in zip(mine, theirs, strict=True))
        used = engine.ledger.used[number]
        assert alone.ledger.used[0] == used
        for one, other in zip(alone.ledger.entries, engine.ledger.entries, strict=True):
            assert np.array_equal(one[0, :used], other[number, :used])
    assert np.array_equal(tallies, sum(record.tallies for record in records))
    engine.close()


@pytest.mark.parametrize("people", ["behaviour", "answering"])
def test_what_was_known_is_read_from_the_folder(tmp_path: Path, people: str) -> None:
    """Over a new year, where places are allotted, with appeals that wait, and where people hear of deeds."""
    given = f"society_of: riverton\nsociety: other\nbehaviour: {people}\nacts: acts\n"
    world = guarded(shipped(start=shipped().start.replace(year=2019, month=12), days=50), **REDRESS)
    world = replace(world, society=society_from_text(given, "other.yaml"))
    run_world(world, tmp_path / "run")
    engine = Engine(world)
    lived(engine, world.steps)
    folder = RunFolder(tmp_path / "run")
    assert np.array_equal(known_in(folder, engine.tables), np.array(engine.knowns))
    again = relive(folder, 0, 0)
    for _ in again.steps():
        pass
    assert np.array_equal(again.state.own, engine.state.own[: again.size])
    engine.close()


def test_citizens_are_numbered_by_region_community_and_slot() -> None:
    world = replace(random_world(3)[0], renewal=False)
    found = [place_of(world, citizen) for citizen in range(world.citizens)]
    assert found == sorted(set(found))
    assert found[0] == Place(0, 0, 0)
    assert [citizen_at(world, place) for place in found] == list(range(world.citizens))
    for citizen in (-1, world.citizens):
        with pytest.raises(InputError, match=f"0 to {world.citizens - 1}"):
            place_of(world, citizen)


def test_a_folder_that_was_altered_or_cut_off_is_refused(tmp_path: Path) -> None:
    run_world(shipped(days=14), tmp_path / "run")
    folder = RunFolder(tmp_path / "run")
    path = tmp_path / "run" / "public.parquet"
    whole = path.read_bytes()
    path.write_bytes(whole[:-9])
    with pytest.raises(InputError, match="not as the run left it"):
        relive(folder, 0, 0)
    path.unlink()
    with pytest.raises(InputError, match="not as the run left it"):
        relive(folder, 0, 0)
    path.write_bytes(whole)
    with pytest.raises(InputError, match="no community 1"):
        relive(folder, 0, 1)
