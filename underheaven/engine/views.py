"""What each phase of a step reads of the tables: records of about ten arrays, with their axes.

Axes: A archetypes, B manners of acting, I of considering, J of doing, K kinds of act, G groups, R regions,
Z segments of the policy, S sources, C consequences, T steps. What an array holds is said where the tables
are (`life.tables`).
"""

from __future__ import annotations

from typing import Annotated, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from underheaven.life.tables import Tables

I64 = NDArray[np.int64]
U8 = NDArray[np.uint8]
U16 = NDArray[np.uint16]
U32 = NDArray[np.uint32]
U64 = NDArray[np.uint64]
V = TypeVar("V", bound=tuple[object, ...])


class Traits(NamedTuple):
    """What an archetype says of somebody."""

    manner: Annotated[U16, "A"]
    cell_of: Annotated[U8, "A"]
    class_of: Annotated[U8, "A"]
    adult: Annotated[U8, "A"]
    employed: Annotated[U8, "A"]
    joining: Annotated[I64, "A"]
    renewing: Annotated[I64, "A"]
    person_until: Annotated[I64, "8"]
    person_drawn: int


class Acts(NamedTuple):
    """Which acts are considered."""

    considering: Annotated[U16, "B"]
    count_above: Annotated[U32, "cap I"]
    alias_cut: Annotated[U32, "I K"]
    alias_kind: Annotated[U8, "I K"]
    by_name: Annotated[U8, "K"]


class Conduct(NamedTuple):
    """What becomes of an act that is considered."""

    doing: Annotated[U16, "B"]
    base: Annotated[I64, "J K"]
    dread_response: Annotated[I64, "Z K bins"]
    hardship_factor: Annotated[I64, "K bins"]
    climate_factor: Annotated[I64, "K bins"]
    preventable: Annotated[U8, "K"]
    denying: Annotated[I64, "K"]
    context: Annotated[I64, "K"]
    tone: Annotated[U8, "K"]
    deprivation: Annotated[I64, "K"]
    heard: Annotated[I64, "T K"]
    bin_bits: int
    denial_dread: int
    confining: int
    same_context: int


class Sight(NamedTuple):
    """Which source sees what is done."""

    seen: Annotated[I64, "Z R 2G K 4"]
    slot_source: Annotated[I64, "K 4"]
    slot_key: Annotated[U64, "K 4"]
    source_key: Annotated[U64, "S"]
    shifting: Annotated[U8, "K"]
    hourly: Annotated[I64, "S 24"]


class Rules(NamedTuple):
    """What a record costs, and which consequences follow from a score."""

    ruled: Annotated[U8, "Z K"]
    points: Annotated[I64, "2 Z K"]
    per_day: Annotated[I64, "K"]
    below: Annotated[I64, "Z G C"]
    highest: Annotated[I64, "Z"]
    barring: int
    record_dread: int
    sanction_dread: int


class Scale(NamedTuple):
    """The scale of scores, in sixteenths of a point."""

    low: int
    high: int
    start: int


class Calendar(NamedTuple):
    """Minutes and segments of each step, and what time alone does in it."""

    first_segment: Annotated[I64, "T"]
    last_segment: Annotated[I64, "T"]
    segment_begin: Annotated[I64, "Z"]
    end: Annotated[I64, "T"]
    recovery: Annotated[I64, "T"]
    dread_fade: Annotated[I64, "T"]
    hardship_fade: Annotated[I64, "T"]
    step_minutes: int


class News(NamedTuple):
    """Who hears what the media tell."""

    hear: Annotated[I64, "T R 4"]
    news_dread: Annotated[I64, "4"]
    news_key: Annotated[U64, "4"]


class Ties(NamedTuple):
    """What ties weigh."""

    weights: Annotated[I64, "Z 8 3 64"]
    associate_dread: int
    workplace_size: int


def view(kind: type[V], tables: Tables) -> V:
    """The part of the tables that a record names, without a copy."""
    return kind(*(getattr(tables, name) for name in kind._fields))  # type: ignore[attr-defined]
