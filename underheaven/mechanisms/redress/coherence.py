"""What is wrong with redress: records that end before they take effect, appeals that nobody decides."""

from __future__ import annotations

from underheaven.documents.words import counted
from underheaven.policy.coherence.findings import Findings
from underheaven.policy.schema import Policy


def check(policy: Policy, findings: Findings) -> None:
    """Notes expiry that leaves nothing, and appeals that nobody decides."""
    _check_expiry(policy, findings)
    _check_appeal(policy, findings)


def _check_expiry(policy: Policy, findings: Findings) -> None:
    guards = policy.safeguards
    if guards.expiry is None:
        return
    days = guards.expiry.days.value
    if guards.appeal is not None and days < (decided := guards.appeal.days.value):
        findings.note(
            ("safeguards", "expiry", "days"),
            f"records expire after {_days(days)}, and an appeal takes {_days(decided)}",
            "every record would be gone before anybody had decided about it",
            f"let records last at least {_days(decided)}, or decide sooner",
        )
    if guards.notice is not None and days <= (told := guards.notice.days.value):
        findings.note(
            ("safeguards", "expiry", "days"),
            f"records expire after {_days(days)}, and take effect {_days(told)} after notice",
            "no record would ever have an effect",
            f"let records last more than {_days(told)}, or shorten the notice",
        )
    if policy.score.recovery.value > 0:
        findings.note(
            ("safeguards", "expiry"),
            f"records expire, and scores recover by {policy.score.recovery.value:f} points a year",
            "both give back the points of the same records, which would come back twice",
            "set `score.recovery` to 0, or remove `expiry`",
        )


def _days(number: int) -> str:
    return counted(number, "day")


def _check_appeal(policy: Policy, findings: Findings) -> None:
    appeal = policy.safeguards.appeal
    if appeal is not None and appeal.capacity_per_1000_year.value == 0:
        findings.note(
            ("safeguards", "appeal", "capacity_per_1000_year"),
            "no appeal would ever be decided",
            "with `suspensive` no record appealed against would ever take effect"
            if appeal.suspensive
            else "people would appeal, and wait for ever",
            "give a number above 0, or remove `appeal`",
        )
