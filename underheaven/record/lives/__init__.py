"""Lives: one synthetic citizen's whole history with its causes, lived again and read, never stored.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""

from underheaven.record.lives.life import Event, Life, Week
from underheaven.record.lives.telling import MismatchError, tell, tell_all

__all__ = ["Event", "Life", "MismatchError", "Week", "tell", "tell_all"]
