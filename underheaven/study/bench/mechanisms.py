"""Every mechanism that can be switched, as a pair of worlds: with it, and the same without it.

The world is that of the article with everybody in the scheme; its hospital, places, partners and firms
are the society's. Redress and the other safeguards are those of the policy `rights-respecting`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from underheaven.documents.quantity import Quantity
from underheaven.engine.world import World
from underheaven.mechanisms.rules.model import Rule
from underheaven.policy.loading import load_policy
from underheaven.policy.safeguards import Safeguards

GUARDED = "rights-respecting"
"""The policy whose safeguards are taken."""
Change = Callable[[World], World]


@dataclass(frozen=True)
class Mechanism:
    """A mechanism, and the two worlds of a pair as changes of the world that is measured."""

    name: str
    without: Change
    having: Change


def as_it_is(world: World) -> World:
    """The world unchanged."""
    return world


def with_policy(world: World, **parts: Any) -> World:
    """The world under a policy of which some parts are others."""
    return replace(world, policy=world.policy.model_copy(update=parts))


def with_society(world: World, **parts: Any) -> World:
    """The world of a society of which some parts are others."""
    return replace(world, society=world.society.model_copy(update=parts))


def guarded(*names: str) -> Change:
    """The world with some safeguards, as strong as those of `GUARDED`."""

    def change(world: World) -> World:
        given = load_policy(GUARDED).safeguards
        return with_policy(world, safeguards=Safeguards(**{name: getattr(given, name) for name in names}))

    return change


published = guarded("published_method")


def without_privileges(world: World) -> World:
    """Nothing is won by a high score."""
    return with_policy(world, privileges={})


def without_hospital(world: World) -> World:
    """No queue, and nobody who is served before others."""
    slow = {name: each for name, each in world.policy.privileges.items() if not each.fast_lane}
    return with_society(with_policy(world, privileges=slow), hospital=None)


def without_places(world: World) -> World:
    """No goods of which there is a fixed number."""
    return with_society(with_policy(world, positional={}), places={})


def without_firms(world: World) -> World:
    """No firms and no scores of firms."""
    kept = {name: each for name, each in world.policy.consequences.items() if not each.bars_representative}
    return with_society(with_policy(world, firms=None, consequences=kept), firms=None)


def without_partners(world: World) -> World:
    """Nobody is shown to anybody."""
    unseen = {name: each for name, each in world.policy.privileges.items() if each.visibility is None}
    return with_society(with_policy(world, privileges=unseen), dating=None)


def without_thresholds(world: World) -> World:
    """Nobody waits for others to speak."""
    behaviour = world.society.behaviour.model_copy(update={"speech_thresholds": ()})
    return with_society(world, behaviour=behaviour)


def without_associate_dread(world: World) -> World:
    """What happens to friends and relatives frightens nobody."""
    behaviour = world.society.behaviour
    dread = behaviour.dread.model_copy(update={"associate": Quantity(value=0)})
    return with_society(world, behaviour=behaviour.model_copy(update={"dread": dread}))


def without_hours(world: World) -> World:
    """Every source sees as much at any hour, wherever it found something before."""
    steady = {"hours": (), "attention": Quantity(value=0)}
    sources = {name: each.model_copy(update=steady) for name, each in world.policy.sources.items()}
    return with_policy(world, sources=sources)


def without_outcomes(world: World) -> World:
    """Credit is a need like any other: having it moves the score, and not what becomes of it."""
    plain: dict[str, Any] = {"kind": "need", "repayment": None, "repayment_by": {}, "repayment_by_band": ()}
    acts, rules = dict(world.society.acts), dict(world.policy.rules)
    for kind, act in world.society.acts.items():
        if act.kind == "credit":
            acts[kind] = act.model_copy(update=plain)
            if kind in rules:
                rules[kind] = Rule(points=rules[kind].repaid or rules[kind].defaulted)
    return with_society(with_policy(world, rules=rules), acts=acts)


def without_gaming(world: World) -> World:
    """The method is published, and nobody does anything for the score's sake."""
    behaviour = world.society.behaviour.model_copy(update={"gaming": None})
    return with_society(published(world), behaviour=behaviour)


def unconfined(world: World) -> World:
    """Nobody is kept at home."""
    kept = {name: each for name, each in world.policy.consequences.items() if not each.confines}
    return with_policy(world, consequences=kept)


def in_context(world: World) -> World:
    """An act is denied only for records of its own context, which rules confinement out."""
    return guarded("same_context")(unconfined(world))


def renewed(world: World) -> World:
    """Births, deaths and moves bring other people."""
    return replace(world, renewal=True)


MECHANISMS = (
    Mechanism("ties", guarded("no_association"), as_it_is),
    Mechanism("privileges", without_privileges, as_it_is),
    Mechanism("hospital", without_hospital, as_it_is),
    Mechanism("places by rank", without_places, as_it_is),
    Mechanism("firms", without_firms, as_it_is),
    Mechanism("partners", without_partners, as_it_is),
    Mechanism("thresholds of speech", without_thresholds, as_it_is),
    Mechanism("dread of associates", without_associate_dread, as_it_is),
    Mechanism("hours and attention", without_hours, as_it_is),
    Mechanism("outcomes of credit", without_outcomes, as_it_is),
    Mechanism("gaming", without_gaming, published),
    Mechanism("renewal", as_it_is, renewed),
    Mechanism("review", as_it_is, guarded("review")),
    Mechanism("notice, appeal, expiry", as_it_is, guarded("notice", "appeal", "expiry")),
    Mechanism("same context", unconfined, in_context),
)
"""Gaming is in use only where the method is published; same context rules confinement out. Their other worlds
differ from them in nothing else."""


def unused(world: World) -> list[Mechanism]:
    """The mechanisms that the world's society has, whatever its policy; made for a policy that uses none."""
    return [
        each
        for each in MECHANISMS
        if each.having is as_it_is and each.without(world).society != world.society
    ]


def bare(world: World) -> World:
    """The world in a society that has none of them."""
    for mechanism in unused(world):
        world = mechanism.without(world)
    return world
