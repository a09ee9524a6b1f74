"""Doing what raises the score for the score's sake (specification, 22; Hardt et al. 2016)."""

from __future__ import annotations

from decimal import Decimal

from underheaven.engine.reference.acting import Considering
from underheaven.engine.reference.decimals import (
    MINUTES_PER_YEAR,
    choose,
    cumulative,
    poisson_cap,
    poisson_thresholds,
    threshold,
)
from underheaven.engine.reference.people import Archetype
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.reference.segments import Segment
from underheaven.engine.world import World


class Gaming:
    """How often games are considered, of which kinds, and when they are worth it.

    `counts` are the thresholds of the number considered in a step; empty where there is no gaming.
    """

    def __init__(self, world: World, scheme: Scheme, considering: Considering) -> None:
        self._scheme, self._considering = scheme, considering
        self._gaming = world.society.behaviour.gaming
        self._acts = list(world.society.acts.values())
        self._choices: dict[Archetype, tuple[int, ...]] = {}
        self.counts: tuple[int, ...] = ()
        if self._gaming is not None:
            mean = self._gaming.per_year.value * world.step_minutes / MINUTES_PER_YEAR
            self.counts = poisson_thresholds(mean, poisson_cap(mean, "games considered"))
            self._names = sorted(
                name
                for name, act in world.society.acts.items()
                if act.effort is not None and act.kind != "credit"
            )
            self._until = cumulative([each.share.value for each in self._gaming.efforts])

    def kind(self, who: Archetype, word: int) -> int | None:
        """The kind that a word chooses, by how often one considers each; None without occasion."""
        if who not in self._choices:
            occasions = self._considering.occasions(who)
            shares = [occasions[name] for name in self._names]
            self._choices[who] = cumulative(shares) if any(shares) else ()
        until = self._choices[who]
        return self._scheme.kinds[self._names[choose(word, until)]] if until else None

    def plays(self, kind: int, segment: Segment, shown: int, person: int, word: int) -> bool:
        """Whether a game is worth its effort to a person, and the method known well enough.

        `person` is the word that chooses the class of effort.
        """
        effort = self._acts[kind].effort
        if self._gaming is None or effort is None:
            return False
        factor = self._gaming.efforts[choose(person, self._until)].factor.value
        points = Decimal(segment.points[kind].good) / 16
        return (
            points > 0
            and self._gaming.worth.value * points > effort.value * factor
            and shown < self._scheme.maximum
            and word < threshold(1 - segment.secrecy)
        )
