"""What the screen says of every shipped policy, and the laws that it must keep."""

import re
from decimal import Decimal
from functools import cache
from typing import Any

import pytest

from tests.worlds import random_world
from underheaven.policy.fitness import check_fit
from underheaven.policy.loading import load_policy, policy_names
from underheaven.policy.schema import Policy
from underheaven.policy.screening import Screen, screen
from underheaven.policy.screening.element import ASKED
from underheaven.policy.screening.proportion import records
from underheaven.society.loading import load_society
from underheaven.society.schema import Society

CONCLUSIONS = re.compile(r"\b(pass(es|ed)?|complian(t|ce)|complies|verdict|lawful use|unlawful|illegal)\b")


@cache
def riverton() -> Society:
    return load_society("riverton")


@cache
def screened(name: str) -> Screen:
    return screen(load_policy(name), riverton())


def changed(name: str, **changes: Any) -> Screen:
    policy = Policy.model_validate(load_policy(name).model_dump(exclude_none=True) | changes)
    check_fit(policy, riverton())
    return screen(policy, riverton())


def met(of: Screen) -> int:
    return sum(counted["met"] for counted in of.counted().values())


def texts(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in texts(each)]
    if isinstance(value, list):
        return [text for each in value for text in texts(each)]
    return [str(value)]


@pytest.mark.parametrize("name", policy_names())
def test_every_treatment_of_a_shipped_policy_is_asked_about_in_full(name: str) -> None:
    policy, found = load_policy(name), screened(name)
    firms = policy.firms.consequences if policy.firms else {}
    parts = ("consequences", "privileges", "positional")
    expected = [f"{part}.{each}" for part in parts for each in getattr(policy, part)]
    assert [each.path for each in found.treatments] == [
        *expected,
        *(f"firms.consequences.{f}" for f in firms),
    ]
    for each in found.treatments:
        assert [element.name for element in each.elements] == list(ASKED)
        assert all(element.why for element in each.elements)
        assert all(element.facts for element in each.elements if element.met == "met")


@pytest.mark.parametrize("name", policy_names())
def test_every_fact_rests_on_a_key_that_there_is(name: str) -> None:
    policy, society = load_policy(name).model_dump(), riverton().model_dump()
    for each in screened(name).treatments:
        for element in each.elements:
            for fact in element.facts:
                assert fact.rests_on
                for key in fact.rests_on:
                    of = society if key.startswith("society: ") else policy
                    assert_there(of, key.removeprefix("society: ").split("."))


def assert_there(of: Any, steps: list[str]) -> None:
    for step in steps:
        if of is None:
            return  # the policy leaves it out, which is the fact
        of = next(iter(of.values())) if step == "*" else of[step]


@pytest.mark.parametrize("name", policy_names())
def test_nothing_is_concluded(name: str) -> None:
    found = screened(name).to_dict()
    assert found["synthetic"] is True
    assert "says nothing about what is allowed" in found["what_this_is"]
    told = [text for key in ("what_this_is", "treatments") for text in texts(found[key])]
    assert [text for text in told if CONCLUSIONS.search(text)] == []


def test_corrections_stand_beside() -> None:
    assert screened("article-2019").to_dict()["corrections"] == list(load_policy("article-2019").corrections)


def test_a_policy_without_consequences_meets_no_detriment() -> None:
    bare = changed("article-2019", consequences={}, privileges={}, positional={}, firms=None)
    assert bare.treatments == ()
    without_rules = changed(
        "defaulter-list-2017", rules={}, sources={}, association=load_policy("none").association.model_dump()
    )
    assert without_rules.treatments
    assert without_rules.counted()["detriment"] == {"not met": 1}
    assert met(without_rules) == 0


def test_what_nobody_can_reach_takes_nothing() -> None:
    listed = load_policy("defaulter-list-2017").model_dump(exclude_none=True)["consequences"]["listed"]
    lowest = load_policy("defaulter-list-2017").score.minimum.value
    found = changed("defaulter-list-2017", consequences={"listed": listed | {"below": {"value": lowest}}})
    assert found.counted()["detriment"] == {"not met": 1}


