"""What is told of a document: every number and no origin, whatever its categories are called."""

from decimal import Decimal

import pytest

from underheaven.documents.quantity import DatedQuantity, Model, Quantity, Sourced, Table, Whole
from underheaven.documents.told import ORIGIN, told

ORIGINS = {"source": "somebody", "confidence": "V", "assumed": None, "range": ["1", "9"]}


class Group(Model):
    number: Quantity
    count: Whole
    dated: DatedQuantity
    shares: Table


def test_the_keys_of_an_origin_are_those_of_the_model() -> None:
    assert set(Sourced.model_fields) == ORIGIN


def test_origins_go_and_numbers_stay() -> None:
    group = Group.model_validate(
        {
            "number": {"value": 5, **ORIGINS},
            "count": {"value": 7, **ORIGINS},
            "dated": {"dated": {"2020-01-01": 1}, **ORIGINS},
            "shares": {"values": {"red": Decimal("0.5")}, **ORIGINS},
        }
    )
    said = told(group.model_dump(mode="json"))
    assert said == {
        "number": {"value": "5"},
        "count": {"value": 7},
        "dated": {"value": None, "dated": {"2020-01-01": "1"}},
        "shares": {"values": {"red": "0.5"}},
    }
    again = Group.model_validate(said)
    assert told(again.model_dump(mode="json")) == said


@pytest.mark.parametrize(
    "categories",
    [
        {"source": "0.1", "confidence": "0.2", "assumed": "0.3", "range": "0.4"},
        {"source": {"value": "0.1"}, "confidence": None, "assumed": None, "range": None},
    ],
)
def test_categories_that_are_called_as_an_origin_stay(categories: dict[str, object]) -> None:
    assert told(categories) == categories
