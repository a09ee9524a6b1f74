"""pydantic's errors, brought back to places in the document: one fault for each thing that is wrong.

For a union pydantic reports what each alternative misses. Here the alternative that was most likely
meant is kept; where none was, the faults become one, which knows every alternative.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from pydantic import BaseModel, ValidationError

from underheaven.documents.document import Path
from underheaven.documents.shapes import UNKNOWN, alternative, bare, child, key_type, keys_of, members
from underheaven.documents.tables import VALUES, is_bare

_MISFITS = (
    "_type",
    "_parsing",
    "_parsing_size",
    "int_from_float",
    "string_sub_type",
    "literal_error",
    "enum",
    "none_required",
    "date_from_datetime_inexact",
    "finite_number",
)


@dataclass(frozen=True)
class Fault:
    """One error: pydantic's `code`, the path in the data, and what is expected there.

    `kind` is the type expected at `path`, `around` that of what holds it. `in_key` says that a key is
    wrong and not its value. `branches` are the unions on the way, each with the alternative tried;
    `others` the faults of the other alternatives, where none fits.
    """

    code: str
    path: Path
    kind: Any
    around: Any
    given: object
    message: str
    context: Mapping[str, Any]
    in_key: bool = False
    branches: tuple[tuple[Path, str], ...] = ()
    others: tuple[Fault, ...] = ()

    @property
    def misfit(self) -> bool:
        """Whether the value has the wrong type or is none of the words allowed."""
        return self.code.endswith(_MISFITS)


def faults_of(error: ValidationError, model: type[BaseModel], data: object) -> list[Fault]:
    """The faults of `data` that `error`, raised by `model` on it, reports; one for each place and cause."""
    raw = [_trace(entry, model, data) for entry in error.errors(include_url=False)]
    return _collapse(raw, 0)


def _trace(entry: Mapping[str, Any], model: type[BaseModel], data: object) -> Fault:
    """Follows an error's location through the model and the data, telling keys from names of alternatives."""
    kind: Any = model
    around: Any = model
    path: list[str | int] = []
    branches: list[tuple[Path, str]] = []
    in_key = False
    location = entry["loc"]
    code = str(entry["type"])
    for number, step in enumerate(location):
        kind = bare(kind)
        last = number == len(location) - 1
        absent = last and code in ("missing", "extra_forbidden")
        if step == "[key]" and last:
            in_key, kind = True, key_type(around)
        elif step == VALUES and not last and is_bare(data) and VALUES in keys_of(kind):
            around, kind = kind, child(kind, step)
        elif members(kind):
            branches.append((tuple(path), str(step)))
            kind = alternative(kind, str(step))
        elif kind is UNKNOWN and not _is_inside(data, step) and not absent:
            branches.append((tuple(path), str(step)))
        else:
            path.append(step)
            around, kind = kind, child(kind, step)
            data = _inside(data, step)
    return Fault(
        code=code,
        path=tuple(path),
        kind=kind,
        around=around,
        given=entry.get("input"),
        message=str(entry["msg"]),
        context=entry.get("ctx") or {},
        in_key=in_key,
        branches=tuple(branches),
    )


def _is_inside(data: object, step: object) -> bool:
    if isinstance(data, dict):
        return step in data
    return isinstance(data, list) and isinstance(step, int) and step < len(data)


def _inside(data: object, step: str | int) -> object:
    if isinstance(data, dict):
        return data.get(step)
    return data[step] if isinstance(data, list) and isinstance(step, int) and step < len(data) else None


def _collapse(faults: list[Fault], depth: int) -> list[Fault]:
    """Settles the unions at `depth` (the first, second... along a fault's path) and all below."""
    kept: list[Fault] = []
    unions: dict[Path, dict[str, list[Fault]]] = {}
    for fault in faults:
        if len(fault.branches) > depth:
            place, label = fault.branches[depth]
            unions.setdefault(place, {}).setdefault(label, []).append(fault)
        else:
            kept.append(fault)
    for place, branches in unions.items():
        kept += _settle(place, [_collapse(branch, depth + 1) for branch in branches.values()])
    return kept


def _settle(place: Path, branches: list[list[Fault]]) -> list[Fault]:
    """Of a union's alternatives, the faults of the one that fits best; one fault where none fits."""
    fitting = [branch for branch in branches if not any(f.misfit and f.path == place for f in branch)]
    if fitting:
        return min(fitting, key=len)
    misfits = [next(f for f in branch if f.misfit and f.path == place) for branch in branches]
    first, *others = misfits
    return [replace(first, others=tuple(others))]
