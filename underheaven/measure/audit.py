"""The audit of a run: validity, calibration, equalised odds, disparity and the watch's errors, from counts.

Everything is of one complete calendar year, the run's last unless another is asked for: conduct and standing
at its end from the census, all else from the tallies of its steps. No person is looked at.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa

from underheaven.documents.problems import refuse
from underheaven.engine.world import World
from underheaven.measure.calibration import bands_of, calibration
from underheaven.measure.cells import Cells
from underheaven.measure.conduct import Conduct
from underheaven.measure.disparity import HARMS, disparities, four_fifths, outcomes
from underheaven.measure.frame import Frame
from underheaven.measure.odds import nearest, odds, usual_truth
from underheaven.measure.pool import Pool
from underheaven.measure.results import Measures, Value, measures_of
from underheaven.measure.rows import EVERYONE, Row, frame, row
from underheaven.measure.run import complete_years, pooled
from underheaven.measure.sample import values
from underheaven.measure.specification import NOBODY, Measure, Specification
from underheaven.measure.table import SPECIFICATIONS
from underheaven.measure.validity import NOT_GAMED, gained_by_gaming, validity
from underheaven.record.query import RunFolder

BREAKDOWNS: tuple[tuple[str, ...], ...] = (
    ("group",),
    ("place",),
    ("quintile",),
    ("group", "place", "quintile"),
)
"""What people are told apart by, unless something else is asked for."""
WATCH = ("precision", "recall", "records", "wrong_records", "precision_of_source", "watch")
SUBJECTS = (
    "validity", "calibration", "odds", "identity", "four fifths", "disparity", "intersections", "watch",
    "measures",
)  # fmt: skip
NO_CENSUS = "the run kept no census of conduct: an earlier version made it"
SYNTHETIC = "Every person is synthetic. Nothing here describes anybody, and nothing here is a verdict."


@dataclass(frozen=True)
class Settings:
    """What an audit goes by: audits of the same settings have the same lines.

    `by` are what people are told apart by; `deeds` is how many deeds a year are called misconduct, by basis
    (`expected` and `done`); `bands` gives the band of each bin of the score.
    """

    year: int
    by: tuple[tuple[str, ...], ...]
    deeds: dict[str, float]
    bands: tuple[int, ...]


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

    @property
    def year(self) -> int:
        """The calendar year that is audited."""
        return self.settings.year

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
) -> Audit:
    """Audit a run over its last complete calendar year, or another.

    `by` are what people are told apart by: group, region, place or quintile, alone or together. `deeds` is
    how many deeds a year are called misconduct; by default as many as about as many people do as are under a
    consequence. With `settings`, those of another audit are taken instead. InputError if the run has no such
    year, or is no run.
    """
    run = folder if isinstance(folder, RunFolder) else RunFolder(Path(folder))
    year = audited_year(run, settings.year if settings else year)
    pool = pooled(run, year)
    conduct = Conduct.of(run, pool.frame, year)
    found = measures_of(pool)
    if settings is None:
        truths = {
            basis: usual_truth(conduct, basis) if deeds is None else nearest(deeds, basis)
            for basis in conduct.bases
        }
        bands = tuple(bands_of(conduct.by("score").sum(axis=(0, 1, 2))).tolist())
        settings = Settings(year, tuple(tuple(axes) for axes in by), truths, bands)
    rows = tuple(_once(_rows(pool, conduct, found, settings)))
    return Audit(run.world, settings, (run.world.seed,), conduct.counted, rows, found)


def _once(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows about everyone come with every breakdown: they are kept once."""
    known = set[tuple[str, ...]]()
    for each in rows:
        if each.by != EVERYONE or each.key not in known:
            known.add(each.key)
            yield each


def audited_year(run: RunFolder, year: int | None) -> int:
    """The year asked for, or the last complete one; InputError if the run has none of it."""
    complete = complete_years(run)
    if not complete:
        raise refuse(
            f"{run.path} cannot be audited",
            "no calendar year of it is complete",
            "go on with it: run --resume",
        )
    if year is not None and year not in complete:
        raise refuse(
            f"{run.path} has no complete year {year}",
            f"it has {', '.join(map(str, complete))}",
            "name one of them, or none for the last",
        )
    return complete[-1] if year is None else year


