"""Comparisons as Arrow tables: names and units stand in the metadata of the fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

import pyarrow as pa

from underheaven.documents.problems import refuse
from underheaven.documents.words import nearest
from underheaven.study.effects import Effect
from underheaven.study.outcomes import Outcome
from underheaven.study.pathsplit import PathSplit
from underheaven.study.seeds import Estimate

Thing = TypeVar("Thing")
NAMES = {
    "a": "the first policy",
    "b": "the policy compared with it",
    "measure": "measure",
    "outcome": "what happens to people",
    "title": "in words",
    "subject": "what it is about",
    "unit": "what it is counted in",
    "dimension": "what people are told apart by",
    "category": "which of them",
    "class": "size of the difference for a person",
    "missing": "why a number or its interval is missing",
    "seeds": "independent seeds",
    "persons": "synthetic people, mean of the seeds",
    "people": "who the people are",
    "part": "total, direct, path, interaction, or effect with paths open",
    "paths": "which paths",
}
NUMBERS = {
    "value_a": "under the first policy",
    "value_b": "under the second",
    "difference": "second less first",
    "better": "share better off",
    "same": "share the same",
    "worse": "share worse off",
    "mean": "mean difference a person",
    "share": "share of people",
    "effect": "what comes of it",
}
UNITS = {"better": "share", "same": "share", "worse": "share", "share": "share", "persons": "persons"}


def named(name: str, things: Mapping[str, Thing]) -> Thing:
    """The thing of that name; InputError with the nearest where there is none."""
    if name in things:
        return things[name]
    near = nearest(name, things)
    raise refuse(
        f"there is no measure '{name}' here",
        "these policies and this society have none of that name",
        f"did you mean {near}?" if near else "take a name of the measures that --json lists",
    )


def _field(name: str, kind: pa.DataType, title: str, unit: str) -> pa.Field:
    return pa.field(name, kind, metadata={"title": title, "unit": unit})


def _table(rows: Iterable[Mapping[str, Any]], words: Sequence[str], numbers: Sequence[str]) -> pa.Table:
    """A table of words, of estimates with their ends, and of what says who everybody is."""
    fields = [_field(name, pa.string(), NAMES[name], "name") for name in words]
    for name in numbers:
        unit = UNITS.get(name, "as in the column unit")
        fields += [
            _field(name, pa.float64(), NUMBERS[name], unit),
            _field(f"{name}_low", pa.float64(), f"{NUMBERS[name]}: lower end of the 95 % interval", unit),
            _field(f"{name}_high", pa.float64(), f"{NUMBERS[name]}: upper end of the 95 % interval", unit),
        ]
    fields += [
        _field("persons", pa.float64(), NAMES["persons"], "persons"),
        _field("seeds", pa.int64(), NAMES["seeds"], "seeds"),
        _field("missing", pa.string(), NAMES["missing"], "text"),
        _field("people", pa.string(), NAMES["people"], "text"),
    ]
    metadata = {"people": "everybody is synthetic", "intervals": "95 %, Student's t over independent seeds"}
    whole = [{"people": "synthetic", **row} for row in rows]
    return pa.Table.from_pylist(whole, schema=pa.schema(fields, metadata=metadata))


def _numbers(estimates: Mapping[str, Estimate]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for name, each in estimates.items():
        out |= {name: each.mean, f"{name}_low": each.low, f"{name}_high": each.high, "seeds": each.n}
    out["missing"] = next((each.missing for each in estimates.values() if each.missing), None)
    return out


def effects(a: str, twins: Iterable[tuple[str, Iterable[Effect]]]) -> pa.Table:
    """A row for each policy, measure and category."""
    words = ("a", "b", "measure", "title", "subject", "unit", "dimension", "category")
    rows = (
        {
            **dict(zip(words, (a, b, each.name, each.title, each.subject, each.unit), strict=False)),
            "dimension": dimension,
            "category": category,
            **_numbers({"difference": of.difference, "value_a": of.a, "value_b": of.b}),
        }
        for b, found in twins
        for each in found
        for dimension, category, of in each.rows()
    )
    return _table(rows, words, ("value_a", "value_b", "difference"))


def outcomes(a: str, twins: Iterable[tuple[str, Iterable[Outcome]]]) -> pa.Table:
    """A row for each policy, outcome and category."""
    words = ("a", "b", "outcome", "title", "unit", "dimension", "category")
    rows = (
        {
            **dict(zip(words, (a, b, each.kind.name, each.kind.title, each.kind.unit), strict=False)),
            "dimension": dimension,
            "category": category,
            "persons": of.persons,
            **_numbers({"better": of.better, "same": of.same, "worse": of.worse, "mean": of.mean}),
        }
        for b, found in twins
        for each in found
        for dimension, category, of in each.rows()
    )
    return _table(rows, words, ("better", "same", "worse", "mean"))


def distribution(a: str, twins: Iterable[tuple[str, Iterable[Outcome]]]) -> pa.Table:
    """A row for each policy, outcome and class of difference."""
    words = ("a", "b", "outcome", "title", "unit", "class")
    rows = (
        {
            **dict(zip(words, (a, b, each.kind.name, each.kind.title, each.kind.unit), strict=False)),
            "class": of.label,
            "persons": each.everyone.persons,
            **_numbers({"share": of.share}),
        }
        for b, found in twins
        for each in found
        for of in each.distribution
    )
    return _table(rows, words, ("share",))


def routes(policies: tuple[str, str], splits: Iterable[PathSplit]) -> pa.Table:
    """A row for each measure and part of its split by path."""
    words = ("a", "b", "measure", "title", "subject", "unit", "part", "paths")
    rows = []
    for each in splits:
        head = (*policies, each.name, each.title, each.subject, each.unit)
        parts = {
            ("total", "all"): each.total,
            ("direct", "none"): each.direct,
            **{("path", name): of for name, of in each.shares.items()},
            **{("interaction", name): of for name, of in each.interactions.items()},
            **{("open", name): of for name, of in each.opened.items()},
        }
        rows += [
            {**dict(zip(words, (*head, *key), strict=True)), **_numbers({"effect": of})}
            for key, of in parts.items()
        ]
    return _table(rows, words, ("effect",))
