"""One citizen of a community that is lived again: levels, names, and what has been told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from underheaven.draws import counter, key, named, philox
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.here import segment_at
from underheaven.life.score import standing
from underheaven.record.reliving import Reliving
from underheaven.record.telling.life import Event, Week

MINUTES_PER_DAY = 1_440
POINT = 16
"""Sixteenths."""


@dataclass
class Entry:
    """A record of the citizen's in the ledger; scores in sixteenths, `flags` as in the ledger."""

    at: int
    decide: int
    points: int
    moved_own: int
    moved_clean: int
    flags: int
    kind: str
    source: str


@dataclass
class Levels:
    """What changes of a citizen: scores in sixteenths, dread and hardship, contexts as bits, the ledger."""

    own: int
    shown: int
    clean_own: int
    clean: int
    dread: int = 0
    hardship: int = 0
    contexts: int = 0
    entries: list[Entry] = field(default_factory=list)

    @classmethod
    def at_first(cls, start: int) -> Levels:
        """Those of somebody to whom nothing has happened."""
        return cls(start, start, start, start)

    def copy(self) -> Levels:
        """The same, to go on from twice."""
        return replace(self, entries=[replace(entry) for entry in self.entries])


class Citizen:
    """The citizen in a slot of a community, as the telling goes on.

    `now` are the levels, `events` and `weeks` what has been told. Bits of consequences become names in
    the order of the policy.
    """

    def __init__(self, reliving: Reliving, slot: int) -> None:
        """The first day: nothing has been told."""
        self.reliving, self.slot = reliving, slot
        self.tables, self.layout, self.world = reliving.tables, reliving.layout, reliving.world
        t = self.tables
        self.number = int(reliving.state.archetype[slot]) & ARCHETYPE
        self.group = int(t.class_of[self.number]) >> 1
        self.adult = bool(t.adult[self.number])
        self.now = Levels.at_first(int(t.start))
        self.events: list[Event] = []
        self.weeks: list[Week] = []
        self.step = 0
        self._counter = counter(reliving.region, reliving.community)
        self._seed = key(self.world.seed)
        self._below = t.below[:, self.group].tolist()
        self._highest = t.highest.tolist()

    @property
    def member(self) -> bool:
        """Whether the citizen is scored in the step just lived."""
        return bool(self.reliving.scratch.slots.member[self.slot])

    @property
    def begin(self) -> int:
        """The first minute of the step."""
        return self.step * self.world.step_minutes

    @property
    def known(self) -> Any:
        """What everybody in the region knows in the step, int64 [fields]."""
        return self.reliving.knowns[self.step, self.reliving.region]

    @property
    def last_segment(self) -> int:
        """The segment of the policy in force in the step's last minute."""
        return int(self.tables.last_segment[self.step])

    def words(self, purpose: int, draw: int = 0, slot: int | None = None) -> tuple[int, ...]:
        """Words of this step."""
        who = (self.slot if slot is None else slot) | draw << 12
        return tuple(map(int, philox(self._counter, who, self.step, purpose, *self._seed)))

    def named_words(self, purpose: int, name: int, draw: int = 0, slot: int | None = None) -> tuple[int, ...]:
        """Four words of this step that belong to a name, by its key."""
        w = self.words(purpose, draw, slot)
        return tuple(map(int, (*named(w[0], w[1], name), *named(w[2], w[3], name))))

    def lasting_words(self, purpose: int) -> tuple[int, ...]:
        """Words of the community that no step changes."""
        return tuple(map(int, philox(self._counter, 0, 0, purpose, *self._seed)))

    def segment(self, minute: int) -> int:
        """The segment of the policy at a minute of the step."""
        t = self.tables
        return int(
            segment_at(self.step, minute, t.first_segment, t.last_segment, t.segment_begin, t.step_minutes)
        )

    def under(self, score: int, z: int) -> int:
        """The consequences in force at a score of this citizen's in a segment, as bits."""
        return standing(score, self._below[z], self._highest[z])

    def consequences(self, bits: int) -> tuple[str, ...]:
        """Their names."""
        return names_of(bits, self.layout.consequences)

    def privileges(self, bits: int) -> tuple[str, ...]:
        """The names of privileges."""
        return names_of(bits, self.layout.privileges)

    def say(self, at: int, what: str, **rest: Any) -> None:
        """Tell something that happened at a minute of the step; levels are those of now."""
        day, minute = divmod(self.begin + at, MINUTES_PER_DAY)
        now = self.now
        in_force = self.under(now.shown, self.segment(at)) if self.member else 0
        event = Event(
            step=self.step,
            day=self.world.start + dt.timedelta(days=day),
            minute=minute,
            what=what,
            own=now.own / POINT,
            shown=now.shown / POINT,
            clean_own=now.clean_own / POINT,
            clean=now.clean / POINT,
            dread=now.dread,
            hardship=now.hardship,
            standing=self.consequences(in_force),
            **rest,
        )
        self.events.append(event)

    def say_at_end(self, what: str, **rest: Any) -> None:
        """Tell something of the close of the step."""
        self.say(int(self.tables.end[self.step]) - self.begin - 1, what, **rest)

    def pulled(self, first: int) -> None:
        """Give the events from `first` on, those of a close, the shown scores that the close leads to.

        Own scores move one by one; shown ones follow all at once, when the step is over.
        """
        week = self.weeks[-1]
        self.events[first:] = [
            replace(event, shown=week.shown, clean=week.clean, standing=week.standing)
            for event in self.events[first:]
        ]


def names_of(bits: int, names: Sequence[str]) -> tuple[str, ...]:
    """The names whose bits are set."""
    return tuple(name for place, name in enumerate(names) if bits >> place & 1) if bits else ()
