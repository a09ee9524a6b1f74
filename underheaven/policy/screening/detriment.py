"""Whether a treatment is detrimental or unfavourable: what it takes, or gives to others instead."""

from __future__ import annotations

from underheaven.documents.words import agreeing, counted
from underheaven.mechanisms.consequences.model import Consequence
from underheaven.mechanisms.firms.scheme import FirmConsequence
from underheaven.mechanisms.privileges.model import Privilege
from underheaven.policy.screening.element import Element, Fact, listed, percent
from underheaven.policy.screening.working import Working
from underheaven.policy.words import said_above, said_below


def of_consequence(working: Working, name: str, each: Consequence) -> tuple[Element, tuple[str, ...]]:
    """The element, and the kinds of act that the consequence takes away."""
    path, policy = f"consequences.{name}", working.policy
    denied, confined = _deniable(working, each), working.confined(each)
    facts = []
    if denied:
        facts.append(Fact(f"It denies {listed(working.called(denied))}.", (f"{path}.denies",)))
        if essential := [kind for kind in denied if working.society.acts[kind].essential]:
            words = (
                f"Of what it denies, {listed(working.called(essential))} counts as essential in the society."
            )
            facts.append(Fact(words, (f"{path}.denies", "society: acts.*.essential")))
    if confined:
        words = (
            f"House arrest: {counted(len(confined), 'kind')} of act outside the home "
            f"{agreeing(len(confined), 'is', 'are')} prevented."
        )
        facts.append(Fact(words, (f"{path}.confines",)))
    if each.bars_representative:
        words = "It bars people from leading a firm as its representative."
        facts.append(Fact(words, (f"{path}.bars_representative",)))
    if not facts:
        named = each.denies or each.confines
        why = "A safeguard leaves it nothing to take away." if named else "It takes nothing away."
        return Element("detriment", "not met", why, (Fact(why, (path,)),)), ()
    below = max(
        value for threshold in (each.below, *each.below_of_group.values()) for value in threshold.values
    )
    falls = bool(working.costly) or working.pulled or policy.score.start.value < below
    if below <= policy.score.minimum.value or not falls:
        why = "Nobody can come below the threshold."
        return Element(
            "detriment", "not met", why, (Fact(why, (f"{path}.below", "score", "rules")), *facts)
        ), ()
    facts.insert(0, Fact(f"It is in force {said_below(below)} points.", (f"{path}.below",)))
    return Element("detriment", "met", "It takes something from people.", tuple(facts)), (*denied, *confined)


def _deniable(working: Working, each: Consequence) -> tuple[str, ...]:
    """What it denies; with `same_context` only kinds of whose part of life some record may cost points."""
    denied = working.denied(each)
    if not working.policy.safeguards.same_context:
        return denied
    contexts = {kind.context for kind in working.costly.values()}
    return tuple(kind for kind in denied if working.society.acts[kind].context in contexts)


def of_privilege(working: Working, name: str, each: Privilege) -> tuple[Element, tuple[str, ...]]:
    """The element, and the kinds of act in which the privilege is felt."""
    path, society = f"privileges.{name}", working.society
    felt: list[str] = list(each.kinds)
    facts = []
    if each.fast_lane and society.hospital is not None:
        felt.append(society.hospital.kind)
        words = "Its holders are served first in a queue of fixed capacity: all others wait longer."
        facts.append(Fact(words, (f"{path}.fast_lane", "society: hospital")))
    if each.visibility is not None and society.dating is not None:
        felt.append(society.dating.kind)
        words = f"Its holders are shown {each.visibility.value:f} times as often: all others are shown less."
        facts.append(Fact(words, (f"{path}.visibility", "society: dating")))
    if facts:
        why = "What some gain by it, others lose."
        return Element("detriment", "met", why, tuple(facts)), tuple(felt)
    worth = Fact(f"It is in force {said_above(max(each.above.values))} points.", (f"{path}.above",))
    why = "It gives something to some. A policy does not say whether going without it is unfavourable."
    return Element("detriment", "cannot be told", why, (worth,)), tuple(felt)


def of_positional(working: Working, name: str) -> Element:
    """The element for a good whose places go to families by rank."""
    path, place = f"positional.{name}", working.society.places.get(name)
    if place is None:
        why = "The society has no such good."
        return Element("detriment", "not met", why, (Fact(why, (path, "society: places")),))
    facts = [
        Fact(
            f"There are places for {percent(place.share.value)} of the families that want one: what one wins "
            "by its rank, another loses.",
            (path, f"society: places.{name}.share"),
        )
    ]
    if place.hardship.value:
        words = "A family that would have had a place by lot and has none by rank has more hardship."
        facts.append(Fact(words, (f"society: places.{name}.hardship",)))
    return Element(
        "detriment", "met", "Of a fixed number of places, families of low rank get fewer.", tuple(facts)
    )


def of_firm(working: Working, name: str, each: FirmConsequence) -> Element:
    """The element for what happens to the people of a firm."""
    path = f"firms.consequences.{name}"
    facts = []
    if each.representative_points.value < 0:
        words = f"It costs the person who leads the firm {-each.representative_points.value:f} points."
        facts.append(Fact(words, (f"{path}.representative_points",)))
    if each.employees_hardship.value:
        facts.append(Fact("It brings hardship to everybody employed there.", (f"{path}.employees_hardship",)))
    if each.wage_cut.value:
        words = f"It takes {percent(each.wage_cut.value)} of the wages of everybody employed there."
        facts.append(Fact(words, (f"{path}.wage_cut",)))
    if working.society.firms is None:
        why = "The society has no firms."
        return Element("detriment", "not met", why, (Fact(why, ("society: firms",)),))
    if not facts:
        why = "It reaches no person."
        return Element("detriment", "not met", why, (Fact(why, (path,)),))
    return Element("detriment", "met", "It reaches the people of the firm.", tuple(facts))
