"""A society from Python, checked as one from a file is."""

from __future__ import annotations

from underheaven.documents.objects import is_known, know, revalidated
from underheaven.society.checks import check_society
from underheaven.society.crowding import WEEK
from underheaven.society.schema import Society

__all__ = ["checked_society"]


def checked_society(society: Society, step_minutes: int = WEEK) -> Society:
    """The society, its bounds and its checks made; the same object where nothing had to be read anew.

    For what `Society.model_validate` and `model_copy(update=...)` give, lived in steps of so many minutes.
    Raises InputError with every problem and its path.
    """
    if is_known(society, step_minutes):
        return society
    anew = revalidated(Society, society)
    same = society if anew == society else anew
    check_society(same, step_minutes=step_minutes)
    know(same, step_minutes)
    return same
