"""How often the wrong person is recorded, against formulas in floating point."""

import datetime as dt
import math
from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from tests.engine.small import blind, shipped, source, watched_by
from tests.worlds import random_world
from underheaven.documents.problems import InputError
from underheaven.documents.quantity import Whole
from underheaven.engine.compiling import compile_tables
from underheaven.engine.compiling.given import Given
from underheaven.engine.compiling.schedule import Segments
from underheaven.engine.world import World
from underheaven.mechanisms.mistakes.compiled import MATCHES, SLIPS
from underheaven.mechanisms.mistakes.compiled import tables as tables_of
from underheaven.policy.matching import false_match_rates
from underheaven.policy.schema import Source
from underheaven.society.schema import Region

DAY = dt.date(2020, 1, 1)
FACES: dict[str, Any] = {
    "searches_per_person_year": 2,
    "gallery": "region",
    "acted_on": "every_hit",
    "false_match_rate": 0.00001,
    "false_non_match_rate": 0,
    "records": {"jaywalking": 1},
}


def _searches(source: Source, region: Region, day: dt.date) -> float:
    assert source.faces is not None
    urban = float(region.urban.value)
    covered = urban * float(source.coverage.urban.on(day) or 0)
    covered += (1 - urban) * float(source.coverage.rural.on(day) or 0)
    density = region.densities.get(source.density or "")
    reach = min(1.0, covered * (1.0 if density is None else float(density.value)))
    return reach * float(source.faces.searches_per_person_year.on(day) or 0)


def _gallery(world: World, source: Source, region: Region) -> dict[str, float]:
    assert source.faces is not None
    society, gallery = world.society, source.faces.gallery
    homes = society.regions.values() if gallery == "nation" else [region]
    people = {
        group: sum(float(r.population.value * r.groups.values.get(group, 0)) for r in homes)
        for group in society.groups
    }
    if isinstance(gallery, Whole):
        whole = float(region.population.value)
        people = {group: number * gallery.value / whole for group, number in people.items()}
    return people


def in_floats(world: World, source: Source, region: Region, day: dt.date) -> dict[str, float]:
    """The law of section 7.3, written with logarithms in floating point."""
    groups, faces = world.society.groups, source.faces
    if faces is None or blind(world, source, day):
        return dict.fromkeys(groups, 0.0)
    table, people = world.society.matching.false_match, _gallery(world, source, region)
    searches = _searches(source, region, day)
    found = dict.fromkeys(groups, 0.0)
    for h in groups:
        factor = {g: float(table[h][g].value) if g in table.get(h, {}) else 1.0 for g in groups}
        rate = {g: min(1.0, float(faces.false_match_rate.value) * factor[g]) for g in groups}
        hit = -math.expm1(sum(people[g] * math.log1p(-rate[g]) for g in groups))
        weight = sum(people[g] * factor[g] for g in groups)
        for g in groups:
            if faces.acted_on == "every_hit":
                found[g] += searches * people[h] * rate[g]
            elif weight:
                found[g] += searches * people[h] * hit * factor[g] / weight
    return found


@pytest.mark.parametrize("seed", range(40))
def test_rates_are_those_of_the_formula(seed: int) -> None:
    world = random_world(seed)[0]
    for watching in world.policy.sources.values():
        for region in world.society.regions.values():
            found = false_match_rates(world, watching, region, world.end)
            expected = in_floats(world, watching, region, world.end)
            assert {group: float(rate) for group, rate in found.items()} == pytest.approx(expected, rel=1e-9)


def test_the_worlds_try_both_ways_and_every_gallery() -> None:
    tried = {
        (faces.acted_on, faces.gallery if isinstance(faces.gallery, str) else "number")
        for seed in range(40)
        for faces in (each.faces for each in random_world(seed)[0].policy.sources.values())
        if faces is not None
    }
    assert len(tried) == 6


