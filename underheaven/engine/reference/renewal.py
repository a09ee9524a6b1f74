"""Births, deaths and moves: a slot gets another occupant of the same kind (specification, 27)."""

from __future__ import annotations

import math
from decimal import Decimal

from underheaven.engine.reference.decimals import CERTAIN, MINUTES_PER_YEAR
from underheaven.engine.reference.people import Community
from underheaven.engine.reference.philox import Draws, Purpose
from underheaven.engine.reference.shape import Person
from underheaven.engine.reference.tally import Counter
from underheaven.engine.world import World

GENERATIONS = 256


class Renewal:
    """Who is replaced at the end of a step; `on` where anybody may be."""

    def __init__(self, world: World, draws: Draws, start: int, guess: int) -> None:
        self._draws, self._start, self._guess = draws, start, guess
        renewal = world.society.renewal
        self.on = world.renewal and renewal is not None
        self._limits: list[int] = []
        if renewal is not None:
            rates = [renewal.per_year.get(band) for band in world.society.age_bands]
            self._limits = [
                _limit(Decimal(0) if rate is None else rate.value, world.step_minutes) for rate in rates
            ]

    def renew(self, community: Community, step: int, counter: Counter) -> None:
        """Replace occupants; who comes has lived through nothing."""
        if not self.on:
            return
        for slot, who in enumerate(community.people):
            word = self._draws.words(Purpose.RENEW, community.place, slot, 0, step)[0]
            if word < self._limits[who.age]:
                counter.add(who.cell, counter.shape.person(Person.REPLACED))
                for score in (community.own, community.shown, community.clean_own, community.clean):
                    score[slot] = self._start
                for level in (community.dread, community.hardship, community.contexts):
                    level[slot] = 0
                community.belief[slot] = self._guess
                community.generation[slot] = (community.generation[slot] + 1) % GENERATIONS
                community.ledger[:] = [entry for entry in community.ledger if entry.slot != slot]


def _limit(rate: Decimal, minutes: int) -> int:
    """The chance of a replacement within so many minutes, in 2^32nds."""
    return math.floor(CERTAIN * (1 - (-rate * minutes / MINUTES_PER_YEAR).exp()))
