"""What a calibration says: percentiles, what is met, and a society that can be laid over another."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from tests.study.calibrating.asked import found_of, written
from underheaven.notebook.calibration import overlay_text
from underheaven.report.posterior import picture
from underheaven.society.loading import load_society
from underheaven.study.calibrating.file import calibration_path
from underheaven.study.calibrating.found import Calibration
from underheaven.study.calibrating.overlay import central
from underheaven.study.calibrating.planning import plan_of
from underheaven.study.calibrating.priors import laid


@pytest.fixture(scope="module")
def shipped() -> Calibration:
    return found_of(plan_of(calibration_path("defaulter-list-2017")))


def test_what_is_met_lies_within_the_percentiles(shipped: Calibration) -> None:
    for each in shipped.totals:
        assert each.posterior is not None
        low, middle, high = each.posterior
        assert low <= middle <= high
        assert (each.verdict == "met") == (low <= each.observed <= high)
    assert [each.fitted for each in shipped.totals] == [True] * 5 + [False] * 8


def test_parameters_lie_within_their_priors_and_in_order(shipped: Calibration) -> None:
    for each in shipped.marginals:
        assert each.prior_low <= each.low <= each.median <= each.high <= each.prior_high
        assert each.low <= each.mean <= each.high
        assert 0 < each.spread < 1.2


def test_the_table_has_a_row_for_each_draw_and_weights_that_are_all(shipped: Calibration) -> None:
    table = shipped.table()
    assert table.num_rows == len(shipped.fitted.population.places)
    assert sum(table.column("weight").to_pylist()) == pytest.approx(1)
    assert set(table.column("people").to_pylist()) == {"synthetic"}


def test_the_fitted_society_can_be_laid_over_and_is_that_of_the_central_draw(
    shipped: Calibration, tmp_path: Path
) -> None:
    path = tmp_path / "calibrated.yaml"
    path.write_text(overlay_text(shipped), encoding="utf-8")
    found = load_society(str(path))
    plan, population = shipped.plan, shipped.fitted.population
    middle = laid(plan.world, plan.priors, population.places[central(shipped)].tolist()).society
    assert found.society == "riverton-debtors-calibrated"
    for kind in ("court_order_unmet", "tax_evasion"):
        for name in ("per_year", "propensity"):
            one, other = (getattr(each.acts[kind], name) for each in (found, middle))
            assert one.value == other.value
    classes = found.behaviour.lasting["debt"].classes
    for mine, theirs in zip(classes, middle.behaviour.lasting["debt"].classes, strict=True):
        assert (mine.share.value, mine.factor.value) == (theirs.share.value, theirs.factor.value)
        assert mine.share.documented
        assert mine.factor.documented
    assert sum((each.share.value for each in classes), Decimal(0)) == 1
    fitted = found.acts["tax_evasion"].per_year
    assert fitted.source is not None
    assert "calibration defaulter-list-2017" in fitted.source
    assert fitted.range is not None
    assert fitted.range[0] <= fitted.value <= fitted.range[1]


def test_a_society_of_the_catalogue_is_the_base_itself(tmp_path: Path) -> None:
    text = overlay_text(found_of(plan_of(written(tmp_path))))
    assert "society_of: riverton\n" in text


def test_plain_values_are_json_and_say_who_the_people_are(shipped: Calibration) -> None:
    data = shipped.to_dict()
    assert data["synthetic"] is True
    assert data["inputs"] == shipped.plan.hash
    assert set(data["links"]) == {"persons", "adults", "entered"}


def test_the_picture_has_a_panel_for_each_parameter_and_a_row_for_each_total(shipped: Calibration) -> None:
    drawn = picture(shipped)
    assert drawn.wide is not None
    assert drawn.narrow is not None
    assert str(drawn.wide).count("'rect'") == len(shipped.plan.priors)
