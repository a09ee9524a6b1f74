"""The days on which a policy changes (specification, 2.4)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from underheaven.documents.quantity import DatedQuantity, Model
from underheaven.policy.schema import Policy


def change_days(policy: Policy) -> tuple[dt.date, ...]:
    """Every day, in order and once, on which a dated value or an announcement changes.

    An announcement changes on its first day and on the day after its last. Rollout and news are not
    here: they go by steps.
    """
    days = set(dated_days(policy))
    for announcement in policy.announcements.values():
        days.add(announcement.since)
        # The day after the last day of the calendar does not exist: such a warning never ends.
        if announcement.until is not None and announcement.until < dt.date.max:
            days.add(announcement.until + dt.timedelta(days=1))
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
