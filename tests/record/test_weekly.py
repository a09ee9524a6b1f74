"""How everybody stands at the end of each step, and counts by opinion, age and sex, are those of the run."""

import numpy as np
import pytest

from tests.engine.small import lived, shipped
from tests.worlds import random_world
from underheaven.counted.columns import Consequence, Life
from underheaven.engine.compiling import compile_tables
from underheaven.engine.cpu import Engine
from underheaven.engine.making_scratch import make_lives
from underheaven.record.margins import WANTED, Margins
from underheaven.record.reliving import Reliving
from underheaven.record.weekly import weekly
from underheaven.society.archetypes import Archetypes


@pytest.mark.parametrize("seed", range(12))
def test_standing_and_counts_are_those_of_the_run(seed: int) -> None:
    """Against the run's tallies, column by column, and against what the engine counts of each citizen."""
    world, columns = random_world(seed)
    engine = Engine(world, archetypes=columns)
    records = lived(engine, world.steps)
    knowns, layout = np.array(engine.knowns), engine.layout
    first = layout.columns.index("person.any_under")
    consequence = [layout.columns.index(f"consequence.{name}.under") for name in world.policy.consequences]
    years = sorted({world.year_of(step) for step in range(world.steps)})
    shape = (world.steps, layout.width)
    told, tallies = np.zeros(shape, np.int64), np.zeros(layout.width, np.int64)
    for number in range(len(engine.communities.size)):
        place = int(engine.communities.region[number]), int(engine.communities.number[number])
        alone = Reliving(world, knowns, *place, columns[place])
        counting = alone.scratch.counting._replace(lives=make_lives(alone.size))
        alone.scratch = alone.scratch._replace(counting=counting)
        found = weekly(alone, years)
        assert np.array_equal(alone.state.own, engine.state.own[_rows(engine, number)])
        tallies += sum(each.sum(axis=0) for each in found.tallies.values())
        told[:, first] += (found.standing != 0).sum(axis=1)
        told[:, first + 1] += ((found.standing != 0) & (found.clean == 0)).sum(axis=1)
        # The own score of who is replaced is gone when the step has ended.
        by_ties = (found.standing != 0) & (found.own == 0) & ~found.replaced
        assert by_ties.sum() <= sum(record.tallies[..., first + 2].sum() for record in records)
        if not world.renewal:
            told[:, first + 2] += by_ties.sum(axis=1)
        for bit, column in enumerate(consequence):
            flag = np.uint64(1 << bit)
            under, clean, own = (each & flag != 0 for each in (found.standing, found.clean, found.own))
            told[:, column + Consequence.UNDER] += under.sum(axis=1)
            told[:, column + Consequence.IN_ERROR] += (under & ~clean).sum(axis=1)
            if not world.renewal:
                told[:, column + Consequence.BY_TIES] += (under & ~own).sum(axis=1)
                told[:, column + Consequence.SPARED_BY_TIES] += (~under & own).sum(axis=1)
        if not world.renewal:
            assert np.array_equal(counting.lives[Life.SANCTIONED], (found.standing != 0).sum(axis=0))
    per_step = np.array([record.tallies.sum(axis=(0, 1)) for record in records])
    assert np.array_equal(tallies, per_step.sum(axis=0))
    checked = told.any(axis=0)
    assert np.array_equal(told[:, checked], per_step[:, checked])
    engine.close()


@pytest.mark.parametrize("seed", range(4))
def test_steps_that_are_not_kept_leave_the_others_as_they_are(seed: int) -> None:
    """From any step on it is kept what is kept from the first on."""
    world, columns = random_world(seed)
    engine = Engine(world, archetypes=columns)
    lived(engine, world.steps)
    place = int(engine.communities.region[0]), int(engine.communities.number[0])
    year, since = world.year_of(world.steps - 1), world.steps // 2
    whole, part = (
        weekly(Reliving(world, np.array(engine.knowns), *place, columns[place]), (year,), first)
        for first in (0, since)
    )
    for name in ("shown", "enrolled", "standing", "clean", "own", "replaced"):
        kept = getattr(part, name)
        assert len(kept) == world.steps - since
        assert np.array_equal(kept, getattr(whole, name)[since:])
    assert np.array_equal(part.ever, whole.enrolled.any(axis=0))
    assert np.array_equal(part.tallies[year], whole.tallies[year])
    engine.close()


def _rows(engine: Engine, number: int) -> slice:
    begin = int(engine.communities.begin[number])
    return slice(begin, begin + int(engine.communities.size[number]))


@pytest.mark.parametrize("seed", range(12))
def test_counts_by_other_cells_are_of_those_who_live_in_them(seed: int) -> None:
    """Everybody is counted by their own opinion, sex and age: as many persons as have it."""
    world, columns = random_world(seed)
    engine = Engine(world, archetypes=columns)
    lived(engine, world.steps)
    place = int(engine.communities.region[0]), int(engine.communities.number[0])
    alone = Reliving(world, np.array(engine.knowns), *place, columns[place])
    archetypes = Archetypes(world.society)
    who = archetypes.of(alone.state.archetype)
    years = sorted({world.year_of(step) for step in range(world.steps)})
    found = weekly(alone, years)
    margins = found.margins
    assert margins.names
    assert margins.cell_of.max() < 250
    column = engine.layout.columns.index("person.persons")
    persons = np.stack(list(found.tallies.values())).sum(axis=0)[:, column]
    assert np.array_equal(
        persons, np.bincount(margins.combination_of[who], minlength=margins.many) * world.steps
    )
    for name in ("opinion", "sex"):
        if name in margins.names:
            counted = margins.by(name, persons[:, None])[:, 0]
            living = np.bincount(archetypes.codes(name)[who], minlength=len(margins.names[name]))
            assert np.array_equal(counted, living * world.steps)
    engine.close()


def test_the_shipped_societies_have_cells_for_opinion_sex_and_age() -> None:
    for policy in ("article-2019", "rongcheng-2016"):
        for society in ("riverton", "china-2019"):
            world = shipped(policy, society)
            assert list(Margins.of(world, compile_tables(world)).names) == list(WANTED)
