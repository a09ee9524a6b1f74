"""Values of runs for the sentences of a page, written as the summary writes them."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import underheaven as uh
from underheaven.mechanisms.declared import MECHANISMS
from underheaven.policy.loading import load_policy
from underheaven.policy.safeguard import Safeguard, safeguards
from underheaven.report.words import SPACE, in_unit
from underheaven.society.loading import load_society


def names_in(folder: Path) -> dict[str, Any]:
    """What a template may name: `run` and `value`, of runs kept in the session's folder; `read`, of JSON that
    a command has left there; `policy` and `society`, of the catalogue; `fixed`, which writes a number;
    `safeguards` and `mechanisms`, the rows of a table of them."""
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

    def read(path: str) -> Any:
        """What stands in a JSON file."""
        if path not in opened:
            opened[path] = json.loads((folder / path).read_text(encoding="utf-8"))
        return opened[path]

    names: dict[str, Callable[..., Any]] = {"run": run, "value": value, "read": read}
    tables = {"safeguards": safeguard_rows, "mechanisms": mechanism_rows}
    return {**names, **tables, "policy": load_policy, "society": load_society, "fixed": fixed, "len": len}


def safeguard_rows(*what: str) -> str:
    """A row for each safeguard: its key, and what is said of it under these names (`about`, `presumes`, or
    `written`: with its own keys)."""
    return "\n".join(
        " | ".join((f"| `{name}`", *(_said(each, part) for part in what))) + " |"
        for name, each in safeguards().items()
    )


def _said(safeguard: Safeguard, part: str) -> str:
    words = safeguard.words
    return str(getattr(words, part)) or words.about


def mechanism_rows() -> str:
    """A row for each mechanism: its folder, what it is, and where the specification has it."""
    rows = []
    for name, each in MECHANISMS.items():
        about = each.about[0].lower() + each.about[1:].rstrip(".")
        where = ", ".join(each.sections)
        rows.append(f"| `underheaven/mechanisms/{name}/` | {each.title}: {about} | {where} |")
    return "\n".join(rows)


def fixed(number: float, digits: int = 0) -> str:
    """A number with so many decimals: 1,410 or 0.96."""
    return f"{number:,.{digits}f}"


def prose(template: str, names: dict[str, Any], width: int) -> str:
    """A filled template as it stands on a page: a table line by line, a paragraph wrapped."""
    if template.lstrip().startswith("|"):
        return told("\n".join(line.strip() for line in template.strip().splitlines()), names)
    text = told(" ".join(template.split()), names)
    return textwrap.fill(text, width, break_on_hyphens=False, break_long_words=False)


def told(template: str, names: dict[str, Any]) -> str:
    """A template with its fields filled in: `{value("out/a", "under")}`."""
    # The templates are the project's own pages, as the code is.
    return re.sub(r"\{([^{}]+)\}", lambda field: str(eval(field[1], {"__builtins__": {}}, names)), template)
