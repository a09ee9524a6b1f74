"""What becomes of cohorts: against a count by hand, a chain of known hazards, people who differ."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from underheaven.measure.lived.categories import Categories
from underheaven.measure.lived.figures import FIGURES, kept
from underheaven.measure.lived.followed import PEOPLE, Followed, Horizon
from underheaven.measure.lived.survival import half_after, still, within

Flags = NDArray[np.bool_]
ONE = Categories({})
"""Everyone, and nobody told apart."""


def counted(
    under: Flags, replaced: Flags, members: tuple[NDArray[np.int64], NDArray[np.int64]], of: Horizon
) -> NDArray[np.int64]:
    counts = np.zeros((1, of.width), np.int64)
    everyone = np.zeros((1, under.shape[1]), np.int64)
    Followed(under, replaced).count(counts, ONE, everyone, members, of)
    return np.asarray(counts[0])


def figures(counts: NDArray[np.int64], of: Horizon) -> dict[str, float]:
    return {
        each.name: float(each.statistic(counts, of)) for each in FIGURES if each.statistic is not None
    } | {"half_left_after": float(half_after(np.nan_to_num(kept(counts, of), nan=1.0)))}


def chain(rng: np.random.Generator, steps: int, leave: NDArray[np.float64], come: float) -> Flags:
    """People who leave with a chance each and come under it again with one chance, all under it at first."""
    under = np.ones((steps, len(leave)), bool)
    for step in range(1, steps):
        word = rng.random(len(leave))
        under[step] = np.where(under[step - 1], word >= leave, word < come)
    return under


def test_with_a_constant_hazard_the_figures_are_the_closed_form() -> None:
    leave, come, year, soon, people = 0.03, 0.01, 52, 4, 60_000
    of = Horizon(year, soon, 120)
    under = chain(np.random.default_rng(5), 121, np.full(people, leave), come)
    nobody = np.zeros_like(under)
    members = np.arange(people), np.zeros(people, np.int64)
    found = figures(counted(under, nobody, members, of), of)
    turn = 1 - leave - come
    free = leave / (leave + come)
    expected = {
        "free_within_year": 1 - (1 - leave) ** year,
        "free_after_year": free * (1 - turn**year),
        "free_last_weeks": free * (1 - turn ** (year - soon + 1)) * (1 - come) ** (soon - 1),
        "back_soon": 1 - (1 - come) ** soon,
        "back_later": (1 - come) ** soon - (1 - come) ** year,
        "half_left_after": np.ceil(np.log(0.5) / np.log(1 - leave)),
    }
    for name, value in expected.items():
        spread = 0 if name == "half_left_after" else 5 * np.sqrt(value * (1 - value) / (0.3 * people))
        assert abs(found[name] - value) <= spread, (name, found[name], value)


def test_where_people_differ_a_pooled_hazard_raised_to_a_year_is_another_number() -> None:
    """Some leave and come back again and again, others hardly ever: the pooled hazard is of the former."""
    rng, year = np.random.default_rng(6), 52
    quick, slow = chain(rng, 120, np.full(3_000, 0.3), 0.25), chain(rng, 120, np.full(7_000, 0.002), 0.25)
    under = np.concatenate([quick, slow], axis=1)
    of = Horizon(year, 4, 119)
    members = np.arange(10_000), np.zeros(10_000, np.int64)
    found = figures(counted(under, np.zeros_like(under), members, of), of)
    left = (under[:-1] & ~under[1:])[:year].sum() / under[:-1][:year].sum()
    raised = 1 - (1 - left) ** year
    assert raised > 0.7
    assert found["free_within_year"] == pytest.approx(0.3 + 0.7 * (1 - 0.998**year), abs=0.02)
    assert found["free_after_year"] < 0.2


@settings(max_examples=150, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    steps=st.integers(2, 30),
    year=st.integers(1, 12),
    soon=st.integers(1, 5),
    gone=st.sampled_from([0.0, 0.05]),
    rate=st.sampled_from([0.1, 0.4]),
)
def test_counts_are_those_made_one_by_one(
    seed: int, steps: int, year: int, soon: int, gone: float, rate: float
) -> None:
    """Each person walked step by step, as one would with a pencil."""
    rng, people = np.random.default_rng(seed), 40
    under = chain(rng, steps, np.full(people, rate), rate)
    replaced = rng.random((steps, people)) < gone
    # A new person begins under nothing.
    under[1:] &= ~replaced[:-1]
    first = int(rng.integers(0, steps))
    followed = Followed(under, replaced)
    who, start = followed.entered(first, steps - 1)
    expected = [
        (i, next(t for t in range(first, steps) if _enters(under, replaced, t, i)))
        for i in range(people)
        if any(_enters(under, replaced, t, i) for t in range(first, steps))
    ]
    assert list(zip(who.tolist(), start.tolist(), strict=True)) == expected
    of = Horizon(year, min(soon, year), max(1, steps - 1 - first))
    counts = counted(under, replaced, (who, start), of)
    assert counts[PEOPLE] == len(expected)
    wanted = by_hand(under, replaced, expected, of)
    found = figures(counts, of)
    for name, value in wanted.items():
        assert found[name] == pytest.approx(value, nan_ok=True), name


def _enters(under: Flags, replaced: Flags, t: int, i: int) -> bool:
    was = t > 0 and bool(under[t - 1, i]) and not bool(replaced[t - 1, i])
    return bool(under[t, i]) and not was


def by_hand(under: Flags, replaced: Flags, members: list[tuple[int, int]], of: Horizon) -> dict[str, float]:
    """Shares as fractions of people where everybody is followed; product limits step by step elsewhere."""
    steps = len(under)
    spells, years, returns = list[tuple[int, bool]](), list[tuple[int, bool]](), list[tuple[int, bool]]()
    known = free = throughout = 0
    for i, start in members:
        t, left, end = start, False, start
        while not replaced[t, i] and t + 1 < steps:
            t += 1
            end = t
            if not under[t, i]:
                left = True
                break
        spells.append((end - start, left))
        if start + of.year < steps:
            years.append((min(end - start, of.year), left and end - start <= of.year))
            if not replaced[start : start + of.year, i].any():
                known += 1
                free += not under[start + of.year, i]
                throughout += not under[start + of.year - of.soon + 1 : start + of.year + 1, i].any()
        if left and end - start <= of.year:
            t, back = end, False
            while not replaced[t, i] and t + 1 < steps and t - end < of.year:
                t += 1
                if under[t, i]:
                    back = True
                    break
            returns.append((t - end, back))
    soon = _limit(returns, of.soon)
    return {
        "free_within_year": _limit(years, of.year),
        "free_after_year": free / known if known else np.nan,
        "free_last_weeks": throughout / known if known else np.nan,
        "back_soon": soon,
        "back_later": _limit(returns, of.year) - soon,
    }


def _limit(times: list[tuple[int, bool]], within_steps: int) -> float:
    """1 − the product over steps of the share of those still there to whom it does not happen."""
    share = 1.0
    for step in range(1, within_steps + 1):
        there = sum(time >= step for time, _ in times)
        if share == 0:
            break
        if not there:
            return np.nan
        share *= 1 - sum(time == step and happened for time, happened in times) / there
    return 1 - share


def test_of_people_who_are_all_followed_it_is_a_share_of_people() -> None:
    events, ended = np.array([2, 0, 3, 0]), np.array([2, 0, 3, 5])
    assert still(events, ended).tolist() == pytest.approx([0.8, 0.8, 0.5, 0.5])
    assert within(events, ended, 4) == pytest.approx(0.5)
    assert half_after(still(events, ended)) == 3


def test_nobody_who_is_not_followed_counts_as_kept() -> None:
    """Of two who are lost sight of after the first step nothing is known in the second."""
    kept_share = still(np.array([1, 0]), np.array([3, 0]))
    assert kept_share[0] == pytest.approx(2 / 3)
    assert np.isnan(kept_share[1])
