"""What a pydantic model expects at a place: which keys, which kind of value, said in plain words."""

from __future__ import annotations

import datetime as dt
import enum
import types
from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import cache, wraps
from typing import Annotated, Any, Literal, TypeVar, Union, get_args, get_origin

from pydantic import BaseModel, RootModel, Tag

from underheaven.documents.quantity import DatedQuantity, Quantity, Table, Whole

T = TypeVar("T")
UNKNOWN = Any
"""The type of a place that cannot be told."""

_SCALARS: dict[object, str] = {
    bool: "true or false", int: "a whole number", Decimal: "a number", float: "a number", str: "text",
    dt.date: "a day", dt.datetime: "a day", type(None): "nothing",
}  # fmt: skip
_FORMS = {"a day": " such as 2014-01-01", "a group of entries": " (`key: value`)"}


def _once(function: Callable[[Any], T]) -> Callable[[Any], T]:
    """`function` of a type, computed once: every check of a document asks the same again and again.

    By identity, since not every type with annotations has a hash; what is known holds on to its type.
    """
    known: dict[int, tuple[Any, T]] = {}

    @wraps(function)
    def of(kind: Any) -> T:
        found = known.get(id(kind))
        if found is None:
            found = known[id(kind)] = (kind, function(kind))
        return found[1]

    return of


@_once
def bare(kind: Any) -> Any:
    """`kind` without annotations, wrappers and an optional None."""
    while True:
        if get_origin(kind) is Annotated:
            kind = get_args(kind)[0]
        elif isinstance(kind, type) and issubclass(kind, RootModel):
            kind = kind.model_fields["root"].annotation
        elif get_origin(kind) in (Union, types.UnionType) and len(members(kind)) == 1:
            kind = members(kind)[0]
        else:
            return kind


@_once
def members(kind: Any) -> list[Any]:
    """The alternatives of a union, None left out; empty for what is no union."""
    if get_origin(kind) not in (Union, types.UnionType):
        return []
    return [member for member in get_args(kind) if member is not type(None)]


def is_model(kind: Any) -> bool:
    """Whether `kind` is a pydantic model."""
    return isinstance(kind, type) and issubclass(kind, BaseModel)


def keys_of(kind: Any) -> list[str]:
    """The keys that a model knows, as they are written in a document; empty for what is no model."""
    kind = bare(kind)
    if not is_model(kind):
        return []
    return [field.alias or name for name, field in kind.model_fields.items()]


def description_of(kind: Any, key: str) -> str:
    """What the model says about its field `key`, or nothing."""
    return next((f.description or "" for f in _fields(bare(kind), key)), "")


def child(kind: Any, step: str | int) -> Any:
    """The type of the entry `step` inside a value of type `kind`; UNKNOWN where it cannot be told."""
    kind = bare(kind)
    if is_model(kind):
        return _kinds(kind).get(step, UNKNOWN)
    origin, inside = get_origin(kind), get_args(kind)
    if isinstance(step, int) and origin is tuple and Ellipsis not in inside:
        return inside[step] if step < len(inside) else UNKNOWN
    if isinstance(step, int) and isinstance(origin, type) and issubclass(origin, Iterable) and inside:
        return inside[0]
    if isinstance(origin, type) and issubclass(origin, Mapping) and len(inside) == 2:
        return inside[1]
    return UNKNOWN


def has_shape(kind: Any, data: object) -> bool:
    """Whether `data` could be meant as `kind`, by its sort alone; of variants, the one that it names."""
    kind = bare(kind)
    if isinstance(data, dict) and is_model(kind):
        kinds = {key: bare(child(kind, key)) for key in keys_of(kind) if key in data}
        return all(data[key] in get_args(k) for key, k in kinds.items() if get_origin(k) is Literal)
    origin = get_origin(kind) or kind
    if isinstance(data, dict):
        return isinstance(origin, type) and issubclass(origin, Mapping)
    if isinstance(data, list):
        return expected(kind) == "a list"
    if get_origin(kind) is Literal:
        return data in get_args(kind)
    if kind is Decimal:
        return isinstance(data, int | Decimal) and not isinstance(data, bool)
    return kind is type(data)


