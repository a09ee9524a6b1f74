"""What a society has beside its people, in words: queues, places, partners, firms, and how people differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from underheaven.commands.described import Row, percent, value
from underheaven.documents.quantity import Quantity
from underheaven.documents.words import counted
from underheaven.society.behaviour import Behaviour
from underheaven.society.schema import Act, Society

DREADED = {
    "record": "a record",
    "sanction": "a sanction",
    "denial": "a denial",
    "associate": "an associate's sanction",
}
"""What adds dread, and how it is called."""


def offers(society: Society) -> dict[str, list[Row]]:
    """Heading -> its rows: a name, what holds, and more about it. Parts that say nothing are left out."""
    found = {
        "Hospital": list(_hospital(society)),
        "Places of which there is a fixed number": list(_places(society)),
        "Looking for a partner": list(_dating(society)),
        "Firms": list(_firms(society)),
        "Births, deaths and moves": list(_renewal(society)),
        "Credit": [row for kind, act in society.acts.items() for row in _credit(kind, act)],
        "How people change": list(_behaviour(society.behaviour)),
        "Gaming: what raises the score, done for its own sake": list(_gaming(society)),
    }
    return {heading: rows for heading, rows in found.items() if rows}


def _hospital(society: Society) -> Iterator[Row]:
    if (hospital := society.hospital) is not None:
        density = f", times the density of {hospital.density}" if hospital.density else ""
        yield "serves", hospital.kind, ""
        yield "capacity", f"{value(hospital.visits_per_person_year)} visits a person and year", density[2:]
        spread = f"varies by {value(hospital.variation)} of the mean"
        yield "a visit", f"{value(hospital.minutes_per_visit)} minutes", spread
        yield "usual load", percent(hospital.usual_load), "before any visit is counted"


def _places(society: Society) -> Iterator[Row]:
    for name, each in society.places.items():
        density = f", times the density of {each.density}" if each.density else ""
        yield (
            name,
            each.title,
            f"{value(each.share)} for each of {each.families.replace('_', ' ')} families{density}",
        )
        worth = f"{value(each.yuan)} yuan; hardship {value(each.hardship)} where a higher rank takes it"
        yield "", "worth", worth


def _dating(society: Society) -> Iterator[Row]:
    if (dating := society.dating) is not None:
        rounds = f"{counted(dating.rounds, 'round')} a step"
        yield dating.kind, rounds, f"the one looked at looks back in {percent(dating.acceptance)}"


def _firms(society: Society) -> Iterator[Row]:
    if (firms := society.firms) is not None:
        yield "jobs in a firm", "share of jobs", _shares(firms.sizes.items())
        yield "sectors", "share of firms", _shares(firms.sectors.items())
        for name, act in firms.acts.items():
            sectors = "".join(f"; {sector} x {value(each)}" for sector, each in act.rate_by_sector.items())
            done = f"considered {value(act.per_year)} times a year, done in {percent(act.propensity)}"
            yield name, act.title, f"{done}; {percent(act.dread_response)} less at full dread{sectors}"


def _renewal(society: Society) -> Iterator[Row]:
    for band, rate in (society.renewal.per_year if society.renewal else {}).items():
        yield band, f"{percent(rate)} a year", ""


def _credit(kind: str, act: Act) -> Iterator[Row]:
    if act.repayment is not None:
        yield kind, f"paid back in {percent(act.repayment)}", ""
        for attribute, factors in act.repayment_by.items():
            yield (
                "",
                f"by {attribute}",
                ", ".join(f"{name} x {value(each)}" for name, each in factors.items()),
            )
        if act.repayment_by_band:
            yield "", "by score", ", ".join(f"x {value(each)}" for each in act.repayment_by_band)


def _behaviour(behaviour: Behaviour) -> Iterator[Row]:
    dread, climate = behaviour.dread, behaviour.climate
    for what, of in DREADED.items():
        yield f"dread of {of}", value(getattr(dread, what)), "of 255"
    yield "dread fades", f"{value(dread.fade_per_year)} a year", ""
    yield "hardship fades", f"{value(behaviour.hardship.fade_per_year)} a year", ""
    weight = f"{value(climate.alone)} times alone, {value(climate.crowd)} in a crowd"
    yield "dread weighs on speech", weight, f"at first {percent(climate.prior)} of it is critical"
    for voice in behaviour.speech_thresholds:
        yield (
            "speech",
            f"{percent(voice.share)} of people",
            f"speak where {percent(voice.climate)} are critical",
        )


def _gaming(society: Society) -> Iterator[Row]:
    if (gaming := society.behaviour.gaming) is not None:
        yield (
            "considered",
            f"{value(gaming.per_year)} times a year",
            f"a point is worth {value(gaming.worth)}",
        )
        for each in gaming.efforts:
            yield "", f"{percent(each.share)} of people", f"efforts x {value(each.factor)}"
        for kind, act in society.acts.items():
            if act.effort is not None:
                yield kind, f"effort {value(act.effort)}", act.title


def _shares(shares: Iterable[tuple[str, Quantity]]) -> str:
    return ", ".join(f"{name} {percent(share)}" for name, share in shares)
