"""Which source sees which act, where and how well (specification, 7.1)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import numpy as np

from underheaven.draws import name_key
from underheaven.engine.compiling.schedule import Segments
from underheaven.engine.compiling.thresholds import chance, floor
from underheaven.engine.world import World
from underheaven.policy.matching import blind, density_of
from underheaven.policy.schema import MAX_SOURCES_OF_A_KIND, Source
from underheaven.society.schema import PLACES, Region

NOUGHT, UNIT = Decimal(0), Decimal(1)
ONE = 1 << 16


def covered(source: Source, region: Region, place: str, day: dt.date) -> Decimal:
    """The share of acts that a source could see, in a place of a region on a day."""
    coverage = source.coverage.urban if place == "urban" else source.coverage.rural
    return min(UNIT, (coverage.on(day) or NOUGHT) * density_of(source, region))


def slots_of(world: World) -> Any:
    """int64[K, 4]: the sources that see each kind of act, in ascending order; -1 for none."""
    kinds = list(world.society.acts)
    out = np.full((len(kinds), MAX_SOURCES_OF_A_KIND), -1, np.int64)
    for k, kind in enumerate(kinds):
        watching = [s for s, source in enumerate(world.policy.sources.values()) if kind in source.sees]
        out[k, : len(watching)] = watching
    return out


def seeing_tables(world: World, segments: Segments) -> dict[str, Any]:
    """The thresholds of the slots, by segment, region, group and place, and kind."""
    society, sources = world.society, list(world.policy.sources.values())
    kinds, slots = list(society.acts), slots_of(world)
    seen = np.zeros((segments.count, len(society.regions), 2 * len(society.groups), len(kinds), 4), np.int64)
    for z, day in enumerate(segments.days):
        for r, region in enumerate(society.regions.values()):
            for c in range(2 * len(society.groups)):
                group, place = society.groups[c // 2], PLACES[c % 2]
                for s, source in enumerate(sources):
                    if blind(world, source, day):
                        continue
                    found = covered(source, region, place, day) * (1 - missed(world, source, group))
                    for kind, catch in source.sees.items():
                        k = kinds.index(kind)
                        seen[z, r, c, k, slots[k] == s] = chance(found * (catch.on(day) or NOUGHT))
    hourly = np.array([_hours(source) for source in sources], np.int64).reshape(len(sources), 24)
    attentive = np.array([floor(ONE * source.attention.value) for source in sources], np.int64)
    keys = np.array([name_key(name) for name in world.policy.sources], np.uint64)
    shifts = np.append((hourly != ONE).any(axis=1) | (attentive > 0), False)
    return {
        "seen": seen,
        "slot_source": slots,
        "slot_key": np.append(keys, np.uint64(0))[slots],
        "source_key": keys,
        "shifting": shifts[slots].any(axis=1).astype(np.uint8),
        "hourly": hourly,
        "attentive": attentive,
    }


def _hours(source: Source) -> list[int]:
    """What a source sees in each hour of the day, in 65,536ths."""
    out = [ONE] * 24
    for hour in range(24):
        for part in source.hours:
            inside = (hour - part.first) % 24 <= (part.last - part.first) % 24
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
