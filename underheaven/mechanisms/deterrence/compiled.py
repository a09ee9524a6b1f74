"""Reckoning as integers (specification, 29)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from math import floor
from typing import Any

from underheaven.documents.quantity import Quantity
from underheaven.documents.remembered import remembered
from underheaven.engine.compiling.acts import rates, scaled
from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.safeguarding import secrecy_on
from underheaven.engine.compiling.schedule import YEAR_MINUTES, announced
from underheaven.engine.compiling.thresholds import WORD, chance
from underheaven.engine.world import MINUTES_PER_DAY, World
from underheaven.integer_tables import filled, table
from underheaven.mechanisms.deterrence.kinds import reckoned
from underheaven.mechanisms.deterrence.model import Deterrence, Gain
from underheaven.mechanisms.deterrence.rule import (
    CHANCE_BITS,
    COST_BITS,
    FULL,
    LEVELS,
    LOSS_BITS,
    MOST_LOSS,
    SHARE_BITS,
    SQUARES,
    DeterrenceTables,
)
from underheaven.mechanisms.deterrence.survivors import above, curve, power
from underheaven.society.schema import Society

NOUGHT, UNIT = Decimal(0), Decimal(1)
ONE, OF_CHANCE, OF_YUAN, OF_COST = 1 << 16, 1 << CHANCE_BITS, 1 << 10, 1 << 16
WEEK = 7 * MINUTES_PER_DAY
Worth = list[Decimal]
"""Of each archetype, yuan."""


def tables(given: Given) -> DeterrenceTables:
    """What people reckon with; nothing where the society says of no kind of act what it gains."""
    world, segments = given.world, given.segments
    deterrence, acts = world.society.behaviour.deterrence, world.society.acts
    kinds = reckoned(world.society, world.policy)
    if deterrence is None or not kinds:
        return _none(world, segments.count)
    certainty, severity = deterrence.certainty.value, deterrence.severity.value
    weight = deterrence.chance
    told, told_chance = _told(world, deterrence)
    return DeterrenceTables(
        any=1,
        learns=int(weight.moves),
        row=table([kinds.index(name) if name in kinds else -1 for name in acts]),
        stays=table([_stays((acts[name].gain or Gain()).model_dump_json()) for name in kinds]),
        chance_curve=table(
            curve(CHANCE_BITS, lambda x: OF_CHANCE * power(Decimal(x) / OF_CHANCE, certainty), OF_CHANCE)
        ),
        loss_curve=table(_losses(severity, deterrence.severity_at.value)),
        bends_chance=int(certainty != 1),
        bends_loss=int(severity != 1),
        published=_published(given),
        trust=table(
            [
                floor(ONE * weight.published.value * (1 - secrecy_on(world.policy, day)))
                for day in segments.days
            ]
        ),
        belief=table([OF_CHANCE * level * level // SQUARES for level in range(LEVELS)]),
        guess=first_level(weight.guess.value),
        point=floor(ONE * deterrence.point.value),
        consequence=_worth(_consequences(world, deterrence), len(world.policy.consequences)),
        privilege=_worth(_privileges(world, deterrence), len(world.policy.privileges)),
        by_record=_weight(weight.by_record),
        by_unseen=_weight(weight.by_unseen),
        by_others=_of_step(weight.by_others.value, world.step_minutes),
        told=told,
        told_chance=told_chance,
    )


def _none(world: World, segments: int) -> DeterrenceTables:
    """Nobody reckons."""
    kinds = len(world.society.acts)
    nothing, steps = filled((1,)), filled((world.steps, kinds))
    return DeterrenceTables(
        any=0,
        learns=0,
        row=filled((kinds,), -1),
        stays=filled((1, 1)),
        chance_curve=nothing,
        loss_curve=nothing,
        bends_chance=0,
        bends_loss=0,
        published=filled((segments, 1, 1, 1)),
        trust=filled((segments,)),
        belief=filled((LEVELS,)),
        guess=0,
        point=0,
        consequence=filled((1, 1)),
        privilege=filled((1, 1)),
        by_record=0,
        by_unseen=0,
        by_others=0,
        told=steps,
        told_chance=steps,
    )


def first_level(guess: Decimal) -> int:
    """The level whose chance is nearest to a guess; of two as near, the lower."""
    parts = guess * SQUARES
    level = 0
    while level < LEVELS - 1 and abs((level + 1) ** 2 - parts) < abs(level**2 - parts):
        level += 1
    return level


def _weight(weight: Quantity) -> int:
    return floor(ONE * weight.value)


def _of_step(weight: Decimal, minutes: int) -> int:
    """What a step weighs where a week weighs so much."""
    left = 1 - weight
    return floor(ONE * (1 - (left ** (Decimal(minutes) / WEEK) if left else NOUGHT)))


@lru_cache(maxsize=256)
def _stays(gain: str) -> tuple[int, ...]:
    """What stays at each cost, of a gain as JSON: worlds that are compared have the same gains."""
    share, whole = above(Gain.model_validate_json(gain)), 1 << SHARE_BITS
    return tuple(curve(COST_BITS, lambda cost: whole * share(Decimal(cost) / OF_COST), whole))


@lru_cache(maxsize=64)
def _losses(severity: Decimal, at: Decimal) -> tuple[int, ...]:
    """A loss as it weighs: of the size that counts as it is, a power of its ratio to that."""

    def bent(loss: int) -> Decimal:
        return OF_YUAN * at * power(Decimal(loss) / OF_YUAN / at, severity)

    return tuple(curve(LOSS_BITS, bent, MOST_LOSS))


def _published(given: Given) -> Any:
    """[Z, R, 2G, K] the chance that some source sees an act and its record is not struck out."""
    review = given.world.policy.safeguards.review
    stays = WORD - (chance(review.strikes_true.value) if review is not None else 0)
    seen = given.seen
    out = filled(seen.shape[:4])
    for place, first in enumerate(range(0, len(seen.numbers), seen.shape[4])):
        missed, slots = 1, seen.numbers[first : first + seen.shape[4]]
        for until in slots:
            missed *= WORD - until
        some = WORD ** len(slots) - missed
        out.numbers[place] = OF_CHANCE * some * stays // WORD ** (len(slots) + 1)
    return out


def _told(world: World, deterrence: Deterrence) -> tuple[Any, Any]:
    """[T, K] what the announcements of a chance that are heard at an act weigh, and the chance."""
    kinds, weight = list(world.society.acts), deterrence.chance.by_announcement.value
    parts: dict[tuple[int, int], list[tuple[Decimal, Decimal]]] = {}
    for step, announcement, left in announced(world):
        if announcement.chance is not None and weight:
            for name in announcement.on:
                heard = (weight * left, announcement.chance.value)
                parts.setdefault((step, kinds.index(name)), []).append(heard)
    told, told_chance = filled((world.steps, len(kinds))), filled((world.steps, len(kinds)))
    for (step, kind), each in parts.items():
        unmoved, whole = UNIT, sum((part for part, _ in each), NOUGHT)
        for part, _ in each:
            unmoved *= 1 - part
        told[step, kind] = floor(ONE * (1 - unmoved))
        if whole:
            told_chance[step, kind] = floor(FULL * sum((part * c for part, c in each), NOUGHT) / whole)
    return told, told_chance


def _worth(columns: Iterator[Worth], number: int) -> Any:
    """[A, number] yuan of archetypes, in 1,024ths, at most `MOST_LOSS`; one 0 without entries."""
    if not number:
        return filled((1, 1))
    each = [[min(MOST_LOSS, floor(OF_YUAN * yuan)) for yuan in column] for column in columns]
    return table([list(row) for row in zip(*each, strict=True)])


@remembered
def _done(society: Society) -> list[Worth]:
    """Of each kind: how often a year each archetype does it, without dread and hardship."""
    often = list(zip(*rates(society), strict=True))
    return [
        [rate * min(UNIT, share) for rate, share in zip(column, shares, strict=True)]
        for column, shares in zip(
            often,
            (scaled(society, act.propensity.value, act.propensity_by) for act in society.acts.values()),
            strict=True,
        )
    ]


def _consequences(world: World, deterrence: Deterrence) -> Iterator[Worth]:
    """What falling under each consequence costs each archetype, over the time that is reckoned with."""
    guards, acts, done = world.policy.safeguards, world.society.acts, _done(world.society)
    years = deterrence.horizon_days.value * MINUTES_PER_DAY / YEAR_MINUTES
    for what in world.policy.consequences.values():
        confined = what.confines and not guards.same_context
        lost = [deterrence.confined_year.value if what.confines else NOUGHT] * len(done[0])
        for (name, act), often in zip(acts.items(), done, strict=True):
            exempt = guards.essential_services and act.essential
            if act.forgone is not None and not exempt and (name in what.denies or (confined and act.outside)):
                each = act.forgone.value
                lost = [before + n * each for before, n in zip(lost, often, strict=True)]
        yield [years * yuan for yuan in lost]


def _privileges(world: World, deterrence: Deterrence) -> Iterator[Worth]:
    """What losing each privilege costs each archetype, over the same time."""
    acts, done = list(world.society.acts), _done(world.society)
    years = deterrence.horizon_days.value * MINUTES_PER_DAY / YEAR_MINUTES
    for what in world.policy.privileges.values():
        uses = [sum(each, NOUGHT) for each in zip(*(done[acts.index(k)] for k in what.kinds), strict=True)]
        if not uses:
            uses = [NOUGHT] * len(done[0])
        yield [years * (what.yuan_per_year.value + what.yuan_per_use.value * n) for n in uses]
