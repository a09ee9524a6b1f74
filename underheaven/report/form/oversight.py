"""Points (e) and (f) of the form: who watches over it, and what is done where harm comes about."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.documents.quantity import Quantity
from underheaven.policy.safeguards import Safeguards
from underheaven.report.form.parts import MEASURED, Grid, Open, Part, Section, Statement, rows_of
from underheaven.report.results import Results
from underheaven.report.words import day, listed, percent

NAMES = {
    "notice": "notice before a record takes effect",
    "review": "a person looks at every record first",
    "appeal": "appeal against a record",
    "expiry": "records end",
    "published_method": "a published method",
    "no_association": "nobody answers for others",
    "no_speech": "no rules about speech",
    "no_purchases": "no rules about purchases",
    "no_biometric_only": "nothing from faces alone",
    "essential_services": "essential services stay open",
    "same_context": "consequences in the same part of life only",
    "opt_in": "only those who join",
    "sunset": "an end to the whole",
}


def oversight(results: Results) -> Section:
    """(e) Human oversight."""
    return Section(
        "e",
        "Human oversight",
        "How human oversight is implemented, according to the instructions for use.",
        tuple(_oversight(results)),
    )


def _oversight(results: Results) -> Iterator[Part]:
    guards = results.world.policy.safeguards
    if (review := guards.review) is not None:
        yield Statement(
            "A person looks at every record before it is written, and strikes out "
            f"{_share(review.strikes_wrong)} of "
            f"those about the wrong person and {_share(review.strikes_true)} of true ones.",
            ("safeguards.review",),
        )
    else:
        yield Statement("No person looks at a record before it counts.", ("safeguards.review",))
    secrecy = max(results.world.policy.secrecy.values)
    known = guards.published_method or not secrecy
    yield Statement(
        "The method is published." if known else "The method is secret, at least in part.",
        ("secrecy", "safeguards.published_method"),
    )
    rows = tuple(rows_of(results.measures, ("precision", "recall", "struck_true", "struck_wrong")))
    if rows:
        yield Grid(
            "How good the watch is, in the run",
            MEASURED,
            rows,
            ("measures",),
        )
    yield Open("Who oversees it, with what training, time and authority to stop it or to decide otherwise?")


def measures(results: Results) -> Section:
    """(f) What is done where risks materialise, with governance and complaints."""
    return Section(
        "f",
        "Measures where risks materialise",
        "The measures to be taken where risks materialise, with internal governance and complaint "
        "mechanisms.",
        tuple(_measures(results)),
    )


def _measures(results: Results) -> Iterator[Part]:
    guards = results.world.policy.safeguards
    if (appeal := guards.appeal) is not None:
        waits = "the points wait for the decision" if appeal.suspensive else "the points do not wait for it"
        yield Statement(
            f"Complaint: a record that costs points can be appealed against; a decision takes {appeal.days} "
            "days when "
            f"nobody waits, {appeal.capacity_per_1000_year.value:f} a year are decided per 1,000 "
            f"inhabitants, and {waits}.",
            ("safeguards.appeal",),
        )
    else:
        yield Statement("Complaint: no record can be appealed against.", ("safeguards.appeal",))
    if (expiry := guards.expiry) is not None:
        yield Statement(f"Records end after {expiry.days:,} days.", ("safeguards.expiry",))
    if (notice := guards.notice) is not None:
        yield Statement(f"Records take effect {notice.days} days after notice.", ("safeguards.notice",))
    if guards.sunset is not None:
        yield Statement(f"The whole ends on {day(guards.sunset)}.", ("safeguards.sunset",))
    names = (
        "appeals",
        "upheld_true",
        "upheld_wrong",
        "appeal_wait",
        "appeal_backlog",
        "points_returned",
        "expired",
    )
    rows = tuple(rows_of(results.measures, (*names, "recovery")))
    if rows:
        yield Grid("What became of it in the run", MEASURED, rows, ("measures",))
    off = absent(guards)
    if off:
        yield Statement(
            f"Safeguards that the policy does not have: {listed([NAMES[name] for name in off])}.",
            tuple(f"safeguards.{name}" for name in off),
        )
    yield Open("Who answers for it inside, and who is told when something goes wrong?")
    yield Open("Where does a person complain, how, and who decides?")
    yield Open("When and how is the market surveillance authority notified (Article 27(3))?")


def absent(guards: Safeguards) -> list[str]:
    """The safeguards that are off."""
    return [name for name in NAMES if not getattr(guards, name)]


def _share(share: Quantity) -> str:
    return percent(float(share.value))
