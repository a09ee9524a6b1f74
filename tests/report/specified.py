"""Specifications of pictures, looked at: their views, what is drawn in them, and Vega-Lite's own schema."""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import altair
import jsonschema
import jsonschema.exceptions

Spec = dict[str, Any]


def views(part: Spec) -> Iterator[Spec]:
    """Every view of a specification, in order."""
    if "layer" in part:
        yield part
    for each in part.get("concat", ()):
        yield from views(each)


def colours(part: Spec, *of: str) -> set[str]:
    """The colours of the marks of some types, such as `rect`, that have one colour."""
    return {
        layer["mark"]["color"]
        for view in views(part)
        for layer in view["layer"]
        if layer["mark"]["type"] in of and "color" in layer["mark"]
    }


def rows(part: Spec, whole: Spec) -> list[dict[str, Any]]:
    """The rows of a layer."""
    found: list[dict[str, Any]] = whole["datasets"][part["data"]["name"]]
    return found


@cache
def _schema() -> dict[str, Any]:
    (path,) = Path(altair.__file__).parent.glob("vegalite/v*/schema/vega-lite-schema.json")
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    return found


@cache
def _validator(name: str) -> Any:
    of = {"$ref": f"#/definitions/{name}"} if name else {"$ref": "#/definitions/TopLevelSpec"}
    return jsonschema.Draft7Validator({**of, "definitions": _schema()["definitions"]})


_known: set[str] = set()


def _valid(name: str, spec: Spec) -> None:
    """Check a part, once for each that has the same keys and words."""
    shape = name + json.dumps(_shape(spec))
    if shape not in _known:
        error = jsonschema.exceptions.best_match(_validator(name).iter_errors(spec))
        assert error is None, error.message
        _known.add(shape)


FREE = ("text", "labelExpr", "title", "subtitle", "color", "labels", "domain", "range", "name", "field")
"""What may be any words."""


def _shape(part: Any) -> Any:
    if isinstance(part, dict):
        return {key: (key in FREE and isinstance(each, str)) or _shape(each) for key, each in part.items()}
    if isinstance(part, list):
        return [_shape(each) for each in part[:1]]
    return part if part is None or isinstance(part, bool | str) else type(part).__name__


def validate(whole: Spec) -> None:
    """AssertionError where a specification is not what Vega-Lite's schema says.

    The schema tries every alternative of every part, which takes seconds for a whole picture: each layer is
    held against it alone, then each view with its first layer, then the whole with its first view.
    """
    first = None
    for view in views(whole):
        for layer in view["layer"]:
            _valid("UnitSpec", layer)
        short = {**view, "layer": view["layer"][:1]}
        for top in ("$schema", "config", "datasets"):
            short.pop(top, None)
        _valid("LayerSpec", short)
        first = first or short
    _valid("", {**whole, **({"concat": [first]} if "concat" in whole else first or {}), "datasets": {}})
