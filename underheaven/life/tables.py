"""The integer tables that a week reads: the society's and the policy's numbers, compiled.

Dimensions: A archetypes, B manners of acting, K kinds of act, G groups, R regions, Z segments of the
policy, S sources, C consequences, T steps, E entries of a stream of wrong records.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

I64 = NDArray[np.int64]
U8 = NDArray[np.uint8]
U16 = NDArray[np.uint16]
U32 = NDArray[np.uint32]


class Tables(NamedTuple):
    """Everything that is compiled once and read at every step; section numbers of the specification."""

    manner: U16
    """[A] row of the four tables that follow: archetypes that consider and do the same share one (B rows)."""
    count_above: U32
    """[cap, B] a count is the number of rows whose entry is below the word (1.5, 5.1)."""
    alias_cut: U32
    """[B, K] cuts of the alias table; a full column is its own alias (5.2)."""
    alias_kind: U8
    """[B, K] aliases."""
    base: I64
    """[B, K] propensity without dread and hardship, 0 to 2^32 (6.1)."""
    cell_of: U8
    """[A] the tally's cell of an archetype: (group × 2 + place) × 5 + quintile."""
    class_of: U8
    """[A] group × 2 + place."""
    adult: U8
    """[A] 1 where the archetype is scored by age."""
    employed: U8
    """[A] 1 where the archetype has an employer and is adult."""
    outside: U8
    """[K] 1 where the act happens outside the home."""
    speech: U8
    """[K] 0 none, 1 critical, 2 supportive."""
    deprivation: I64
    """[K] hardship added when the act is denied or prevented."""
    dread_response: I64
    """[Z, K, 16] response to dread by bin, in 65,536ths; may be negative (6.2)."""
    hardship_factor: I64
    """[K, 16] factor for hardship by bin, in 65,536ths (6.3)."""
    climate_factor: I64
    """[K, 16] weight of dread by the climate's bin, in 65,536ths (6.2)."""
    points: I64
    """[Z, K] points of a record in sixteenths; 0: no rule in force."""
    per_day: I64
    """[K] records of the kind that count on one day; 0: all."""
    denying: I64
    """[K] consequences that deny the kind, as bits."""
    heard: I64
    """[Z, K] dread added by announcements heard while doing the act (6.6)."""
    seen: I64
    """[Z, R, 2G, K, 4] thresholds of the four slots (7.1)."""
    slot_source: I64
    """[K, 4] the source of each slot; -1: none."""
    below: I64
    """[Z, C] thresholds of the consequences in sixteenths; below every score: not in force."""
    highest: I64
    """[Z] the highest of them: at or above it no consequence is in force."""
    person_until: I64
    """[8] cumulative thresholds of the classes of the lasting factor (7.3)."""
    match_until: I64
    """[Z, R, G, 8, cap] cumulative thresholds of the number of false matches (7.4)."""
    match_rate: I64
    """[Z, R, G] rate of false matches a minute, in 2^-40ths."""
    match_pick: I64
    """[Z, R, G, E] cumulative thresholds of the entry written down (7.5)."""
    match_source: I64
    """[E] source of the entry."""
    match_kind: I64
    """[E] kind of the entry."""
    clerk_until: I64
    """[Z, cap] as `match_until`, for clerical mistakes."""
    clerk_rate: I64
    """[Z]"""
    clerk_pick: I64
    """[Z, E]"""
    clerk_source: I64
    """[E]"""
    clerk_kind: I64
    """[E]"""
    weights: I64
    """[Z, 8, 3, 64] weight of one tie in 65,536ths by types present, type and degree (8.3)."""
    first_segment: I64
    """[T] the segment of a step's first minute."""
    last_segment: I64
    """[T] the segment of a step's last minute."""
    segment_begin: I64
    """[Z] the first minute of a segment."""
    end: I64
    """[T] the minute at which a step ends."""
    recovery: I64
    """[T] sixteenths of a point regained in a step (8.1)."""
    dread_fade: I64
    """[T] (8.4)"""
    hardship_fade: I64
    """[T] (8.5)"""
    hear: I64
    """[T, R, 4] chance to hear each piece of news (8.4)."""
    news_dread: I64
    """[4] dread added by each."""
    confining: int
    """Consequences that confine, as bits."""
    low: int
    """The scale's lower end, in sixteenths."""
    high: int
    """Its upper end."""
    start: int
    """The score at the start."""
    record_dread: int
    """Dread added by a record that costs points."""
    sanction_dread: int
    """Dread added on falling under a consequence."""
    denial_dread: int
    """Dread added on being denied or prevented."""
    workplace_size: int
    """Places in a workplace."""
    climate_prior: int
    """The climate before anybody has spoken, in 65,536ths."""
    step_minutes: int
    """Length of a full step."""


def arrays(tables: Tables) -> dict[str, NDArray[np.generic]]:
    """The tables by name, as arrays; what is hashed and stored with a run."""
    return {name: np.asarray(value) for name, value in tables._asdict().items()}
