"""Which source sees which act, against formulas in floating point."""

import datetime as dt
from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from tests.engine.small import NEW_YEAR, blind, shipped, source, watched_by, with_policy
from tests.worlds import random_world
from underheaven.engine.compiling import compile_tables
from underheaven.engine.compiling.schedule import Segments
from underheaven.society.schema import PLACES


@pytest.mark.parametrize("seed", range(12))
def test_thresholds_are_those_of_the_formula(seed: int) -> None:
    world = random_world(seed)[0]
    society, sources = world.society, list(world.policy.sources.values())
    tables, kinds = compile_tables(world), list(world.society.acts)
    for z, day in enumerate(Segments.of(world).days):
        for r, region in enumerate(society.regions.values()):
            for s, watching in enumerate(sources):
                density = region.densities.get(watching.density or "")
                for kind, catch in watching.sees.items():
                    k = kinds.index(kind)
                    slot = tables.slot_source[k].tolist().index(s)
                    for c in range(2 * len(society.groups)):
                        covered = getattr(watching.coverage, PLACES[c % 2]).on(day) or 0
                        reach = min(1.0, float(covered) * (float(density.value) if density else 1.0))
                        miss = 0.0
                        if watching.faces is not None:
                            factor = society.matching.false_non_match.get(society.groups[c // 2])
                            miss = float(watching.faces.false_non_match_rate.value)
                            miss = min(1.0, miss * (float(factor.value) if factor else 1.0))
                        expected = 2**32 * reach * float(catch.on(day) or 0) * (1 - miss)
                        expected *= not blind(world, watching, day)
                        found = int(tables.seen[z, r, c, k, slot])
                        assert found == pytest.approx(expected, rel=1e-9, abs=1)


@pytest.mark.parametrize("seed", range(12))
def test_slots_are_the_sources_that_see_a_kind_in_their_order(seed: int) -> None:
    world = random_world(seed)[0]
    slots = compile_tables(world).slot_source.tolist()
    for row, kind in zip(slots, world.society.acts, strict=True):
        watching = [s for s, each in enumerate(world.policy.sources.values()) if kind in each.sees]
        assert row == [*watching, *[-1] * (4 - len(watching))]


def _seen(**parts: Any) -> Any:
    """Thresholds of one source that sees jaywalking, by segment, in the first region."""
    world = watched_by(shipped(), cameras=source({"jaywalking": 1}, **parts))
    return compile_tables(world).seen[:, 0, :, list(world.society.acts).index("jaywalking"), 0]


def test_never_and_always() -> None:
    assert (_seen() == 2**32).all()
    assert (_seen(coverage={"urban": 0, "rural": 0}) == 0).all()


def test_a_place_has_the_coverage_of_its_kind() -> None:
    seen = _seen(coverage={"urban": 0.5, "rural": 0.25})
    assert (seen[:, 1::2] == 2**31).all()
    assert (seen[:, 0::2] == 2**30).all()


def test_before_its_first_day_a_coverage_is_nothing() -> None:
    day = NEW_YEAR + dt.timedelta(days=9)
    seen = _seen(coverage={"urban": {"dated": {day: 1}}, "rural": 1})
    assert sorted(set(seen[:, 1].tolist())) == [0, 2**32]
    assert (seen[:, 0] == 2**32).all()


def test_a_density_that_a_region_does_not_state_is_one() -> None:
    world = watched_by(shipped(), cameras=source({"jaywalking": 1}, density="cameras"))
    regions = {
        name: region.model_copy(update={"densities": {}}) for name, region in world.society.regions.items()
    }
    world = replace(world, society=world.society.model_copy(update={"regions": regions}))
    seen = compile_tables(world).seen[:, :, :, list(world.society.acts).index("jaywalking"), 0]
    assert (seen == 2**32).all()


def test_whoever_is_never_matched_is_never_seen() -> None:
    faces = {
        "searches_per_person_year": 0,
        "gallery": "region",
        "acted_on": "best_hit",
        "false_match_rate": 0,
        "false_non_match_rate": 1,
        "records": {"jaywalking": 1},
    }
    assert (_seen(faces=faces) == 0).all()


def test_an_hour_has_the_share_of_its_stretch_also_past_midnight() -> None:
    hours = [{"first": 4, "last": 6, "share": 0.5}, {"first": 22, "last": 3, "share": 0.25}]
    world = watched_by(shipped(), cameras=source({"jaywalking": 1}, hours=hours))
    tables = compile_tables(world)
    nights = dict.fromkeys((22, 23, 0, 1, 2, 3), 16_384) | dict.fromkeys((4, 5, 6), 32_768)
    assert tables.hourly.tolist() == [[nights.get(hour, 65_536) for hour in range(24)]]
    jaywalking = list(world.society.acts).index("jaywalking")
    assert np.flatnonzero(tables.shifting).tolist() == [jaywalking]


def test_only_kinds_of_a_source_that_changes_are_looked_up_by_hour() -> None:
    sources = {
        "files": source({"jaywalking": 1, "petition": 1}),
        "cameras": source({"petition": 1}, attention=0.3),
    }
    tables = compile_tables(world := watched_by(shipped(), **sources))
    assert tables.attention.share.tolist() == [[0, 19_660]]
    assert np.flatnonzero(tables.shifting).tolist() == [list(world.society.acts).index("petition")]
    assert (tables.hourly == 65_536).all()


def test_faces_alone_are_no_evidence_where_that_is_guarded() -> None:
    faces = {
        "searches_per_person_year": 1,
        "gallery": "region",
        "acted_on": "every_hit",
        "false_match_rate": 0.00001,
        "false_non_match_rate": 0.1,
        "records": {"jaywalking": 1},
    }
    world = watched_by(shipped(), cameras=source({"jaywalking": 1}, faces=faces))
    tables = compile_tables(with_policy(world, safeguards={"no_biometric_only": True}))
    assert not tables.seen.any()
    assert not tables.mistakes.rate.any()
    assert compile_tables(world).seen.any()
