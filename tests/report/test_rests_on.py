"""What a headline rests on is said of a policy as it was shipped, and of no other."""

import dataclasses
import json

import pytest

from tests.engine.small import shipped
from underheaven.policy.loading import load_policy, policy_from_text, policy_names
from underheaven.report.rests_on import rests_on
from underheaven.study.headline_rules import KEPT, HeadlineRules, measure_of

ONE = HeadlineRules("under", ("petition",), 0.043, 0.0011, 0.04, 0.044, "riverton", (2020, 2021), 8)
TWO = HeadlineRules("gain", ("petition", "critical_post"), 24.0, 3.0, 20.0, 22.0, "riverton", (2020, 2021), 8)


@pytest.mark.parametrize(
    ("of", "says"),
    [
        (
            ONE,
            "Without the rule on “Petitioning an authority”, 1.1 of every 1,000 adults in the scheme ",
        ),
        (
            ONE,
            "instead of 43: in pairs of runs on riverton, 2020 to 2021, over 8 seeds, the rule adds 40 to 44",
        ),
        (TWO, "privileges would be worth 3 yuan a year to an adult instead of 24: "),
        (TWO, ", the rules add 20 to 22"),
    ],
)
def test_it_says_what_is_left_and_what_the_rules_add(
    of: HeadlineRules, says: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("underheaven.report.rests_on.headline_rules", lambda _policy: of)
    assert says in rests_on(shipped())


def test_of_every_shipped_policy_it_is_known_what_its_headline_rests_on() -> None:
    """Nothing is said only where there is no headline, or none that can be told from chance."""
    kept = json.loads(KEPT.read_text(encoding="utf-8"))["policies"]
    silent = {name for name in policy_names() if not rests_on(shipped(name))}
    assert silent == {name for name in policy_names() if name not in kept or not kept[name]["found"]["kinds"]}
    assert {name for name in policy_names() if measure_of(load_policy(name)) is None} == {"none"} <= silent
    assert len(silent) < len(policy_names()) / 2


def test_nothing_is_said_of_a_policy_that_was_changed_or_of_another_model(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    world = shipped()
    assert rests_on(world)
    other, _ = policy_from_text("reform_of: article-2019\nassociation: {alpha: 0}\n", "other.yaml")
    assert rests_on(dataclasses.replace(world, policy=other)) == ""
    monkeypatch.setattr("underheaven.study.headline_rules.MODEL_VERSION", 1)
    assert rests_on(world) == ""


def test_nothing_is_said_where_an_act_is_unknown_to_the_society(monkeypatch: pytest.MonkeyPatch) -> None:
    none = dataclasses.replace(ONE, kinds=("an_act_of_another_society",))
    monkeypatch.setattr("underheaven.report.rests_on.headline_rules", lambda _policy: none)
    assert rests_on(shipped()) == ""
