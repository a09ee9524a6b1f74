"""The JSON Schema of a model, by which editors complete and check a document while it is written."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from underheaven.documents.quantity import DatedQuantity, Quantity, Table, Whole

_BOUNDS = {
    "ge": "minimum",
    "gt": "exclusiveMinimum",
    "le": "maximum",
    "lt": "exclusiveMaximum",
    "multiple_of": "multipleOf",
}


def json_schema(model: type[BaseModel]) -> dict[str, object]:
    """The schema of documents that `model` accepts (JSON Schema 2020-12), ready for `json.dumps`.

    Exact decimals are shown as numbers, and a quantity as a number or a group, as people write them.
    """
    inner = model.model_json_schema(schema_generator=_Generator, mode="validation")
    title = inner.pop("title", model.__name__)
    return {"$schema": _Generator.schema_dialect, "title": title, **inner}


class _Generator(GenerateJsonSchema):
    """pydantic's generator, but for decimals and quantities."""

    def decimal_schema(self, schema: core_schema.DecimalSchema) -> JsonSchemaValue:
        """A number with its bounds, where pydantic would also allow text."""
        bounds = {name: schema.get(key) for key, name in _BOUNDS.items()}
        return {
            "type": "number",
            **{name: _number(bound) for name, bound in bounds.items() if bound is not None},
        }

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """A quantity may be written as a bare number, a table as its categories alone."""
        group = super().model_schema(schema)
        if issubclass(schema["cls"], Table):
            bare: JsonSchemaValue = {"type": "object", "additionalProperties": {"type": "number"}}
        elif issubclass(schema["cls"], Quantity | DatedQuantity):
            bare = {"type": "number"}
        elif issubclass(schema["cls"], Whole):
            bare = {"type": "integer"}
        else:
            return group
        either: JsonSchemaValue = {"anyOf": [bare, group]}
        return {key: group.pop(key) for key in ("title", "description") if key in group} | either

    def encode_default(self, dft: Any) -> Any:
        """A default as a document would state it."""
        return _number(dft) if isinstance(dft, Decimal) else super().encode_default(dft)


def _number(value: Any) -> int | float:
    """A decimal for JSON, which has one kind of number; shown to people, never computed with."""
    return int(value) if value == int(value) else float(value)
