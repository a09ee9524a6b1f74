"""What gains are above a cost, against the closed forms of floating-point libraries."""

import math
from collections.abc import Callable
from decimal import Context, Decimal, localcontext
from typing import Any

import pytest
from scipy.stats import norm

from underheaven.engine.reference.gains import Curve
from underheaven.engine.reference.gains import above as by_reference
from underheaven.mechanisms.deterrence.model import Gain
from underheaven.mechanisms.deterrence.rule import COST_BITS, SHARE_BITS, along
from underheaven.mechanisms.deterrence.survivors import above, curve

COSTS = (0.02, 1.0, 37.5, 99.99, 100.0, 250.0, 3_000.0, 1e6)


def lognormal(yuan: float) -> float:
    return float(norm.sf(math.log(yuan / 100) / 0.8))


def quantiles(yuan: float) -> float:
    if yuan < 10:
        return 1.0
    if yuan < 100:
        return 1 - 0.5 * (yuan - 10) / 90
    return max(0.0, 0.5 - 0.5 * (yuan - 100) / 900)


FORMS: dict[str, tuple[dict[str, Any], Callable[[float], float]]] = {
    "exponential": ({"exponential": 100}, lambda yuan: math.exp(-yuan / 100)),
    "lognormal": ({"lognormal": {"median": 100, "sigma": Decimal("0.8")}}, lognormal),
    "pareto": (
        {"pareto": {"least": 50, "shape": Decimal("1.5")}},
        lambda yuan: min(1.0, (50 / yuan) ** 1.5),
    ),
    "quantiles": ({"quantiles": {"values": {"0": 10, "0.5": 100, "1": 1_000}}}, quantiles),
}


@pytest.mark.parametrize("form", FORMS)
def test_shares_are_those_of_the_distribution(form: str) -> None:
    data, law = FORMS[form]
    gain = Gain.model_validate(data)
    with localcontext(Context(prec=60)):
        share = above(gain)
        stays = curve(COST_BITS, lambda cost: 2**SHARE_BITS * share(Decimal(cost) / 65_536), 2**SHARE_BITS)
        slow = Curve(lambda cost: 2**SHARE_BITS * by_reference(gain, Decimal(cost) / 65_536), 2**SHARE_BITS)
        for yuan in COSTS:
            assert float(share(Decimal(yuan))) == pytest.approx(law(yuan), abs=1e-12)
            found = along(stays, int(yuan * 65_536))
            # Straight lines between 32 nodes an octave; at a corner they cut it.
            assert found / 2**SHARE_BITS == pytest.approx(law(yuan), abs=2e-3 if form == "pareto" else 2e-4)
            assert found == slow.at(int(yuan * 65_536))


def test_everybody_may_gain_the_same() -> None:
    share = above(Gain.model_validate({"quantiles": {"values": {"0": 100, "1": 100}}}))
    assert [share(Decimal("99.9")), share(Decimal(100))] == [Decimal(1), Decimal(0)]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({}, "a gain has no form"),
        ({"exponential": 5, "pareto": {"least": 1, "shape": 2}}, "a gain has several forms"),
        ({"quantiles": {"values": {"0": 1, "0.5": 2}}}, "quantiles do not go from 0 to 1"),
        ({"quantiles": {"values": {"0": 3, "1": 2}}}, "quantiles do not rise"),
        ({"quantiles": {"values": {"0": 3, "half": 4, "1": 5}}}, "a quantile is not named by a share"),
        ({"exponential": 0}, "a gain lies between 0.01"),
    ],
)
def test_what_is_no_gain_is_refused(data: dict[str, Any], says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Gain.model_validate(data)
