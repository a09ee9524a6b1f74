"""What is wrong with announcements and news."""

from __future__ import annotations

from underheaven.policy.coherence.findings import Findings
from underheaven.policy.schema import Policy


def check(policy: Policy, findings: Findings) -> None:
    """Notes announcements and news that could never be heard, or never fade."""
    for name, announcement in policy.announcements.items():
        if announcement.until is not None and announcement.until < announcement.since:
            findings.note(
                ("announcements", name, "until"),
                f"{announcement.until} is before {announcement.since}",
                "the announcement would end before it begins",
                "swap `since` and `until`",
            )
        if announcement.half_life_days is not None and announcement.half_life_days.value == 0:
            findings.note(
                ("announcements", name, "half_life_days"),
                "a half-life of 0 days",
                "nobody would ever fear it",
                "give at least a day, or leave it out: then it never wears off",
            )
    for name, news in policy.news.items():
        if news.per_day.value == 1:
            findings.note(
                ("news", name, "per_day"),
                "everybody would hear it on its first day",
                "a chance of 1 has no fading",
                "give a chance below 1, such as 0.99",
            )
        if news.half_life_days.value == 0:
            findings.note(
                ("news", name, "half_life_days"),
                "a half-life of 0 days",
                "nobody would ever hear of it",
                "give at least a day, or remove the news",
            )
