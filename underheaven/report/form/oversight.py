"""Points (e) and (f) of the form: who watches over it, and what is done where harm comes about."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.documents.quantity import Quantity
from underheaven.mechanisms.registry import parts
from underheaven.policy.safeguard import has, safeguards
from underheaven.policy.safeguards import Safeguards
from underheaven.policy.schema import Policy
from underheaven.report.followed import sentences_of
from underheaven.report.form.parts import MEASURED, Grid, Open, Part, Section, Statement, rows_of
from underheaven.report.results import Results
from underheaven.report.words import listed, percent


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
    policy = results.world.policy
    for mechanism in sorted(parts("form"), key=lambda each: each.PLACE):
        yield from mechanism.measures(policy)
    names = (
        "appeals",
        "upheld_true",
        "upheld_wrong",
        "appeal_wait",
        "appeal_backlog",
        "points_returned",
        "expired",
    )
    rows = tuple(rows_of(results.measures, names))
    if rows:
        yield Grid("What became of it in the run", MEASURED, rows, ("measures",))
    if policy.consequences:
        yield from (Statement(each, ("cohorts",)) for each in sentences_of(results.lived))
    present, lacking = held(policy)
    for which, keys in (("has", present), ("does not have", lacking)):
        if keys:
            promises = listed([safeguards()[key].words.promise for key in keys])
            yield Statement(
                f"Safeguards that the policy {which}: {promises}.", tuple(f"safeguards.{key}" for key in keys)
            )
    yield Open("Who answers for it inside, and who is told when something goes wrong?")
    yield Open("Where does a person complain, how, and who decides?")
    yield Open("When and how is the market surveillance authority notified (Article 27(3))?")


def held(policy: Policy) -> tuple[list[str], list[str]]:
    """The safeguards that a policy has, and those that it has not."""
    present = [name for name in Safeguards.model_fields if has(policy, name)]
    return present, [name for name in Safeguards.model_fields if name not in present]


def _share(share: Quantity) -> str:
    return percent(float(share.value))
