"""Reckoning with a record: what is perceived, lost and gained, and how beliefs move (specification, 29)."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from decimal import Decimal
from fractions import Fraction

from underheaven.documents.quantity import Quantity
from underheaven.engine.reference.acting import Considering
from underheaven.engine.reference.announcing import Announcing
from underheaven.engine.reference.decimals import CERTAIN, MINUTES_PER_YEAR, threshold
from underheaven.engine.reference.frozen import Frozen
from underheaven.engine.reference.gains import Curve, above
from underheaven.engine.reference.people import Archetype, Attributes, Community
from underheaven.engine.reference.philox import Draws, Purpose
from underheaven.engine.reference.scheme import Scheme
from underheaven.engine.reference.segments import Segment
from underheaven.engine.reference.shape import reckoned_with
from underheaven.engine.reference.watching import Watching
from underheaven.engine.world import World

ONE, OF_CHANCE, OF_LOSS, OF_COST, SHARE = 1 << 16, 1 << 24, 1 << 10, 1 << 16, 1 << 30
MOST_LOSS, MOST_LEVEL = 1 << 38, 255
CERTAINTY = MOST_LEVEL * MOST_LEVEL * ONE
"""A belief that a record is certain."""
DAYS_PER_YEAR = Fraction(MINUTES_PER_YEAR, 1_440)
WEEK = 10_080


class Deterrence:
    """How people weigh the gain of an act against a record; `on` where anybody ever does."""

    def __init__(
        self, world: World, attributes: Attributes, scheme: Scheme, watching: Watching, draws: Draws,
        considering: Considering,
    ) -> None:  # fmt: skip
        self._world, self._scheme, self._watching, self._draws = world, scheme, watching, draws
        self._attributes, self._considering = attributes, considering
        self._acts = list(world.society.acts.values())
        given = world.society.behaviour.deterrence
        reckoned = reckoned_with(world)
        self.on = bool(reckoned)
        self._known: dict[tuple[int, int, int, int, int], int] = {}
        self._worth: dict[tuple[Archetype, bool, int], int] = {}
        self.learns = self.hears = False
        self.guess = 0
        if given is None or not self.on:
            return
        self._given, chance = given, given.chance
        self._by_record, self._by_unseen = _weight(chance.by_record), _weight(chance.by_unseen)
        kept = 1 - chance.by_others.value
        steps_a_week = Decimal(world.step_minutes) / WEEK
        self._by_others = math.floor(ONE * (1 - (kept**steps_a_week if kept else Decimal(0))))
        weights = (chance.by_record, chance.by_unseen, chance.by_others, chance.by_announcement)
        self.learns = any(each.value for each in weights)
        self.hears = chance.by_others.value > 0
        ideal = Fraction(chance.guess.value) * MOST_LEVEL**2
        self.guess = min(range(MOST_LEVEL + 1), key=lambda level: (abs(level**2 - ideal), level))
        self._trust = [
            math.floor(ONE * chance.published.value * (1 - segment.secrecy)) for segment in scheme.segments
        ]
        certainty, severity, at = given.certainty.value, given.severity.value, given.severity_at.value
        self._chances = Curve(lambda x: OF_CHANCE * _power(Decimal(x) / OF_CHANCE, certainty), OF_CHANCE)
        self._losses = Curve(lambda x: OF_LOSS * at * _power(Decimal(x) / OF_LOSS / at, severity), MOST_LOSS)
        self._gains = {
            kind: Curve(lambda x, gain=act.gain: SHARE * above(gain, Decimal(x) / OF_COST), SHARE)  # type: ignore[misc]
            for kind, act in enumerate(self._acts)
            if act.gain is not None and kind in reckoned
        }

    def reckons(self, kind: int, segment: Segment) -> bool:
        """Whether those enrolled reckon with a record of this kind."""
        return self.on and kind in self._gains and segment.points[kind].good < 0

    def chance(self, community: Community, slot: int, kind: int, segment: Segment) -> int:
        """The chance of a record that is perceived, in 2^24ths."""
        level = community.belief[slot] if self.learns else self.guess
        believed = OF_CHANCE * level**2 // MOST_LEVEL**2
        trust = self._trust[segment.number]
        published = self._published(community, slot, kind, segment)
        return (trust * published + (ONE - trust) * believed) // ONE

    def _published(self, community: Community, slot: int, kind: int, segment: Segment) -> int:
        """The chance that some source sees the act, and that a review leaves the record, in 2^24ths."""
        who = community.people[slot]
        which = (segment.number, community.region, who.group, who.place, kind)
        if which not in self._known:
            unseen = Fraction(1)
            for limit in self._watching.usual(segment, community.region, who, kind):
                unseen *= 1 - Fraction(limit, CERTAIN)
            review = self._world.policy.safeguards.review
            struck = 0 if review is None else threshold(review.strikes_true.value)
            self._known[which] = math.floor(OF_CHANCE * (1 - unseen) * (1 - Fraction(struck, CERTAIN)))
        return self._known[which]

    def loss(
        self, who: Archetype, shown: int, kind: int, segment: Segment, moved: Mapping[int, Sequence[int]]
    ) -> int:
        """What a record would take, in 1,024ths of a yuan; `moved` as of `Scheme.standing`."""
        scheme = self._scheme
        after = max(scheme.minimum, shown + segment.points[kind].good)
        point = math.floor(ONE * self._given.point.value)
        loss = (shown - after) * point // OF_LOSS
        falls = scheme.standing(who, after, segment, moved) - scheme.standing(who, shown, segment, moved)
        for consequence in falls:
            loss += self._worth_of(who, True, consequence)
        for privilege in scheme.favour(shown, segment) - scheme.favour(after, segment):
            loss += self._worth_of(who, False, privilege)
        return min(MOST_LOSS, loss)

    def _worth_of(self, who: Archetype, consequence: bool, number: int) -> int:
        """What a consequence, or the end of a privilege, costs somebody, in 1,024ths of a yuan."""
        which = (who, consequence, number)
        if which not in self._worth:
            of = self._of_consequence if consequence else self._of_privilege
            self._worth[which] = min(MOST_LOSS, math.floor(OF_LOSS * of(who, number)))
        return self._worth[which]

    def _done(self, who: Archetype, kind: int) -> Fraction:
        """How often a year somebody does an act, without dread and hardship."""
        act, name = self._acts[kind], list(self._world.society.acts)[kind]
        share = act.propensity.value * self._attributes.factor(act.propensity_by, who)
        return Fraction(self._considering.usual(who)[name]) * Fraction(min(Decimal(1), share))

    def _years(self) -> Fraction:
        return Fraction(self._given.horizon_days.value) / DAYS_PER_YEAR

    def _of_consequence(self, who: Archetype, number: int) -> Fraction:
        """Yuan that falling under a consequence costs, over the time that is reckoned with."""
        guards, scheme = self._world.policy.safeguards, self._scheme
        confines = number in scheme.confining
        a_year = Fraction(self._given.confined_year.value if confines else 0)
        for kind, act in enumerate(self._acts):
            hindered = kind in scheme.denied[number] or (confines and act.outside and not guards.same_context)
            if act.forgone is not None and hindered and not (guards.essential_services and act.essential):
                a_year += self._done(who, kind) * Fraction(act.forgone.value)
        return a_year * self._years()

    def _of_privilege(self, who: Archetype, number: int) -> Fraction:
        """Yuan that losing a privilege costs."""
        what = self._scheme.privileges[number]
        uses = sum((self._done(who, kind) for kind in self._scheme.cheaper[number]), Fraction(0))
        a_year = Fraction(what.yuan_per_year.value) + Fraction(what.yuan_per_use.value) * uses
        return a_year * self._years()

    def left(self, kind: int, today: int, chance: int, loss: int) -> int:
        """What is left of today's threshold where only those act whose gain exceeds what it costs."""
        if self._given.certainty.value != 1:
            chance = self._chances.at(chance)
        if self._given.severity.value != 1:
            loss = self._losses.at(loss)
        return today * self._gains[kind].at(chance * loss >> 18) >> 30

    def begin(self, community: Community) -> None:
        """What is believed as a step begins."""
        community.believed[:] = [level**2 * ONE for level in community.belief]

    def meet(self, community: Community, slot: int, caught: bool) -> None:
        """A deed was recorded, or nobody saw it."""
        if self.learns:
            towards, weight = (CERTAINTY, self._by_record) if caught else (0, self._by_unseen)
            self._move(community, slot, towards, weight)

    def hear(self, community: Community, slot: int, kind: int, step: int, announcing: Announcing) -> None:
        """What is announced at an act of a chance."""
        heard = [
            (self._given.chance.by_announcement.value * left, each.chance.value)
            for each, left in (announcing.at(step, kind) if self.learns else ())
            if each.chance is not None
        ]
        whole = sum(weight for weight, _ in heard)
        if whole:
            kept = math.prod(1 - weight for weight, _ in heard)
            mean = sum(weight * chance for weight, chance in heard) / whole
            self._move(community, slot, math.floor(CERTAINTY * mean), math.floor(ONE * (1 - kept)))

    def close(self, community: Community, frozen: Frozen) -> None:
        """Hear of others, and keep a level: the higher of two by a chance that leaves the mean as it is."""
        if not self.learns:
            return
        known = frozen.known
        for slot in range(len(community.people)):
            if self.hears and known.deeds[0]:
                others = CERTAINTY * known.deeds[1] // known.deeds[0]
                self._move(community, slot, others, self._by_others)
            word = self._draws.words(Purpose.BELIEVE, community.place, slot // 4, 0, frozen.step)[slot % 4]
            belief = Fraction(community.believed[slot], ONE)
            level = math.isqrt(math.floor(belief))
            above_it = (belief - level**2) / ((level + 1) ** 2 - level**2)
            community.belief[slot] = level + (Fraction(word, CERTAIN) < above_it)

    @staticmethod
    def _move(community: Community, slot: int, towards: int, weight: int) -> None:
        community.believed[slot] += (towards - community.believed[slot]) * weight // ONE


def _weight(weight: Quantity) -> int:
    return math.floor(ONE * weight.value)


def _power(x: Decimal, exponent: Decimal) -> Decimal:
    return x**exponent if x else x
