"""The integer tables that a week reads: the society's and the policy's numbers, compiled.

Dimensions: A archetypes, B manners of acting, K kinds of act, G groups, R regions, Z segments of the
policy, S sources, C consequences, T steps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from underheaven.integer_tables import I64, U8, U16, U32, U64, Packed, Table
from underheaven.mechanisms.registry import parts_of


class Common(NamedTuple):
    """What no single mechanism has for itself; section numbers of the specification."""

    manner: U16
    """[A] first manner of acting: archetypes that consider and do the same share theirs, one for each
    combination of lasting classes (B manners in all; 30.3)."""
    considering: U16
    """[B] row of the three tables that follow: manners that consider the same share theirs (I rows)."""
    doing: U16
    """[B] row of `base`: manners that do the same of what they consider share theirs (J rows)."""
    count_above: U32
    """[cap, I] a count is the number of rows whose entry is below the word (1.5, 5.1)."""
    alias_cut: U32
    """[I, K] cuts of the alias table, kinds by name; a full column is its own alias (5.2)."""
    alias_kind: U8
    """[I, K] aliases."""
    by_name: U8
    """[K] the kinds in the order of their names."""
    base: I64
    """[J, K] propensity without dread and hardship, 0 to 2^32 (6.1)."""
    cell_of: U8
    """[A] the tally's cell of an archetype: (group × 2 + place) × 5 + quintile."""
    class_of: U8
    """[A] group × 2 + place."""
    adult: U8
    """[A] 1 where the archetype is scored by age."""
    employed: U8
    """[A] 1 where the archetype has an employer and is adult."""
    preventable: U8
    """[K] 1 where confinement prevents the act: outside the home, and not exempt (6.5)."""
    tone: U8
    """[K] 0 none, 1 critical, 2 supportive."""
    deprivation: I64
    """[K] hardship added when the act is denied or prevented."""
    dread_response: I64
    """[Z, K, 16 or 256] response to dread by bin, in 65,536ths; may be negative (6.2)."""
    hardship_factor: I64
    """[K, 16 or 256] factor for hardship by bin, in 65,536ths (6.3)."""
    climate_factor: I64
    """[K, 16 or 256] weight of dread by the climate's bin, in 65,536ths (6.2)."""
    ruled: U8
    """[Z, K] 1 where a rule for the kind is in force."""
    points: I64
    """[2, Z, K] points of a record in sixteenths, after a bad and after a good outcome (20)."""
    per_day: I64
    """[K] records of the kind that count on one day; 0: all."""
    denying: I64
    """[K] consequences that deny the kind, as bits; none of an exempt kind."""
    heard: I64
    """[T, K] dread added by announcements heard while doing the act (6.6)."""
    seen: I64
    """[Z, R, 2G, K, 4] thresholds of the four slots (7.1)."""
    slot_source: I64
    """[K, 4] the source of each slot; -1: none."""
    slot_key: U64
    """[K, 4] the key of its name."""
    source_key: U64
    """[S] the key of each source's name."""
    shifting: U8
    """[K] 1 where what a source sees of the kind depends on the hour or on attention."""
    hourly: I64
    """[S, 24] what a source sees in each hour, in 65,536ths (7.1)."""
    context: I64
    """[K] the kind's context, as a bit (23.6)."""
    below: I64
    """[Z, G, C] thresholds of the consequences in sixteenths; below every score: not in force."""
    highest: I64
    """[Z] the highest of them: at or above it no consequence is in force."""
    person_until: I64
    """[8] cumulative thresholds of the classes of the lasting factor (7.3)."""
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
    news_key: U64
    """[4] the key of its name."""
    joining: I64
    """[A] chance to join a voluntary scheme, 0 to 2^32 (10)."""
    renewing: I64
    """[A] chance that a step ends with another occupant, 0 to 2^32; all 0: no renewal (27)."""
    person_drawn: int
    """1 where lasting factors, thresholds of speech or efforts differ between people."""
    bin_bits: int
    """Bits of a level within one bin: 4, or 0 where levels act without steps (6.2)."""
    smoothing: int
    """What a step's counts weigh in smoothed levels, in 65,536ths (28)."""
    confining: int
    """Consequences that confine, as bits."""
    barring: int
    """Consequences that bar being a representative, as bits."""
    same_context: int
    """1 where acts are denied only for records of their own context."""
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
    associate_dread: int
    """Dread added for a tie to one newly sanctioned."""
    workplace_size: int
    """Places in a workplace."""
    climate_prior: int
    """The climate before anybody has spoken, in 65,536ths."""
    step_minutes: int
    """Length of a full step."""


RECORDS = {name: module.TABLES for name, module in parts_of("rule").items() if hasattr(module, "TABLES")}
"""Mechanism -> the record of its own tables."""

if TYPE_CHECKING:
    from numpy.typing import NDArray

    class Tables(Common):
        """Everything that is compiled once and read at every step, with a record for each of `RECORDS`."""

        def __getattr__(self, name: str) -> Any: ...
else:
    Tables = NamedTuple("Tables", [*Common.__annotations__.items(), *RECORDS.items()])


def arrays(tables: Tables) -> dict[str, NDArray[Any]]:
    """The tables by name (those of a mechanism as `firm.base`), as arrays; hashed and stored with a run."""
    import numpy  # late: whoever only compiles to tables has none

    return {name: numpy.asarray(value) for name, value in _flat("", tables)}


def packed(tables: Tables) -> Packed:
    """Tables of `integer_tables.Table` in one buffer with a directory; single numbers are not in it."""
    return Packed.of({name: value for name, value in _flat("", tables) if isinstance(value, Table)})


def put_back(tables: Tables, others: Mapping[str, Any]) -> Tables:
    """The same with others in the place of the tables of these names."""
    return Tables(*_put_back("", tables, others))


def _put_back(prefix: str, tables: Any, others: Mapping[str, Any]) -> Iterator[Any]:
    for name, value in tables._asdict().items():
        if hasattr(value, "_asdict"):
            yield type(value)(*_put_back(f"{prefix}{name}.", value, others))
        else:
            yield others.get(prefix + name, value)


def _flat(prefix: str, tables: Any) -> Iterator[tuple[str, Any]]:
    for name, value in tables._asdict().items():
        if hasattr(value, "_asdict"):
            yield from _flat(f"{prefix}{name}.", value)
        else:
            yield prefix + name, value
