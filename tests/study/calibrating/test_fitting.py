"""Rounds: the posterior that is known, ranks that are uniform, and the same draws however it is lived."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.stats import kstest

from tests.study.calibrating.analytic import Normal, fitting
from underheaven.documents.problems import InputError
from underheaven.study.calibrating import fitting as room
from underheaven.study.calibrating import population
from underheaven.study.calibrating.fitting import Fitted, Settings
from underheaven.study.pool import Here
from underheaven.study.sweeping.keys import Key
from underheaven.study.sweeping.living import Check, Ended

SMALL = Settings(16, 3, 0.5, 2, 7)


def same(one: Fitted, other: Fitted) -> bool:
    mine, theirs = one.population, other.population
    return (
        np.array_equal(mine.places, theirs.places)
        and np.array_equal(mine.weights, theirs.weights)
        and np.array_equal(one.predicted, other.predicted)
        and [each.tolerance for each in one.rounds] == [each.tolerance for each in other.rounds]
    )


def spread_of_draws(seed: int) -> tuple[float, float]:
    """Mean and standard deviation of draws whose posterior is normal, 0.4 with 0.08, in many rounds."""
    found = fitting((0.4,), Settings(2_000, 12, 0.5, 1, seed), spread=0.08).run({}, predicted=False)
    tolerances = [each.tolerance for each in found.rounds]
    assert tolerances == sorted(tolerances, reverse=True)
    shares, places = found.population.shares, found.population.places[:, 0]
    mean = float(shares @ places)
    return mean, float(np.sqrt(shares @ (places - mean) ** 2))


def test_the_posterior_is_the_known_one() -> None:
    """One normal total with one seed and an even prior: the posterior is normal around what was observed."""
    mean, spread = np.mean([spread_of_draws(seed) for seed in range(3)], axis=0)
    assert mean == pytest.approx(0.4, abs=0.01)
    assert spread == pytest.approx(0.08, rel=0.07)


def test_weights_that_are_left_out_are_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draws come from where the last ones were: unweighted they lie too close together."""
    right = population.proposed

    def unweighted(*given: Any) -> Any:
        places, weights = right(*given)
        return places, np.ones_like(weights)

    monkeypatch.setattr(room, "proposed", unweighted)
    assert np.mean([spread_of_draws(seed)[1] for seed in range(3)]) < 0.08 * 0.93


def ranks(fits: int, off: float = 0.0) -> list[float]:
    """The rank of each true place among the draws fitted to what was observed, `off` by so much."""
    found = []
    for number in range(fits):
        draw = np.random.default_rng([1, number])
        truth = draw.random(2)
        observed = truth + 0.15 * draw.standard_normal(2) + off
        of = fitting((float(observed[0]), float(observed[1])), Settings(60, 5, 0.5, 1, number), spread=0.15)
        kept = of.run({}, predicted=False).population
        below = kept.shares @ (kept.places < truth)
        worth = kept.effective
        found += ((below * worth + draw.random(2)) / (worth + 1)).tolist()
    return found


def test_ranks_of_true_parameters_are_uniform() -> None:
    """Simulation-based calibration (Talts and others 2018); false alarm one in a thousand each."""
    found = np.array(ranks(50))
    assert kstest(found, "uniform").pvalue > 1e-3
    assert kstest(abs(2 * found - 1), "uniform").pvalue > 1e-3


def test_ranks_notice_a_posterior_to_one_side() -> None:
    assert kstest(ranks(50, off=0.15), "uniform").pvalue < 1e-3


def test_order_threads_and_folders_do_not_matter(tmp_path: Path) -> None:
    alone = fitting((0.3, 0.6), SMALL).run({"asked": 1})
    beside = fitting((0.3, 0.6), SMALL).run({"asked": 1}, tmp_path / "kept", pool=Here(3))
    assert same(alone, beside)
    assert not same(alone, fitting((0.3, 0.6), Settings(16, 3, 0.5, 2, 8)).run({}))


@dataclass(frozen=True)
class Stopping:
    """The model, which is interrupted at its so manieth run, counted in a file."""

    counter: Path
    at: int

    def __call__(self, values: dict[Key, Decimal], seed: int, check: Check) -> Ended:
        done = len(self.counter.read_bytes()) if self.counter.exists() else 0
        if done == self.at:
            raise KeyboardInterrupt
        self.counter.write_bytes(b"x" * (done + 1))
        return Normal(0.1)(values, seed, check)


@pytest.mark.parametrize("at", [1, 31, 32, 50, 70])
def test_one_that_is_interrupted_goes_on_and_ends_the_same(tmp_path: Path, at: int) -> None:
    """In the prior, at its end, in a round, and while what was fitted is lived again."""
    whole = fitting((0.3, 0.6), SMALL).run({"asked": 1}, tmp_path / "whole")
    folder, counter = tmp_path / "kept", tmp_path / "counter"
    with pytest.raises(KeyboardInterrupt):
        fitting((0.3, 0.6), SMALL, model=Stopping(counter, at)).run({"asked": 1}, folder)
    assert same(whole, fitting((0.3, 0.6), SMALL).run({"asked": 1}, folder))


def test_a_folder_of_another_calibration_is_refused(tmp_path: Path) -> None:
    fitting((0.3, 0.6), SMALL).run({"asked": 1}, tmp_path)
    with pytest.raises(InputError, match="another design"):
        fitting((0.3, 0.6), SMALL).run({"asked": 2}, tmp_path)


def test_no_two_draws_share_their_chances() -> None:
    """The seed of a world follows from its draw too, so that none is kept for the luck of one seed."""
    model = room.Fresh(Normal(1.0))
    design = room.design_of("two", ("society.first",), np.array([[0.5], [0.500001]]))
    first, second = (model(design.values(point), 1, lambda: None).values["total 0"] for point in (0, 1))
    assert first is not None
    assert second is not None
    assert abs(first - second) > 0.01
    assert model(design.values(0), 1, lambda: None).values["total 0"] == first


def test_what_is_refused_of_the_prior_ends_it_before_a_round(tmp_path: Path) -> None:
    def refuse(reached: Any) -> None:
        assert reached.shape == (16, 2)
        raise ValueError("refused")

    with pytest.raises(ValueError, match="refused"):
        fitting((0.3, 0.6), SMALL).run({}, tmp_path, on_prior=refuse)
    assert not (tmp_path / "round-1").exists()


def test_the_distance_by_chance_is_that_of_seeds() -> None:
    found = fitting((0.5, 0.5), Settings(400, 2, 0.5, 2, 1), spread=0.1).run({})
    # The mean of two seeds is off by 0.1 / sqrt(2), in spreads of the prior of some 0.3.
    assert found.rounds[0].by_chance == pytest.approx(0.1 / np.sqrt(2) / found.scales[0], rel=0.1)
