"""Element (ii): what a policy holds that bears on whether a treatment is justified and in proportion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import ROUND_FLOOR, Decimal

from underheaven.documents.words import counted as many_of
from underheaven.mechanisms.consequences.model import Consequence
from underheaven.mechanisms.registry import parts
from underheaven.policy.screening.common import lasting
from underheaven.policy.screening.element import Element, Fact, listed, percent
from underheaven.policy.screening.working import Moved, Working

SOME = 4
"""Kinds of act that a sentence names."""


def not_own_breach(
    working: Working, counted: Mapping[str, Moved], consequence: Consequence | None
) -> Iterator[Fact]:
    """Facts by which a person may be treated so for anything but a breach of a rule of their own."""
    if lawful := [kind for kind, each in counted.items() if each.lawful]:
        named = listed(working.called(lawful[:SOME]))
        if len(lawful) > SOME:
            named = f"{named}, among {many_of(len(lawful), 'kind')} of act"
        yield Fact(f"Lawful conduct counts: {named}.", tuple(f"rules.{kind}" for kind in lawful))
    if working.pulled:
        alpha = max(working.policy.association.alpha.values)
        yield Fact(
            f"What others did counts: their scores are up to {percent(alpha)} of the one that is shown.",
            ("association.alpha",),
        )
    guards = working.policy.safeguards
    if working.mistaken and guards.review is None and guards.appeal is None:
        yield Fact(
            "What somebody else did counts where a record names the wrong person: nobody looks at a record "
            "first, and none can be appealed against.",
            (*working.mistaken, "safeguards.review", "safeguards.appeal"),
        )
    if consequence is not None and consequence.below_of_group:
        groups = listed(consequence.below_of_group)
        yield Fact(f"The threshold is another one for {groups}.", ("below_of_group",))


def unjustified(
    working: Working, path: str, counted: Mapping[str, Moved], consequence: Consequence | None = None
) -> Element:
    """Element (ii) of a treatment for which some kinds of record count."""
    reasons = [
        Fact(fact.text, tuple(f"{path}.{key}" if key == "below_of_group" else key for key in fact.rests_on))
        for fact in not_own_breach(working, counted, consequence)
    ]
    bearing = [*_steps(working, path, counted, consequence), *lasting(working), *_bearing(working)]
    if reasons:
        why = (
            "People can come under it without having broken a rule themselves."
            if consequence is not None
            else "Who has it and who has not depends on more than breaches of rules of their own."
        )
        return Element("proportion", "met", why, (*reasons, *bearing))
    why = "A file cannot say whether what follows is in proportion to what was done."
    return Element("proportion", "cannot be told", why, tuple(bearing))


def _steps(
    working: Working, path: str, counted: Mapping[str, Moved], consequence: Consequence | None
) -> Iterator[Fact]:
    """How far it is from the start of the scale to a consequence, in records."""
    costs = {kind: each.costs for kind, each in counted.items() if each.costs > 0}
    if consequence is None or not costs:
        return
    light, grave = min(costs, key=costs.__getitem__), max(costs, key=costs.__getitem__)
    yield Fact(
        f"A record costs {costs[light]:f} points ({working.called([light])[0]}) to {costs[grave]:f} points "
        f"({working.called([grave])[0]}).",
        (f"rules.{light}", f"rules.{grave}"),
    )
    distance = working.policy.score.start.value - max(consequence.below.values)
    if distance < 0:
        yield Fact("Everybody is under it from the start.", ("score.start", f"{path}.below"))
        return
    few, many = (records(distance, cost) for cost in (costs[grave], costs[light]))
    yield Fact(
        f"From the start of the scale {few} of the gravest or {many} of the lightest records lead below it.",
        ("score.start", f"{path}.below"),
    )


def records(distance: Decimal, cost: Decimal) -> int:
    """How many records of that cost take a score further down than `distance`: below, not at, a threshold."""
    return int((distance / cost).to_integral_value(rounding=ROUND_FLOOR)) + 1


def _bearing(working: Working) -> Iterator[Fact]:
    """What each mechanism that protects people has to say, in their order."""
    for mechanism in sorted(parts("screened"), key=lambda each: each.PLACE):
        yield from mechanism.bearing(working.policy)
