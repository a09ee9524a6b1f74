"""Every number of every shipped policy and society, and where it comes from: what /evidence/ shows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from underheaven.documents.evidence import KINDS, Number, numbers
from underheaven.documents.works import HOW, cited
from underheaven.mechanisms.declared import ALL
from underheaven.policy.loading import load_policy, policy_names
from underheaven.policy.schema import Policy
from underheaven.society.loading import load_society, society_names
from underheaven.society.schema import Society

COLUMNS = ("file", "number", "value", "many", "unit", "range", "tag", "source", "mechanism")
"""Of a row: the file by its name, the path in it, what is written there, how many numbers that is, their
unit, where they may lie, the tag of `KINDS`, where they come from, and what reads them first."""
OTHERWISE = "society"
"""What reads the numbers of a society that no mechanism names: the drawing of a people."""


def registry() -> dict[str, Any]:
    """All of it as plain JSON values: `columns`, `rows`, and what their names are called."""
    documents = shipped()
    rows = [_row(name, document, each) for name, document in documents.items() for each in numbers(document)]
    used = {row[-1] for row in rows}
    return {
        "files": {name: document.title for name, document in documents.items()},
        "tags": dict(KINDS),
        "mechanisms": {name: each.title for name, each in ALL.items() if name in used},
        "columns": list(COLUMNS),
        "rows": rows,
        "works": [
            {"name": work.name, "work": work.work, "how": HOW[work.how]}
            for work in cited("\n".join(str(row[COLUMNS.index("source")]) for row in rows))
        ],
    }


def shipped() -> Mapping[str, Policy | Society]:
    """The policies and societies of the catalogue by name, policies first."""
    policies = {name: load_policy(name) for name in policy_names()}
    return {**policies, **{name: load_society(name) for name in society_names()}}


def used_in(of: str, path: str) -> str:
    """The mechanism that reads a number of a `policy` or a `society` first: of all whose keys lead to it, the
    one that names it most closely."""
    fitting = [(len(key), name) for key, pattern, name in _keys(of) if pattern.match(path)]
    return max(fitting)[1] if fitting else OTHERWISE


def _row(name: str, document: Policy | Society, each: Number) -> list[Any]:
    of = "policy" if isinstance(document, Policy) else "society"
    return [
        name, each.path, each.text, each.many, each.unit, each.range, each.kind, each.origin,
        used_in(of, each.path),
    ]  # fmt: skip


@cache
def _keys(of: str) -> list[tuple[str, re.Pattern[str], str]]:
    """Each key of a kind of file with what it matches, and the mechanism that names it."""
    found = []
    for name, each in ALL.items():
        for key in each.keys:
            kind, _, path = key.partition(".")
            if kind == of:
                found.append((path, re.compile(re.escape(path).replace(r"\*", r"[^.]+") + r"(\.|$)"), name))
    return found
