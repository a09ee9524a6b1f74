"""What pages in HTML are filled into: templates that escape by themselves and refuse what is undefined."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape


def templates(**filters: Callable[..., Any]) -> Environment:
    """The templates of reports, with filters by name."""
    environment = Environment(
        loader=PackageLoader("underheaven.report"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    environment.filters.update(filters)
    return environment
