"""What is wrong with how people change: bands nobody is in, shares that are no whole."""

from __future__ import annotations

from underheaven.documents.document import Path
from underheaven.society.checks.findings import Findings, check_names, check_shares, instead
from underheaven.society.schema import Society


def check_behaviour(society: Society, findings: Findings) -> None:
    """Notes what is wrong with behaviour and with the errors of face matching."""
    _check_employment(society, findings)
    _check_matching(society, findings)
    thresholds = society.behaviour.speech_thresholds
    if thresholds:
        check_shares(findings, ("behaviour", "speech_thresholds"), (each.share for each in thresholds))


def _check_employment(society: Society, findings: Findings) -> None:
    for band in society.behaviour.employed_ages:
        if band not in society.age_bands:
            findings.note(("behaviour", "employed_ages"), f"there is no age band '{band}'",
                          f"known are {', '.join(society.age_bands)}",
                          instead(band, society.age_bands))  # fmt: skip


def _check_matching(society: Society, findings: Findings) -> None:
    matching: Path = ("matching", "false_match")
    check_names(findings, matching, society.matching.false_match, society.groups)
    for group, factors in society.matching.false_match.items():
        check_names(findings, (*matching, group), factors, society.groups)
    check_names(findings, ("matching", "false_non_match"), society.matching.false_non_match, society.groups)
