"""The expected values themselves, by other ways than the cases take."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from underheaven.verify import association, identification, matching, walk


def test_stationary_law_stays_and_is_a_law() -> None:
    matrix = walk.transition(walk.Walk())
    law = walk.stationary(matrix)
    assert matrix.sum(axis=1) == pytest.approx(1)
    assert law @ matrix == pytest.approx(law)
    assert law.sum() == pytest.approx(1)
    assert law.min() > -1e-12


def test_stationary_law_of_a_walk_without_recovery_is_geometric() -> None:
    even = walk.Walk(Decimal(20), Decimal(30), up=1, down=-1, high=9, start=5, recovery=0)
    law = walk.stationary(walk.transition(even))
    powers = (2 / 3) ** np.arange(10)
    assert law == pytest.approx(powers / powers.sum())


@given(st.integers(2, 30), st.floats(0.01, 0.95))
def test_star_by_its_closed_form(leaves: int, alpha: float) -> None:
    ties = association.star(leaves, hub=0)
    of_hub, of_leaf = (association.fixed_point(ties, -100 * np.eye(leaves + 1)[i], alpha) for i in (0, 1))
    lost = 100 / (1 + alpha)
    assert of_hub[0] == pytest.approx(-lost)
    assert of_hub[1:] == pytest.approx(np.full(leaves, -alpha * lost))
    assert of_leaf[0] == pytest.approx(-alpha * lost / leaves)
    assert of_leaf[2:] == pytest.approx(np.full(leaves - 1, -(alpha**2) * lost / leaves))


def test_star_of_ten_leaves() -> None:
    shown = association.fixed_point(association.star(10, hub=0), -100 * np.eye(11)[0], 0.3)
    assert shown[0] == pytest.approx(-76.923, abs=5e-4)
    assert shown[1] == pytest.approx(-23.077, abs=5e-4)


@given(st.integers(2, 12), st.floats(0.01, 0.95))
def test_a_complete_graph_keeps_the_sum(members: int, alpha: float) -> None:
    shown = association.fixed_point(association.complete(members), -100 * np.eye(members)[0], alpha)
    assert shown.sum() == pytest.approx(-100)


def test_the_best_hit_shares_out_the_searches_that_hit_anybody() -> None:
    best, every = (matching.rates(matching.Search(way)) for way in ("best_hit", "every_hit"))
    assert all(best[group] < every[group] for group in matching.GROUPS)
    # With ever fewer false matches, hardly any search hits two.
    rare = [
        matching.rates(replace(matching.Search(way), false_match=Decimal("1e-12")))
        for way in ("best_hit", "every_hit")
    ]
    assert rare[0] == pytest.approx(rare[1], rel=1e-6)


def test_known_identification_rates() -> None:
    camera = identification.Camera("best_hit", 1_000_000, Decimal("0.000001"))
    assert identification.false_hits(camera) == pytest.approx(0.632, abs=5e-4)
    # One in two hits is wrong where a search finds its man as often as it finds another.
    even = identification.Camera(people=80_000, false_match=Decimal("0.00001"))
    assert identification.bayes(even) == pytest.approx(0.5)
