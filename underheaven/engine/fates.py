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
WEIGHED, RECKONED = 512, 1024
"""Its gain is weighed against what a record would cost; it is held back for that."""

RECORDED, MORE, ALSO_SPECIAL, REWEIGHS = 1, 2, 4, 8
"""Why somebody may have to be walked through the step, as bits (`walks`): a source sees what they do, or
something else happens to them. An act of which more comes is no reason, but the walk has to meet it; nor is
an act that is weighed against a record, but one after a record is weighed anew."""
WALKS = RECORDED | MORE
WITH_PRIVILEGE, SPECIAL = 1, 2
"""A kind of act with which privileges help, or of which more comes than that it is done (`special`)."""
