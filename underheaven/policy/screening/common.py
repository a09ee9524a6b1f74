"""The elements that hang on the score itself: a system, an evaluation, over time, of behaviour."""

from __future__ import annotations

from underheaven.documents.words import agreeing, counted
from underheaven.policy.screening.element import Element, Fact, listed
from underheaven.policy.screening.working import Working

SOME = 6
"""Kinds of act that a sentence names; of more it says how many."""


def of_persons(working: Working) -> tuple[Element, ...]:
    """System, evaluation, period and basis of the score of persons."""
    return (_system(working), _evaluation(working), _period(working), _basis(working))


def of_firms(working: Working, representative: bool) -> tuple[Element, ...]:
    """The same of the score of firms; `representative`: it moves the score of the one who leads."""
    scored = Fact("Firms are scored, by rules of their own.", ("firms.score", "firms.rules"))
    if representative:
        led = Fact(
            "The score of the person who leads a firm is moved by what becomes of the firm's.",
            ("firms.consequences",),
        )
        evaluation = Element(
            "evaluation", "met", "A firm's score moves the score of a natural person.", (scored, led)
        )
    else:
        why = "A firm is scored. A policy does not say whether that evaluates the group of its people."
        evaluation = Element("evaluation", "cannot be told", why, (scored,))
    recovery = working.policy.firms.score.recovery.value if working.policy.firms else 0
    back = f"recovers by {recovery:f} points a year" if recovery else "does not recover by itself"
    kept = Fact(f"A firm's score is kept from day to day, and {back}.", ("firms.score.recovery",))
    period = Element("period", "met", "Findings about a firm add up.", (kept,))
    why = "What counts is what the firm did. A policy does not say whose behaviour that is."
    return (_system(working), evaluation, period, Element("basis", "cannot be told", why, (scored,)))


def _system(working: Working) -> Element:
    faces = tuple(f"sources.{name}.faces" for name, each in working.sources.items() if each.faces is not None)
    facts = (
        (Fact("Faces are recognised, which takes such a system. The score itself need not.", faces),)
        if faces
        else ()
    )
    why = "A policy says what is counted and not by what system. Only this model uses this policy."
    return Element("system", "cannot be told", why, facts)


def _evaluation(working: Working) -> Element:
    score = working.policy.score
    scale = Fact(
        f"Every person from age {score.scored_from_age.value} has a number from {score.minimum.value:f} to "
        f"{score.maximum.value:f}.",
        ("score.minimum", "score.maximum", "score.scored_from_age"),
    )
    if not working.moved:
        return Element(
            "evaluation", "not met", "No record moves the score, so it tells nobody apart.", (scale,)
        )
    sources = Fact(
        f"It is fed by {counted(len(working.sources), 'source')} that write down "
        f"{counted(len(working.moved), 'kind')} of act.",
        tuple(f"sources.{name}.sees" for name in working.sources),
    )
    return Element("evaluation", "met", "Each person is given a score.", (scale, sources))


def _period(working: Working) -> Element:
    policy = working.policy
    if not working.moved:
        return Element("period", "not met", "No record moves the score.")
    facts = [Fact("Records add up in one score; it is never made anew from one event.", ("rules",))]
    facts += lasting(working)
    if policy.rollout:
        first = min(each.since for each in policy.rollout.values())
        facts.append(Fact(f"It begins on {first}.", ("rollout",)))
    if policy.safeguards.sunset is not None:
        facts.append(Fact(f"It ends on {policy.safeguards.sunset}.", ("safeguards.sunset",)))
    return Element(
        "period", "met", "The score is kept from day to day, and what is recorded adds up.", tuple(facts)
    )


def lasting(working: Working) -> list[Fact]:
    """How long a record counts."""
    policy = working.policy
    recovery, expiry = policy.score.recovery.value, policy.safeguards.expiry
    facts = []
    if expiry is not None:
        which = "A record that costs points" if expiry.records == "bad" else "A record"
        facts.append(
            Fact(f"{which} counts for {counted(expiry.days.value, 'day')}.", ("safeguards.expiry.days",))
        )
    if recovery:
        facts.append(
            Fact(f"A score below the start recovers by {recovery:f} points a year.", ("score.recovery",))
        )
    if not facts:
        none = (
            "A record counts as long as the scheme lasts: nothing expires, and no score recovers by itself."
        )
        facts.append(Fact(none, ("score.recovery", "safeguards.expiry")))
    return facts


def _basis(working: Working) -> Element:
    policy, moved = working.policy, working.moved
    if not moved:
        return Element("basis", "not met", "No record moves the score.")
    contexts = tuple(dict.fromkeys(each.context for each in moved.values()))
    facts = [
        Fact(
            f"{counted(len(moved), 'kind')} of act of {counted(len(contexts), 'part')} of life "
            f"{agreeing(len(moved), 'moves', 'move')} it: {listed(contexts)}.",
            tuple(f"rules.{kind}" for kind in moved),
        )
    ]
    if lawful := [kind for kind, each in moved.items() if each.lawful]:
        facts.append(
            Fact(
                f"Of these, {_named(working.called(lawful))} {_be(lawful)} lawful.",
                tuple(f"rules.{kind}" for kind in lawful),
            )
        )
    if working.pulled:
        facts.append(
            Fact(
                "The scores of family, employer and friends pull it: known ties count.",
                ("association.alpha",),
            )
        )
    grouped = tuple(
        f"consequences.{name}.{key}"
        for name, each in policy.consequences.items()
        for key, differs in (
            ("below_of_group", bool(each.below_of_group)),
            ("follows.by_group", each.follows is not None and each.follows.by_group),
        )
        if differs
    )
    if grouped:
        facts.append(Fact("Thresholds differ by group, a known personal characteristic.", grouped))
    return Element("basis", "met", "What people do, in several forms, moves the score.", tuple(facts))


def _named(kinds: list[str]) -> str:
    """The kinds, or how many where they are too many to name."""
    if len(kinds) > SOME:
        return f"{len(kinds)}, such as {listed(kinds[:2])},"
    return listed(kinds)


def _be(kinds: list[str]) -> str:
    return agreeing(len(kinds), "is", "are")
