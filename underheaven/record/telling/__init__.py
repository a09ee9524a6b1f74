"""A life, told again: one synthetic citizen's whole history with its causes, recomputed and never stored."""

from underheaven.record.telling.life import Event, Life, Week
from underheaven.record.telling.telling import MismatchError, tell, tell_all

__all__ = ["Event", "Life", "MismatchError", "Week", "tell", "tell_all"]