def _rates(**changes: Any) -> tuple[World, Source, Region, dict[str, Decimal]]:
    world = shipped()
    watching = source({"jaywalking": 1}, faces={**FACES, **changes})
    region = next(iter(world.society.regions.values()))
    return world, watching, region, false_match_rates(world, watching, region, DAY)


def test_best_hits_are_shared_out_and_none_is_lost() -> None:
    """Per year, the wrong hits that people get are the searches that hit anybody."""
    world, watching, region, rates = _rates(acted_on="best_hit")
    people = _gallery(world, watching, region)
    assert watching.faces is not None
    table = world.society.matching.false_match
    hits = 0.0
    for h in world.society.groups:
        miss = 1.0
        for g in world.society.groups:
            factor = float(table[h][g].value) if g in table.get(h, {}) else 1.0
            miss *= (1 - 1e-5 * factor) ** people[g]
        hits += _searches(watching, region, DAY) * people[h] * (1 - miss)
    assert sum(people[g] * float(rate) for g, rate in rates.items()) == pytest.approx(hits, rel=1e-9)


@pytest.mark.parametrize("acted_on", ["every_hit", "best_hit"])
def test_never_and_always(acted_on: str) -> None:
    assert not any(_rates(acted_on=acted_on, false_match_rate=0)[3].values())
    assert not any(_rates(acted_on=acted_on, searches_per_person_year=0)[3].values())
    world, watching, region, rates = _rates(acted_on=acted_on, false_match_rate=1)
    people = _gallery(world, watching, region)
    searches = _searches(watching, region, DAY) * sum(people.values())
    if acted_on == "best_hit":
        whole = sum(people[group] * float(rate) for group, rate in rates.items())
        assert whole == pytest.approx(searches, rel=1e-9)


def test_best_hits_are_fewer_than_hits() -> None:
    every, best = _rates()[3], _rates(acted_on="best_hit")[3]
    assert all(best[group] < every[group] for group in every)


@pytest.mark.parametrize("seed", range(12))
def test_tables_hold_rates_a_minute_and_shares(seed: int) -> None:
    world = random_world(seed)[0]
    segments, tables = Segments.of(world), compile_tables(world).mistakes
    sources, kinds = list(world.policy.sources.values()), list(world.society.acts)
    for j, (stream, s) in enumerate(zip(tables.stream, tables.source, strict=True)):
        part = sources[s].faces if stream == MATCHES else sources[s].mistakes
        assert part is not None
        masses = np.diff(tables.pick[j], prepend=0)[: len(part.records)]
        written = dict(zip([kinds[k] for k in tables.kind[j]], (masses / 2**32).tolist(), strict=False))
        assert written == pytest.approx({kind: float(share.value) for kind, share in part.records.items()})
        if stream == MATCHES:
            for z, day in enumerate(segments.days):
                for r, region in enumerate(world.society.regions.values()):
                    found = in_floats(world, sources[s], region, day)
                    expected = [rate * 2**40 / 525_960 for rate in found.values()]
                    assert tables.rate[z, r, :, j].tolist() == pytest.approx(expected, rel=1e-9, abs=1)


def test_a_source_has_a_stream_of_its_own_for_each_way_to_err() -> None:
    world = random_world(3)[0]
    tables, names = compile_tables(world).mistakes, list(world.policy.sources)
    order = [(int(stream), names[s]) for stream, s in zip(tables.stream, tables.source, strict=True)]
    parts = [(MATCHES, "faces"), (SLIPS, "mistakes")]
    assert order == sorted(
        (stream, name)
        for stream, part in parts
        for name, each in world.policy.sources.items()
        if getattr(each, part) is not None
    )


