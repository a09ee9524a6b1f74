"""From the compiled world of the bare workload to the tables that every peer is given.

Rates and chances are taken from the integer tables that the engine itself reads, and ties from the same
draws.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from decimal import Decimal

import numpy as np
from numpy.typing import NDArray

from benchmarks.peers.models.tables import Tables
from underheaven.draws import FRIENDS, counter, key, once
from underheaven.engine.cpu import Engine
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.world import World
from underheaven.life import tables as life
from underheaven.life.close import FRIENDS as FRIEND
from underheaven.study.bench.worlds import world_of_w2

ONE, SIXTEENTHS = 1 << 32, 16
CLASSES = 10
"""Two places of five fifths of income each."""
MOST = 4
"""Friends of a citizen at most."""
NOBODY = -(1 << 62)
FRIENDS_ALONE = 1 << FRIEND
"""The types of tie that are present, as bits."""
F64 = NDArray[np.float64]
I64 = NDArray[np.int64]


def _as_it_is(world: World) -> World:
    return world


def _alone(world: World) -> World:
    """Nobody's score pulls at another's, so that nothing passes from one citizen to the next."""
    association = world.policy.association.model_copy(
        update={"alpha": world.policy.association.alpha.model_copy(update={"value": Decimal(0)})}
    )
    return replace(world, policy=world.policy.model_copy(update={"association": association}))


def _busier(world: World) -> World:
    """The same, where the poorest fifth does everything half as often again."""
    society = world.society
    acts = {}
    for name, act in society.acts.items():
        fifths = dict(act.rate_by["quintile"])
        first = fifths["q1"]
        fifths["q1"] = first.model_copy(update={"value": first.value * Decimal("1.5")})
        acts[name] = act.model_copy(update={"rate_by": {**act.rate_by, "quintile": fifths}})
    return replace(_alone(world), society=society.model_copy(update={"acts": acts}))


VARIANTS: dict[str, Callable[[World], World]] = {"": _as_it_is, "alone": _alone, "busier": _busier}
"""The workload, and the two worlds in which it is seen whether draws are paired."""


def world_of(variant: str, citizens: int, weeks: int, seed: int) -> World:
    """One of the three worlds."""
    return VARIANTS[variant](replace(world_of_w2(citizens, weeks), seed=seed))


def exported(variant: str, citizens: int, weeks: int) -> Tables:
    """The tables of a world; of its seed only the people and their ties are."""
    world = world_of(variant, citizens, weeks, 1)
    with closing(Engine(world, 1)) as engine:
        t, c, archetype = engine.tables, engine.communities, engine.state.archetype.copy()
    ties = [
        begin + _friends(counter(region, number), size, world.seed)
        for region, number, begin, size in zip(*(column.tolist() for column in c[:4]), strict=True)
    ]
    friends = np.concatenate(ties) if ties else np.empty((0, MOST), np.int64)
    cell = t.cell_of[archetype & ARCHETYPE]
    rates, recorded = _by_class(t)
    degrees = np.arange(MOST + 1)
    return Tables(
        class_of=cell % CLASSES,
        group_of=cell // CLASSES,
        rates=rates,
        recorded=recorded,
        points=t.points[1, 0] / SIXTEENTHS,
        denied=t.denying != 0,
        friends=np.where(friends >= 0, friends, -1).astype(np.int32),
        pull=t.weights[0, FRIENDS_ALONE, FRIEND, degrees] / (1 << 16),
        recovery=t.recovery / SIXTEENTHS,
        below=float(t.below[0, 0, 0]) / SIXTEENTHS,
        low=t.low / SIXTEENTHS,
        high=t.high / SIXTEENTHS,
        start=t.start / SIXTEENTHS,
        archetype=archetype,
        variant=variant,
    )


def _by_class(t: life.Tables) -> tuple[F64, F64]:
    """Acts considered in a week, and chances that one done is recorded, each float64 [CLASSES, K]."""
    kinds = len(t.by_name)
    rates, recorded = np.zeros((CLASSES, kinds)), np.zeros((CLASSES, kinds))
    for archetype, cell in enumerate(t.cell_of.tolist()):
        manner = t.manner[archetype]
        row, which = t.considering[manner], cell % CLASSES
        # A count is the number of entries below a word: so its mean is the sum of the chances to be above.
        mean = float(((ONE - 1 - t.count_above[:, row].astype(np.int64)) / ONE).sum())
        cuts, aliases = t.alias_cut[row] / ONE, t.by_name[t.alias_kind[row]]
        shares = np.zeros(kinds)
        np.add.at(shares, t.by_name, cuts / kinds)
        np.add.at(shares, aliases, (1 - cuts) / kinds)
        rates[which] = mean * shares
        recorded[which] = t.seen[0, 0, t.class_of[archetype], :, 0] / ONE
    return rates, recorded


def _friends(place: int, size: int, seed: int) -> I64:
    """Each slot's friends by slot of the community, int64 [size, MOST]; far below 0 where there is none."""
    w0, w1, w2, _ = once(place, 0, 0, FRIENDS, key(seed))
    slots, modulus = np.arange(size), max(2, 1 << (size - 1).bit_length())
    offset, a, b = 4 + (w2 >> 28), (w0 | 1) % modulus, w1 % modulus
    back = pow(a, -1, modulus)
    there, one_who = (a * slots + b) % modulus, back * (slots - b) % modulus
    found = np.stack([(slots + offset) % size, (slots - offset) % size, there, one_who], axis=1)
    return np.where((found == slots[:, None]) | (found >= size), NOBODY, found)
