"""A picture of a report: drawn for a wide page and for a narrow one, with words beside it."""

from __future__ import annotations

from dataclasses import dataclass

from underheaven.report.render import Chart


@dataclass(frozen=True)
class Picture:
    """`reading` says how to read it, `finding` what it shows, `label` both, to those who cannot see it.

    Where there is nothing to draw, the charts are None and `finding` says why.
    """

    name: str
    title: str
    reading: str
    finding: str
    wide: Chart | None = None
    narrow: Chart | None = None

    @property
    def label(self) -> str:
        """What the picture is and what it shows, for a screen reader."""
        return f"{self.title}. {self.finding}"
