"""Rules on which headlines rest: kept of today's model, lived again, and chosen by what they add alone."""

import json
import random

import pytest

from tools import headline_rules
from tools.headline_rules import Living, found, without, world
from tools.pages.proofs import inputs
from underheaven.policy.loading import load_policy, policy_names
from underheaven.policy.schema import Policy
from underheaven.study.headline_rules import KEPT, HeadlineRules, fingerprint, measure_of
from underheaven.study.headline_rules import headline_rules as of_policy
from underheaven.study.lived import live

AGAIN = "run: python -m tools.headline_rules FOLDER"
PICKED = random.Random(4).sample(["rights-respecting", "rongcheng-2021", "sesame-2015"], 1)


def test_what_is_kept_is_of_the_model_as_it_is() -> None:
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    assert kept["inputs"] == inputs(), AGAIN
    policies = [load_policy(name) for name in policy_names()]
    assert list(kept["policies"]) == [each.policy for each in policies if measure_of(each)]
    for name, each in kept["policies"].items():
        assert each["policy"] == fingerprint(load_policy(name)), AGAIN
        assert bool(each["found"]["kinds"]) == (each["found"]["low"] > 0)


@pytest.mark.parametrize("name", PICKED)
def test_runs_come_out_as_kept(name: str) -> None:
    """One seed lies within what a mean of eight can come from."""
    policy = load_policy(name)
    kept = of_policy(policy)
    assert kept is not None
    whole, left = (_headline(policy, kinds) for kinds in ((), kept.kinds))
    assert left < whole
    assert kept.with_them / 1.5 < whole < kept.with_them * 1.5


def _headline(policy: Policy, kinds: tuple[str, ...]) -> float:
    measures = live(without(world(policy, 1), kinds), lives=False).measures
    return (measures.last_year or measures).everyone(str(measure_of(policy))) or 0.0


class Known(Living):
    """Headlines that are known: each rule adds so much."""

    def __init__(self, adds: dict[str, float]) -> None:
        self.adds, self.asked = adds, list[tuple[str, ...]]()

    def headlines(self, policy: Policy, kinds: tuple[str, ...]) -> list[float | None]:
        self.asked.append(kinds)
        left = sum(self.adds.get(kind, 0.0) for kind in policy.rules if kind not in kinds)
        return [left + seed / 1e6 for seed in range(headline_rules.SEEDS)]


@pytest.mark.parametrize(
    ("adds", "kinds"),
    [
        ({"petition": 0.06, "late_payment": 0.04}, ("petition",)),
        ({"petition": 0.03, "late_payment": 0.04, "critical_post": 0.03}, ("late_payment", "petition")),
        ({"petition": -0.01, "late_payment": 0.04}, ("late_payment",)),
        (
            {"late_payment": 5, "petition": 4, "critical_post": 3, "tax_evasion": 9, "traffic_offence": 8,
             "public_disorder": 7, "court_order_unmet": 6},
            ("tax_evasion", "traffic_offence", "public_disorder"),
        ),
    ],
)  # fmt: skip
def test_the_fewest_rules_that_make_half_of_it_are_named_and_three_at_most(
    adds: dict[str, float], kinds: tuple[str, ...]
) -> None:
    policy = load_policy("suining-2010")
    living = Known(adds)
    of = found(policy, living)
    assert of.kinds == kinds
    assert of.with_them == pytest.approx(sum(adds.values()), abs=1e-5)
    assert of.without == pytest.approx(sum(adds.values()) - sum(adds[kind] for kind in kinds), abs=1e-5)
    assert of == HeadlineRules.of_dict(json.loads(json.dumps(of.__dict__)))
    assert {(), *((kind,) for kind in policy.rules)} <= set(living.asked)
