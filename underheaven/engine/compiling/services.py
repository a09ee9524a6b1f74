"""The society's queue, places, loans and partners as integers (specification, 17, 18, 20, 25)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np

from underheaven.documents.problems import refuse
from underheaven.draws import name_key
from underheaven.engine.compiling.acts import scaled
from underheaven.engine.compiling.schedule import YEAR_MINUTES
from underheaven.engine.compiling.thresholds import chance, floor
from underheaven.engine.world import MINUTES_PER_DAY, World
from underheaven.life.partner import DatingTables
from underheaven.life.queue import HospitalTables
from underheaven.life.rank import PlaceTables
from underheaven.life.repay import CreditTables
from underheaven.policy.matching import over
from underheaven.society.archetypes import Archetypes
from underheaven.society.schema import Region, Society

ONE = 1 << 16
BANDS, CERTAIN = 16, 1 << 32


def service_tables(world: World) -> dict[str, Any]:
    """Tables of everything that a society offers beside what people do."""
    return {
        "hospital": _hospital(world),
        "place": _places(world),
        "credit": _credit(world.society),
        "dating": _dating(world.society),
    }


def density(region: Region, name: str | None) -> Decimal:
    """A density of a region; 1 where none is named or it has none of that name."""
    given = None if name is None else region.densities.get(name)
    return Decimal(1) if given is None else given.value


def _hospital(world: World) -> HospitalTables:
    hospital, regions = world.society.hospital, list(world.society.regions.values())
    if hospital is None:
        return HospitalTables(-1, 0, 0, np.zeros(len(regions), np.int64), 0)
    room = [
        floor(
            (1 << 20)
            * hospital.visits_per_person_year.value
            * density(region, hospital.density)
            * n
            * world.step_minutes
            / YEAR_MINUTES
        )
        for region, n in zip(regions, world.citizens_of_regions, strict=True)
    ]
    return HospitalTables(
        kind=list(world.society.acts).index(hospital.kind),
        service=floor(16 * hospital.minutes_per_visit.value),
        spread=floor(ONE * (1 + hospital.variation.value**2) / 2),
        capacity=np.array(room, np.int64),
        usual=floor(ONE * hospital.usual_load.value),
    )


def _places(world: World) -> PlaceTables:
    places, policy = world.society.places, world.policy
    years = [world.year_of(step) for step in range(world.steps)]
    allotted = np.array(
        [step > 0 and years[step] != years[step - 1] for step in range(world.steps)], np.int64
    )
    ranked = np.zeros((world.steps, len(places)), np.int64)
    for q, name in enumerate(places):
        good = policy.positional.get(name)
        for step in range(world.steps):
            first = world.start + dt.timedelta(days=step * world.step_minutes // MINUTES_PER_DAY)
            ranked[step, q] = good is not None and good.since <= first and not over(policy, first)
    return PlaceTables(
        allotted=allotted * (len(places) > 0),
        ranked=ranked,
        with_child=np.array([p.families == "with_small_child" for p in places.values()], np.int64),
        hardship=np.array([floor(p.hardship.value) for p in places.values()], np.int64),
        child=Archetypes(world.society).codes("child").astype(np.uint8),
        key=np.array([name_key(name) for name in places], np.uint64),
    )


def _credit(society: Society) -> CreditTables:
    acts = list(society.acts.items())
    base = np.zeros((Archetypes(society).number, len(acts)), np.int64)
    factor = np.full((len(acts), BANDS), ONE, np.int64)
    for k, (name, act) in enumerate(acts):
        if act.repayment is None:
            base[:, k] = CERTAIN
            continue
        values = scaled(society, act.repayment.value, act.repayment_by)
        if values.max() > 1:
            raise refuse(
                f"{name}: a repayment of {values.max():.4g}",
                "the factors of `repayment_by` raise it above 1",
                "lower `repayment` or the factors",
                where=f"acts.{name}.repayment",
            )
        base[:, k] = [chance(value) for value in values]
        for b, by in enumerate(act.repayment_by_band):
            factor[k, b] = floor(ONE * by.value)
    return CreditTables(
        has_outcome=np.array([act.kind == "credit" for _, act in acts], np.uint8),
        base=base,
        bands=np.array([len(act.repayment_by_band) for _, act in acts], np.int64),
        factor=factor,
    )


def _dating(society: Society) -> DatingTables:
    dating, sex = society.dating, Archetypes(society).codes("sex").astype(np.uint8)
    if dating is None:
        return DatingTables(-1, 0, 0, sex)
    return DatingTables(
        list(society.acts).index(dating.kind), dating.rounds, chance(dating.acceptance.value), sex
    )