def key_type(kind: Any) -> Any:
    """The type of the keys of the mapping type `kind`; UNKNOWN where it is none."""
    inside = get_args(bare(kind))
    return inside[0] if len(inside) == 2 else UNKNOWN


def alternative(kind: Any, label: str) -> Any:
    """The member of the union `kind` that pydantic calls `label`; UNKNOWN where it cannot be told."""
    fitting = [member for member in members(kind) if _has_label(member, label)]
    return fitting[0] if len(fitting) == 1 else UNKNOWN


def expected(kind: Any) -> str:
    """What a value of type `kind` is, in a few words."""
    kind = bare(kind)
    if isinstance(kind, type) and kind in _SCALARS:
        return _SCALARS[kind]
    if alternatives := members(kind):
        return " or ".join(dict.fromkeys(expected(member) for member in alternatives))
    if get_origin(kind) is Literal:
        return one_of([str(value) for value in get_args(kind)])
    if is_model(kind):
        if issubclass(kind, Whole):
            return "a whole number"
        return "a number" if issubclass(kind, Quantity | DatedQuantity) else "a group of entries"
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return one_of([str(member.value) for member in kind])
    origin = get_origin(kind) or kind
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return "a group of entries"
    if isinstance(origin, type) and issubclass(origin, Sequence | set | frozenset):
        return "a list"
    return "a value"


def wanted(kind: Any) -> str:
    """What to write for a value of type `kind`: as `expected`, with the form or the keys."""
    kind = bare(kind)
    if not is_model(kind):
        words = expected(kind)
        return f"{words}{_FORMS.get(words, '')}"
    keys = f"the keys {listed(keys_of(kind))}"
    if issubclass(kind, Table):
        return f"a number for each category (`category: number`), or {keys}"
    return f"{expected(kind)}, or {keys}" if issubclass(kind, Quantity | DatedQuantity | Whole) else keys


def one_of(words: list[str]) -> str:
    """`'a' or 'b'`, or `one of 'a', 'b', 'c'`."""
    quoted = [f"'{word}'" for word in words]
    return f"one of {', '.join(quoted)}" if len(quoted) > 2 else " or ".join(quoted)


def listed(words: list[str], limit: int = 12) -> str:
    """`a, b, c`; where there are more than `limit`, the first ones and how many more there are."""
    more = len(words) - limit
    return ", ".join(words[:limit]) + (f" and {more} more" if more > 0 else "")


@cache
def _kinds(model: type[BaseModel]) -> dict[str | int, Any]:
    """The type of each field of a model, by its key."""
    return {
        key: field.annotation
        for name, field in reversed(model.model_fields.items())
        for key in (field.alias or name, name)
    }


def _fields(kind: Any, key: str | int) -> list[Any]:
    if not is_model(kind):
        return []
    return [field for name, field in kind.model_fields.items() if key in (field.alias or name, name)]


def _has_label(member: Any, label: str) -> bool:
    tags = [note.tag for note in getattr(member, "__metadata__", ()) if isinstance(note, Tag)]
    kind = bare(member)
    if label in tags:
        return True
    if is_model(kind):
        literals = [bare(f.annotation) for f in kind.model_fields.values()]
        values = [str(v) for literal in literals if get_origin(literal) is Literal for v in get_args(literal)]
        return label in values or label == kind.__name__ or label.endswith(f" {kind.__name__}]")
    origin = get_origin(kind) or kind
    name = "literal" if origin is Literal else getattr(origin, "__name__", "?").lower()
    return label == name or label.startswith((f"{name}[", f"constrained-{name}")) or f" {name}[" in label
