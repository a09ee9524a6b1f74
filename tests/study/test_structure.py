"""Rules of the model switched off beside safeguards: only those that a world uses, and what they make."""

from __future__ import annotations

from rich.console import Console

from tests.engine.small import NEW_YEAR, exact, shipped, with_policy, with_society
from tests.mechanisms.lasting.test_kernel import SPEECH
from tests.mechanisms.standards.test_standards import following
from underheaven.engine.world import World
from underheaven.mechanisms.gaming.structure import without as without_gaming
from underheaven.report.guarded import summary
from underheaven.study.ablate import ablate
from underheaven.study.structure import ALL, without_rules
from underheaven.study.weighing import Weighed


def world() -> World:
    plain = shipped(start=NEW_YEAR, days=56, citizens=800, community_size=256)
    behaviour = plain.society.behaviour.model_dump(exclude_none=True)
    return with_society(plain, behaviour={**behaviour, "lasting": exact({"speech": SPEECH})})


def test_only_rules_that_a_world_uses_are_switched_off() -> None:
    plain = shipped(days=7)
    assert without_rules(plain) == {}
    open_to_all = with_policy(plain, secrecy=0)
    assert list(without_rules(open_to_all)) == ["gaming"]
    assert without_rules(without_gaming(open_to_all)) == {}
    assert list(without_rules(world())) == ["lasting differences"]
    both = without_rules(following(world()))
    assert list(both) == ["lasting differences", "standards that answer", ALL]
    assert not both["lasting differences"].society.behaviour.lasting
    assert both["lasting differences"].policy == following(world()).policy
    plain = shipped(start=NEW_YEAR, days=56, citizens=800, community_size=256)
    assert both[ALL].hash == plain.hash
    assert all(each.follows is None for each in both["standards that answer"].policy.consequences.values())


def test_a_rule_has_its_row_in_an_ablation() -> None:
    base, known = following(world(), step=60), Weighed()
    found = ablate(base, 2, ("notice",), known=known)
    for name, other in without_rules(base).items():
        assert found.rules[name][0] == known.of(other)
        assert found.values[found.design.own][0] == known.of(base)
        assert found.rule("sanctioned", name).mean is not None
    assert (found.rule("sanctioned", "standards that answer").mean or 0) > 0
    assert set(found.to_dict()["rules"]) == set(found.rules)
    console = Console(width=80, record=True)
    console.print(summary(found, "sanctioned"))
    told = console.export_text()
    assert all(name in told for name in found.rules)
