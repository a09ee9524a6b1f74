"""Tables are made once for all seeds of a world, whoever asks first, and give what each makes by itself."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from tests.engine.small import shipped
from underheaven.documents.problems import InputError, refuse
from underheaven.engine.compiling import compile_tables
from underheaven.engine.cpu import Engine, simulate
from underheaven.engine.world import World
from underheaven.life.tables import Tables
from underheaven.study.harms import weighed
from underheaven.study.shared_tables import SharedTables
from underheaven.study.together import families_of

WORLDS = [shipped(days=14, citizens=300, seed=seed) for seed in (1, 2, 3)]


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[World]:
    """The worlds for which tables are made."""
    worlds: list[World] = []

    def noted(world: World) -> Tables:
        worlds.append(world)
        return compile_tables(world)

    monkeypatch.setattr("underheaven.study.shared_tables.compile_tables", noted)
    return worlds


def test_seeds_share_and_nothing_is_kept_after_the_last(made: list[World]) -> None:
    other = replace(WORLDS[0], citizens=400)
    tables = SharedTables([*WORLDS, other])
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(tables.of, WORLDS))
    assert len(made) == 1
    assert found[0] is found[1] is found[2]
    assert tables.of(other) is not found[0]
    assert len(made) == 2
    assert not tables._made


def test_what_is_weighed_is_the_same_with_the_tables_of_another_seed() -> None:
    tables = SharedTables([WORLDS[0], WORLDS[2]])
    for world in (WORLDS[0], WORLDS[2]):
        assert weighed(world, tables.of(world)) == weighed(world)


def test_a_family_carries_the_tables_that_its_worlds_are_lived_with() -> None:
    for family in families_of([WORLDS[0]], [2, 3]):
        (world,), (tables,) = family.worlds, family.tables
        engine = Engine(world, tables=tables)
        for _ in engine.records():
            pass
        engine.close()
        assert engine.digests() == simulate(world).digests


def test_whoever_waits_for_tables_that_cannot_be_made_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_world: World) -> Tables:
        raise refuse("this policy", "it does not fit", "take another")

    monkeypatch.setattr("underheaven.study.shared_tables.compile_tables", refused)
    tables = SharedTables(WORLDS[:1] * 2)
    for _ in range(2):
        with pytest.raises(InputError):
            tables.of(WORLDS[0])
