"""Where the numbers of a document come from: the registry of its evidence, and what in it is least sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, Literal

from pydantic import BaseModel

from underheaven.documents.quantity import Sourced, Table
from underheaven.documents.units import annotation_of, convention_of, inside, unit_of

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
    """One or several numbers of a document that share an origin: an entry of the registry.

    `path` names them (`score.start`), `text` writes them out, `many` counts them, `unit` is what they are
    counted in. `source` is what the file names, `origin` what it says, with a named source written out.
    `span` is where they may lie and `range` writes it out; of a table it is where the factor on its values
    may lie (`times`), of age bands by how many years their borders may be moved. `width` is its length over
    the value.
    """

    path: str
    text: str
    many: int
    unit: str
    kind: Kind
    origin: str
    source: str | None
    range: str
    span: tuple[Decimal, Decimal] | None
    width: float

    @property
    def has_range(self) -> bool:
        """Whether it says where it may lie, as whatever is assumed or remembered must."""
        return bool(self.range)

    @property
    def complete(self) -> bool:
        """Whether it states its origin, its letter and, where it is assumed or remembered, its range."""
        return self.kind in ("V", "S", "D") or (self.kind != "none" and self.has_range)


def numbers(document: BaseModel) -> list[Number]:
    """Every number of a policy or a society, in the order of the schema; what shares an origin is one."""
    named = getattr(document, "sources", {})
    written = {name: text for name, text in named.items() if isinstance(text, str)}
    found = _of_model(document, ())
    return [replace(each, origin=written.get(each.source or "", each.origin)) for each in found]


def unsourced(document: BaseModel) -> tuple[str, ...]:
    """Paths of the numbers that do not say where they come from, how sure that is, or where they may lie."""
    return tuple(each.path for each in numbers(document) if not each.complete)


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


def _of_model(thing: BaseModel, path: tuple[str, ...]) -> Iterator[Number]:
    for name, field in type(thing).model_fields.items():
        value = getattr(thing, name)
        # What a file leaves as the language has it is not a number of the file.
        if value != field.default:
            yield from _within(value, annotation_of(field), (*path, name))


def _within(thing: object, annotation: Any, path: tuple[str, ...]) -> Iterator[Number]:
    if isinstance(thing, Sourced):
        yield _number(thing, unit_of(annotation) or "", path)
    elif isinstance(thing, BaseModel):
        yield from _of_model(thing, path)
    elif (convention := convention_of(annotation)) is not None:
        yield replace(
            _bare(thing, unit_of(annotation) or "", path),
            kind="assumed",
            origin=convention.why,
            range=f"{convention.low} to {convention.high}",
            span=(Decimal(convention.low), Decimal(convention.high)),
        )
    elif isinstance(thing, Mapping):
        kind = inside(annotation)
        found = [each for key, value in thing.items() for each in _within(value, kind, (*path, str(key)))]
        yield from _one_origin(found, path) if _alike(thing) else found
    elif isinstance(thing, list | tuple):
        for place, value in enumerate(thing, 1):
            yield from _within(value, inside(annotation), (*path, str(place)))
    elif isinstance(thing, int | float | Decimal) and not isinstance(thing, bool):
        yield _bare(thing, unit_of(annotation) or "", path)


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
    ranges = list(dict.fromkeys(each.range for each in found if each.range))
    yield replace(
        first,
        path=".".join(path),
        text=texts,
        many=sum(each.many for each in found),
        range="; ".join(ranges),
        span=first.span if len(ranges) == 1 else None,
        width=max(each.width for each in found),
    )


def _number(thing: Sourced, unit: str, path: tuple[str, ...]) -> Number:
    values = list(thing.named())
    span = f"{thing.range[0]:f} to {thing.range[1]:f}" if thing.range else ""
    return Number(
        path=".".join(path),
        text=", ".join(f"{name} {value:f}".strip() for name, value in values),
        many=len(values),
        unit=unit,
        kind=_kind(thing),
        origin=thing.source or thing.assumed or "",
        source=thing.source,
        range=f"times {span}" if span and _is_of_factors(thing) else span,
        span=thing.range,
        width=_width(thing, [value for _, value in values]),
    )


def _bare(thing: object, unit: str, path: tuple[str, ...]) -> Number:
    """A number, or several in a row, without a place for an origin."""
    values = thing if isinstance(thing, list | tuple) else (thing,)
    text = ", ".join(str(each) for each in values)
    return Number(".".join(path), text, len(values), unit, "none", "", None, "", None, 0.0)


def _is_of_factors(thing: Sourced) -> bool:
    return isinstance(thing, Table) or hasattr(thing, "weights")


def _kind(thing: Sourced) -> Kind:
    if thing.source is not None:
        return thing.confidence or "S"
    return "assumed" if thing.assumed is not None else "none"


def _width(thing: Sourced, values: Sequence[Decimal]) -> float:
    if thing.range is None:
        return 0.0
    length = thing.range[1] - thing.range[0]
    if _is_of_factors(thing):
        return float(length)
    middle = sum(map(abs, values), Decimal(0)) / max(1, len(values))
    return float(length / middle) if middle else 0.0
