"""Values of runs for the sentences of a page, written as the summary writes them."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import underheaven as uh
from underheaven.report.words import SPACE, in_unit


def names_in(folder: Path) -> dict[str, Any]:
    """What a template may name: `value` and `runs`, of runs kept in the session's folder."""
    opened: dict[str, Any] = {}

    def run(path: str) -> Any:
        if path not in opened:
            opened[path] = uh.open(folder / path)
        return opened[path]

    def value(path: str, measure: str, **where: str) -> str:
        """A measure of a run's last whole year in its unit, of everyone or of one category: group="holm"."""
        found = run(path).measures.last_year[measure].measure
        one = found.all
        for dimension, category in where.items():
            one = found.by(dimension)[category]
        if one.value is None:
            raise ValueError(f"{measure} of {path} is missing: {one.reason}")
        return in_unit(one.value, found.unit).replace(SPACE, " ")

    names: dict[str, Callable[..., Any]] = {"run": run, "value": value}
    return names


def told(template: str, names: dict[str, Any]) -> str:
    """A template with its fields filled in: `{value("out/a", "under")}`."""
    # The templates are the project's own pages, as the code is.
    return re.sub(r"\{([^{}]+)\}", lambda field: str(eval(field[1], {"__builtins__": {}}, names)), template)
