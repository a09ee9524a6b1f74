"""What a policy changes in each measure, by name and by category."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from underheaven.documents.unknown import has, unknown, unknown_attribute
from underheaven.documents.words import quoted
from underheaven.measure.definitions import formula
from underheaven.notebook.breakdown import Breakdown
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.report.words import in_unit
from underheaven.study.effects import Contrast, Effect

UNITED = ("value_a", "value_b", "difference")


class RunEffect:
    """What changes in one measure: `all` for everyone, `by` for a breakdown.

    Each is a contrast: `a`, `b` and `difference` (b less a), with `mean`, `low` and `high` over seeds, in
    `unit`. Errors are those of its methods.
    """

    def __init__(self, effect: Effect, stamp: Stamp) -> None:
        self.effect = effect
        self.stamp = stamp

    @property
    def name(self) -> str:
        """What the measure is called."""
        return self.effect.name

    @property
    def title(self) -> str:
        """What the measure is, in words."""
        return self.effect.title

    @property
    def unit(self) -> str:
        """What both values and their difference are counted in."""
        return self.effect.unit

    @property
    def definition(self) -> str:
        """The formula by which the measure is computed from counts."""
        return formula(self.name) or ""

    @property
    def all(self) -> Contrast:
        """The contrast for everyone."""
        return self.effect.everyone

    def by(self, dimension: str) -> Breakdown:
        """A row for each category of `dimension`: group, region, place or quintile.

        `by("group")["holm"].difference.mean` is that of one. InputError for another dimension.
        """
        known = self.effect.breakdown
        if not has(known, dimension):
            raise unknown("breakdown", dimension, tuple(known))
        rows = [{dimension: category, **_plain(each)} for category, each in known[dimension].items()]
        frame = Frame.of_rows(f"What changes: {self.title} by {dimension}", rows, self.stamp, self._units)
        return Breakdown(frame.title, frame.table, self.stamp, self._units, known[dimension])

    @property
    def frame(self) -> Frame:
        """Every contrast there is: for everyone and by each dimension."""
        rows = [
            {"dimension": dimension, "category": category, **_plain(each)}
            for dimension, category, each in self.effect.rows()
        ]
        return Frame.of_rows(f"What changes: {self.title}", rows, self.stamp, self._units)

    @property
    def _units(self) -> dict[str, str]:
        return {f"{name}{end}": self.unit for name in UNITED for end in ("", "_low", "_high")}

    def _repr_html_(self) -> str:
        return self.frame._repr_html_()

    def __repr__(self) -> str:
        mean = self.all.difference.mean
        said = self.all.difference.missing if mean is None else f"{in_unit(mean, self.unit)} {self.unit}"
        return f"<Effect on {self.name}: {said}; synthetic people>"


class Effects(Mapping[str, RunEffect]):
    """What a policy changes, by measure: `effects["records"]` and `effects.records`.

    A name that is none of them is an InputError with the nearest that is, and also a `KeyError`.
    """

    def __init__(self, effects: tuple[Effect, ...], policy: str, stamp: Stamp) -> None:
        self.policy = policy
        self._effects = {each.name: each for each in effects}
        self._stamp = stamp

    def __getitem__(self, name: str) -> RunEffect:
        """The effect on that measure; InputError, also a `KeyError`, with the nearest where there is none."""
        if not has(self._effects, name):
            raise unknown("effect", name, tuple(self._effects))
        return RunEffect(self._effects[name], self._stamp)

    def __getattr__(self, name: str) -> RunEffect:
        """`effects.records` is `effects["records"]`."""
        if name.startswith("_"):
            raise AttributeError(name)
        if name not in self._effects:
            raise unknown_attribute("effect", name, tuple(self._effects))
        return self[name]

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *(name for name in self if name.isidentifier())]

    def __iter__(self) -> Iterator[str]:
        return iter(self._effects)

    def __len__(self) -> int:
        return len(self._effects)

    def __contains__(self, name: object) -> bool:
        return has(self._effects, name)

    def _repr_html_(self) -> str:
        rows = [
            {"measure": each.name, "title": each.title, "unit": each.unit, **_plain(each.everyone)}
            for each in self._effects.values()
        ]
        return Frame.of_rows(f"What {quoted(self.policy)} changes", rows, self._stamp)._repr_html_()

    def __repr__(self) -> str:
        some = ", ".join(list(self)[:6])
        return f"<Effects of {self.policy}: {len(self)}, such as {some}; synthetic people>"


def _plain(contrast: Contrast) -> dict[str, Any]:
    """The three estimates of a contrast as columns, and why one of them is missing."""
    row: dict[str, Any] = {}
    for name, each in zip(UNITED, (contrast.a, contrast.b, contrast.difference), strict=True):
        row |= {name: each.mean, f"{name}_low": each.low, f"{name}_high": each.high}
    why = (each.missing for each in (contrast.difference, contrast.a, contrast.b))
    return {**row, "missing": next((each for each in why if each), None)}
