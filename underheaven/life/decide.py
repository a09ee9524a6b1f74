"""Decide: is a considered act done, held back, brought on, prevented or denied? (specification, 6)

Propensity falls with dread (deterrence: Becker 1968; chill: Stoycheff 2016) and rises with hardship.
The same word is compared with today's propensity and with the one without dread and hardship, so the
chill is counted act by act and no other draw moves.
"""

from __future__ import annotations

from underheaven.jit import register_jitable

ONE = 1 << 16
MOST = 1 << 20
CERTAIN = 1 << 32

NOTHING, DONE, HELD_BACK, PREVENTED, DENIED, BROUGHT_ON = 0, 1, 2, 4, 8, 16
"""What becomes of a considered act, as bits: an act brought on is also done or denied."""


@register_jitable
def left_by_dread(dread: int, climate: int) -> int:
    """What dread leaves of a propensity, in 65,536ths.

    `dread` is the response to it in 65,536ths (negative: done more), weighted by `climate`.
    """
    return min(max(ONE - ((dread * climate) >> 16), 0), MOST)


@register_jitable
def today(base: int, left: int, hardship: int) -> int:
    """Today's threshold, 0 to 2^32, from the one without dread and hardship.

    `left` is what dread leaves of it, `hardship` the factor for hardship, both in 65,536ths.
    """
    return min(CERTAIN, (((base * left) >> 16) * hardship) >> 16)


@register_jitable
def propensity(base: int, dread: int, climate: int, hardship: int) -> int:
    """Today's threshold, 0 to 2^32; the arguments are those of `today` and `left_by_dread`."""
    return today(base, left_by_dread(dread, climate), hardship)


@register_jitable
def outcome(word: int, base: int, today: int, confined: bool, denied: bool) -> int:
    """What becomes of the act: bits of `DONE`, `HELD_BACK`, `PREVENTED`, `DENIED`, `BROUGHT_ON`."""
    if confined:
        return PREVENTED if word < base else NOTHING
    if word >= today:
        return HELD_BACK if word < base else NOTHING
    result = DENIED if denied else DONE
    if word >= base:
        result |= BROUGHT_ON
    return result
