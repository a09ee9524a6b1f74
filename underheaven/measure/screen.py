"""The screen of a run's policy, with what its counts add: how many, how long, how often in error, and who.

A count adds facts. It changes one answer alone: where people were under a consequence only because of records
about somebody else, or of others' scores, there are facts that meet element (ii).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from underheaven.engine.world import World
from underheaven.measure.gathering import Gathering
from underheaven.measure.period import period_of
from underheaven.measure.totals import totals
from underheaven.measure.treated import Run
from underheaven.policy.screening import Screen, screen
from underheaven.policy.screening.working import Working
from underheaven.record.query import RunFolder


def screen_run(folder: RunFolder, gathered: Gathering | None = None) -> Screen:
    """The screen of a run over its complete calendar years; InputError if there is none.

    What was gathered while it was lived is not read again.
    """
    return counted_run(folder, gathered)[0]


def counted_run(folder: RunFolder, gathered: Gathering | None = None) -> tuple[Screen, Run]:
    """The screen of a run, and the counts that it is made from."""
    world = folder.world
    found = screen(world.policy, world.society)
    columns = list(_columns(world, found))
    counted = totals(folder, columns) if gathered is None else gathered.totals(columns)
    run = Run(world, counted, Working(world.policy, world.society))
    counts = replace(
        found,
        counts=f"{world.citizens:,} synthetic citizens, {period_of(world, counted.years)}, seed {world.seed}",
        treatments=tuple(run.told(each) for each in found.treatments),
    )
    return counts, run


def _columns(world: World, found: Screen) -> Iterator[str]:
    """Every column that a fact rests on."""
    yield from (
        "person.enrolled",
        "person.slow_visits",
        "person.slow_minutes",
        "person.slow_minutes_one_line",
    )
    yield "firm.employees"
    for kind in world.policy.rules:
        yield from (f"act.{kind}.recorded", f"act.{kind}.wrong")
    parts = {
        "consequences": (
            "consequence",
            ("under", "in_error", "by_ties", "entered", "left", "left_by_redress"),
        ),
        "privileges": ("privilege", ("holders",)),
        "positional": ("place", ("families", "placed", "displaced")),
        "firms.consequences": ("firm_consequence", ("under", "entered", "employees")),
    }
    for each in found.treatments:
        block, names = parts[each.part]
        known = world.society.places if each.part == "positional" else (each.name,)
        if each.name in known:
            yield from (f"{block}.{each.name}.{what}" for what in names)
