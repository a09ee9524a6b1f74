"""Deterrence: how likely a record is thought to be, how likely it is, and what is not done for it."""

from __future__ import annotations

from underheaven.measure.expression import Data
from underheaven.measure.specification import NO_ACTS, Specification
from underheaven.mechanisms.speech.measures import would_have_been

SUBJECT, PLACE = "Deterrence", 105

SECTION = "specification, section 29; Becker 1968; Apel 2013"
PART = 2.0**-24
"""Chances are counted in such parts."""
NOTHING_WEIGHED = "nobody in the scheme would have done such an act"
NO_DEED = "no such act was done"


def perceived(kinds: str) -> Data:
    """The mean chance of a record that is perceived at acts of some kinds that people would do."""
    return {"times": [PART, {"ratio": [[f"reckon.{{{kinds}}}.chance_sum"], [f"reckon.{{{kinds}}}.weighed"]]}]}


def true_chance(kinds: str) -> Data:
    """The share of such acts that is recorded."""
    return {"ratio": [[f"act.{{{kinds}}}.recorded"], [f"act.{{{kinds}}}.answerable"]]}


def reckoned(kinds: str) -> Data:
    """Share of the acts that would have been done which is not done because of what a record would cost."""
    return {"ratio": [[f"reckon.{{{kinds}}}.held_back"], would_have_been(kinds)]}


SPECIFICATIONS = (
    *(
        Specification(
            name=f"perceived_chance{of}",
            title="Perceived chance of a record" if not of else "Perceived chance of a record of",
            unit="share",
            formula="chances perceived / acts that people in the scheme would do, of kinds reckoned with",
            source=SECTION,
            direction="more: people take a record for likelier",
            label="calibrated",
            undefined=NOTHING_WEIGHED,
            expression=perceived(kinds),
            entries="reckoned_kinds" if of else "",
            where="" if of else "reckoning",
            highest=1.0,
        )
        for of, kinds in (("", "reckoned_kinds"), (".KIND", "kind"))
    ),
    *(
        Specification(
            name=f"true_chance{of}",
            title="True chance of a record" if not of else "True chance of a record of",
            unit="share",
            formula="true records / acts of people in the scheme under a rule, of kinds reckoned with",
            source=SECTION,
            direction="more: more of what is done is recorded",
            label="input",
            undefined=NO_DEED,
            expression=true_chance(kinds),
            entries="reckoned_kinds" if of else "",
            where="" if of else "reckoning",
            highest=1.0,
        )
        for of, kinds in (("", "reckoned_kinds"), (".KIND", "kind"))
    ),
    *(
        Specification(
            name=f"reckoned{of}",
            title="Held back by reckoning",
            unit="share",
            formula=(
                "not done because the gain is below what a record would cost / what would have been (as in "
                "`chill`), of kinds reckoned with; a part of what is held back"
            ),
            source=SECTION,
            direction="more: more is deterred",
            label="calibrated",
            undefined=NO_ACTS,
            expression=reckoned(kinds),
            entries="reckoned_kinds" if of else "",
            where="" if of else "reckoning",
            highest=1.0,
        )
        for of, kinds in (("", "reckoned_kinds"), (".KIND", "kind"))
    ),
)
