"""Attribute: records that are written about the wrong person (specification, 7.2 to 7.5).

How often is compiled from the gallery, the false-match rate and the searches (FPIR = 1 - (1 - FMR)^N;
Grother, Ngan and Hanaoka 2019); here one citizen's share of it falls out of a word.
"""

from __future__ import annotations

from typing import Annotated, Any, NamedTuple

from underheaven.integer_tables import I64
from underheaven.jit import register_jitable


class WrongTables(NamedTuple):
    """W streams of wrong records: false matches of each source with faces, then the slips of each that makes
    any, both in the order of the sources' names. Z segments, R regions, G groups, E kinds that one writes."""

    stream: Annotated[I64, "W"]
    """[W] 1 false matches, 2 clerical mistakes."""
    source: Annotated[I64, "W"]
    """[W] who writes them."""
    until: Annotated[I64, "Z R G 8 W cap"]
    """[Z, R, G, 8, W, cap] cumulative thresholds of their number, by class of the lasting factor (7.4)."""
    rate: Annotated[I64, "Z R G W"]
    """[Z, R, G, W] rate a minute, in 2^-40ths."""
    pick: Annotated[I64, "W E"]
    """[W, E] cumulative thresholds of the kind that is written down (7.5)."""
    kind: Annotated[I64, "W E"]
    """[W, E] these kinds."""


TABLES = WrongTables
"""What the kernel is handed of this mechanism."""


@register_jitable
def choose(word: int, thresholds: Any, entries: int) -> int:
    """The first of `entries` whose cumulative threshold (int64) is above the word."""
    entry = 0
    while entry < entries - 1 and word >= thresholds[entry]:
        entry += 1
    return entry


@register_jitable
def kept(word: int, rate: int, largest: int) -> bool:
    """Whether an event drawn at the step's largest rate happens at the rate of its own minute.

    Rates are events per minute in 2^-40ths. Compares word × largest with rate × 2^32, the word in two
    halves: with the most events that a step may hold, the product would leave 63 bits.
    """
    high, low = word >> 16, word & 0xFFFF
    return (high * largest + (low * largest >> 16)) >> 16 < rate
