"""Policies, societies and changes from Python as the plain data that a file of them would hold."""

from __future__ import annotations

import datetime as dt
import math
import numbers
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from underheaven.documents.problems import refuse
from underheaven.documents.taking import shown
from underheaven.documents.words import nearest
from underheaven.documents.writing import as_yaml
from underheaven.policy.schema import Policy
from underheaven.record.disk import whole
from underheaven.society.schema import Society

DEEP = 40


def plain(argument: str, value: object, depth: int = 0) -> Any:
    """`value` as what a YAML document holds: None, bool, int, Decimal, date, str, list or dict, nested.

    Floats are taken at their shortest writing (0.1 is a tenth), NumPy's scalars as their own, models as the
    fields that are not their defaults. InputError, naming the entry, for anything else, and for NaN.
    """
    if depth > DEEP:
        raise refuse(
            f"{argument} is nested too deeply", f"more than {DEEP} groups within another", "flatten it"
        )
    if isinstance(value, BaseModel):
        _require_known(argument, value)
        value = value.model_dump(mode="python", exclude_defaults=True, warnings=False)
    if isinstance(value, Mapping):
        return {
            _key(argument, key): plain(f"{argument}[{key!r}]"[:200], each, depth + 1)
            for key, each in value.items()
        }
    if isinstance(value, list | tuple):
        return [plain(f"{argument}[{at}]", each, depth + 1) for at, each in enumerate(value)]
    return _scalar(argument, value)


def _require_known(argument: str, value: object) -> None:
    """InputError for a field that a copy was given and no document has: it would be left out in silence."""
    if isinstance(value, BaseModel):
        fields = type(value).model_fields
        if other := sorted(map(str, vars(value).keys() - fields.keys())):
            raise refuse(
                f"{shown(f'a field of {argument}', other[0])} is not known",
                f"known are {', '.join(fields)}",
                f"did you mean {near}?" if (near := nearest(other[0], list(fields))) else "leave it out",
            )
        for name in fields:
            _require_known(f"{argument}.{name}"[:200], getattr(value, name, None))
    elif isinstance(value, Mapping):
        for key, each in value.items():
            _require_known(f"{argument}.{key}"[:200], each)
    elif isinstance(value, list | tuple):
        for at, each in enumerate(value):
            _require_known(f"{argument}[{at}]"[:200], each)


def _key(argument: str, key: object) -> Any:
    if isinstance(key, dt.datetime) or not isinstance(key, str | dt.date | int) or isinstance(key, bool):
        raise refuse(
            f"{shown(f'a key of {argument}', key)} is not a name", "entries are named by text or by a day",
            "write the name as text",
        )  # fmt: skip
    return str(key) if isinstance(key, str) else key


def _scalar(argument: str, value: object) -> Any:
    if getattr(value, "shape", None) == () and hasattr(value, "item"):
        value = value.item()
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return str(value)
    if isinstance(value, dt.datetime):
        if value.time() == dt.time():
            return value.date()
    elif isinstance(value, dt.date):
        return value
    elif isinstance(value, numbers.Integral):
        return int(value)
    elif isinstance(value, Decimal) and value.is_finite():
        return value
    elif isinstance(value, numbers.Real) and math.isfinite(float(value)):
        return Decimal(repr(float(value)))
    raise refuse(
        f"{shown(argument, value)} cannot stand in a document",
        "it holds finite numbers, text, days, true and false, lists and groups of these",
        "give one of these; None removes an entry",
    )


def save_policy(policy: Policy, path: Path) -> Path:
    """Write a policy as a file of its own; InputError where it cannot be written."""
    return _saved(as_yaml(plain("policy", policy)), path)


def save_society(society: Society, path: Path) -> Path:
    """Write a society as a file of its own; InputError where it cannot be written."""
    return _saved(as_yaml(plain("society", society)), path)


def _saved(text: str, path: Path) -> Path:
    with whole(path) as file:
        file.write(text.encode())
    return path
