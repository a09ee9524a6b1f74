"""Redress: review, notice, appeal and expiry of records (specification, 23)."""

from __future__ import annotations

from typing import Annotated, NamedTuple

from underheaven.integer_tables import I64
from underheaven.jit import register_jitable

TRUE, COUNTS, CLEAN, APPLIED, APPEALED, UPHELD = 1, 2, 4, 8, 16, 32
"""Flags of an entry of the ledger."""
GIVE_BACK, APPLY, EXPIRES, REMOVE = 1, 2, 4, 8
"""What is done with an entry at the close of a step."""


class RedressTables(NamedTuple):
    """Chances are thresholds of 0 to 2^32; index 0 wrong records, 1 true ones."""

    kept: int
    """1 where records are kept in the ledger: notice, appeal or expiry."""
    reviewed: int
    """1 where records are reviewed before they are written."""
    strikes: Annotated[I64, "2"]
    """[2] review strikes a record out."""
    appeals: Annotated[I64, "2"]
    """[2] a record is appealed."""
    upheld: Annotated[I64, "2"]
    """[2] an appeal is upheld."""
    appealing: int
    """1 where there are appeals."""
    appeal_minutes: int
    """Minutes to a decision when nobody waits."""
    suspensive: int
    """1 where points wait for the decision."""
    served: Annotated[I64, "R"]
    """[R] appeals that are decided in a step, in 2^-20ths."""
    notice: int
    """Minutes from a record to its effect; 0: none."""
    expiry: int
    """Minutes from a record to its end; 0: never."""
    expiry_of_all: int
    """1 where records that raise the score end too."""


TABLES = RedressTables
"""What the kernel is handed of this mechanism."""


@register_jitable
def waits(points: int, notice: int, flags: int, suspensive: int) -> bool:
    """Whether a record's points do not move the score at once."""
    return points < 0 and (notice > 0 or (flags & APPEALED != 0 and suspensive == 1))


@register_jitable
def ends(points: int, expiry: int, of_all: int) -> bool:
    """Whether a record will expire."""
    return expiry > 0 and (points < 0 or of_all == 1)


@register_jitable
def decide(
    flags: int, decided: bool, suspensive: int, effective: bool, expiring: bool, over: bool
) -> tuple[int, int]:
    """What is done with an entry at the close of a step, and its flags after it.

    `decided` whether an appeal's time has come, `effective` whether notice is over, `expiring` whether
    it will ever expire, `over` whether it does so now.
    """
    what = 0
    if flags & APPEALED and decided:
        if flags & UPHELD:
            return REMOVE | (GIVE_BACK if flags & APPLIED else 0), flags
        flags &= ~APPEALED
    if not flags & APPLIED and effective and not (flags & APPEALED and suspensive == 1):
        what |= APPLY
        flags |= APPLIED
    if expiring and over:
        return what | REMOVE | EXPIRES | (GIVE_BACK if flags & APPLIED else 0), flags
    if flags & APPLIED and not flags & APPEALED and not expiring:
        what |= REMOVE
    return what, flags
