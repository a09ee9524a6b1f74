"""How many records a world's ledger may hold at once, from the policy's rates: a generous estimate.

It decides nothing in a run: it is for knowing beforehand whether a run fits into memory.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

from underheaven.documents.quantity import DatedQuantity, Quantity, Whole
from underheaven.engine.lengths import ROOM
from underheaven.engine.state import make_ledger
from underheaven.engine.world import MINUTES_PER_DAY, World
from underheaven.mechanisms.lasting.model import mean_square
from underheaven.mechanisms.rules.model import Rule
from underheaven.policy.schema import Policy, Source
from underheaven.society.archetypes import Archetypes
from underheaven.society.schema import Society

DAYS_PER_YEAR = 365.25
SLACK = 2
"""The people of some communities write more records than the mean person."""
WHILE_LENGTHENED = 1.5
"""While the ledger is made twice as long, the shorter one is there beside it."""
ENTRY_BYTES = sum(column.itemsize for column in make_ledger(1, 0).entries)


def entries_of_a_person(world: World) -> float:
    """Records that the ledger may hold for each inhabitant; 0 where none is kept."""
    guards, years = world.policy.safeguards, world.horizon / MINUTES_PER_DAY / DAYS_PER_YEAR
    notice, appeal, expiry = guards.notice, guards.appeal, guards.expiry
    if notice is None and appeal is None and expiry is None:
        return 0.0
    kept = max(notice.days.value if notice else 0, expiry.days.value if expiry else 0) / DAYS_PER_YEAR
    # Where capacity is short, an appeal may wait as long as the run goes on.
    appealed = max(float(appeal.appeals_wrong.value), float(appeal.appeals_true.value)) if appeal else 0.0
    of_all = expiry is not None and expiry.records == "all"
    return records_a_year(world.policy, world.society, of_all) * (min(kept, years) + appealed * years)


def ledger_bytes(world: World, communities: int) -> int:
    """Bytes of the ledger at its largest: every community has as much room as the fullest needs."""
    a_person = entries_of_a_person(world)
    if not a_person:
        return 0
    room = ROOM
    while room < SLACK * a_person * min(world.community_size, world.citizens):
        room *= 2
    return int(WHILE_LENGTHENED * communities * room * ENTRY_BYTES)


def records_a_year(policy: Policy, society: Society, of_all: bool = False) -> float:
    """Records a year and person that cost points; with `of_all`, those that bring some as well."""
    counted = {kind for kind, rule in policy.rules.items() if of_all or _costs(rule)}
    archetypes = Archetypes(society)
    done = {kind: _done(society, archetypes, kind) for kind in counted}
    return sum(
        sum(
            done[kind] * _reach(source, society) * _most(share)
            for kind, share in source.sees.items()
            if kind in counted
        )
        + _wrong(source, counted)
        for source in policy.sources.values()
    )


def wrong_a_year(policy: Policy) -> float:
    """Records a year and person that are about somebody else."""
    return sum(_wrong(source, set(policy.rules)) for source in policy.sources.values())


def _done(society: Society, archetypes: Archetypes, kind: str) -> float:
    """Times a year that a person does acts of a kind: at least as often as the mean person will."""
    act = society.acts[kind]
    factors = (
        max(1.0, *(float(each.value) for each in by.values())) for by in act.propensity_by.values() if by
    )
    # Who considers more often and does more of it does so much more: means are of squares.
    lasting = (
        float(mean_square(each))
        for each in society.behaviour.lasting.values()
        if each.on == "both" and each.is_about(kind, act.context)
    )
    return float(archetypes.rates(kind).mean()) * min(
        1.0, float(act.propensity.value) * prod(factors) * prod(lasting)
    )


def _reach(source: Source, society: Society) -> float:
    """The largest share of acts that a source could see anywhere."""
    densities = [region.densities.get(source.density or "") for region in society.regions.values()]
    densest = max(1.0 if density is None else float(density.value) for density in densities)
    return min(1.0, max(_most(source.coverage.urban), _most(source.coverage.rural)) * densest)


def _wrong(source: Source, counted: set[str]) -> float:
    """Records a year and person that a source writes about the wrong one."""
    mistakes, faces, records = source.mistakes, source.faces, 0.0
    if mistakes is not None:
        records += _most(mistakes.per_person_year) * _share(mistakes.records, counted)
    if faces is not None:
        gallery = faces.gallery.value if isinstance(faces.gallery, Whole) else None
        hits = 1.0 if gallery is None else min(1.0, gallery * float(faces.false_match_rate.value))
        records += _most(faces.searches_per_person_year) * hits * _share(faces.records, counted)
    return records


def _share(records: Mapping[str, Quantity], counted: set[str]) -> float:
    return sum(float(share.value) for kind, share in records.items() if kind in counted)


def _costs(rule: Rule) -> bool:
    given = (points for points in (rule.points, rule.repaid, rule.defaulted) if points is not None)
    return any(value < 0 for points in given for value in points.values)


def _most(number: DatedQuantity) -> float:
    return float(max(number.values))
