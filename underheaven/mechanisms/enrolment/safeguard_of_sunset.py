"""The whole scheme ends on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

from underheaven.documents.problems import refuse
from underheaven.policy.safeguard import Changes, Safeguard, Words, model, sized
from underheaven.policy.schema import Policy
from underheaven.policy.words import Row

NAME, PLACE = "sunset", 130


WORDS = Words(
    title="Sunset",
    about="the whole scheme ends on a day",
    presumes="five years after anybody was first in it, as in `rights-respecting`",
    promise="an end to the whole",
    written="the day on which everything ends",
)


def _begins(policy: Policy) -> dt.date | None:
    """The day on which anybody is first in a scheme."""
    return min((entry.since for entry in policy.rollout.values() if entry.share.value > 0), default=None)


def _on(policy: Policy) -> Changes:
    """An end as long after the beginning as that of the model policy."""
    begins, pattern, end = _begins(policy), _begins(model()), model().safeguards.sunset
    if begins is None:
        raise refuse("a sunset", "nobody is ever in the scheme", "add a rollout")
    assert pattern is not None
    assert end is not None
    years = end.year - pattern.year
    try:
        day = begins.replace(year=begins.year + years)
    except ValueError:  # 29 February
        day = dt.date(begins.year + years, 3, 1)
    return {"safeguards": {NAME: day}}


def _rows(policy: Policy) -> Iterator[Row]:
    yield NAME, str(policy.safeguards.sunset), "the whole scheme ends"


SAFEGUARD: Safeguard = replace(sized(NAME, WORDS, _rows), on=_on)
