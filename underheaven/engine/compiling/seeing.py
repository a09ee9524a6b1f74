"""Which source sees which act, where and how well (specification, 7.1)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from math import floor
from typing import Any

from underheaven.engine.compiling.schedule import Segments
from underheaven.engine.compiling.thresholds import chance
from underheaven.engine.world import World
from underheaven.integer_tables import filled, table
from underheaven.keys import name_key
from underheaven.policy.matching import blind, density_of
from underheaven.policy.schema import MAX_SOURCES_OF_A_KIND, Source
from underheaven.society.schema import PLACES, Region

NOUGHT, UNIT = Decimal(0), Decimal(1)
ONE = 1 << 16


def covered(source: Source, region: Region, place: str, day: dt.date) -> Decimal:
    """The share of acts that a source could see, in a place of a region on a day."""
    coverage = source.coverage.urban if place == "urban" else source.coverage.rural
    return min(UNIT, (coverage.on(day) or NOUGHT) * density_of(source, region))


def slots_of(world: World) -> list[list[int]]:
    """[K, 4] the sources that see each kind of act, in ascending order; -1 for none."""
    kinds = list(world.society.acts)
    out = []
    for kind in kinds:
        watching = [s for s, source in enumerate(world.policy.sources.values()) if kind in source.sees]
        out.append([*watching, *[-1] * (MAX_SOURCES_OF_A_KIND - len(watching))])
    return out


def seeing_tables(world: World, segments: Segments) -> dict[str, Any]:
    """The thresholds of the slots, by segment, region, group and place, and kind."""
    society, sources = world.society, list(world.policy.sources.values())
    kinds, slots = list(society.acts), slots_of(world)
    classes = 2 * len(society.groups)
    seen = filled((segments.count, len(society.regions), classes, len(kinds), MAX_SOURCES_OF_A_KIND))
    for z, day in enumerate(segments.days):
        for r, region in enumerate(society.regions.values()):
            for c in range(classes):
                group, place = society.groups[c // 2], PLACES[c % 2]
                for s, source in enumerate(sources):
                    if blind(world, source, day):
                        continue
                    found = covered(source, region, place, day) * (1 - missed(world, source, group))
                    for kind, catch in source.sees.items():
                        k = kinds.index(kind)
                        seen[z, r, c, k, slots[k].index(s)] = chance(found * (catch.on(day) or NOUGHT))
    hourly = [_hours(source) for source in sources]
    # The last ones stand for no source.
    keys = [*(name_key(name) for name in world.policy.sources), 0]
    shifts = [
        any(hour != ONE for hour in hours) or any(source.attention.values)
        for hours, source in zip(hourly, sources, strict=True)
    ]
    shifts.append(False)
    return {
        "seen": seen,
        "slot_source": table(slots),
        "slot_key": table([[keys[source] for source in row] for row in slots], "uint64"),
        "source_key": table(keys[:-1], "uint64"),
        "shifting": table([any(shifts[source] for source in row) for row in slots], "uint8"),
        "hourly": table(hourly, "int64", len(sources), 24),
    }


def _hours(source: Source) -> list[int]:
    """What a source sees in each hour of the day, in 65,536ths."""
    out = [ONE] * 24
    for hour in range(24):
        for part in source.hours:
            inside = (hour - part.first.value) % 24 <= (part.last.value - part.first.value) % 24
            if inside:
                out[hour] = floor(ONE * part.share.value)
                break
    return out


def missed(world: World, source: Source, group: str) -> Decimal:
    """The chance that a source with faces fails to match the right face of a group."""
    if source.faces is None:
        return NOUGHT
    factor = world.society.matching.false_non_match.get(group)
    return min(UNIT, source.faces.false_non_match_rate.value * (UNIT if factor is None else factor.value))
