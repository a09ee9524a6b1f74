"""The engine itself, one thread: its own world, of which the tables were made, and the same people."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[3]))

from benchmarks.peers.workload import world_of
from underheaven.counted.columns import Act, Person
from underheaven.engine.cpu import Engine
from underheaven.engine.records import StepRecord


class Given(dict):
    """The archetypes of each community, cut out of one column when they are asked for."""

    def __init__(self, column):
        super().__init__()
        self.column, self.at = column, 0

    def __missing__(self, _place):
        found = self.column[self.at : self.at + 4096]
        self.at += len(found)
        return found


def made_for(threads):
    """How an engine with so many threads is made."""
    return lambda tables, seed: make(tables, seed, threads)


def make(tables, seed, threads=1):
    """An engine with everybody in it."""
    world = world_of(tables.variant, tables.citizens, len(tables.recovery), seed)
    engine = Engine(world, threads, Given(tables.archetype))
    engine.compile()
    return engine, tables


def live(model):
    """Live all weeks; returns the shown scores, means and shares by week, and acts considered."""
    engine, tables = model
    blocks, n = engine.layout.blocks, tables.citizens
    means, below, considered = [], [], 0
    for record in (each for each in engine.records() if isinstance(each, StepRecord)):
        considered += int(record.tallies[..., Act.CONSIDERED : blocks.source : len(Act)].sum())
        people = record.tallies.sum(axis=(0, 1))
        means.append(int(people[blocks.person + Person.SHOWN_SUM]) / 16 / n)
        below.append(int(people[blocks.consequence]) / n)
    shown = engine.state.shown / 16
    engine.close()
    return shown, means, below, considered
