"""The safeguards of a small random policy: each by itself or with others, within days rather than years.

Switches are drawn here; of the others those that have a `drawn.py` in the folder of their mechanism's tests.
"""

import datetime as dt
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.draft import Draft
from underheaven.policy.safeguards import Safeguards

FOLDER = Path(__file__).resolve().parent / "mechanisms"
SWITCHES = tuple(name for name, field in Safeguards.model_fields.items() if field.annotation is bool)


@cache
def _parts() -> tuple[ModuleType, ...]:
    """The `drawn.py` of all mechanisms, in the order of their `PLACE`."""
    names = (path.parent.name for path in FOLDER.glob("*/drawn.py"))
    found = (import_module(f"tests.mechanisms.{name}.drawn") for name in names)
    return tuple(sorted(found, key=lambda module: (module.PLACE, module.__name__)))


def safeguards(draft: Draft) -> dict[str, Any]:
    """Switches, and what has a size; `sunset` is drawn when all days are known."""
    found: dict[str, Any] = {name: draft.has(name, 0.12) for name in SWITCHES}
    for part in _parts():
        found |= part.drawn(draft)
    return found


def sunset(draft: Draft, days: tuple[dt.date, ...]) -> dt.date | None:
    """The end of the scheme within the run, after the first of the `days` that dated values name."""
    earliest = max((*days[:1], draft.first)) + dt.timedelta(days=1)
    return draft.dice.day(earliest, draft.last) if earliest <= draft.last else None
