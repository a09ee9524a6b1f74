from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from underheaven.draws import HOUSE, MEMBER, fill
from underheaven.society.households import settle, write_out
from underheaven.society.making import SynthesisTables, Where, making_of
from underheaven.society.seating import spread
from underheaven.society.stacks import ADULT, CHILD, SMALL
from underheaven.society.synthesis_tables import OLDEST

GROUPS, BANDS, OPINIONS = 2, 5, 2
ROLE = np.array([SMALL, CHILD, ADULT, ADULT, ADULT])
FIRST = np.array([0, 3, 18, 40, 65])
LAST = np.array([2, 17, 39, 64, -1])
CELLS = GROUPS * 2 * BANDS * 5 * 2 * OPINIONS
SIZES = np.array([1, 2, 3, 4, 6])
THRESHOLDS = np.array([1 << 30, 2 << 30, 3 << 30, 7 << 29, 1 << 32])
PLACE, SEED = 5, (7, 9)


def _nearest(age: int) -> list[int]:
    return sorted(
        (2, 3, 4), key=lambda band: max(FIRST[band] - age, 0 if LAST[band] < 0 else age - LAST[band], 0)
    )


def _tables() -> SynthesisTables:
    """One region; what says how many live in which cell is never read here."""
    none, number = np.zeros((1, 1), np.int64), np.arange(CELLS)
    return SynthesisTables(
        share=np.zeros((1, GROUPS + 1), np.int64),
        bound=none,
        strength=none,
        start=none[0],
        within=none,
        size_until=THRESHOLDS[None],
        size=SIZES[None],
        grown=none[0],
        role=ROLE,
        first=FIRST,
        years=np.where(LAST < 0, 15, LAST - FIRST + 1),
        nearest=np.array([_nearest(age) for age in range(OLDEST + 1)]),
        archetype=(number // OPINIONS * 2 * OPINIONS + number % OPINIONS).astype(np.uint16),
        opinions=OPINIONS,
    )


def archetype_parts(column: NDArray[np.uint16]) -> dict[str, NDArray[np.int64]]:
    number = (column & 0xFFF).astype(np.int64)
    parts = {}
    sizes = {"opinion": OPINIONS, "child": 2, "place": 2, "quintile": 5, "age": BANDS, "sex": 2}
    for name, size in sizes.items():
        parts[name] = number % size
        number = number // size
    return {**parts, "group": number}


def cells_of(column: NDArray[np.uint16]) -> NDArray[np.int64]:
    number = (column & 0xFFF).astype(np.int64)
    return number // (2 * OPINIONS) * OPINIONS + number % OPINIONS


def settled(counts: NDArray[np.int64], position: int = 0) -> NDArray[np.uint16]:
    """The column of a community of these people, made by the functions as they are written."""
    n, none = int(counts.sum()), np.zeros(1, np.int64)
    made = making_of(_tables(), Where(none, none, none, none, np.zeros(n, np.uint16)), n)
    made.waiting.cell[:] = counts
    fill(PLACE, made.words.slot, n, 0, MEMBER, SEED, made.words.member)
    fill(PLACE, made.words.slot, n, 0, HOUSE, SEED, made.words.house)
    write_out(settle(PLACE, 0, n, position, SEED, made), 0, made)
    return made.where.column


@st.composite
def communities(draw: st.DrawFn) -> NDArray[np.int64]:
    """People by cell, 1 to 120 of them, an adult among them; children may be many."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    number = draw(st.integers(1, 120))
    by_age = draw(st.lists(st.integers(0, 9), min_size=BANDS, max_size=BANDS).filter(any))
    concentration = draw(st.sampled_from([0.02, 0.2, 5.0]))
    weights = rng.dirichlet([concentration] * (CELLS // BANDS)).reshape(GROUPS * 2, 1, -1)
    weights = weights * np.array(by_age, dtype=float).reshape(1, BANDS, 1)
    counts = rng.multinomial(number, weights.ravel() / weights.sum()).astype(np.int64)
    grown = counts.reshape(GROUPS * 2, BANDS, -1)[:, ROLE == ADULT]
    if not grown.any():
        counts.reshape(GROUPS * 2, BANDS, -1)[1, 3, 0] = 1
    return counts


@given(counts=communities(), position=st.integers(0, 2**32 - 1))
def test_everybody_lives_in_one_household_with_an_adult(counts: NDArray[np.int64], position: int) -> None:
    column = settled(counts, position)
    assert np.array_equal(np.bincount(cells_of(column), minlength=CELLS), counts)
    start = (column & 0x8000) > 0
    assert start[0]
    house = np.cumsum(start) - 1
    adult = ROLE[archetype_parts(column)["age"]] == ADULT
    assert (np.bincount(house, adult) >= 1).all()


@given(counts=communities())
def test_a_small_child_is_at_home_where_one_lives(counts: NDArray[np.int64]) -> None:
    column = settled(counts)
    parts = archetype_parts(column)
    house = np.cumsum((column & 0x8000) > 0) - 1
    small = np.bincount(house, ROLE[parts["age"]] == SMALL) > 0
    assert np.array_equal(parts["child"] == 1, small[house])


@given(counts=communities())
def test_households_lie_in_order_of_place_group_and_quintile(counts: NDArray[np.int64]) -> None:
    column = settled(counts)
    first = column[(column & 0x8000) > 0]
    parts = archetype_parts(first)
    order = (parts["place"] * GROUPS + parts["group"]) * 5 + parts["quintile"]
    assert (np.diff(order) >= 0).all()


def ordinary() -> NDArray[np.uint16]:
    """A community of 4,000 with a fifth of children, evenly spread over everything else."""
    counts = np.zeros((GROUPS * 2, BANDS, 5 * 2 * OPINIONS), np.int64)
    counts[:] = np.array([2, 8, 18, 14, 8])[None, :, None]
    return settled(counts.ravel())


def test_in_an_ordinary_community_adults_are_not_the_children_of_children() -> None:
    column = ordinary()
    parts = archetype_parts(column)
    house = np.cumsum((column & 0x8000) > 0) - 1
    houses = int(house[-1]) + 1
    adults = np.bincount(house, ROLE[parts["age"]] == ADULT)
    sizes = np.bincount(house)
    # Couples: households of two adults without children, of two sexes and at most one band apart.
    pairs = [np.flatnonzero(house == h) for h in range(houses) if adults[h] == sizes[h] == 2]
    assert len(pairs) > 100
    assert np.mean([parts["sex"][a] != parts["sex"][b] for a, b in pairs]) > 0.95
    assert np.mean([abs(parts["age"][a] - parts["age"][b]) <= 1 for a, b in pairs]) > 0.95
    # Heads of households with children are seldom of the oldest band.
    with_children = [np.flatnonzero(house == h)[0] for h in range(houses) if adults[h] < sizes[h]]
    assert np.mean(parts["age"][with_children] == BANDS - 1) < 0.02
    # A third adult beside children is mostly an elder.
    third = [np.flatnonzero(house == h)[2] for h in range(houses) if 3 <= adults[h] < sizes[h]]
    assert np.mean(parts["age"][third] >= 3) > 0.8


def test_sizes_of_households_follow_their_shares() -> None:
    column = ordinary()
    sizes = np.diff(np.flatnonzero(column & 0x8000), append=len(column))
    found = np.array([np.mean(sizes == size) for size in SIZES])
    assert np.abs(found - [0.25, 0.25, 0.25, 0.125, 0.125]).max() < 0.01


@given(
    weights=st.lists(st.integers(0, 7), min_size=1, max_size=30),
    share=st.floats(0, 1),
    word=st.integers(0, 2**32 - 1),
)
def test_a_spread_gives_all_and_to_none_more_than_its_weight(
    weights: list[int], share: float, word: int
) -> None:
    number = int(share * sum(weights))
    out = np.zeros(len(weights), np.int64)
    spread(0, len(weights), number, word, np.array(weights), out)
    assert out.sum() == number
    assert (out >= 0).all()
    assert (out <= weights).all()
