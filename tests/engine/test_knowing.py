"""What everybody knows: follows from the counts of the step before, and from nothing else."""

from functools import cache

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.engine.small import REDRESS, guarded, shipped
from underheaven.counted.columns import Known
from underheaven.engine.compiling import compile_tables
from underheaven.engine.following import know, mean_level, scaled
from underheaven.engine.knowing import Knowledge, following_of
from underheaven.engine.layout import Layout, layout_of
from underheaven.engine.world import World
from underheaven.life.tables import Tables
from underheaven.mechanisms.attention.rule import smooth
from underheaven.mechanisms.hospital.rule import refused, waits

Int64 = NDArray[np.int64]
count = st.integers(0, 5_000)


@cache
def _made() -> tuple[World, Layout, Tables, Knowledge]:
    world = guarded(shipped(citizens=2_000), **REDRESS)
    layout, tables = layout_of(world), compile_tables(world)
    return world, layout, tables, Knowledge(world, layout, tables)


def _public(**counts: int) -> Int64:
    """The same counts in every region; 0 for what is not named."""
    world, layout, _, _ = _made()
    out = np.zeros((len(world.society.regions), len(layout.public)), np.int64)
    for name, number in counts.items():
        out[:, layout.public.index(name)] = number
    return out


def _after(step: int, known: Int64, public: Int64) -> Int64:
    """What is known after a step in which nothing was tallied: no threshold moves."""
    world, layout, _, knowledge = _made()
    nothing = np.zeros((len(world.society.regions), len(world.society.groups), layout.width), np.int64)
    return knowledge.after(step, known, public, nothing)


def _field(known: Int64, name: str) -> list[int]:
    found: list[int] = known[:, _made()[1].known.index(name)].tolist()
    return found


def test_before_the_first_step_the_priors_hold() -> None:
    world, layout, tables, knowledge = _made()
    known = knowledge.at_first()
    assert known.shape == (len(world.society.regions), len(layout.known))
    assert set(_field(known, "climate")) == {tables.climate_prior}
    assert set(_field(known, "load_slow")) == {tables.hospital.usual}
    for source in world.policy.sources:
        assert set(_field(known, f"attention.{source}")) == {65_536}
        assert set(_field(known, f"level.{source}")) == {0}
    for name in ("load_fast", "backlog", "appeal_wait"):
        assert set(_field(known, name)) == {0}


@given(count, count)
def test_the_climate_moves_to_the_share_of_criticism_and_stays_where_nobody_speaks(
    critical: int, supportive: int
) -> None:
    _, _, tables, knowledge = _made()
    before = knowledge.at_first()
    after = _after(0, before, _public(critical=critical, supportive=supportive))
    if critical + supportive == 0:
        assert _field(after, "climate") == _field(before, "climate")
    else:
        said = (critical << 16) // (critical + supportive)
        expected = smooth(tables.climate_prior, said, tables.smoothing)
        assert set(_field(after, "climate")) == {expected}
        assert min(said, tables.climate_prior) <= expected <= max(said, tables.climate_prior)


@given(count, count)
def test_waits_and_refusals_are_those_of_the_new_loads(fast: int, slow: int) -> None:
    _, _, tables, knowledge = _made()
    h = tables.hospital
    after = _after(0, knowledge.at_first(), _public(visits_fast=fast, visits_slow=slow))
    loads = zip(_field(after, "load_fast"), _field(after, "load_slow"), strict=True)
    for region, (first, second) in enumerate(loads):
        now = [_field(after, f"wait_{name}")[region] for name in ("fast", "slow", "one_line")]
        assert tuple(now) == waits(first, second, h.service, h.spread)
        no = [_field(after, f"refused_{name}")[region] for name in ("fast", "slow")]
        assert tuple(no) == refused(first, second)


