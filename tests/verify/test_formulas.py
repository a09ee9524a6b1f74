"""The expected values themselves, by other ways than the cases take."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from underheaven.verify import (
    association,
    cascade,
    delayed,
    expiry,
    hospital,
    identification,
    influence,
    lending,
    matching,
    queueing,
    walk,
)


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


def test_published_waits() -> None:
    for line, classes, one_line in queueing.PUBLISHED:
        found, together = queueing.cobham(line)
        assert found == pytest.approx(classes, abs=5e-5)
        assert together == pytest.approx(one_line)


@given(st.lists(st.floats(0.01, 0.2), min_size=1, max_size=4), st.floats(0, 2))
def test_what_one_class_gains_others_lose(loads: list[float], variation: float) -> None:
    line = queueing.Line(tuple(loads), variation, "any")
    classes, one_line = queueing.cobham(line)
    kept = sum(load * wait for load, wait in zip(loads, classes, strict=True))
    assert kept == pytest.approx(sum(loads) * one_line)
    assert classes == sorted(classes)


@given(st.floats(0, 0.5), st.floats(0.01, 0.44))
def test_two_ways_to_the_waits_of_a_hospital(fast: float, slow: float) -> None:
    line = queueing.Line((fast, slow), float(hospital.VARIATION), "any")
    classes, one_line = queueing.cobham(line)
    waits, one = hospital.cobham(np.array([[fast], [slow]]))
    assert waits[:, 0] / float(hospital.MINUTES) == pytest.approx(classes)
    assert one[0] / float(hospital.MINUTES) == pytest.approx(one_line)


def test_refusals_leave_what_there_is_room_for() -> None:
    for fast, slow in ((0.25, 1.0), (0.2, 0.7), (1.5, 0.5), (0.0, 2.0)):
        refused = hospital.refusals(np.array([[fast], [slow]]))[:, 0]
        served = fast * (1 - refused[0]) + slow * (1 - refused[1])
        assert served == pytest.approx(min(1, fast + slow))
        assert refused[0] == 0 or refused[1] == 1


def test_published_opinions() -> None:
    settled = influence.settled(influence.INFLUENCE, influence.SUSCEPTIBILITY, influence.FIRST)
    assert settled == pytest.approx([60.02, 59.98, 75.00, 74.99], abs=5e-3)


def test_active_and_listed() -> None:
    assert np.exp(-expiry.MEAN) == pytest.approx(0.2019, abs=5e-5)
    listed = expiry.MEAN / (1 + expiry.MEAN)
    assert listed == pytest.approx(0.6154, abs=5e-5)
    # Steps so short that a day is a moment of the listing's life.
    assert expiry.law_listed(2_000, 20_000)[-1] == pytest.approx(0.6154, abs=5e-4)


def test_a_cascade_runs_through_or_stops_at_a_gap() -> None:
    assert cascade.shares_speaking(cascade.CHAIN, cascade.WEEKS)[-1] == 1
    assert set(cascade.shares_speaking(cascade.BROKEN, cascade.WEEKS)) == {1 / cascade.CLASSES}
    hundred = [(0.01, max(0.0, i / 100 - 0.005)) for i in range(100)]
    assert cascade.shares_speaking(hundred, 100, 1.0) == pytest.approx([(i + 1) / 100 for i in range(100)])
    assert cascade.shares_speaking([hundred[0], (0.02, 0.015), *hundred[3:]], 100, 1.0)[-1] == 0.01


def test_normal_thresholds_jump_where_they_are_said_to() -> None:
    assert cascade.jump() == pytest.approx(cascade.JUMP, abs=1e-3)
    few, all_of_them = (
        cascade.shares_speaking(cascade.normal_classes(deviation), cascade.WEEKS)[-1]
        for deviation in (cascade.NARROW, cascade.WIDE)
    )
    assert few < 0.05
    assert all_of_them > 0.99


def test_lending_to_all_has_the_published_law() -> None:
    assert lending.stationary(0) == pytest.approx(lending.ACCEPTED, abs=5e-5)


def test_careful_lending_shuts_out_in_the_end() -> None:
    paid = np.array(lending.REPAYMENT)
    for group, first in lending.FIRST.items():
        level = np.linalg.matrix_power(np.eye(7) + lending.chain(lending.LOWEST), 100_000)
        assert np.array(first) @ level @ paid == pytest.approx(lending.LIMIT[group])
        assert np.array(first) @ paid == pytest.approx(lending.PUBLISHED[group][0])


@pytest.mark.parametrize(
    ("loss", "rule"), [(loss, rule) for loss, of in delayed.PUBLISHED.items() for rule in of]
)
def test_published_score_changes(loss: int, rule: str) -> None:
    of = delayed.scores()
    lent = delayed.loans(of, loss, rule)
    assert delayed.published_change(of, lent)[0] == pytest.approx(delayed.PUBLISHED[loss][rule], abs=0.05)
    rates = (of.share * lent).sum(axis=1)
    payers = (of.share * of.pays * lent).sum(axis=1) / (of.share * of.pays).sum(axis=1)
    if rule == "parity":
        assert rates[0] == pytest.approx(rates[1])
    if rule == "opportunity":
        assert payers[0] == pytest.approx(payers[1])


def test_people_are_placed_as_the_table_has_them() -> None:
    of = delayed.scores()
    lent = delayed.loans(of, 4, "parity")
    for group in range(2):
        placed = delayed.placed(of, lent, group)
        assert (placed.score >= placed.below).mean() == pytest.approx(
            (of.share * lent)[group].sum(), abs=1e-3
        )
        pays = np.array([float(pays) for pays in placed.pays])[placed.stratum].mean()
        assert pays == pytest.approx((of.share * of.pays)[group].sum(), abs=1e-3)
        assert placed.score.min() >= 16 * delayed.LOW
        assert placed.score.max() <= 16 * delayed.HIGH
