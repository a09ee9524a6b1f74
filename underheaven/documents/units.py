"""What a number is counted in: a mark in the annotation of the field that holds it.

A type such as `Share` brings the unit of most of its fields; a field that knows better adds its own, and the
last one counts. A number that is a convention of the language says so there as well.
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic.fields import FieldInfo


@dataclass(frozen=True)
class Unit:
    """What a number is counted in, as it stands behind it: `yuan a year`."""

    text: str


@dataclass(frozen=True)
class Convention:
    """Why a number needs no origin in the file, and between which ends it may be chosen."""

    why: str
    low: int
    high: int


def annotation_of(field: FieldInfo) -> Any:
    """The annotation of a field with its marks, which pydantic keeps apart."""
    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation


def unit_of(annotation: Any) -> str | None:
    """The unit of a number of this type; None where none is marked."""
    marked = [each.text for each in _marks(annotation) if isinstance(each, Unit)]
    return marked[-1] if marked else None


def convention_of(annotation: Any) -> Convention | None:
    """The convention that numbers of this type are; None where they need an origin."""
    return next((each for each in _marks(annotation) if isinstance(each, Convention)), None)


def inside(annotation: Any) -> Any:
    """The type of what lies in a mapping or a list of this type, with its marks."""
    for kind in alternatives(annotation):
        parts = [each for each in get_args(kind) if each is not Ellipsis]
        origin = get_origin(kind)
        if parts and isinstance(origin, type) and issubclass(origin, Mapping | tuple | list):
            return parts[-1]
    return Any


def _marks(annotation: Any) -> Iterator[Any]:
    """The marks of a type and of its alternatives, inner ones first."""
    arguments = get_args(annotation)
    if get_origin(annotation) is Annotated:
        yield from _marks(arguments[0])
        yield from arguments[1:]
    elif _is_union(annotation):
        for each in arguments:
            yield from _marks(each)


def alternatives(annotation: Any) -> Iterator[Any]:
    """The types that an annotation allows, without their marks."""
    if get_origin(annotation) is Annotated:
        yield from alternatives(get_args(annotation)[0])
    elif _is_union(annotation):
        for each in get_args(annotation):
            yield from alternatives(each)
    else:
        yield annotation


def _is_union(annotation: Any) -> bool:
    return get_origin(annotation) in (Union, types.UnionType)
