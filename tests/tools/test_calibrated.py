"""What a shipped calibration found is of the model as it is, comes out again, and stands on its page."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from scipy.stats import qmc

from tools import calibrated
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society
from underheaven.study.calibrating.file import calibration_path
from underheaven.study.calibrating.fitting import Fresh, design_of
from underheaven.study.calibrating.overlay import FILE as OVERLAY
from underheaven.study.calibrating.planning import Plan, plan_of

AGAIN = "run: python -m tools.calibrated FOLDER"
PAGE = Path(calibrated.__file__).resolve().parents[1] / "docs" / "calibration.md"


@pytest.fixture(scope="module")
def plan() -> Plan:
    return plan_of(calibration_path(calibrated.NAME))


def test_what_is_kept_is_of_the_model_as_it_is_and_on_the_page(plan: Plan) -> None:
    kept = calibrated.kept()
    assert kept["inputs"] == plan.hash, AGAIN
    assert len(kept["totals"]) == len(plan.asked_for.totals)
    assert calibrated.printed() in PAGE.read_text(encoding="utf-8"), AGAIN


def test_runs_of_the_prior_come_out_again(plan: Plan) -> None:
    """Two, of draws and seeds that are drawn: the digest of the run is the one that is kept."""
    settings = plan.settings
    start = qmc.LatinHypercube(len(plan.priors), rng=settings.seed).random(settings.draws)
    design = design_of("prior", plan.fitting.parameters, start)
    draw = np.random.default_rng(20_261_129)
    for point, seed in zip(
        draw.integers(0, settings.draws, 2), draw.integers(0, settings.seeds, 2), strict=True
    ):
        ended = Fresh(plan.fitting.model)(design.values(int(point)), int(seed), lambda: None)
        assert ended.digest == calibrated.kept()["digests"][int(point) * settings.seeds + int(seed)], AGAIN


def test_the_fitted_society_goes_with_its_policy() -> None:
    society = load_society(str(calibrated.KEPT / OVERLAY))
    assert society.society.endswith("-calibrated")
    assert load_policy(calibrated.NAME).policy == calibrated.NAME


def test_predicted_stands_beside_observed_met_or_not() -> None:
    printed = calibrated.printed()
    for each in calibrated.kept()["totals"]:
        low, _, high = each["posterior"]
        assert each["verdict"] == ("met" if low <= each["observed"] <= high else "not met")
        assert each["title"] in printed
    assert printed.count(": met") + printed.count(": not met") == len(calibrated.kept()["totals"])
