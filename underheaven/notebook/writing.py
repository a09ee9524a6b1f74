"""Policies, societies and changes from Python as the YAML that a file of them would hold."""

from __future__ import annotations

import datetime as dt
import io
import math
import numbers
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from pydantic import BaseModel
from ruamel.yaml import YAML

from underheaven.documents.problems import refuse
from underheaven.documents.taking import shown
from underheaven.documents.words import nearest
from underheaven.policy.schema import Policy
from underheaven.record.disk import whole
from underheaven.society.schema import Society

LONG = 40
"""Digits of a number that are written out; a longer one is written with an exponent."""
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


def as_yaml(data: Mapping[str, Any], *, short: bool = False) -> str:
    """Plain data as YAML, in the order in which it stands; numbers digit by digit.

    `short` puts every entry on a line of its own, which reads best where there are few.
    """
    text = io.StringIO()
    writer = YAML(typ="safe", pure=True)
    writer.default_flow_style = False if short else None
    writer.width, writer.allow_unicode = 110, True
    writer.representer.sort_base_mapping_type_on_output = False
    writer.representer.ignore_aliases = lambda _: True
    writer.representer.add_representer(Decimal, _number)
    writer.dump(dict(data), text)
    return text.getvalue()


def _number(way: Any, value: Decimal) -> Any:
    text = digits(value)
    # Under the other tag the writer would put the tag before the number.
    return way.represent_scalar(f"tag:yaml.org,2002:{'float' if set(text) & set('.eE') else 'int'}", text)


def digits(value: Decimal) -> str:
    """A number as people write it: 0.000001 and not 1E-6, unless it would be very long."""
    text = format(value, "f")
    return text if len(text) <= LONG else str(value)


def as_python(data: object) -> str:
    """Plain data as Python that gives the same when it is read again; days as text."""
    if isinstance(data, dict):
        return "{" + ", ".join(f"{as_python(key)}: {as_python(each)}" for key, each in data.items()) + "}"
    if isinstance(data, list):
        return "[" + ", ".join(map(as_python, data)) + "]"
    if isinstance(data, Decimal):
        # A float holds some 16 digits; of more, it would be another number.
        exact = Decimal(repr(float(data))) == data
        return digits(data) if exact else f"Decimal({str(data)!r})"
    return repr(data.isoformat() if isinstance(data, dt.date) else data)


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
