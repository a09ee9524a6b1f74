"""The fits that are kept are of today's inputs, and what is said of their ranks can fail."""

from __future__ import annotations

import numpy as np
import pytest

from tools import fitted as tool
from underheaven.verify import fitted

AGAIN = "run: python -m tools.fitted FOLDER"


def fits(ranks: object) -> list[dict[str, object]]:
    return [{"ranks": row, "held": [True, True]} for row in np.asarray(ranks).tolist()]


def passed(ranks: object) -> bool:
    return all(finding.passed for finding in fitted.compare(fits(ranks)))


def test_what_is_kept_is_of_the_inputs_as_they_are() -> None:
    kept = fitted.kept()
    assert kept["inputs"] == fitted.inputs(), AGAIN
    assert len(kept["fits"]) == fitted.FITS
    assert all(finding.passed for finding in fitted.compare(kept["fits"])), AGAIN
    assert f"{fitted.FITS} fits" in tool.printed()


def test_a_fit_comes_out_again() -> None:
    number = int(np.random.default_rng(7).integers(fitted.FITS))
    assert fitted.one(number) == fitted.kept()["fits"][number]


def test_uniform_ranks_pass_and_others_do_not() -> None:
    draw = np.random.default_rng(1)
    even = draw.random((fitted.FITS, 2))
    assert passed(even)
    assert not passed(draw.beta(0.5, 0.5, even.shape))  # draws too close together
    assert not passed(draw.beta(2, 2, even.shape))  # draws too far apart
    assert not passed(even**1.6)  # draws to one side


def test_nine_tenths_of_the_intervals_hold_the_true_rate() -> None:
    held = np.mean([fit["held"] for fit in fitted.kept()["fits"]], axis=0)
    assert held == pytest.approx([0.9, 0.9], abs=0.07)
