"""Where the numbers of a world come from, and which of them are least sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from pydantic import BaseModel

from underheaven.documents.quantity import DatedQuantity, Quantity, Sourced, Table
from underheaven.policy.schema import Policy
from underheaven.society.schema import Association, Society

Kind = Literal["V", "S", "D", "M", "assumed", "none"]
KINDS: dict[Kind, str] = {
    "V": "read in the source",
    "S": "from a secondary source",
    "D": "derived from a source",
    "M": "from memory",
    "assumed": "assumed",
    "none": "without origin",
}


@dataclass(frozen=True)
class Number:
    """One or several numbers of a document that share an origin.

    `path` names them (`score.start`), `text` writes them out, `many` counts them. `range` is where they
    may lie; of a table, where the factor on its values may lie. `width` is its length over the value.
    """

    path: str
    text: str
    many: int
    kind: Kind
    origin: str
    range: str
    width: float


def numbers(document: Policy | Society) -> list[Number]:
    """Every number of a policy or a society that states an origin or could, in the order of the file."""
    return list(_within(document, ()))


def counted(found: Sequence[Number]) -> dict[Kind, int]:
    """How many numbers have an origin of each kind."""
    counts: Counter[Kind] = Counter()
    for each in found:
        counts[each.kind] += each.many
    return {kind: counts[kind] for kind in KINDS if counts[kind]}


def widest(found: Sequence[Number], most: int) -> list[Number]:
    """The numbers whose range is longest against their value, one for each origin and range."""
    distinct = {(each.origin, each.range): each for each in reversed(found) if each.width}
    return sorted(distinct.values(), key=lambda each: -each.width)[:most]


def _within(thing: object, path: tuple[str, ...]) -> Iterator[Number]:
    if isinstance(thing, Sourced):
        yield _number(thing, path)
    elif isinstance(thing, BaseModel):
        for name, field in type(thing).model_fields.items():
            # What a file leaves as the language has it is not a number of the file.
            if getattr(thing, name) != field.default:
                yield from _within(getattr(thing, name), (*path, name))
    elif isinstance(thing, Mapping):
        found = [each for key, value in thing.items() for each in _within(value, (*path, str(key)))]
        yield from _one_origin(found, path) if _alike(thing) else found
    elif isinstance(thing, list | tuple):
        for place, value in enumerate(thing, 1):
            yield from _within(value, (*path, str(place)))


def _alike(things: Mapping[object, object]) -> bool:
    """Whether these are several numbers that state one origin, such as the factors of a table."""
    origins = {
        (type(each), each.source, each.confidence, each.assumed) if isinstance(each, Sourced) else None
        for each in things.values()
    }
    return len(things) > 1 and len(origins) == 1 and None not in origins


def _one_origin(found: Sequence[Number], path: tuple[str, ...]) -> Iterator[Number]:
    first = found[0]
    texts = ", ".join(f"{each.path.rpartition('.')[2]} {each.text}" for each in found)
    spans = "; ".join(dict.fromkeys(each.range for each in found if each.range))
    yield replace(
        first,
        path=".".join(path),
        text=texts,
        many=sum(each.many for each in found),
        range=spans,
        width=max(each.width for each in found),
    )


def _number(thing: Sourced, path: tuple[str, ...]) -> Number:
    values = dict(_values(thing))
    text = ", ".join(f"{name} {value:f}".strip() for name, value in values.items())
    span = f"{thing.range[0]:f} to {thing.range[1]:f}" if thing.range else ""
    return Number(
        path=".".join(path),
        text=text,
        many=len(values),
        kind=_kind(thing),
        origin=thing.source or thing.assumed or "",
        range=f"times {span}" if span and isinstance(thing, Table) else span,
        width=_width(thing, list(values.values())),
    )


def _values(thing: Sourced) -> Iterator[tuple[str, Decimal]]:
    if isinstance(thing, Table):
        yield from thing.values.items()
    elif isinstance(thing, Association):
        for first, row in thing.weights.items():
            yield from ((f"{first}/{second}", weight) for second, weight in row.items())
    elif isinstance(thing, DatedQuantity) and thing.dated:
        yield from ((f"from {day}", value) for day, value in thing.dated.items())
    elif isinstance(thing, Quantity | DatedQuantity) and thing.value is not None:
        yield "", thing.value


def _kind(thing: Sourced) -> Kind:
    if thing.source is not None:
        return thing.confidence or "S"
    return "assumed" if thing.assumed is not None else "none"


def _width(thing: Sourced, values: Sequence[Decimal]) -> float:
    if thing.range is None:
        return 0.0
    length = thing.range[1] - thing.range[0]
    if isinstance(thing, Table | Association):
        return float(length)
    middle = sum(map(abs, values), Decimal(0)) / max(1, len(values))
    return float(length / middle) if middle else 0.0
