"""What is heard by nobody, or frightens nobody."""

from __future__ import annotations

from underheaven.documents.document import Path
from underheaven.policy.coherence import Findings
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society


def note(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes announcements and news without effect."""
    del society
    for name, news in policy.news.items():
        if not news.regions or news.per_day.value == 0 or news.dread.value < 1:
            at: Path = ("news", name)
            if news.regions and news.per_day.value:
                _note_level(findings, (*at, "dread"), news.dread.value < 1)
            else:
                _note(findings, at, f"nobody hears {name}", news.per_day.value == 0, "per_day")
    for name, announcement in policy.announcements.items():
        at = ("announcements", name)
        if not announcement.on:
            _note(findings, (*at, "on"), f"nobody hears {name}", False, "on", "no kind of act is named")
        else:
            frightens = announcement.dread.value >= 1 or announcement.chance is not None
            _note_level(findings, (*at, "dread"), not frightens)


def _note(
    findings: Findings, at: Path, what: str, nought: bool, key: str, why: str = "no region is named"
) -> None:
    reason = f"`{key}` is 0" if nought else why
    findings.note(at, what, reason, f"raise `{key}`" if nought else "name one, or remove the entry")


def _note_level(findings: Findings, at: Path, below_one: bool) -> None:
    if below_one:
        findings.note(
            at,
            "it frightens nobody",
            "levels of dread are whole numbers of 0 to 255, and this one counts as 0",
            "give at least 1, or remove the entry",
        )
