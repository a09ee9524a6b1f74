"""Every text that a model of a document can hold, found by walking its fields."""

from __future__ import annotations

import types
from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel, StringConstraints

from underheaven.documents.texts import Line, Prose, Title

FREE = (Title, Line, Prose)
"""The types of text in which a writer is free; names and words are bound by a form or by other entries."""


def kinds(model: type[BaseModel], seen: frozenset[type] = frozenset()) -> Iterator[tuple[str, Any]]:
    """Every type of a field, key or entry that is text, or holds several things, with where it stands."""
    if model in seen:
        return
    hints = get_type_hints(model, include_extras=True)
    for name, field in model.model_fields.items():
        kind = Annotated[hints[name], *field.metadata] if field.metadata else hints[name]
        yield from _within(f"{model.__name__}.{name}", kind, (), seen | {model})


def _within(at: str, kind: Any, bounds: tuple[Any, ...], seen: frozenset[type]) -> Iterator[tuple[str, Any]]:
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        yield from _within(at, inner[0], (*inner[1:], *bounds), seen)
    elif origin in (Union, types.UnionType):
        for each in inner:
            yield from _within(at, each, bounds, seen)
    elif origin in (dict, list) or (origin is tuple and Ellipsis in inner):
        yield at, (origin, bounds)
        for each in inner:
            if each is not Ellipsis:
                yield from _within(at, each, (), seen)
    elif origin is tuple:
        for each in inner:
            yield from _within(at, each, (), seen)
    elif kind is str:
        yield at, (str, bounds)
    elif origin is not Literal and isinstance(kind, type) and issubclass(kind, BaseModel):
        yield from kinds(kind, seen)


def rewritten(model: BaseModel, word: Callable[[str], str]) -> Any:
    """The data of `model` with every free text replaced by `word` of it; the rest as it was."""

    def within(value: Any, kind: Any) -> Any:
        origin, inner = get_origin(kind), get_args(kind)
        if origin is Annotated:
            free = any(kind == each for each in FREE)
            return word(value) if free and isinstance(value, str) else within(value, inner[0])
        if origin in (Union, types.UnionType):
            for each in inner:
                if (found := within(value, each)) != value:
                    return found
            return value
        if isinstance(value, BaseModel):
            return rewritten(value, word)
        if origin is dict and isinstance(value, dict):
            return {key: within(each, inner[1]) for key, each in value.items()}
        if origin is tuple and isinstance(value, tuple):
            of = inner if Ellipsis not in inner else [inner[0]] * len(value)
            return [within(each, kind) for each, kind in zip(value, of, strict=True)]
        return value

    hints = get_type_hints(type(model), include_extras=True)
    given = {name: getattr(model, name) for name in type(model).model_fields}
    return {name: within(value, hints[name]) for name, value in given.items() if value is not None}


def is_bound(bounds: tuple[Any, ...]) -> bool:
    """Whether one of the annotations says how many entries, or what letters, there may be."""
    for each in bounds:
        if isinstance(each, StringConstraints) and (each.max_length or each.pattern):
            return True
        if getattr(each, "max_length", None) is not None:
            return True
        if any(getattr(inner, "max_length", None) is not None for inner in getattr(each, "metadata", ())):
            return True
    return False
