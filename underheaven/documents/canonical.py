"""The canonical order of a document: mappings by name, but for those whose order has a meaning.

Two files that say the same in another order become one document, so that whatever goes through a mapping
goes through both alike. Where order counts it is a part of what a document says (`orders`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import BaseModel

from underheaven.documents.quantity import Order

M = TypeVar("M", bound=BaseModel)


def in_canonical_order(model: M) -> M:
    """The same document with its mappings in canonical order, down to the last; itself if they are.

    Mappings marked with `Order.OF_FILE` keep the order of the file, those marked with `Order.BY_DAY` go by
    the day `since` of their entries and then by name, all others by name. Lists keep their order.
    """
    changed = {}
    for name, field in type(model).model_fields.items():
        before = getattr(model, name)
        after = _arranged(before, _mark(field.metadata))
        if after is not before:
            changed[name] = after
    return model.model_copy(update=changed) if changed else model


def orders(model: BaseModel) -> dict[str, list[str]]:
    """The names of each mapping whose order counts, in that order, by its path (`firms.acts`).

    Mappings of fewer than two names are left out.
    """
    return {
        ".".join(path): list(mapping)
        for path, mapping, mark in _mappings(model)
        if mark is Order.OF_FILE and len(mapping) > 1
    }


def reordered(data: Mapping[str, Any], names: Mapping[str, Sequence[str]]) -> dict[str, Any]:
    """A document as plain data, with its mappings in the given orders, as `orders` gives them.

    Raises KeyError where a mapping has not the names that its order has.
    """
    out = dict(data)
    for path, order in names.items():
        first, _, rest = path.partition(".")
        if rest:
            out[first] = reordered(out[first], {rest: order})
        elif len(order) != len(out[first]):
            raise KeyError(path)
        else:
            out[first] = {name: out[first][name] for name in order}
    return out


def _mark(metadata: Sequence[Any]) -> Order:
    return next((each for each in metadata if isinstance(each, Order)), Order.BY_NAME)


def _arranged(value: Any, mark: Order = Order.BY_NAME) -> Any:
    """A value with everything in it in canonical order; the value itself if it is so already."""
    if isinstance(value, BaseModel):
        return in_canonical_order(value)
    if isinstance(value, tuple):
        parts = tuple(_arranged(part) for part in value)
        return value if all(new is old for new, old in zip(parts, value, strict=True)) else parts
    if not isinstance(value, dict):
        return value
    names = list(value) if mark is Order.OF_FILE else sorted(value, key=_keyed(value, mark))
    arranged = {name: _arranged(value[name]) for name in names}
    same = names == list(value) and all(arranged[name] is value[name] for name in names)
    return value if same else arranged


def _keyed(mapping: Mapping[Any, Any], mark: Order) -> Callable[[Any], tuple[dt.date, Any] | Any]:
    return (lambda name: (mapping[name].since, name)) if mark is Order.BY_DAY else (lambda name: name)


def _mappings(
    model: BaseModel, at: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], dict[Any, Any], Order]]:
    """Path, mapping and mark of each mapping that is a field of a model, or of a model in its fields."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if isinstance(value, dict):
            yield (*at, name), value, _mark(field.metadata)
        elif isinstance(value, BaseModel):
            yield from _mappings(value, (*at, name))
