"""What lies outside a run: what begins after its last day, and what is over before its first."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal

from underheaven.documents.document import Path
from underheaven.documents.quantity import DatedQuantity, Model
from underheaven.mechanisms.news.model import News
from underheaven.policy.coherence import Findings
from underheaven.policy.schema import Policy

FAINT = Decimal("0.0001")
"""A daily chance to hear of something below which it is forgotten (specification, 8.4)."""


def note_late(policy: Policy, until: dt.date, findings: Findings) -> None:
    """Notes a rollout of which nothing begins by the last day of a run that is not told when to end."""
    reaching = {
        name: each.since for name, each in policy.rollout.items() if each.share.value and each.regions
    }
    name = min(reaching, key=lambda each: (reaching[each], each), default=None)
    if name is not None and reaching[name] > until:
        findings.note(
            ("rollout", name, "since"),
            f"nobody is in the scheme before {reaching[name]}",
            f"a run ends on {until} unless `--to` names a later day",
            "choose an earlier day, or run it with `--to`",
        )


def note_outside(policy: Policy, dates: tuple[dt.date, dt.date], findings: Findings) -> None:
    """Notes what of a policy never happens in a run from the first to the last of two days."""
    first, last = dates
    for part, entries in (
        ("rollout", policy.rollout),
        ("announcements", policy.announcements),
        ("positional", policy.positional),
    ):
        for name, entry in entries.items():
            if entry.since > last:
                _note((part, name, "since"), f"{name} begins on {entry.since}", last, findings)
    for name, announcement in policy.announcements.items():
        if announcement.until is not None and announcement.until < first:
            findings.note(
                ("announcements", name, "until"),
                f"{name} ends on {announcement.until}",
                f"the run begins on {first}, when it is over",
                "begin the run sooner, or let it last longer",
            )
    for name, news in policy.news.items():
        if news.day > last:
            _note(("news", name, "day"), f"{name} happens on {news.day}", last, findings)
        elif _is_forgotten(news, first):
            findings.note(
                ("news", name, "day"),
                f"{name} is forgotten when the run begins on {first}",
                f"it happened on {news.day}, and half as many hear of it every"
                f" {news.half_life_days.value:f} days",
                "begin the run sooner, or remove it",
            )
    sunset = policy.safeguards.sunset
    if sunset is not None and sunset > last:
        _note(("safeguards", "sunset"), f"the scheme ends on {sunset}", last, findings)
    elif sunset is not None and sunset <= first:
        findings.note(
            ("safeguards", "sunset"),
            f"the scheme ends on {sunset}",
            f"the run begins on {first}, when it is over: nobody is in it",
            "begin the run sooner, or choose a later day",
        )
    for path, number in _dated(policy, ()):
        if number.days and number.days[0] > last:
            _note(path, f"it is not in force before {number.days[0]}", last, findings)


def _note(path: Path, what: str, last: dt.date, findings: Findings) -> None:
    why = f"the run ends on {last}, before that"
    findings.note(path, what, why, "let the run last longer, or choose an earlier day")


def _is_forgotten(news: News, first: dt.date) -> bool:
    age = Decimal(max(0, (first - news.day).days))
    half_life = news.half_life_days.value
    if not half_life or not news.per_day.value:
        return False
    # Not by the power itself, which could be too small to be computed.
    halvings = age / half_life
    return halvings > 40 or news.per_day.value * Decimal(2) ** -halvings < FAINT


def _dated(part: object, path: Path) -> Iterator[tuple[Path, DatedQuantity]]:
    """Every number that may change on a day, and where it stands."""
    if isinstance(part, DatedQuantity):
        yield path, part
    elif isinstance(part, Model):
        for name in type(part).model_fields:
            yield from _dated(getattr(part, name), (*path, name))
    elif isinstance(part, dict):
        for key, value in part.items():
            yield from _dated(value, (*path, key))
