"""The audit of a run: validity, calibration, equalised odds, disparity and the watch's errors, from counts.

Everything is of one complete calendar year, the run's last unless another is asked for: conduct and standing
at its end from the census, all else from the tallies of its steps. No person is looked at.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from underheaven.documents.problems import refuse
from underheaven.documents.words import counted
from underheaven.engine.world import World
from underheaven.measure.auditing import Settings, lines
from underheaven.measure.calibration import bands_of
from underheaven.measure.conduct import Conduct
from underheaven.measure.odds import nearest, usual_truth
from underheaven.measure.period import Period, period_of
from underheaven.measure.pool import Pool
from underheaven.measure.results import Measures, measures_of
from underheaven.measure.rows import Row, frame, holm
from underheaven.measure.run import complete_years, pooled
from underheaven.record.query import RunFolder

BREAKDOWNS: tuple[tuple[str, ...], ...] = (
    ("group",),
    ("place",),
    ("quintile",),
    ("group", "place", "quintile"),
)
"""What people are told apart by, unless something else is asked for."""
SUBJECTS = (
    "validity", "calibration", "odds", "identity", "four fifths", "disparity", "intersections", "watch",
    "measures",
)  # fmt: skip
SYNTHETIC = "Every person is synthetic. Nothing here describes anybody, and nothing here is a verdict."


@dataclass(frozen=True)
class Audit:
    """An audit of one run, or of several of one world that differ in their seeds.

    `frames` are tables of the rows of each subject; `measures` are those of the year (of the first run).
    """

    world: World
    settings: Settings
    seeds: tuple[int, ...]
    counted: bool
    """Whether deeds done are known; those expected always are."""
    rows: tuple[Row, ...]
    measures: Measures

    def __repr__(self) -> str:
        """In a line: of what, of when, and how much there is."""
        return f"<Audit of {self.world.policy.policy}, {self.period}: {counted(len(self.rows), 'row')}>"

    @property
    def year(self) -> int:
        """The calendar year that is audited."""
        return self.settings.year

    @property
    def period(self) -> Period:
        """The year, or what the run lived of it."""
        return period_of(self.world, (self.year,))

    @property
    def frames(self) -> dict[str, pa.Table]:
        """Subject -> its rows; the unit of each value stands beside it."""
        return {subject: frame(self.of(subject)) for subject in SUBJECTS}

    @property
    def frame(self) -> pa.Table:
        """All rows in one table."""
        return frame(self.rows)

    def of(self, subject: str, measure: str | None = None, **where: str) -> list[Row]:
        """The rows of a subject, of a measure, and with other fields as given."""
        return [
            each
            for each in self.rows
            if each.subject == subject
            and measure in (None, each.measure)
            and all(getattr(each, name) == value for name, value in where.items())
        ]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "synthetic": True,
            "notice": SYNTHETIC,
            "policy": self.world.policy.policy,
            "society": self.world.society.society,
            "year": self.year,
            "period": str(self.period),
            "seeds": list(self.seeds),
            "deeds_counted": self.counted,
            "corrections": list(self.world.policy.corrections),
            "rows": [each.to_dict() for each in self.rows],
        }


def audit(
    folder: RunFolder | Path | str,
    *,
    year: int | None = None,
    by: Sequence[Sequence[str]] = BREAKDOWNS,
    deeds: float | None = None,
    settings: Settings | None = None,
    known: tuple[Pool, Measures] | None = None,
) -> Audit:
    """Audit a run over its last complete calendar year, or another.

    `by` are what people are told apart by: group, region, place or quintile, alone or together. `deeds` is
    how many deeds a year are called misconduct; by default as many as about as many people do as are under a
    consequence. With `settings`, those of another audit are taken instead. `known` are the counts
    and the measures of the year, where they are there already. InputError if the run has no such year, or is
    no run.
    """
    run = folder if isinstance(folder, RunFolder) else RunFolder(Path(folder))
    year = audited_year(run, settings.year if settings else year)
    pool = pooled(run, year) if known is None else known[0]
    conduct = Conduct.of(run, pool.frame, year)
    found = measures_of(pool) if known is None else known[1]
    if settings is None:
        truths = {
            basis: usual_truth(conduct, basis) if deeds is None else nearest(deeds, basis)
            for basis in conduct.bases
        }
        bands = tuple(bands_of(conduct.by("score").sum(axis=(0, 1, 2))).tolist())
        settings = Settings(year, tuple(tuple(axes) for axes in by), truths, bands)
    rows = tuple(holm(list(lines(pool, conduct, found, settings))))
    return Audit(run.world, settings, (run.world.seed,), conduct.counted, rows, found)


def audited_year(run: RunFolder, year: int | None) -> int:
    """The year asked for, or the last complete one; InputError if the run has none of it."""
    complete = complete_years(run)
    if not complete:
        raise refuse(
            f"{run.path} cannot be audited",
            "no calendar year of it is complete",
            "go on with it: give its command again, with --resume",
        )
    if year is not None and year not in complete:
        raise refuse(
            f"{run.path} has no complete year {year}",
            f"it has {', '.join(map(str, complete))}",
            "name one of them, or none for the last",
        )
    return complete[-1] if year is None else year
