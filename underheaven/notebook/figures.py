"""One number of an audit: what it is, for everyone and by category."""

from __future__ import annotations

from collections.abc import Sequence

from underheaven.documents.unknown import has, unknown
from underheaven.measure.definitions import definition
from underheaven.measure.rows import EVERYONE, Row
from underheaven.notebook.breakdown import Breakdown
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp


class AuditFigure:
    """One number of an audit, such as the false positive rate: `all` for everyone, `by` for a breakdown.

    Each value is a row of the audit: `value` with its 95 % interval `low` to `high` in `unit`, `people`, and
    `reason` where something is missing. Errors are those of its methods.
    """

    def __init__(self, rows: Sequence[Row], stamp: Stamp) -> None:
        self.rows = tuple(rows)
        self.stamp = stamp

    @property
    def name(self) -> str:
        """What it is called."""
        return self.rows[0].measure

    @property
    def subject(self) -> str:
        """The subject of the audit that it belongs to."""
        return self.rows[0].subject

    @property
    def basis(self) -> str:
        """By which conduct, or of which outcome; empty where there is but one."""
        return self.rows[0].basis

    @property
    def title(self) -> str:
        """What it is, in words."""
        return self.rows[0].title

    @property
    def unit(self) -> str:
        """What its values are counted in."""
        return self.rows[0].unit

    @property
    def definition(self) -> str:
        """How it is computed."""
        return definition(self.subject, self.name)

    @property
    def all(self) -> Row:
        """The row for everyone; InputError where it is a comparison, which everyone has none of."""
        found = self._by()
        if EVERYONE not in found:
            raise unknown("breakdown", EVERYONE, tuple(found))
        return found[EVERYONE][0]

    def by(self, dimension: str) -> Breakdown:
        """A row for each category of `dimension`, such as group, place or `group, place`.

        `by("group")["holm"].value` is that of one. InputError for another dimension.
        """
        found = self._by()
        if not has(found, dimension):
            raise unknown("breakdown", dimension, tuple(found))
        rows = found[dimension]
        table = [
            {dimension: row.category, "value": row.value, "low": row.low, "high": row.high,
             "against": row.against, "people": row.people, "missing": row.reason}
            for row in rows
        ]  # fmt: skip
        units = {**dict.fromkeys(("value", "low", "high"), self.unit), "people": "persons"}
        frame = Frame.of_rows(f"{self.title} by {dimension}", table, self.stamp, units)
        return Breakdown(frame.title, frame.table, self.stamp, units, {row.category: row for row in rows})

    def _by(self) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = {}
        for row in self.rows:
            found.setdefault(row.by, []).append(row)
        return found

    def _repr_html_(self) -> str:
        rows = [{**row.to_dict()} for row in self.rows]
        return Frame.of_rows(self.title, rows, self.stamp)._repr_html_()

    def __repr__(self) -> str:
        basis = f", {self.basis}" if self.basis else ""
        return f"<AuditFigure {self.name}{basis}: {self.title}, {self.unit}; synthetic people>"