def test_a_load_goes_to_what_is_wanted_over_the_capacity() -> None:
    _, _, tables, knowledge = _made()
    known, wanted = knowledge.at_first(), 40
    for _ in range(400):
        known = _after(0, known, _public(visits_slow=wanted))
    for load, capacity in zip(_field(known, "load_slow"), tables.hospital.capacity.tolist(), strict=True):
        assert abs(load - min(1 << 20, (wanted << 36) // capacity)) <= 65_536 // tables.smoothing + 1


@given(st.lists(count, min_size=1, max_size=12))
def test_appeals_wait_until_they_are_served(filed: list[int]) -> None:
    """What was filed and not served is the backlog; capacity that nobody used is lost."""
    _, _, tables, knowledge = _made()
    known = knowledge.at_first()
    backlog = [0] * len(known)
    for number in filed:
        known = _after(0, known, _public(appeals=number))
        served = tables.redress.served.tolist()
        backlog = [max(0, old + (number << 20) - s) for old, s in zip(backlog, served, strict=True)]
        assert _field(known, "backlog") == backlog
        assert _field(known, "appeal_wait") == [b // s for b, s in zip(backlog, served, strict=True)]


@given(st.lists(count, min_size=4, max_size=4))
def test_attention_is_moved_between_regions_and_not_made(found: list[int]) -> None:
    """By heads it stays, but for rounding, where no region is at the most."""
    world, layout, tables, knowledge = _made()
    j = list(world.policy.sources).index("cameras")
    public = _public(enrolled=5_000)
    public[:, 4 + j] = [1_000 + number for number in found]
    known = _after(0, knowledge.at_first(), public)
    now, people = _field(known, "attention.cameras"), world.citizens_of_regions
    whole = sum(n * each for n, each in zip(people, now, strict=True))
    assert abs(whole / sum(people) - 65_536) < 65_536 / 1_000
    order = sorted(range(4), key=lambda region: found[region])
    assert [now[region] for region in order] == sorted(now)
    assert tables.attention.share[0, j] > 0
    assert set(_field(known, f"attention.{next(iter(world.policy.sources))}")) == {65_536} or j == 0
    assert layout.known.index("attention.cameras") > layout.known.index("level.cameras")


def test_where_nobody_is_enrolled_levels_stay() -> None:
    knowledge = _made()[3]
    known = _after(0, knowledge.at_first(), _public(enrolled=100, **{"records.cameras": 50}))
    assert min(_field(known, "level.cameras")) > 0
    later = _after(0, known, _public())
    assert _field(later, "level.cameras") == _field(known, "level.cameras")


@given(st.integers(0, 2**40), st.integers(0, 40), st.integers(1, 2**63 - 1), st.integers(1, 2**31))
def test_a_quotient_is_exact_whose_dividend_has_more_than_64_bits(
    number: int, bits: int, by: int, most: int
) -> None:
    assert scaled(number, bits, by, most) == min(most, (number << bits) // by)


@given(st.lists(st.tuples(st.integers(0, 2**31), st.integers(1, 2**31)), min_size=4, max_size=4))
def test_the_mean_level_of_a_nation_of_any_size_is_exact(regions: list[tuple[int, int]]) -> None:
    world, layout, tables, _ = _made()
    laid = following_of(world, layout, tables)
    laid.counted.known[:, len(Known)] = [level for level, _ in regions]
    laid.levels.citizens[:] = [citizens for _, citizens in regions]
    whole = sum(level * citizens for level, citizens in regions)
    assert mean_level(0, laid) == whole // sum(citizens for _, citizens in regions)


def test_what_follows_a_step_compiled_is_what_is_written() -> None:
    world, layout, tables, knowledge = _made()
    rng, known = np.random.default_rng(3), knowledge.at_first()
    laid = following_of(world, layout, tables)
    for step in range(20):
        public = rng.integers(0, 10 ** (1 + step % 9), (len(known), len(layout.public)))
        laid.counted.known[:], laid.counted.public[:] = known, public
        know.py_func(1, 0, len(known), 1, (0, 0), laid)
        known = _after(0, known, public)
        assert np.array_equal(laid.counted.known, known)
