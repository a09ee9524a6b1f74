"""From each finding of an audit to what it rests on: definition, code, numbers, ranges, law and command."""

from __future__ import annotations

import shlex
from collections.abc import Iterable
from dataclasses import dataclass

from underheaven.measure.definitions import definition
from underheaven.measure.specification import LABELS
from underheaven.measure.traced import rests_on, room_of
from underheaven.report.results import Results
from underheaven.report.traced import COHORTS, Source


@dataclass(frozen=True)
class About:
    """Of one subject of an audit: its numbers by name, the file that computes them, and what checks it."""

    measures: tuple[str, ...]
    code: str
    law: str


ABOUT = {
    "validity": About(
        ("rank_agreement", "linear_agreement", "explained_share", "gained_by_gaming"),
        "validity.py", "python -m pytest tests/measure/test_validity.py",
    ),
    "odds": About(
        ("true_positive_rate", "false_positive_rate", "false_negative_rate", "precision"),
        "odds.py", "underheaven verify identity",
    ),
    "identity": About(
        ("false_positive_rate_by_identity", "false_positive_rate_forced"),
        "odds.py", "underheaven verify identity",
    ),
    "calibration": About(
        ("deeds", "deeds_at_same_score"), "calibration.py", "python -m pytest tests/measure/test_audit.py",
    ),
    "four fifths": About(
        ("favourable", "impact_ratio", "impact_ratio_standardised", "compared", "below", "below_by_chance"),
        "disparity.py", "python -m pytest tests/measure/test_disparity.py",
    ),
    "disparity": About(
        ("under_difference", "under_standardised_difference", "under_composition_difference"),
        "standardised.py", "python -m pytest tests/measure/test_standardised.py",
    ),
    "intersections": About(
        ("under", "least_by_chance", "most_by_chance"), "auditing.py",
        "python -m pytest tests/measure/test_audit.py",
    ),
    "watch": About(("precision", "recall"), "auditing.py", "underheaven verify precision"),
    "measures": About(
        ("error_time", "ties_time", "spared_time"), "auditing.py",
        "underheaven verify false-matches association",
    ),
}  # fmt: skip
"""Subject of a finding -> what is known of it."""
SUBJECT = {
    "odds": "equalised odds",
    "identity": "what cannot all be equal",
    "measures": "both sides of error",
}
"""Subjects that are called otherwise in words."""


def anchor_of(subject: str) -> str:
    """Where the findings of a subject are explained on the page of a report."""
    return f"figure-audit-{subject.replace(' ', '-')}"


def audit_sources(results: Results, subjects: Iterable[str]) -> list[Source]:
    """A source for each of the subjects, once, in their order."""
    return [_source(results, subject) for subject in dict.fromkeys(subjects)]


def _source(results: Results, subject: str) -> Source:
    about = ABOUT[subject]
    told = [definition(subject, measure) for measure in about.measures]
    return Source(
        anchor=anchor_of(subject),
        title=f"Audit: {SUBJECT.get(subject, subject)}",
        unit="",
        definition="; ".join(dict.fromkeys(filter(None, told))),
        reading="it is not a verdict",
        missing="the finding says so",
        origin=f"emergent: {LABELS['emergent']}",
        code=[f"underheaven/measure/{about.code}", *map(room_of, COHORTS)],
        mechanisms=rests_on(COHORTS),
        chance="The words in brackets after each finding say how sure it is.",
        assumed="",
        laws=about.law,
        command=shlex.join(("underheaven", "audit", str(results.folder.path), "--csv", "audit.csv")),
    )
