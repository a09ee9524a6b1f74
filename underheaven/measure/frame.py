"""What must be known of a world to read its counts."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property

from underheaven.engine.layout import BINS, Layout
from underheaven.engine.world import World
from underheaven.society.schema import PLACES, QUINTILES

SIXTEENTHS = 16
MINUTES_PER_YEAR = 525_960
"""Of 365.25 days (specification, section 2)."""


@dataclass(frozen=True)
class Kind:
    """A kind of act, as measures see it."""

    title: str
    lawful: bool
    speech: str
    seen: bool
    """Some source of the policy sees it and the policy has a rule for it."""
    writable: bool
    """Some source may write it down, rightly or by mistake, and the policy has a rule for it."""
    denied: bool
    """Some consequence of the policy denies it."""


@dataclass(frozen=True)
class Frame:
    """A world's axes, scale (in sixteenths of a point) and calendar."""

    layout: Layout
    regions: tuple[str, ...]
    groups: tuple[str, ...]
    kinds: dict[str, Kind]
    sources: dict[str, str]
    consequences: dict[str, str]
    minimum: int
    maximum: int
    step_minutes: int
    start: dt.date

    @classmethod
    def of(cls, world: World) -> Frame:
        """The frame of a world."""
        policy, society = world.policy, world.society
        sources = policy.sources.values()
        seen = {kind for source in sources for kind in source.sees}
        mistaken = {
            kind
            for source in sources
            for errors in (source.mistakes, source.faces)
            if errors is not None
            for kind in errors.records
        }
        denied = {kind for consequence in policy.consequences.values() for kind in consequence.denies}
        kinds = {
            name: Kind(
                title=act.title,
                lawful=act.lawful,
                speech=act.speech,
                seen=name in seen and name in policy.rules,
                writable=name in seen | mistaken and name in policy.rules,
                denied=name in denied,
            )
            for name, act in society.acts.items()
        }
        return cls(
            layout=Layout(tuple(society.acts), tuple(policy.sources), tuple(policy.consequences)),
            regions=tuple(society.regions),
            groups=tuple(society.groups),
            kinds=kinds,
            sources={name: source.title for name, source in policy.sources.items()},
            consequences={name: each.title for name, each in policy.consequences.items()},
            minimum=int(policy.score.minimum.value * SIXTEENTHS),
            maximum=int(policy.score.maximum.value * SIXTEENTHS),
            step_minutes=world.step_minutes,
            start=world.start,
        )

    @cached_property
    def columns(self) -> dict[str, int]:
        """Name of a tally's column -> its number."""
        return {name: number for number, name in enumerate(self.layout.columns)}

    @cached_property
    def dimensions(self) -> dict[str, tuple[str, ...]]:
        """What measures are broken down by, and the categories of each."""
        return {"group": self.groups, "region": self.regions, "place": PLACES, "quintile": QUINTILES}

    @property
    def bin_width(self) -> float:
        """Width of a bin of the histogram, in points."""
        return (self.maximum - self.minimum + 1) / BINS / SIXTEENTHS

    def year_of(self, step: int) -> int:
        """The calendar year in which a step begins."""
        return (self.start + dt.timedelta(minutes=step * self.step_minutes)).year

    def kinds_that(self, *, lawful: bool, speech: tuple[str, ...]) -> tuple[str, ...]:
        """The kinds that are lawful (or not) and whose `speech` is one of those named."""
        return tuple(
            name for name, kind in self.kinds.items() if kind.lawful == lawful and kind.speech in speech
        )
