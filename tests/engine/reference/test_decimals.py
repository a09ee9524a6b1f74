"""From decimals to integers: chances, choices, counts, alias tables and what accrues."""

from decimal import Context, Decimal, localcontext
from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import poisson

from underheaven.documents.problems import InputError
from underheaven.engine.reference.decimals import (
    CERTAIN,
    accrued,
    alias_table,
    choose,
    count,
    cumulative,
    poisson_cap,
    poisson_thresholds,
    threshold,
)

INVERSE_OF_E = Decimal("0.36787944117144232159552377016146086744581113103176")
"""exp(-1), from tables."""
shares = st.lists(st.decimals(0, 9, places=4), min_size=1, max_size=12).filter(any)


def test_never_and_always() -> None:
    assert threshold(Decimal(0)) == 0
    assert threshold(Decimal(1)) == CERTAIN
    assert threshold(Decimal("0.1")) == 429_496_729


@given(shares)
def test_a_choice_keeps_the_shares(entries: list[Decimal]) -> None:
    limits = cumulative(entries)
    assert limits[-1] == CERTAIN
    for entry, (below, above) in enumerate(pairwise((0, *limits))):
        exact = Fraction(entries[entry]) / sum(map(Fraction, entries)) * CERTAIN
        assert abs(above - below - exact) <= 1
        if below < above:
            assert choose(below, limits) == choose(above - 1, limits) == entry


def test_counts_against_tables() -> None:
    first, second, third = poisson_thresholds(Decimal(1), 3)
    assert first == int(INVERSE_OF_E * CERTAIN)
    assert second == int(2 * INVERSE_OF_E * CERTAIN)
    assert third == int(INVERSE_OF_E * CERTAIN * 5 / 2)
    words = {0: 0, first - 1: 0, first: 1, second - 1: 1, second: 2, CERTAIN - 1: 2}
    assert {word: count(word, (first, second)) for word in words} == words


def test_a_mean_of_nothing_counts_nothing() -> None:
    assert set(poisson_thresholds(Decimal(0), 5)) == {CERTAIN}


@pytest.mark.parametrize("mean", ["0", "0.0014", "0.0015", "0.2", "1", "5", "10", "12"])
def test_caps_lose_one_in_a_million(mean: str) -> None:
    cap = poisson_cap(Decimal(mean), "events")
    assert cap == next(k for k in range(1, 33) if poisson.sf(k, float(mean)) < 1e-6)


def test_too_many_events_are_refused() -> None:
    with pytest.raises(InputError, match="false matches"):
        poisson_cap(Decimal(14), "false matches")


@given(shares)
def test_an_alias_table_keeps_every_mass(entries: list[Decimal]) -> None:
    masses = [above - below for below, above in pairwise((0, *cumulative(entries)))]
    table = alias_table(masses)
    found = [0 for _ in masses]
    for column, (cut, other) in enumerate(zip(table.cut, table.other, strict=True)):
        assert 0 <= cut <= CERTAIN
        found[column] += cut
        found[other] += CERTAIN - cut
    assert found == [mass * len(masses) for mass in masses]


@given(shares, st.integers(0, CERTAIN - 1))
def test_an_alias_table_never_chooses_what_has_no_mass(entries: list[Decimal], word: int) -> None:
    masses = [above - below for below, above in pairwise((0, *cumulative(entries)))]
    assert masses[alias_table(masses).choose(word)] > 0


@given(st.decimals(0, 5000, places=4), st.lists(st.integers(0, 10**7), min_size=2, max_size=9).map(sorted))
def test_what_accrues_adds_up(per_year: Decimal, minutes: list[int]) -> None:
    parts = sum(accrued(per_year, begin, end) for begin, end in pairwise(minutes))
    assert parts == accrued(per_year, minutes[0], minutes[-1])


def test_whole_years_accrue_exactly() -> None:
    """A rate whose decimals do not end, such as 52 a year, still comes to 52 in a year."""
    assert [accrued(Decimal(52), 0, 525_960 * years) for years in range(4)] == [0, 52, 104, 156]


def test_the_caller_s_context_does_not_matter() -> None:
    third = [Decimal(1), Decimal(2)]
    with localcontext(Context(prec=3)):
        assert cumulative(third) == (1_431_655_765, CERTAIN)
        assert threshold(Decimal("0.123456789")) == 530_242_871
