"""The form of measures as data: what is printed fits a JSON Schema, and the page tells the closed lists."""

import json
from itertools import takewhile
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from tests.commands.asking import ask
from tests.record import made
from underheaven.engine.world import World
from underheaven.measure.as_data import measures_as_data, table_as_data
from underheaven.measure.combinators import COMBINATORS
from underheaven.measure.definitions import FUNCTIONS

PAGE = (Path(__file__).parents[2] / "docs" / "measures-as-data.md").read_text(encoding="utf-8")
TEXT: dict[str, Any] = {"type": "string", "minLength": 1}
OR_NONE: dict[str, Any] = {"type": ["string", "null"]}
TEXTS = {"type": "array", "items": TEXT, "uniqueItems": True}


def kept(properties: dict[str, Any]) -> dict[str, Any]:
    """Objects with these properties, all of them and no other."""
    asked = {"required": list(properties), "additionalProperties": False}
    return {"type": "object", "properties": properties, **asked}


def form(
    top: dict[str, Any], of_measure: dict[str, Any], more: list[dict[str, Any]], few: dict[str, Any]
) -> dict[str, Any]:
    """The schema of a table: `more` are forms of expressions besides those that every reader knows."""
    operands = {
        name: {
            "type": "array", "items": {"$ref": "#/$defs/expression"}, "minItems": each.fewest,
            **({} if each.most is None else {"maxItems": each.most}),
        }
        for name, each in COMBINATORS.items()
    }  # fmt: skip
    column = {"type": "string", "pattern": r"^-?[a-z_]+(\.[^.\s]+){0,2}$"}
    interval = {
        "kind": {"enum": ["blocks", "blocks of regions", "none"]},
        "lowest": {"type": ["number", "null"]}, "highest": {"type": ["number", "null"]},
        "against_everyone": {"type": "boolean"}, "none_by": TEXTS, **few,
    }  # fmt: skip
    texts = ("name", "title", "unit", "definition", "source", "reading", "label", "missing")
    measure = {
        **dict.fromkeys(texts, TEXT), "breakdowns": TEXTS,
        "from_start": {"type": "boolean"}, "weighed": {"type": "boolean"},
        "interval": kept(interval), "expression": {"$ref": "#/$defs/expression"}, **of_measure,
    }  # fmt: skip
    common = {
        "form": {"const": 2}, "minutes_per_year": {"const": 525_960},
        "measures": {"type": "array", "items": kept(measure)},
    }  # fmt: skip
    combined = [kept({name: each}) for name, each in operands.items()]
    every = [{"type": "number"}, {"type": "array", "items": column}, *combined, *more]
    return {**kept({**common, **top}), "$defs": {"expression": {"oneOf": every}}}


LISTS: dict[str, Any] = {
    "labels": {"type": "object"}, "combinators": {"type": "object"}, "selections": {"type": "object"},
}  # fmt: skip
OF_ALL = form(
    {**LISTS, "numbers": TEXTS, "conditions": TEXTS, "lived": {"type": "object"}},
    {"entries": OR_NONE, "where": OR_NONE, "shared_where": OR_NONE, "shared_entries": OR_NONE},
    [
        kept({"world": TEXT}),
        kept({"total": {"prefixItems": [TEXT, TEXT, {"$ref": "#/$defs/expression"}], "minItems": 3}}),
    ],
    {},
)
OF_A_WORLD = form(
    {
        "columns": TEXTS, "queue": TEXTS, "histogram": {"type": "object"},
        "derived": {"type": "object"}, "breakdowns": {"type": "object"}, "weights": {"type": "object"},
    },
    {},
    [],
    {"over": {"$ref": "#/$defs/expression"}, "one": {"type": ["number", "null"]}},
)  # fmt: skip


@pytest.mark.parametrize("world", [made.world(), made.full()], ids=["plain", "full"])
def test_the_measures_of_a_world_fit_the_form_without_patterns(world: World) -> None:
    said = json.loads(json.dumps(measures_as_data(world), allow_nan=False))
    jsonschema.validate(said, OF_A_WORLD)
    assert len(said["measures"]) == len({measure["name"] for measure in said["measures"]})


def test_what_the_command_prints_is_the_table_and_fits_the_form() -> None:
    answer = ask("schema", "measures")
    assert answer.status == 0
    said = json.loads(answer.out)
    jsonschema.validate(said, OF_ALL)
    assert said == json.loads(json.dumps(table_as_data()))


@pytest.mark.parametrize(
    "expression",
    [{"median": [1]}, {"ratio": [1]}, {"ratio": [1, 2], "plus": [1]}, "person.adults", [1], {"gini": [1]}],
)
def test_the_form_refuses_what_is_no_expression(expression: Any) -> None:
    said = json.loads(json.dumps(measures_as_data(made.world())))
    said["measures"][0]["expression"] = expression
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(said, OF_A_WORLD)


def rows(heading: str) -> list[str]:
    """The rows of the table that begins with a heading."""
    lines = PAGE.splitlines()
    first = lines.index(heading) + 2
    return list(takewhile(bool, lines[first:]))


def test_the_page_tells_the_closed_lists_as_they_are() -> None:
    table = table_as_data()
    assert rows("| combinator | operands | value |") == [
        f"| `{name}` | {each['operands']} | {each['formula']} |"
        for name, each in table["combinators"].items()
    ]
    assert rows("| selection | block | each is |") == [
        f"| `{name}` | `{each['block']}` | {each['each']} |" for name, each in table["selections"].items()
    ]
    for name in ("numbers", "conditions"):
        assert f": {', '.join(f'`{each}`' for each in table[name])}." in " ".join(PAGE.split())


def test_the_page_tells_what_stays_a_function() -> None:
    found = {
        name.strip("` "): reason.strip()
        for _, reason, names, _ in (row.split("|") for row in rows("| why | numbers |"))
        for name in names.split(",")
    }
    assert found == FUNCTIONS


def test_the_page_names_every_part_of_an_entry() -> None:
    said = measures_as_data(made.world())
    for part in (*said, *said["measures"][0], *said["measures"][0]["interval"], *said["histogram"]):
        assert f"`{part}`" in PAGE, part
