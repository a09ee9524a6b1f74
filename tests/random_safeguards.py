"""The safeguards of a small random policy: each by itself or with others, within days rather than years.

Switches are drawn here; of the others those that have a `drawn.py` in the folder of their mechanism's tests.
"""

import datetime as dt
from typing import Any

from tests.draft import Draft
from tests.drawn import drawn
from underheaven.policy.safeguards import Safeguards

SWITCHES = tuple(name for name, field in Safeguards.model_fields.items() if field.annotation is bool)


def safeguards(draft: Draft) -> dict[str, Any]:
    """Switches, and what has a size; `sunset` is drawn when all days are known."""
    return {name: draft.has(name, 0.12) for name in SWITCHES} | drawn("safeguards", draft)


def sunset(draft: Draft, days: tuple[dt.date, ...]) -> dt.date | None:
    """The end of the scheme within the run, after the first of the `days` that dated values name."""
    earliest = max((*days[:1], draft.first)) + dt.timedelta(days=1)
    return draft.dice.day(earliest, draft.last) if earliest <= draft.last else None
