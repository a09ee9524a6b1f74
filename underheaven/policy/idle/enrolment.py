"""A scheme that reaches nobody, and what is heard by nobody."""

from __future__ import annotations

from underheaven.documents.document import Path
from underheaven.policy.coherence import Findings
from underheaven.policy.schema import Policy

EVERYBODY = "rollout: {everybody: {since: 2014-01-01, share: 1}}"


def note_nobody(policy: Policy, findings: Findings) -> None:
    """Notes a policy that scores nobody, a rollout of no regions, and words without effect."""
    reaching = [name for name, entry in policy.rollout.items() if entry.share.value and entry.regions]
    acts = policy.sources or policy.rules or policy.consequences or policy.privileges or policy.firms
    if acts and not reaching:
        findings.note(
            ("rollout",) if policy.rollout else (),
            "nobody is in the scheme",
            "`rollout` says from which day on whom it reaches, and it reaches nobody"
            if policy.rollout
            else "`rollout` says from which day on whom it reaches, and there is none: nobody is scored",
            f"add `{EVERYBODY}`",
        )
    for name, entry in policy.rollout.items():
        # An entry with a share of 0 is a milestone: a day that is told, and reaches nobody.
        if not entry.regions and reaching:
            _note(findings, ("rollout", name), f"{name} reaches nobody", False, "regions")
    if policy.joining is not None and policy.joining.share.value == 0:
        _note(findings, ("joining", "share"), "nobody joins", True, "share")
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
            _note_level(findings, (*at, "dread"), announcement.dread.value < 1)


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
