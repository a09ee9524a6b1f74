"""The days on which a policy changes (specification, 2.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from underheaven.documents.quantity import DatedQuantity, Model
from underheaven.policy.schema import Policy


def change_days(policy: Policy) -> tuple[dt.date, ...]:
    """Every day, in order and once, on which a dated value changes or the scheme ends.

    Announcements, news, rollout and positional goods are not here: they go by steps.
    """
    days = set(dated_days(policy))
    if policy.safeguards.sunset is not None:
        days.add(policy.safeguards.sunset)
    return tuple(sorted(days))


def turning_days(policy: Policy) -> tuple[dt.date, ...]:
    """Every day, in order and once, on which anything about the policy changes: those of `change_days`, and
    those on which it comes to more people, says something, or begins to hand places out by rank."""
    days = {*change_days(policy), *(each.since for each in policy.rollout.values())}
    days |= {each.day for each in policy.news.values()}
    days |= {each.since for each in policy.positional.values()}
    for each in policy.announcements.values():
        days |= {each.since, *([each.until] if each.until is not None else [])}
    return tuple(sorted(days))


def dated_days(policy: Policy) -> tuple[dt.date, ...]:
    """Every day, in order and once, that a dated value of any part of the policy names."""
    return tuple(sorted({day for quantity in _dated(policy) for day in quantity.days}))


def _dated(part: object) -> Iterator[DatedQuantity]:
    """Every number at or below `part` that may change on a day."""
    if isinstance(part, DatedQuantity):
        yield part
    elif isinstance(part, Model):
        for name in type(part).model_fields:
            yield from _dated(getattr(part, name))
    elif isinstance(part, dict):
        for value in part.values():
            yield from _dated(value)
    elif isinstance(part, tuple):
        for value in part:
            yield from _dated(value)
