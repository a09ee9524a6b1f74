"""What a policy changes in each measure: the values under two policies, and the difference seed by seed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from underheaven.measure.results import Measure, Measures, Value
from underheaven.measure.specification import Specification
from underheaven.measure.table import SPECIFICATIONS, SUBJECTS
from underheaven.study.seeds import Estimate, over_seeds, paired

DIMENSIONS = ("group", "region", "place", "quintile")


@dataclass(frozen=True)
class Contrast:
    """A value under the first policy (a), under the second (b), and the difference b − a, over seeds."""

    a: Estimate
    b: Estimate
    difference: Estimate

    @property
    def unchanged(self) -> bool:
        """Whether no seed differs at all."""
        return self.difference.mean == 0 and self.difference.low in (0, None)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"a": self.a.to_dict(), "b": self.b.to_dict(), "difference": self.difference.to_dict()}


def contrast(a: Sequence[float | None], b: Sequence[float | None], missing: str | None = None) -> Contrast:
    """A contrast from one value a seed under each policy; `missing` says why one is undefined."""
    return Contrast(over_seeds(a, missing), over_seeds(b, missing), paired(a, b, missing))


@dataclass(frozen=True)
class Effect:
    """What changes in one measure: for everyone, and by group, region, place and income quintile."""

    name: str
    title: str
    subject: str
    unit: str
    label: str
    """Whether it follows closely from what was written, or comes out of many mechanisms (`LABELS`)."""
    everyone: Contrast
    breakdown: dict[str, dict[str, Contrast]]

    def by(self, dimension: str) -> dict[str, Contrast]:
        """Category -> contrast; `dimension` is group, region, place or quintile."""
        return self.breakdown[dimension]

    def rows(self) -> Iterable[tuple[str, str, Contrast]]:
        """Everyone and each category: dimension, category, contrast."""
        yield "all", "everyone", self.everyone
        for dimension, values in self.breakdown.items():
            for category, each in values.items():
                yield dimension, category, each

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        parts = {
            f"by_{dimension}": {category: each.to_dict() for category, each in values.items()}
            for dimension, values in self.breakdown.items()
        }
        head = {"title": self.title, "subject": self.subject, "unit": self.unit, "label": self.label}
        return {**head, "all": self.everyone.to_dict(), **parts}


def effects_of(a: Sequence[Measures], b: Sequence[Measures], names: tuple[str, str]) -> tuple[Effect, ...]:
    """Every measure of either policy, in the order of measures; `a` and `b` hold one entry a seed.

    `names` are the policies'. What only one of them has is missing in the other, and in the difference.
    """
    known: dict[str, Measure] = {**b[0], **a[0]}
    return tuple(_effect(measure, subject, a, b, names) for measure, subject in ordered(known))


def ordered(measures: Mapping[str, Measure]) -> Iterator[tuple[Measure, str]]:
    """Measures in the order in which all measures stand, each with its subject."""
    subjects = {each.name: subject for subject, them in SUBJECTS.items() for each in them}
    order = {specification.name: place for place, specification in enumerate(SPECIFICATIONS)}
    for measure in sorted(measures.values(), key=lambda measure: order[measure.specification.name]):
        yield measure, subjects[measure.specification.name]


def _effect(
    measure: Measure,
    subject: str,
    a: Sequence[Measures],
    b: Sequence[Measures],
    names: tuple[str, str],
) -> Effect:
    sides = [[of_seed.get(measure.name) for of_seed in side] for side in (a, b)]

    def contrasted(dimension: str | None, category: str) -> Contrast:
        values = [
            [_value(each, dimension, category, name) for each in side]
            for side, name in zip(sides, names, strict=True)
        ]
        reason = next((v.reason for side in values for v in side if v.value is None), None)
        one, other = ([value.value for value in side] for side in values)
        return contrast(one, other, reason)

    specification: Specification = measure.specification
    return Effect(
        name=measure.name,
        title=measure.title,
        subject=subject,
        unit=specification.unit,
        label=specification.label,
        everyone=contrasted(None, ""),
        breakdown={
            dimension: {category: contrasted(dimension, category) for category in measure.by(dimension)}
            for dimension in DIMENSIONS
        },
    )


def _value(measure: Measure | None, dimension: str | None, category: str, policy: str) -> Value:
    if measure is None:
        return Value(None, None, None, f"{policy} has nothing of the kind")
    return measure.all if dimension is None else measure.by(dimension)[category]
