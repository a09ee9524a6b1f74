"""Whether the wrong records that a policy makes in a society are more than a step holds."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from underheaven.policy.coherence import Findings
from underheaven.policy.dates import change_days
from underheaven.policy.matching import NOUGHT, UNIT, false_match_rates, over
from underheaven.policy.schema import Policy
from underheaven.society.crowding import is_crowded, shorter, why_crowded
from underheaven.society.schema import Society


@dataclass(frozen=True)
class _Pair:
    policy: Policy
    society: Society


def check_crowding(policy: Policy, society: Society, findings: Findings, step_minutes: int) -> None:
    """Notes sources that write more mistakes, or false matches, than a step holds on any day.

    Each source has a count of its own, so that what one writes does not bound another.
    """
    pair = _Pair(policy, society)
    days = (dt.date.min, *change_days(policy))
    for name, source in policy.sources.items():
        if source.mistakes is not None:
            _check_mistakes(pair, name, days, findings, step_minutes)
        if source.faces is not None:
            _check_matches(pair, name, days, findings, step_minutes)


def _check_mistakes(
    pair: _Pair, name: str, days: tuple[dt.date, ...], findings: Findings, step_minutes: int
) -> None:
    source = pair.policy.sources[name]
    rates = [
        source.mistakes.per_person_year.on(day) or NOUGHT
        for day in days
        if source.mistakes is not None and not over(pair.policy, day)
    ]
    yearly = max(rates, default=NOUGHT)
    if is_crowded(float(yearly), step_minutes):
        findings.note(
            ("sources", name, "mistakes", "per_person_year"),
            f"everybody would be taken for somebody else {yearly:,.0f} times a year by slips of the pen",
            why_crowded(step_minutes),
            f"lower `per_person_year`{shorter(step_minutes)}",
        )


def _check_matches(
    pair: _Pair, name: str, days: tuple[dt.date, ...], findings: Findings, step_minutes: int
) -> None:
    source = pair.policy.sources[name]
    lasting = (
        max((part.factor.value for part in source.faces.persistence), default=UNIT) if source.faces else UNIT
    )
    for day in days:
        for region in pair.society.regions.values():
            for group, rate in false_match_rates(pair, source, region, day).items():
                yearly = rate * lasting
                if is_crowded(float(yearly), step_minutes):
                    findings.note(
                        ("sources", name, "faces", "false_match_rate"),
                        f"some people of {group} in {region.title} would be taken for somebody else"
                        f" {yearly:,.0f} times a year",
                        why_crowded(step_minutes),
                        "lower `false_match_rate`, `searches_per_person_year`, the gallery or the largest"
                        f" factor of `persistence`{shorter(step_minutes)}",
                    )
                    return