def _rows(pool: Pool, conduct: Conduct, found: Measures, settings: Settings) -> Iterator[Row]:
    if len(conduct.counts):
        yield from validity(conduct)
        yield from _gaming(pool, conduct.year)
        yield from calibration(conduct, np.array(settings.bands))
        yield from odds(conduct, settings.deeds)
    else:
        yield from _no_conduct(conduct)
    steps = sum(conduct.frame.year_of(step) == conduct.year for step in range(conduct.frame.world.steps))
    chosen = _chosen(pool.frame)
    for axes in settings.by:
        cells = Cells(pool, axes)
        for outcome in outcomes(pool.frame):
            if len(axes) == 1 or outcome.name == "free":
                yield from four_fifths(cells, outcome, steps)
        if len(axes) == 1:
            yield from disparities(cells, chosen)
        else:
            yield from _intersections(cells, chosen, steps)
    yield from _measures(found)


def _chosen(frame: Frame) -> dict[str, tuple[str, Specification, Measure]]:
    """The measures whose disparities are given, of those that the world has."""
    out = {}
    for specification in SPECIFICATIONS:
        if specification.name in HARMS:
            for title, function in specification.bind(frame).values():
                name = f"{specification.title}: {title}" if title else specification.title
                out[specification.name] = (name, specification, function)
    return out


def _gaming(pool: Pool, year: int) -> Iterator[Row]:
    """What gaming adds to the points that people gain, by group."""
    if pool.frame.world.society.behaviour.gaming is None:
        return
    day = min(dt.date(year, 12, 31), pool.frame.world.end)
    cells = Cells(pool, ("group",))
    statistic = cells.of(lambda counts: gained_by_gaming(counts, day))
    for value, (by, category) in zip(
        values(cells.sample, statistic, NOT_GAMED, 0.0), cells.titles, strict=True
    ):
        yield row(
            "validity", "gained_by_gaming", "Points gained by acts done for the score alone", "share", value,
            by=by, category=category,
        )  # fmt: skip


def _intersections(
    cells: Cells, chosen: dict[str, tuple[str, Specification, Measure]], steps: int
) -> Iterator[Row]:
    """Main measures of people in every intersection, with how many they are."""
    people = cells.total(("person.enrolled",)) / steps
    events = cells.total(("person.any_under",)) / steps
    for name in ("under", "in_error", "denied", "wrong_records", "chill_critical"):
        if name not in chosen:
            continue
        title, specification, function = chosen[name]
        highest = specification.highest if specification.highest is not None else float("inf")
        found = values(cells.sample, cells.of(function), specification.undefined, 0.0, highest)
        for number, (by, category) in enumerate(cells.titles):
            yield row(
                "intersections", name, title, specification.unit, found[number], by=by, category=category,
                people=float(people[number]), events=float(events[number]) if name == "under" else None,
            )  # fmt: skip


def _measures(found: Measures) -> Iterator[Row]:
    """Every measure for everyone and by group; those of the watch are a subject of their own."""
    for name, measure in found.items():
        subject = "watch" if name.partition(".")[0] in WATCH else "measures"
        parts = [(EVERYONE, EVERYONE, measure.all)]
        parts += [("group", group, value) for group, value in measure.by("group").items()]
        for by, category, value in parts:
            yield row(subject, name, measure.title, measure.unit, value, by=by, category=category)


def _no_conduct(conduct: Conduct) -> Iterator[Row]:
    """What is undefined without a census, and why."""
    missing = Value(None, None, None, NOBODY if conduct.kept else NO_CENSUS)
    for subject, name, title, unit in (
        ("validity", "rank_agreement", "Score and conduct in the same order", "Kendall's tau-b"),
        ("calibration", "deeds", "Deeds of those with such a score", "deeds a year"),
        ("odds", "false_positive_rate", "Under one, of those who do not", "share"),
        ("identity", "false_positive_rate_by_identity", "False positive rate by the identity", "share"),
    ):
        yield row(subject, name, title, unit, missing)
