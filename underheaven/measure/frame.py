"""What must be known of a world to read its counts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from underheaven.engine.layout import BINS, Layout, layout_of
from underheaven.engine.world import World
from underheaven.society.schema import PLACES, QUINTILES

if TYPE_CHECKING:
    from underheaven.engine.records import Int64

SIXTEENTHS = 16
NOT_REACHED = "not reached"
"""The wave of communities to which the scheme never comes; no name of a rollout has a space."""
DERIVED = {"confined_income": "person.employed_confined", "scheme_income": "person.enrolled"}
"""Columns made of a tally, which is named, times the income of its quintile, yuan a year: the income of the
employed in confinement, and that of adults in the scheme."""
MINUTES_PER_YEAR = 525_960
"""Of 365.25 days (specification, section 2)."""
THOUSAND = 1000
QUEUE = ("queue.appeals", "queue.wait", "queue.backlog")
"""Columns of the queue of appeals, in their order."""


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
    prevented: bool
    """Some consequence confines to the home, and it is done outside."""


@dataclass(frozen=True)
class Frame:
    """A world's axes, scale (in sixteenths of a point) and calendar."""

    world: World
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
        guards = policy.safeguards
        confines = not guards.same_context and any(each.confines for each in policy.consequences.values())
        denied = {kind for consequence in policy.consequences.values() for kind in consequence.denies}
        kinds = {
            name: Kind(
                title=act.title,
                lawful=act.lawful,
                speech=act.speech,
                seen=name in seen and name in policy.rules,
                writable=name in seen | mistaken and name in policy.rules,
                denied=name in denied,
                prevented=confines and act.outside and not (guards.essential_services and act.essential),
            )
            for name, act in society.acts.items()
        }
        return cls(
            world=world,
            layout=layout_of(world),
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
        """Name of a column -> its number: those of a tally, and those of `DERIVED` after them."""
        return {name: number for number, name in enumerate((*self.layout.columns, *DERIVED))}

    def derived(self, tallies: Int64, quintile: Int64) -> Int64:
        """The columns of `DERIVED` of rows of tallies int64[n, M], int64[n, D]; quintiles are int64[n]."""
        # Late: what the measures of a world are is told without NumPy too, as in a page.
        import numpy as np

        of_row = np.array(self.income, dtype=np.int64)[quintile]
        return np.stack([tallies[:, self.columns[column]] * of_row for column in DERIVED.values()], axis=1)

    @cached_property
    def dimensions(self) -> dict[str, tuple[str, ...]]:
        """What measures are broken down by, and the categories of each."""
        return {
            "group": self.groups,
            "region": self.regions,
            "place": PLACES,
            "quintile": QUINTILES,
            "wave": (NOT_REACHED, *self.world.policy.rollout),
        }

    @property
    def privileges(self) -> dict[str, str]:
        """Privileges and their titles."""
        return {name: each.title for name, each in self.world.policy.privileges.items()}

    @property
    def goods(self) -> dict[str, str]:
        """Goods of which there is a fixed number, and their titles."""
        return {name: each.title for name, each in self.world.society.places.items()}

    @property
    def ranked_goods(self) -> dict[str, str]:
        """Those of them that the policy gives by rank."""
        ranked = self.world.policy.positional
        return {name: title for name, title in self.goods.items() if name in ranked}

    @property
    def firm_consequences(self) -> dict[str, str]:
        """What happens to firms, and its titles, where there are firms."""
        firms = self.world.policy.firms
        if firms is None or self.world.society.firms is None:
            return {}
        return {name: each.title for name, each in firms.consequences.items()}

    @property
    def credit(self) -> tuple[str, ...]:
        """The kinds of credit whose repayment is counted."""
        acts = self.world.society.acts
        return tuple(name for name, act in acts.items() if act.kind == "credit" and act.repayment is not None)

    @property
    def confining(self) -> bool:
        """Whether some consequence confines."""
        return any(each.confines for each in self.world.policy.consequences.values())

    @property
    def fast_lane(self) -> bool:
        """Whether some privilege is served first at the hospital."""
        privileges = self.world.policy.privileges.values()
        return self.world.society.hospital is not None and any(each.fast_lane for each in privileges)

    @property
    def income(self) -> tuple[int, ...]:
        """Income of a person in each quintile, yuan a year; 0 where the society says nothing."""
        incomes = self.world.society.income
        return tuple(round(incomes[name].value) if name in incomes else 0 for name in QUINTILES)

    @property
    def bin_width(self) -> float:
        """Width of a bin of the histogram, in points."""
        return (self.maximum - self.minimum + 1) / BINS / SIXTEENTHS

    def year_of(self, step: int) -> int:
        """The calendar year in which a step begins."""
        return (self.start + dt.timedelta(minutes=step * self.step_minutes)).year

    def steps_in(self, years: Container[int]) -> int:
        """How many steps of the run begin in some calendar years."""
        return sum(self.year_of(step) in years for step in range(self.world.steps))

    def kinds_that(self, *, lawful: bool, speech: tuple[str, ...]) -> tuple[str, ...]:
        """The kinds that are lawful (or not) and whose `speech` is one of those named."""
        return tuple(
            name for name, kind in self.kinds.items() if kind.lawful == lawful and kind.speech in speech
        )
