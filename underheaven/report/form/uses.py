"""Points (a) and (b) of the form: in which process, for how long and how often."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.documents.words import counted
from underheaven.mechanisms.firms.scheme import FirmConsequence
from underheaven.policy.words import said_above, said_below
from underheaven.report.form.parts import MEASURED, Grid, Open, Part, Section, Statement, rows_of
from underheaven.report.results import Results
from underheaven.report.words import day, listed, percent, plain

KINDS = {
    "files": "office files",
    "cameras": "cameras",
    "body_scanning": "body scanners",
    "geo_tracking": "positions",
}


def process(results: Results) -> Section:
    """(a) The process in which the score is used."""
    return Section(
        "a",
        "Process",
        "The deployer's processes in which the system is used, in line with its intended purpose.",
        tuple(_process(results)),
    )


def _process(results: Results) -> Iterator[Part]:
    world = results.world
    policy, score = world.policy, world.policy.score
    ties = any(policy.association.alpha.values) and not policy.safeguards.no_association
    pulled = ", and the scores of family, employer and friends pull it" if ties else ""
    yield Statement(" ".join(policy.about.split()), ("about",))
    yield Statement(
        f"Score: {score.minimum.value:f} to {score.maximum.value:f}, from {score.start.value:f}, for "
        "everybody "
        f"from age {score.scored_from_age.value}.",
        ("score",),
    )
    yield Statement(
        f"Records of {counted(len(policy.rules), 'kind')} of act move it{pulled}.",
        ("rules",),
    )
    if policy.sources:
        yield Grid(
            "Sources of data",
            ("source", "data", "kinds of act seen", "recognises faces"),
            tuple(
                (
                    source.title,
                    KINDS[source.kind],
                    listed([plain(kind) for kind in source.sees]) or "none",
                    "no" if source.faces is None else "yes",
                )
                for source in policy.sources.values()
            ),
            ("sources",),
        )
    outcomes = [
        *((each.title, said_below(max(each.below.values))) for each in policy.consequences.values()),
        *((each.title, said_above(max(each.above.values))) for each in policy.privileges.values()),
        *((_good(results, each), "by rank of the family") for each in policy.positional),
        *((each.title, f"firms {said_below(max(each.below.values))}") for each in _of_firms(results)),
    ]
    if outcomes:
        keys = ("consequences", "privileges", "positional", "firms")
        yield Grid("What is decided by it", ("outcome", "score"), tuple(outcomes), keys)
    yield Open("Who deploys the system, for which purpose, and on which basis in law?")
    yield Open("Which decisions are made by the system alone, and which by a person who has seen its output?")


def _good(results: Results, name: str) -> str:
    place = results.world.society.places.get(name)
    return name if place is None else place.title


def _of_firms(results: Results) -> Iterator[FirmConsequence]:
    firms = results.world.policy.firms
    yield from () if firms is None else firms.consequences.values()


def period(results: Results) -> Section:
    """(b) For how long, and how often."""
    return Section(
        "b",
        "Period and frequency",
        "The period of time within which, and the frequency with which, the system is intended to be used.",
        tuple(_period(results)),
    )


def _period(results: Results) -> Iterator[Part]:
    world = results.world
    policy = world.policy
    if policy.rollout:
        waves: tuple[tuple[str, ...], ...] = tuple(
            (
                day(entry.since),
                percent(float(entry.share.value)),
                "all" if entry.regions == "all" else listed([plain(region) for region in entry.regions]),
                entry.joining,
            )
            for entry in policy.rollout.values()
        )
        yield Grid(
            "Where the scheme is in force", ("from", "communities", "regions", "joining"), waves, ("rollout",)
        )
    else:
        yield Statement("The policy names no community that it is in force in.", ("rollout",))
    sunset = policy.safeguards.sunset
    ends = "The policy names no day on which it ends." if sunset is None else f"It ends on {day(sunset)}."
    yield Statement(ends, ("safeguards.sunset",))
    yield Statement(
        "The score is used without pause: each record moves it at once, and each threshold is always on."
    )
    rows = tuple(rows_of(results.measures, ("records", "points_lost", "points_gained")))
    if rows:
        yield Grid("How often, in the run", MEASURED, rows, ("measures",))
    yield Open("When is the use reviewed, and by whom?")
