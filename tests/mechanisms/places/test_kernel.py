"""Places: they fill exactly, equal ranks go by lot, and what one family wins another loses."""

import datetime as dt
import math
from decimal import Decimal
from fractions import Fraction
from functools import cache
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.engine.handing import arguments_with, somewhere
from tests.engine.small import NEW_YEAR, lived, shipped, with_policy
from underheaven.counted.columns import Cut
from underheaven.draws import PLACES, counter, int64, key, named, once
from underheaven.engine.arguments import Arguments
from underheaven.engine.cpu import Engine
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.here import EVERYBODY, stage
from underheaven.engine.layout import layout_of
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.mechanisms.association.kernel import FIRST_OF_HOUSEHOLD
from underheaven.mechanisms.places.ranking import BASE, DIGITS, choose
from underheaven.mechanisms.places.rule import first, limbs_of, shared_out

STEP = 3
"""The first step of the new year."""
Int64 = NDArray[np.int64]


def _world() -> World:
    """Three weeks in the scheme, and then a year begins."""
    start = NEW_YEAR - dt.timedelta(days=7 * STEP)
    world = shipped(start=start, days=28, citizens=900, community_size=256)
    return with_policy(world, rollout={"all": {"since": start, "share": 1}})


def _wanting(engine: Engine, region: int) -> list[tuple[int, int, int]]:
    """Rank, lot and place of each family of a region that wants the first good, listed citizen by citizen."""
    t, s, c, seed = engine.tables, engine.state, engine.communities, key(engine.world.seed)
    found = []
    for number in np.flatnonzero(c.region == region).tolist():
        begin, n, community = int(c.begin[number]), int(c.size[number]), int(c.number[number])
        column = s.archetype[begin : begin + n]
        edges = [0, *(i for i in range(1, n) if column[i] & FIRST_OF_HOUSEHOLD), n]
        for first_slot, end in pairwise(edges):
            family = [int(a) & ARCHETYPE for a in column[first_slot:end]]
            shown = [
                int(s.shown[begin + slot])
                for slot, a in enumerate(family, first_slot)
                if t.adult[a] and stage(STEP, number, c) == EVERYBODY
            ]
            if not any(t.adult[a] for a in family):
                continue
            if t.places.with_child[0] and not any(t.places.child[a] for a in family):
                continue
            w = once(counter(region, community), first_slot, STEP, PLACES, seed)
            lot = int(named(int64(w[0]), int64(w[1]), t.places.key[0])[0])
            rank = sum(shown) // len(shown) if shown else int(t.start)
            found.append((rank, lot, community << 12 | first_slot))
    return found


@cache
def _lived() -> tuple[World, list[StepRecord], list[Int64]]:
    """The steps of the world; the families of each region that want the first good."""
    world = _world()
    engine = Engine(world)
    steps = lived(engine, STEP)
    found = [_wanting(engine, region) for region in range(len(world.citizens_of_regions))]
    steps += lived(engine, 1)
    engine.close()
    return world, steps, [np.array(rows) for rows in found]


def _column(world: World, record: StepRecord, name: str) -> list[int]:
    """A column of the tally, by region."""
    found: list[int] = record.tallies[:, :, layout_of(world).column(name)].sum(axis=1).tolist()
    return found


@pytest.mark.parametrize("good", ["school", "housing"])
def test_places_fill_exactly(good: str) -> None:
    world, steps, _ = _lived()
    place, record = world.society.places[good], steps[STEP]
    wanting = _column(world, record, f"place.{good}.families")
    placed = _column(world, record, f"place.{good}.placed")
    for region, wants, has in zip(world.society.regions.values(), wanting, placed, strict=True):
        density = region.densities.get(place.density or "")
        room = place.share.value * (Decimal(1) if density is None else density.value) * wants
        assert has == min(wants, int(room))
    assert sum(placed) > 0


@pytest.mark.parametrize("good", ["school", "housing"])
def test_whom_rank_favours_it_takes_from_somebody(good: str) -> None:
    world, steps, _ = _lived()
    displaced = _column(world, steps[STEP], f"place.{good}.displaced")
    assert displaced == _column(world, steps[STEP], f"place.{good}.favoured")
    assert sum(displaced) > 0


def test_those_who_are_placed_are_the_first_of_their_region() -> None:
    """By rank, then lot, then place; and those drawn are the first by lot alone."""
    world, steps, wanting = _lived()
    known = steps[STEP].known
    at = layout_of(world).known.index("place.school.placed_rank")
    for region, rows in enumerate(wanting):
        places = _column(world, steps[STEP], "place.school.placed")[region]
        order = sorted(rows.tolist(), key=lambda row: (-row[0], row[1], row[2]))
        assert known[region, at : at + 3].tolist() == order[places - 1]
        assert [row for row in order if first(*row, *order[places - 1])] == order[:places]
        lots = sorted(row[1:] for row in rows.tolist())
        assert known[region, at + 3 : at + 5].tolist() == lots[places - 1]
        assert len({row[0] for row in order}) > 1


