"""Lives told while their community lives again, and compared with it in every step."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from underheaven import draws
from underheaven.counted.events import End, Row, What
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.records import Int64
from underheaven.record.final import LEVELS, SCORES
from underheaven.record.folder import FINAL
from underheaven.record.lasting import classes_of, occupants
from underheaven.record.lives.life import Event, Life, Week
from underheaven.record.lives.reading import POINT, Reader
from underheaven.record.parquet import parquet
from underheaven.record.provenance import changed
from underheaven.record.query import RunFolder
from underheaven.record.reliving import Place, Reliving, citizen_at, place_of, relive
from underheaven.record.sampling import FIRST_OF_HOUSEHOLD
from underheaven.society.archetypes import Archetypes
from underheaven.society.schema import ATTRIBUTES

COMPARED = (End.OWN, End.SHOWN, End.CLEAN_OWN, End.CLEAN, End.DREAD, End.HARDSHIP)
"""Columns that the state has too, under the same names."""


class MismatchError(AssertionError):
    """A life as it is told is not the life that was lived: a fault of the program."""


class Telling:
    """Tells some citizens of a community, step by step."""

    def __init__(self, reliving: Reliving, slots: Iterable[int]) -> None:
        """Before the first step is lived."""
        reliving.watch(slots)
        self._reliving, self.slots = reliving, np.flatnonzero(reliving.log.watched)
        first = citizen_at(reliving.world, Place(reliving.region, reliving.community, 0))
        self._reader = Reader(reliving.world, reliving.layout, first)
        self._events: dict[int, list[Event]] = {slot: [] for slot in self.slots.tolist()}
        self._weeks: dict[int, list[Week]] = {slot: [] for slot in self.slots.tolist()}
        self._homes = np.cumsum(reliving.state.archetype >> FIRST_OF_HOUSEHOLD)
        self._own = np.full(reliving.size, reliving.tables.start, np.int64)

    def step(self, step: int) -> None:
        """Tell the step that was just lived. Raises `MismatchError` where it was lived otherwise."""
        log = self._reliving.log
        rows = log.rows[: log.used[0]]
        rows = rows[np.argsort(rows[:, Row.SLOT], kind="stable")]
        self._check(step, rows)
        edges = np.searchsorted(rows[:, Row.SLOT], [*self.slots, self._reliving.size]).tolist()
        told, ends = rows.tolist(), log.ends[self.slots].tolist()
        for number, (slot, end) in enumerate(zip(self.slots.tolist(), ends, strict=True)):
            mine = told[edges[number] : edges[number + 1]]
            self._events[slot] += self._reader.events(step, mine, end)
            self._weeks[slot].append(self._reader.week(step, end))

    def _check(self, step: int, rows: Int64) -> None:
        """What is told of a step adds up to the scores at its end, and these are those of the state."""
        state, ends = self._reliving.state, self._reliving.log.ends
        moved = np.bincount(rows[:, Row.SLOT], rows[:, Row.MOVED], len(ends)).astype(np.int64)
        own = self._own + moved + ends[:, End.RECOVERED]
        self._compare(step, "own", own, ends[:, End.OWN], self.slots)
        self._own = ends[:, End.OWN].copy()
        gone = rows[rows[:, Row.WHAT] == What.REPLACED, Row.SLOT]
        self._own[gone] = self._reliving.tables.start
        there = np.setdiff1d(self.slots, gone)
        for column in COMPARED:
            self._compare(step, column.label, ends[:, column], getattr(state, column.label), there)

    def _compare(self, step: int, name: str, told: Int64, lived: NDArray[np.integer], slots: Int64) -> None:
        wrong = slots[told[slots] != lived[slots]]
        if len(wrong):
            slot = int(wrong[0])
            raise MismatchError(
                f"step {step}: {name} is told as {told[slot]}, and was {lived[slot]}, of slot {slot}"
            )

    def lives(self, slots: Iterable[int]) -> list[Life]:
        """The lives as they have been told so far."""
        archetypes = Archetypes(self._reliving.world.society)
        return [self._life(slot, archetypes) for slot in slots]

    def _life(self, slot: int, archetypes: Archetypes) -> Life:
        reliving = self._reliving
        number, home = int(reliving.state.archetype[slot]) & ARCHETYPE, self._homes == self._homes[slot]
        return Life(
            world=reliving.world,
            citizen=citizen_at(reliving.world, Place(reliving.region, reliving.community, slot)),
            region=list(reliving.world.society.regions)[reliving.region],
            community=reliving.community,
            slot=slot,
            adult=bool(reliving.tables.adult[number]),
            person={
                name: archetypes.categories[name][int(archetypes.codes(name)[number])] for name in ATTRIBUTES
            },
            lasting=self._lasting(slot),
            household=int(home.sum()),
            first_of_household=int(np.argmax(home)) == slot,
            events=tuple(self._events[slot]),
            weeks=tuple(self._weeks[slot]),
        )

    def _lasting(self, slot: int) -> dict[str, int]:
        """The classes of who is in a slot now."""
        reliving = self._reliving
        place = draws.counter(reliving.region, reliving.community)
        who = occupants(reliving.size, reliving.state.generation)[slot : slot + 1]
        found = classes_of(reliving.world, place, who)
        return {name: int(numbers[0]) for name, numbers in found.items()}


def tell_all(reliving: Reliving, slots: Iterable[int]) -> list[Life]:
    """The lives of some citizens of a community, which lives again once for all of them."""
    wanted = list(slots)
    telling = Telling(reliving, wanted)
    for step in reliving.steps():
        telling.step(step)
    return telling.lives(wanted)


def tell(folder: RunFolder, citizen: int) -> Life:
    """The life of one synthetic citizen of a run, up to where the run went.

    Citizens are numbered from 0 in the order of regions, communities and slots. Only the file of public
    states is compared with its hash, and only the citizen's community is made. Where the run kept a row of
    each citizen, the end of the life is compared with it. InputError if there is no such citizen, or if the
    folder was changed, or made by another version of the model.
    """
    place = place_of(folder.world, citizen)
    (found,) = tell_all(relive(folder, place.region, place.community), [place.slot])
    if found.finished and not folder.world.renewal and FINAL in folder.provenance.files:
        _require_same_end(folder, found)
    return found


def _require_same_end(folder: RunFolder, life: Life) -> None:
    """Refuse a folder whose row of the citizen is not how the life ends."""
    with folder.reading(FINAL), parquet(folder.path / FINAL) as file:
        rest, group = life.citizen, 0
        while group < file.num_row_groups and rest >= file.metadata.row_group(group).num_rows:
            rest -= file.metadata.row_group(group).num_rows
            group += 1
        if group == file.num_row_groups:
            raise changed(folder.path, FINAL)
        columns = file.read_row_group(group, columns=[*SCORES, *LEVELS])
    last = life.weeks[-1]
    told = [*(round(getattr(last, name) * POINT) for name in SCORES), last.dread, last.hardship]
    if told != [columns.column(name)[rest].as_py() for name in (*SCORES, *LEVELS)]:
        raise changed(folder.path, FINAL)