def test_the_same_context_takes_the_unrelated_one_away() -> None:
    base = load_policy("article-2019").model_dump(exclude_none=True)
    denying = {name: each for name, each in base["consequences"].items() if each.get("denies")}
    with_all = changed("article-2019", consequences=denying)
    kept = changed("article-2019", consequences=denying, safeguards={"same_context": True})
    for before, after in zip(with_all.treatments, kept.treatments, strict=True):
        if before.part == "consequences":
            assert before.element("context").met == "met"
            assert after.element("context").met == "not met"
        else:
            assert before.element("context") == after.element("context")


def test_leading_a_firm_is_barred_whatever_the_context() -> None:
    base = load_policy("article-2019").model_dump(exclude_none=True)
    barring = {"no_firm_to_lead": base["consequences"]["no_firm_to_lead"]}
    found = changed("article-2019", consequences=barring, safeguards={"same_context": True})
    assert found.treatments[0].element("context").met == "met"


def test_safeguards_leave_fewer_facts_that_meet() -> None:
    assert met(screened("rights-respecting")) < met(screened("article-2019"))
    whole = screened("article-2019").treatments[0].element("proportion")
    for guard in ("no_speech", "no_purchases", "no_association"):
        fewer = changed("article-2019", safeguards={guard: True}).treatments[0].element("proportion")
        assert set(fewer.facts) != set(whole.facts)
    reviewed = changed(
        "article-2019", safeguards={"review": {"strikes_wrong": 1, "strikes_true": 0}}
    ).treatments[0]
    assert not any("wrong person" in fact.text for fact in reviewed.element("proportion").facts)


def test_groups_treated_differently_are_named() -> None:
    base = load_policy("defaulter-list-2017").model_dump(exclude_none=True)["consequences"]["listed"]
    group = riverton().groups[0]
    found = changed(
        "defaulter-list-2017",
        consequences={"listed": base | {"below_of_group": {group: base["below"]}}},
    ).treatments[0]
    assert found.element("proportion").met == "met"
    assert any(group in fact.text for fact in found.element("proportion").facts)
    assert any("group" in fact.text for fact in found.element("basis").facts)


def test_essential_services_stay_open() -> None:
    base = load_policy("article-2019").model_dump(exclude_none=True)["consequences"]
    essential = {"no_roof": base["no_loan"] | {"denies": ["rental"]}}
    assert changed("article-2019", consequences=essential).treatments[0].element("detriment").met == "met"
    kept = changed("article-2019", consequences=essential, safeguards={"essential_services": True})
    assert kept.treatments[0].element("detriment").met == "not met"


@pytest.mark.parametrize("seed", range(60))
def test_every_policy_that_a_society_can_carry_out_has_a_screen(seed: int) -> None:
    world, _ = random_world(seed)
    found = screen(world.policy, world.society)
    guards = world.policy.safeguards
    for each in found.treatments:
        assert [element.name for element in each.elements] == list(ASKED)
        taken = each.element("detriment").met
        if taken == "not met":
            assert {each.element(name).met for name in ("context", "proportion")} == {"not met"}
        if each.part == "consequences" and guards.same_context:
            barred = world.policy.consequences[each.name].bars_representative
            assert barred or each.element("context").met == "not met"
    alone = Policy.model_validate(
        world.policy.model_dump(exclude_none=True)
        | {"consequences": {}, "privileges": {}, "positional": {}, "firms": None}
    )
    assert screen(alone, world.society).treatments == ()


@pytest.mark.parametrize(("distance", "cost", "many"), [(80, 50, 2), (100, 50, 3), (0, 1, 1), (49, 50, 1)])
def test_records_that_lead_below_a_threshold(distance: int, cost: int, many: int) -> None:
    assert records(Decimal(distance), Decimal(cost)) == many
