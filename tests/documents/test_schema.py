"""The JSON Schema that editors read."""

import json
from decimal import Decimal
from typing import Any

import pytest

from tests.documents.small import Part, Small
from underheaven.documents.schema import json_schema


def fields() -> dict[str, Any]:
    properties = json_schema(Small)["properties"]
    assert isinstance(properties, dict)
    return properties


def test_the_head_names_dialect_and_model_first() -> None:
    schema = json_schema(Small)
    assert list(schema)[:2] == ["$schema", "title"]
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert (schema["title"], schema["description"]) == ("Small", "A small document.")
    assert schema["required"] == ["name", "size", "share", "since", "colour"]
    assert schema["additionalProperties"] is False
    assert json.loads(json.dumps(schema)) == schema


def test_decimals_are_numbers_with_their_bounds() -> None:
    assert fields()["share"] == {"type": "number", "minimum": 0, "maximum": 1, "title": "Share"}
    assert fields()["pace"]["anyOf"][0] == {"type": "number"}
    assert fields()["pace"]["default"] == 1


def test_fields_keep_their_descriptions() -> None:
    assert fields()["size"]["description"] == "How large it is."


def test_a_quantity_is_a_number_or_a_group() -> None:
    definitions = json_schema(Small)["$defs"]
    assert isinstance(definitions, dict)
    quantity = definitions["Quantity"]
    assert quantity["anyOf"][0] == {"type": "number"}
    assert "value" in quantity["anyOf"][1]["properties"]
    assert "same at all times" in quantity["description"]


@pytest.mark.parametrize(("default", "shown"), [(Decimal("0.1"), 0.1), (Decimal("3.0"), 3)])
def test_defaults_are_shown_as_numbers(default: Decimal, shown: float) -> None:
    class One(Part):
        one: Decimal = default

    properties = json_schema(One)["properties"]
    assert isinstance(properties, dict)
    assert properties["one"]["default"] == shown
