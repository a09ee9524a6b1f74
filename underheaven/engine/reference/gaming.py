"""Doing what raises the score for the score's sake (specification, 22; Hardt et al. 2016)."""

from __future__ import annotations

from decimal import Decimal

from underheaven.engine.reference.decimals import (
    MINUTES_PER_YEAR,
    choose,
    cumulative,
    poisson_cap,
    poisson_thresholds,
    threshold,
)
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.reference.segments import Segment
from underheaven.engine.world import World


class Gaming:
    """How often games are considered, of which kinds, and when they are worth it.

    `kinds` may be gamed; `counts` are the thresholds of the number considered in a step.
    """

    def __init__(self, world: World, scheme: Scheme) -> None:
        self._scheme = scheme
        self._gaming = world.society.behaviour.gaming
        self._acts = list(world.society.acts.values())
        self.kinds: list[int] = []
        self.counts: tuple[int, ...] = ()
        if self._gaming is not None:
            mean = self._gaming.per_year.value * world.step_minutes / MINUTES_PER_YEAR
            self.counts = poisson_thresholds(mean, poisson_cap(mean, "games considered"))
            self.kinds = [
                kind for kind, act in enumerate(self._acts) if act.effort is not None and act.kind != "credit"
            ]
            self._until = cumulative([each.share.value for each in self._gaming.efforts])

    def kind(self, word: int) -> int:
        """The kind that a word chooses; each is as likely."""
        return self.kinds[word * len(self.kinds) >> 32]

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
