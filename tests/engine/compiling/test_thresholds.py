"""Chances, choices, counts and alias tables, against floating-point and exact arithmetic."""

from decimal import Decimal
from itertools import pairwise
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from underheaven.documents.problems import InputError
from underheaven.engine.compiling.thresholds import (
    MOST_EVENTS,
    WORD,
    alias_table,
    cap_of,
    chance,
    choice,
    poisson,
)

shares = st.lists(st.decimals(0, 1, places=4), min_size=1, max_size=32)
means = st.decimals(0, 12, places=5)


@given(st.decimals(-(10**6), 10**6, places=6))
def test_floor_goes_down(x: Decimal) -> None:
    assert floor(x) <= x < floor(x) + 1


def test_never_and_always() -> None:
    assert chance(Decimal(0)) == 0
    assert chance(Decimal(1)) == WORD
    assert choice([Decimal(1)]) == [WORD]
    assert choice([Decimal(0), Decimal(1), Decimal(0)]) == [0, WORD, WORD]
    assert choice([]) == []


@given(shares)
def test_a_choice_gives_each_entry_its_share(parts: list[Decimal]) -> None:
    until, total = choice(parts), sum(parts)
    assert until[-1] == WORD
    masses = [above - below for below, above in pairwise([0, *until])]
    assert min(masses) >= 0
    if total:
        assert max(abs(mass - WORD * part / total) for mass, part in zip(masses, parts, strict=True)) <= 1


@given(means, st.integers(1, MOST_EVENTS))
def test_poisson_thresholds_are_the_distribution(mean: Decimal, cap: int) -> None:
    found = [limit / WORD for limit in poisson(mean, cap)]
    assert found == pytest.approx(stats.poisson.cdf(range(cap), float(mean)), abs=1e-9)


@given(means)
def test_the_cap_is_the_smallest_that_loses_less_than_one_in_a_million(mean: Decimal) -> None:
    cap = cap_of([mean, mean / 2, Decimal(0)], "acts")
    assert stats.poisson.sf(cap, float(mean)) < 1.000_001e-6
    assert cap == 1 or stats.poisson.sf(cap - 1, float(mean)) > 0.999_999e-6


def test_nothing_has_a_cap_of_one_and_no_event() -> None:
    assert cap_of([], "acts") == cap_of([Decimal(0)], "acts") == 1
    assert poisson(Decimal(0), 3) == [WORD, WORD, WORD]


def test_more_than_32_events_are_refused() -> None:
    assert cap_of([Decimal(12)], "acts") <= MOST_EVENTS
    # Of 13 on average, more than 32 happen at once in two cases of a million, more than 33 in less than one.
    for mean in (Decimal(13), Decimal(15)):
        with pytest.raises(InputError, match="shorter step"):
            cap_of([mean], "acts")


@given(shares)
def test_an_alias_table_reproduces_the_choice_exactly(parts: list[Decimal]) -> None:
    """Every column holds 2^32; what a kind has in all of them is its mass times the number of kinds."""
    cut, alias = alias_table(parts)
    if not any(parts):
        assert alias == list(range(len(parts)))
        return
    held = [0] * len(parts)
    for column, (part, other) in enumerate(zip(cut, alias, strict=True)):
        assert 0 <= part <= WORD
        # A column is stored with 32 bits, which a full one does not need: it is its own alias.
        assert part < WORD or other == column
        held[column] += part
        held[other] += WORD - part
    until = choice(parts)
    masses = [above - below for below, above in pairwise([0, *until])]
    assert held == [mass * len(parts) for mass in masses]
    assert sum(held) == WORD * len(parts)
    whole = sum(parts, Decimal(0))
    for mass, share in zip(masses, parts, strict=True):
        assert abs(Decimal(mass) / WORD - share / whole) <= Decimal(1) / WORD
