"""What `sifting` finds out about acts: bits of a fate, beside those of `life.decide`, and sorts of kinds."""

from __future__ import annotations

DECIDED = 32
"""It was decided under the state of the start."""
LOOKED = 64
"""It is known who sees it."""
TOO_LATE = 128
"""It falls after the end of the run."""
COUNTED = 256
"""It is counted with all others (`acting`), and unless something changes only a record can come of it."""

WITH_PRIVILEGE, SPECIAL = 1, 2
"""A kind of act with which privileges help, or of which more comes than that it is done (`special`)."""
