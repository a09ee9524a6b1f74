"""Plain data as YAML and as Python: what `read_text` reads as the same data."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from ruamel.yaml import YAML

LONG = 40
"""Digits of a number that are written out; a longer one is written with an exponent."""


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
