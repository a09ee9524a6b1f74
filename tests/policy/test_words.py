"""Thresholds in words mean what the rules mean, and are as short as the numbers that people know."""

from __future__ import annotations

import json
import operator
import re
from decimal import Decimal

import pytest

from underheaven.documents.quantity import DatedQuantity
from underheaven.policy.described import sections
from underheaven.policy.loading import load_policy, policy_names
from underheaven.policy.screening import screen
from underheaven.policy.words import said_above, said_below, threshold
from underheaven.society.loading import load_society

SIXTEENTHS = range(-40, 41)
MEANT = {"above": operator.gt, "from": operator.ge, "below": operator.lt, "up to": operator.le}
SIXTEENTH = re.compile(r"\.(?:9375|0625|94|06)\b")
"""How a whole number is written that somebody made a sixteenth more or less."""


def points(sixteenths: int) -> Decimal:
    return Decimal(sixteenths) / 16


def meets(words: str, score: Decimal) -> bool:
    word, number = words.rsplit(" ", 1)
    return bool(MEANT[word](score, Decimal(number)))


@pytest.mark.parametrize("at", SIXTEENTHS)
def test_words_hold_of_the_scores_that_meet_the_threshold_and_of_no_other(at: int) -> None:
    """Strictly above and strictly below, as the specification has it, of every score that can be kept."""
    for score in SIXTEENTHS:
        assert meets(said_above(points(at)), points(score)) == (score > at)
        assert meets(said_below(points(at)), points(score)) == (score < at)


@pytest.mark.parametrize("whole", [0, 1, 600])
def test_a_whole_number_is_said_where_one_can_be(whole: int) -> None:
    sixteenth = Decimal(1) / 16
    assert said_above(Decimal(whole)) == f"above {whole}"
    assert said_above(whole - sixteenth) == f"from {whole}"
    assert said_below(Decimal(f"{whole}.000")) == f"below {whole}"
    assert said_below(whole + sixteenth) == f"up to {whole}"


def test_each_day_of_a_threshold_has_its_words() -> None:
    dated = DatedQuantity.model_validate({"dated": {"2015-01-01": 650, "2014-01-01": "599.9375"}})
    assert threshold(dated, said_above) == "from 600 since 2014-01-01, above 650 since 2015-01-01"


@pytest.mark.parametrize("name", policy_names())
def test_no_shipped_policy_is_told_in_sixteenths(name: str) -> None:
    policy = load_policy(name)
    told = [sections(policy), screen(policy, load_society("riverton")).to_dict()]
    assert not SIXTEENTH.search(json.dumps(told, default=str))