@given(
    st.lists(
        st.tuples(
            st.sampled_from([-32768, -5, 0, 7, 32767]),
            st.sampled_from([0, 1, 65535, 65536, 2**32 - 1]),
            st.sampled_from([0, 1, 65535, 65536, 2**32 - 1]),
        ),
        unique=True,
        max_size=40,
    ),
    st.integers(0, 45),
)
def test_counting_by_digits_finds_whom_sorting_finds(families: list[tuple[int, int, int]], room: int) -> None:
    """Many share a rank or a lot here."""

    def digits_of(rank: int, lot: int, place: int) -> tuple[int, ...]:
        return 32767 - rank, lot >> 16, lot & 65535, place >> 16, place & 65535

    arguments = _handed_for_one_good(room, len(families))
    r, known = arguments.ranking, arguments.told.known
    r.digits[:], known[:], more = 0, -1, 1
    while more:
        r.counts[:], digits = 0, int(r.digits[0])
        for rank, lot, place in families:
            for order, ranked in enumerate((rank, 0)):
                own = digits_of(ranked, lot, place)
                if own[:digits] == tuple(r.found[0, order, :digits].tolist()):
                    r.counts[0, order, own[digits]] += 1
        more = choose.py_func(STEP, 0, 1, 1, (0, 0), arguments)
    assert len(digits_of(0, 0, 0)) == DIGITS
    at = arguments.blocks.cut
    last, places = known[0, at : at + len(Cut)].tolist(), min(room, len(families))
    if places == 0:
        assert last == [-1] * len(Cut)
    else:
        by_rank = sorted(families, key=lambda family: (-family[0], *family[1:]))
        by_lot = sorted(family[1:] for family in families)
        assert last == [*by_rank[places - 1], *by_lot[places - 1]]
    assert (known[1:] == -1).all()


def _handed_for_one_good(room: int, families: int) -> Arguments:
    """What `choose` is handed where so many families have places for `room`."""
    share = limbs_of(Fraction(min(room, families), max(1, families)))
    return arguments_with(
        somewhere(0, 1, (0, 0)),
        ranking={
            "found": np.zeros((1, 2, DIGITS), np.int64),
            "left": np.zeros((1, 2), np.int64),
            "counts": np.zeros((1, 2, BASE), np.int64),
        },
        places={"with_child": np.zeros(1, np.int64), "room": np.array([[share]], np.int64)},
    )


@given(
    st.integers(0, 10**18),
    st.integers(0, 44),
    st.integers(0, 10**18),
    st.integers(0, 20),
    st.integers(0, 2**31),
)
def test_places_are_the_exact_share_of_families(
    share: int, decimals: int, density: int, more: int, families: int
) -> None:
    """Whatever the decimals of the share and of the density; nobody has two."""
    exact = Fraction(share * density, 10 ** (decimals + more))
    places = shared_out(families, np.array(limbs_of(exact)))
    assert places == min(families, math.floor(exact * families))


def test_only_the_first_step_of_a_year_allots() -> None:
    world, steps, _ = _lived()
    layout = layout_of(world)
    fields = [i for i, name in enumerate(layout.known) if name.startswith("place.")]
    columns = [i for i, name in enumerate(layout.columns) if name.startswith("place.")]
    for record in steps[:STEP]:
        assert (record.known[:, fields] == -1).all()
        assert not record.tallies[:, :, columns].any()


def _by(world: World) -> tuple[World, StepRecord, Int64]:
    """The step in which places are allotted, and the hardship after it."""
    engine = Engine(world)
    record = lived(engine, STEP + 1)[-1]
    engine.close()
    return world, record, engine.state.hardship.astype(np.int64)


def test_equal_ranks_go_by_lot() -> None:
    """Where no record moves a score, everybody's rank is the same, and rank displaces nobody."""
    world, record, _ = _by(with_policy(_world(), rules={}))
    for good in world.society.places:
        assert sum(_column(world, record, f"place.{good}.displaced")) == 0
        assert sum(_column(world, record, f"place.{good}.placed")) > 0


def test_without_ranks_as_many_are_placed_and_nobody_is_displaced() -> None:
    world, steps, _ = _lived()
    plain, record, _ = _by(with_policy(_world(), positional={}))
    for good in world.society.places:
        for what in ("families", "placed"):
            name = f"place.{good}.{what}"
            assert _column(plain, record, name) == _column(world, steps[STEP], name)
        assert sum(_column(plain, record, f"place.{good}.displaced")) == 0


def test_a_lost_place_is_a_hardship_of_the_adults_of_the_family() -> None:
    """Nobody has less hardship than where places go by lot, and some have more."""
    world = _world()
    harder = _by(world)[2] - _by(with_policy(world, positional={}))[2]
    assert harder.min() >= 0
    assert harder.max() > 0


def test_ranks_count_from_the_first_step_after_their_day() -> None:
    late = {good: {"since": NEW_YEAR + dt.timedelta(days=1)} for good in _world().society.places}
    world, record, _ = _by(with_policy(_world(), positional=late))
    assert sum(_column(world, record, "place.school.displaced")) == 0
    assert record.known[0, layout_of(world).known.index("place.school.placed_rank")] == 0
