"""Worlds without a mechanism or with a number halved: each is what it is called, and differs."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from tools.expected.disturbing import DRAWN_BY, HALVED, disturbed, half_of, halves, switched_off, without
from underheaven.documents.evidence import numbers
from underheaven.documents.problems import refuse
from underheaven.engine.world import World
from underheaven.mechanisms.registry import names
from underheaven.study.bench.changes import Change
from underheaven.study.sweeping.keys import Key, key_of, paths
from underheaven.verify.expected import world_of

ARTICLE = world_of("article-2019", 101)
SMALL = world_of("none", 1)


@pytest.mark.parametrize("name", names())
def test_every_mechanism_of_the_registry_can_be_taken_out(name: str) -> None:
    other = without(name)(ARTICLE)
    assert (other.seed, other.citizens, other.end) == (ARTICLE.seed, ARTICLE.citizens, ARTICLE.end)
    # Once out, there is nothing left of it to take out.
    assert without(name)(other).hash == other.hash


def test_what_is_out_is_out() -> None:
    assert without("mistakes")(ARTICLE).policy.sources["cameras"].faces is None
    assert without("enrolment")(ARTICLE).policy.rollout == {}
    assert without("news")(ARTICLE).policy.announcements == {}
    assert without("hospital")(ARTICLE).society.hospital is None
    even = without("speech")(ARTICLE).society.behaviour
    assert even.climate.alone.value == even.climate.crowd.value == 1
    guards = without("redress")(world_of("rights-respecting", 1)).policy.safeguards
    assert [guards.notice, guards.appeal, guards.review, guards.expiry] == [None] * 4


def test_each_safeguard_of_a_policy_is_taken_off_alone() -> None:
    base = world_of("rights-respecting", 1)
    said = {key: change(base) for key, change in switched_off(base).items() if "safeguard" in key}
    assert len(said) > 5
    before = base.policy.safeguards.model_dump()
    for name, other in said.items():
        after = other.policy.safeguards.model_dump()
        assert [key for key in before if before[key] != after[key]] == [name.rpartition(" ")[2]]
    assert not [key for key in switched_off(world_of("none", 1)) if "safeguard" in key]


def test_a_half_is_whole_where_it_must_be() -> None:
    def key(kind: str, base: str, sixteenths: bool = False) -> Key:
        return Key("policy.x", "policy", ("x",), kind, Decimal(base), None, sixteenths)  # type: ignore[arg-type]

    assert half_of(key("number", "0.3")) == Decimal("0.15")
    assert half_of(key("factor", "1")) == Decimal("0.5")
    assert half_of(key("whole number", "5")) == 2
    assert half_of(key("whole number", "1")) == half_of(key("number", "0")) == 0
    assert half_of(key("number", "-0.1875", True)) == Decimal("-0.0625")


def test_numbers_of_the_registry_are_halved_and_no_others_always_in_one_order() -> None:
    found = halves(ARTICLE)
    assert list(found) == list(halves(ARTICLE))
    assert list(found) != sorted(found)
    assert DRAWN_BY == 20_261
    keys = [said.removesuffix(" halved") for said in found]
    known = {
        f"{name}.{each.path}" for name in ("policy", "society") for each in numbers(getattr(ARTICLE, name))
    }
    assert len(set(keys)) == len(keys) > 300
    assert set(keys) <= set(paths(ARTICLE))
    assert len(set(keys) - known) < 20, "but for entries of lists, which the registry counts from 1"
    dread = found["society.behaviour.dread.record halved"](ARTICLE)
    whole = ARTICLE.society.behaviour.dread.record.value
    assert whole is not None
    assert dread.society.behaviour.dread.record.value == whole / 2
    assert key_of(dread, "society.behaviour.dread.record").base * 2 == whole


def fewer(many: int) -> Change:
    """A world of so many citizens less, which stands for any other."""
    return lambda world: replace(world, citizens=world.citizens - many)


def test_only_what_differs_counts_and_twenty_numbers_are_halved(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []

    def differs(one: World, other: World) -> bool:
        assert one.seed == other.seed
        asked.append(other.citizens)
        return len(asked) % 2 == 0

    off = {f"without {number}": fewer(number) for number in range(6)}
    numbers_of_it = {f"{number} halved": fewer(number) for number in range(100, 200)}
    monkeypatch.setattr("tools.expected.disturbing.switched_off", lambda _: off)
    monkeypatch.setattr("tools.expected.disturbing.halves", lambda _: numbers_of_it)
    found = list(disturbed(lambda seed: replace(SMALL, seed=seed), differs, 500))
    assert [world.seed for _, world in found] == list(range(500, 500 + len(found)))
    assert sum("halved" in said for said, _ in found) == HALVED
    assert [world.citizens for _, world in found] == asked[1::2]
    # What is the world as it was is not even lived: of the first, nobody is missing.
    assert SMALL.citizens not in asked


def test_what_cannot_be_halved_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: World) -> World:
        raise refuse("no half", "so", "none")

    both = {"a halved": refused, "b halved": fewer(1)}
    monkeypatch.setattr("tools.expected.disturbing.halves", lambda _: both)
    monkeypatch.setattr("tools.expected.disturbing.switched_off", lambda _: {})
    found = disturbed(lambda seed: replace(SMALL, seed=seed), lambda *_: True, 1)
    assert [said for said, _ in found] == ["b halved"]
