"""What is told of everybody is what the reference engine, which shares nothing, does with them."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest

from tests.engine.small import lived
from tests.worlds import Columns, random_world
from underheaven.engine import reference
from underheaven.engine.cpu import Engine
from underheaven.engine.layout import Layout
from underheaven.engine.reference.census import Census
from underheaven.engine.reference.citizen import Citizen
from underheaven.engine.reference.deeds import Deeds
from underheaven.engine.reference.event import GAME
from underheaven.engine.reference.firms import Moment
from underheaven.engine.reference.partners import Meeting, Partners
from underheaven.engine.reference.recording import Recording
from underheaven.engine.reference.shape import Deal, Outcome, Played, Reckoned
from underheaven.engine.world import World
from underheaven.record.lives import Event, Life, tell_all
from underheaven.record.lives import life as told
from underheaven.record.lives.sums import deed
from underheaven.record.reliving import Reliving

Who = tuple[int, int, int, int]
"""Region, community, slot and step."""
LEVELS = ("own", "shown", "clean_own", "clean")


class Witness:
    """Watches the reference engine at work, from outside."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.events: dict[Who, list[Any]] = defaultdict(list)
        self.meetings: dict[Who, list[Any]] = defaultdict(list)
        self.deals: dict[Who, list[Any]] = defaultdict(list)
        self.ends: dict[Who, tuple[int, ...]] = {}
        self._now: list[str] = []
        self._source = -1
        self._looks: tuple[Any, int] = (None, 0)
        for method in ("act", "game"):
            self._wrap(patch, Deeds, method, self._deed)
        self._wrap(patch, Recording, "write", self._record)
        self._wrap(patch, Citizen, "count", self._count)
        self._wrap(patch, Citizen, "spend", self._spend)
        self._wrap(patch, Citizen, "reckon", self._reckon)
        self._wrap(patch, Citizen, "count_person", self._count_person)
        self._wrap(patch, Partners, "meet", self._begin_meeting)
        self._wrap(patch, Meeting, "shown_to", self._meet)
        self._wrap(patch, Partners, "_match", self._match)
        self._wrap(patch, Moment, "add", self._deal)
        self._wrap(patch, Census, "take", self._end)

    @staticmethod
    def _wrap(patch: pytest.MonkeyPatch, of: type, name: str, by: Callable[..., Any]) -> None:
        do = getattr(of, name)
        patch.setattr(of, name, lambda *given, **named: by(do, *given, **named))

    @staticmethod
    def _who(community: Any, slot: int, step: int) -> Who:
        return (*community.place, slot, step)

    def _deed(self, do: Any, deeds: Any, event: Any) -> None:
        self._now, self._source = [], -1
        do(deeds, event)
        self._keep(deeds._citizen, event)

    def _keep(self, citizen: Any, event: Any) -> None:
        who = self._who(citizen.community, citizen.slot, citizen.frozen.step)
        self.events[who].append((event.minute, event.stream, event.kind, sorted(self._now), self._source))

    def _record(self, do: Any, recording: Any, event: Any, source: int, **named: Any) -> None:
        alone = not named["true"]
        if alone:
            self._now, self._source = [], -1
        before = len(self._now)
        do(recording, event, source, **named)
        if len(self._now) > before:
            self._source = source
        if alone:
            self._keep(recording._citizen, event)

    def _count(self, do: Any, citizen: Any, kind: int, outcome: Outcome) -> None:
        self._now.append(outcome.name.lower())
        do(citizen, kind, outcome)

    def _spend(self, do: Any, citizen: Any, kind: int, played: Played, effort: int) -> None:
        if effort:
            self._now.append("effort" if played is Played.EFFORT else "effort_in_error")
        do(citizen, kind, played, effort)

    def _reckon(self, do: Any, citizen: Any, kind: int, reckoned: Reckoned, *amount: int) -> None:
        if amount != (0,):
            self._now.append(reckoned.name.lower())
        do(citizen, kind, reckoned, *amount)

    def _count_person(self, do: Any, citizen: Any, what: Any, *rest: Any) -> None:
        if what.name.startswith("STRUCK"):
            self._now.append("struck")
        do(citizen, what, *rest)

    def _begin_meeting(self, do: Any, partners: Any, community: Any, frozen: Any, *rest: Any) -> None:
        self._looks = (community, frozen.step)
        do(partners, community, frozen, *rest)

    def _meet(self, do: Any, meeting: Any, slot: int, word: int) -> Any:
        seen = do(meeting, slot, word)
        if seen is not None:
            for one, other, why in ((slot, seen, told.LOOKED), (seen, slot, told.WAS_SEEN)):
                self.meetings[self._who(self._looks[0], one, self._looks[1])].append([why, other, False])
        return seen

    def _match(
        self, do: Any, partners: Any, community: Any, met: Any, slot: int, other: int, *rest: Any
    ) -> None:
        for one in (slot, other):
            self.meetings[self._who(community, one, self._looks[1])][-1][2] = True
        do(partners, community, met, slot, other, *rest)

    def _deal(self, do: Any, moment: Any, staff: Any, column: int, *rest: Any) -> None:
        do(moment, staff, column, *rest)
        shape = moment.counter.shape
        kinds = {shape.deal(kind, what): (kind, what) for kind in range(shape.firm_kinds) for what in Deal}
        if column in kinds:
            kind, what = kinds[column]
            for slot in staff.employees:
                deals = self.deals[self._who(moment.community, slot, moment.frozen.step)]
                if what == Deal.CONSIDERED:
                    deals.append([kind, slot == staff.representative])
                else:
                    deals[-1].append(what.name.lower())

    def _end(self, do: Any, census: Any, *rest: Any) -> None:
        do(census, *rest)
        community, step = census._community, census._frozen.step
        for slot in range(len(community.people)):
            levels = tuple(getattr(community, name)[slot] for name in (*LEVELS, "dread", "hardship"))
            self.ends[self._who(community, slot, step)] = levels


