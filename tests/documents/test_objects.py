"""Documents from Python are checked as those from files are, and numbers taken as they print."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from underheaven.documents.problems import InputError
from underheaven.documents.quantity import DatedQuantity, Quantity
from underheaven.engine.world import World
from underheaven.policy.checked import checked_policy
from underheaven.policy.loading import load_policy
from underheaven.policy.schema import Policy
from underheaven.society.checked import checked_society
from underheaven.society.loading import load_society
from underheaven.study.running import run_world

POLICY, SOCIETY = load_policy("article-2019"), load_society("riverton")


@pytest.mark.parametrize("number", [0.1, np.float64(0.1), np.float32(0.1), Decimal("0.1")])
def test_a_float_is_the_decimal_that_it_prints_as(number: Any) -> None:
    said = Decimal(repr(float(number))) if not isinstance(number, Decimal) else number
    assert Quantity.model_validate(number).value == said
    assert DatedQuantity.model_validate(number).value == said
    changed = checked_policy(POLICY.model_copy(update={"secrecy": number}))
    assert changed.secrecy.value == said


@pytest.mark.parametrize("number", [3, np.int64(3), np.uint8(3)])
def test_whole_numbers_of_any_type_are_taken(number: Any) -> None:
    assert Quantity.model_validate(number).value == 3


POLICIES: dict[str, dict[str, Any]] = {
    "secrecy": {"secrecy": Quantity(value=Decimal(7))},
    "score": {"score": POLICY.score.model_copy(update={"start": Quantity(value=Decimal(2000))})},
    "score.recovery": {
        "score": POLICY.score.model_copy(update={"recovery": Quantity(value=Decimal("1e30"))})
    },
    "sources.mine": {"sources": {"mine": 3}},
    "secrets": {"secrets": 3},
    "association": {"association": POLICY.association.model_copy(update={"friends": Quantity(value=1)})},
}


@pytest.mark.parametrize("where", POLICIES)
def test_what_an_update_breaks_is_refused_with_its_path(where: str) -> None:
    with pytest.raises(InputError) as caught:
        checked_policy(POLICY.model_copy(update=POLICIES[where]))
    assert caught.value.problems[0].where == where
    assert caught.value.problems[0].remedy


def test_a_society_is_checked_too() -> None:
    for where, update in (
        ("default_citizens", {"default_citizens": 10}),
        ("hospital.kind", {"hospital": _of(SOCIETY.hospital, kind="nothing")}),
        ("hospital.variation", {"hospital": _of(SOCIETY.hospital, variation=10**9)}),
    ):
        with pytest.raises(InputError) as caught:
            checked_society(SOCIETY.model_copy(update=update))
        assert caught.value.problems[0].where == where


def _of(part: Any, **update: Any) -> Any:
    return part.model_copy(update=update)


def test_what_is_sound_is_the_same_object() -> None:
    assert checked_policy(POLICY) is POLICY
    copy = POLICY.model_copy()
    assert checked_policy(copy) is copy
    assert checked_society(SOCIETY) is SOCIETY
    anew = Policy.model_validate(POLICY.model_dump())
    assert checked_policy(anew) == POLICY


def test_a_run_refuses_a_broken_policy_before_anything_is_written(tmp_path: Path) -> None:
    broken = POLICY.model_copy(update=POLICIES["secrecy"])
    world = World(broken, SOCIETY, 1, dt.date(2020, 1, 1), dt.date(2020, 1, 7), 400)
    with pytest.raises(InputError) as caught:
        run_world(world, tmp_path / "run")
    assert [problem.where for problem in caught.value.problems] == ["secrecy"]
    assert not list(tmp_path.iterdir())
