"""A life, told again: one synthetic citizen's whole history with its causes, recomputed and never stored.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""

from underheaven.record.telling.life import Event, Life, Week
from underheaven.record.telling.telling import MismatchError, tell, tell_all

__all__ = ["Event", "Life", "MismatchError", "Week", "tell", "tell_all"]