class Telling:
    """What the fast engine tells, as the witness would put it."""

    def __init__(self, life: Life, layout: Layout) -> None:
        self._life, self._layout = life, layout

    def events(self, step: int) -> list[Any]:
        return [self._event(event) for event in self._of(step, *told.STREAMS)]

    def meetings(self, step: int) -> list[Any]:
        first = self._life.citizen - self._life.slot
        return [
            [event.why, (event.whom or 0) - first, event.outcome == told.MATCHED]
            for event in self._of(step, told.MEETING)
        ]

    def deals(self, step: int) -> list[Any]:
        return [
            [
                self._layout.firm_kinds.index(event.of),
                event.role == told.LEADS,
                *([event.outcome.replace(" ", "_")] if event.outcome != told.NOT_DONE else []),
                *(["recorded"] if event.record else []),
            ]
            for event in self._of(step, told.FIRM_ACT)
        ]

    def end(self, step: int) -> tuple[float, ...]:
        week = self._life.weeks[step]
        return (*(16 * getattr(week, name) for name in LEVELS), week.dread, week.hardship)

    def _of(self, step: int, *what: str) -> list[Event]:
        return [event for event in self._life.of(*what) if event.step == step]

    def _event(self, event: Event) -> tuple[Any, ...]:
        world = self._life.world
        day = (event.day - world.start).days
        minute = day * 1_440 + event.minute - event.step * world.step_minutes
        counted = [column.rsplit(".", 1)[1] for column, number in deed(event) if number]
        if event.record:
            wrong = event.what in (told.MATCH, told.MISTAKE)
            counted.append("struck" if event.record == told.STRUCK else "wrong" if wrong else "recorded")
        source = self._layout.sources.index(event.source) if event.source else -1
        kind = self._layout.kinds.index(event.of)
        return minute, told.STREAMS.index(event.what), kind, sorted(counted), source


def _of_consequence(events: list[Any]) -> list[Any]:
    """All but games that are not played: where nobody can ever play one, none is drawn."""
    return [event for event in events if event[1] != GAME or event[3]]


def _lives(world: World, columns: Columns) -> Iterator[tuple[Life, Layout]]:
    """Everybody's."""
    engine = Engine(world, archetypes=columns)
    lived(engine, world.steps)
    knowns, c = np.array(engine.knowns), engine.communities
    engine.close()
    for region, number in zip(c.region.tolist(), c.number.tolist(), strict=True):
        alone = Reliving(world, knowns, region, number, columns[region, number], engine.tables)
        yield from ((life, engine.layout) for life in tell_all(alone, range(alone.size)))


@pytest.mark.parametrize("seed", [1, 4, 7, 12, 17])
def test_what_is_told_of_everybody_is_what_the_reference_engine_did(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Acts, games, records and their sources, meetings, firms' acts; all levels at the end of each step."""
    world, columns = random_world(seed)
    with monkeypatch.context() as patch:
        witness = Witness(patch)
        reference.simulate(world, columns)
    regions, events = list(world.society.regions), 0
    for life, layout in _lives(world, columns):
        telling = Telling(life, layout)
        for step in range(world.steps):
            who = (regions.index(life.region), life.community, life.slot, step)
            assert _of_consequence(telling.events(step)) == _of_consequence(witness.events[who])
            assert telling.meetings(step) == witness.meetings[who]
            assert telling.deals(step) == witness.deals[who]
            assert telling.end(step) == witness.ends[who]
        events += len(life.events)
    assert events > 1_000