def test_lasting_factors_raise_and_lower_the_count() -> None:
    persistence = [{"share": 0.9, "factor": 0.5}, {"share": 0.1, "factor": 5.5}]
    watching = source({"jaywalking": 1}, faces={**FACES, "persistence": persistence})
    world = watched_by(shipped(), cameras=watching)
    tables = compile_tables(world)
    assert tables.mistakes.stream.tolist() == [MATCHES]
    assert tables.person_until[:3].tolist() == [int(Decimal("0.9") * 2**32), 2**32, 2**32]
    first = tables.mistakes.until[0, 0, 0, :, 0, 0] / 2**32
    region = next(iter(world.society.regions.values()))
    rate = false_match_rates(world, watching, region, DAY)[world.society.groups[0]]
    mean = float(rate) * 10_080 / 525_960
    assert first[:2].tolist() == pytest.approx([math.exp(-mean * 0.5), math.exp(-mean * 5.5)], abs=1e-9)
    assert (first[2:] == 1).all()


def test_mistakes_change_with_the_day() -> None:
    day = DAY + dt.timedelta(days=3)
    records = {"petition": 0.75, "jaywalking": 0.25}
    sources = {
        "two": source(
            {"jaywalking": 1},
            mistakes={"per_person_year": {"dated": {day: 3}}, "records": {"jaywalking": 1}},
        ),
        "one": source({"jaywalking": 1}, mistakes={"per_person_year": 1, "records": records}),
    }
    world = watched_by(shipped(), **sources)
    tables, kinds = compile_tables(world).mistakes, list(world.society.acts)
    at = Segments.of(world).days.index(day)
    a_minute = 2**40 // 525_960
    assert tables.source.tolist() == [1, 0]
    assert (tables.rate[at - 1] == [a_minute, 0]).all()
    assert (tables.rate[at] == [a_minute, 3 * 2**40 // 525_960]).all()
    assert [kinds[k] for k in tables.kind[0]] == ["jaywalking", "petition"]
    assert tables.kind[1, 0] == kinds.index("jaywalking")
    assert tables.pick.tolist() == [[2**30, 2**32], [2**32, 2**32]]
    assert (tables.until[at - 1, ..., 1, 0] == 2**32).all()
    assert (tables.until[at, ..., 0, 1, 0] < 2**32).all()


def test_what_another_source_writes_changes_no_table_of_a_source() -> None:
    """Not even the largest number that it may write in a step."""
    rare = source({"jaywalking": 1}, mistakes={"per_person_year": 0.01, "records": {"jaywalking": 1}})
    often = source({"jaywalking": 1}, mistakes={"per_person_year": 600, "records": {"petition": 1}})
    alone = compile_tables(watched_by(shipped(), rare=rare)).mistakes
    both = compile_tables(watched_by(shipped(), often=often, rare=rare)).mistakes
    cap = alone.until.shape[-1]
    assert both.until.shape[-1] > cap
    assert np.array_equal(both.until[..., 1, :cap], alone.until[..., 0, :])
    assert (both.until[..., 1, cap:] == 2**32).all()


@pytest.mark.parametrize("what", ["false matches", "clerical mistakes"])
def test_too_many_are_refused(what: str) -> None:
    parts: dict[str, Any] = (
        {"faces": {**FACES, "false_match_rate": 0.1}}
        if what == "false matches"
        else {"mistakes": {"per_person_year": 2_000, "records": {"jaywalking": 1}}}
    )
    watching = source({"jaywalking": 1}, **parts)
    world = watched_by(shipped(), cameras=watching)
    with pytest.raises(InputError, match=what):
        tables_of(Given(world, Segments.of(world), ()))


def test_a_shorter_step_holds_more_of_them() -> None:
    watching = source({"jaywalking": 1}, mistakes={"per_person_year": 2_000, "records": {"jaywalking": 1}})
    world = watched_by(shipped(), cameras=watching)
    shorter = replace(world, step_minutes=1_440)
    assert 2_000 * 1_440 / 525_960 < _cap(shorter) <= 32


def _cap(world: World) -> int:
    cap: int = tables_of(Given(world, Segments.of(world), ())).until.shape[-1]
    return cap
