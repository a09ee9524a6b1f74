"""Disturbed worlds: each lacks one mechanism or one safeguard, or has one of its numbers halved.

Only what makes a difference counts as disturbed. A world that counts the same under the same seed, to the
last column, is the world as it was.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal

from underheaven.documents.evidence import numbers
from underheaven.documents.problems import InputError
from underheaven.engine.world import World
from underheaven.mechanisms.registry import names, parts_of
from underheaven.study.bench.changes import Change, with_policy, with_society
from underheaven.study.safeguards import guarded, owned
from underheaven.study.sweeping.checking import world_at
from underheaven.study.sweeping.keys import Key, key_of, paths
from underheaven.study.switches import PATHS

HALVED = 20
"""Numbers that are halved, one at a time."""
DRAWN_BY = 20_261
"""The seed by which they are drawn."""
SIXTEENTHS = 16
REMEDIES = ("notice", "appeal", "review", "expiry")


def _without_mistakes(world: World) -> World:
    none = {"mistakes": None, "faces": None}
    sources = {name: each.model_copy(update=none) for name, each in world.policy.sources.items()}
    return with_policy(world, sources=sources)


def _without_redress(world: World) -> World:
    guards = world.policy.safeguards.model_copy(update=dict.fromkeys(REMEDIES))
    return with_policy(world, safeguards=guards)


def _without_speech(world: World) -> World:
    """The world in which nobody minds what others say."""
    behaviour = world.society.behaviour
    even = PATHS["behaviour"](world).society.behaviour.climate
    return with_society(
        world, behaviour=behaviour.model_copy(update={"climate": even, "speech_thresholds": ()})
    )


OFF: dict[str, Change] = {
    "association": PATHS["ties"],
    "consequences": lambda world: with_policy(world, consequences={}),
    "enrolment": lambda world: with_policy(world, rollout={}),
    "mistakes": _without_mistakes,
    "news": lambda world: with_policy(world, news={}, announcements={}),
    "redress": _without_redress,
    "renewal": lambda world: replace(world, renewal=False),
    "rules": lambda world: with_policy(world, rules={}),
    "speech": _without_speech,
}
"""Mechanism -> the world without it, of those whose folder does not say it as `ablate` and `bench` do."""


def without(mechanism: str) -> Change:
    """What takes a mechanism of the registry out of a world; KeyError where nothing says how."""
    if mechanism in OFF:
        return OFF[mechanism]
    module = parts_of("structure").get(mechanism) or parts_of("pair")[mechanism]
    change: Callable[[World], World] = module.without
    return change


def switched_off(world: World) -> dict[str, Change]:
    """What takes out each mechanism, and each safeguard that the world's policy has, in words."""
    mechanisms = {f"without {name}": without(name) for name in names()}
    guards = {f"without the safeguard {name}": _unguarded(name) for name in sorted(owned(world.policy))}
    return mechanisms | guards


def _unguarded(guard: str) -> Change:
    return lambda world: replace(world, policy=guarded(world.policy, off=[guard]))


def halves(world: World) -> dict[str, Change]:
    """What halves each number of the registry of evidence, in words, in an order drawn by a fixed seed.

    Numbers that share an origin, such as a table by age, are one entry there and are halved together.
    """
    named = {"policy": world.policy, "society": world.society}
    entries = [f"{name}.{_counted_from_0(each.path)}" for name, of in named.items() for each in numbers(of)]
    order = sorted(set(entries) & set(paths(world)))
    random.Random(DRAWN_BY).shuffle(order)
    keys = (key_of(world, path) for path in order)
    return {f"{key.path} halved": _halving(key, half) for key in keys if (half := half_of(key))}


def _counted_from_0(path: str) -> str:
    return ".".join(str(int(word) - 1) if word.isdigit() else word for word in path.split("."))


def _halving(key: Key, half: Decimal) -> Change:
    return lambda world: world_at(world, {key: half})


def half_of(key: Key) -> Decimal:
    """Half of a key's number, whole or in sixteenths where it must be; 0 where there is no half."""
    half = key.base / 2
    if key.kind == "whole number":
        return Decimal(int(half))
    return Decimal(int(half * SIXTEENTHS)) / SIXTEENTHS if key.sixteenths else half


def disturbed(
    world: Callable[[int], World], differs: Callable[[World, World], bool], first_seed: int
) -> Iterator[tuple[str, World]]:
    """Every disturbed world in words, each under a seed of its own from the first on.

    `world` gives the world as it is under a seed; `differs` says whether another counts anything else.
    """
    seed = first_seed
    for changes, most in ((switched_off(world(seed)), None), (halves(world(seed)), HALVED)):
        found = 0
        for said, change in changes.items():
            if found == most:
                break
            base = world(seed)
            try:
                other = change(base)
            except InputError:
                continue
            if other.hash != base.hash and differs(base, other):
                yield said, other
                seed, found = seed + 1, found + 1
