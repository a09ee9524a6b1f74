"""The lines of an audit, subject by subject, from a year's tallies and its census."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from underheaven.engine.layout import BLOCKS
from underheaven.measure.calibration import calibration
from underheaven.measure.cells import Cells
from underheaven.measure.chance import Chance, changes_of, spread_of
from underheaven.measure.conduct import Conduct
from underheaven.measure.counts import Floats
from underheaven.measure.disparity import HARMS, counted_below, disparities, four_fifths, outcomes
from underheaven.measure.frame import Frame
from underheaven.measure.interval import FEWEST
from underheaven.measure.odds import odds
from underheaven.measure.pool import Pool
from underheaven.measure.results import Measures, Value
from underheaven.measure.rows import EVERYONE, About, Behind, Row, Whom, is_small, row
from underheaven.measure.sample import values
from underheaven.measure.specification import NOBODY, Measure, Specification
from underheaven.measure.standardised import STRATA, Standard
from underheaven.measure.table import SPECIFICATIONS
from underheaven.measure.validity import NOT_GAMED, gained_by_gaming, validity

WATCH = ("precision", "recall", "records", "wrong_records", "precision_of_source", "watch")
"""Measures that are a subject of their own."""
GAINED = About("validity", "gained_by_gaming", "Points gained by acts done for the score alone", "share")
NO_CENSUS = "the run kept no census of conduct: an earlier version made it"


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


def lines(pool: Pool, conduct: Conduct, found: Measures, settings: Settings) -> Iterator[Row]:
    """Every line of an audit; `found` are the measures of the pool."""
    return _once(_rows(pool, conduct, found, settings))


def _once(rows: Iterable[Row]) -> Iterator[Row]:
    """Rows about everyone come with every breakdown: they are kept once."""
    known = set[tuple[str, ...]]()
    for each in rows:
        if each.by != EVERYONE or each.key not in known:
            known.add(each.key)
            yield each


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
    chance = Chance.new(BLOCKS)
    for axes in settings.by:
        cells = Cells(pool, axes)
        standard = Standard(pool, axes[0]) if len(axes) == 1 and axes[0] in STRATA else None
        for outcome in outcomes(pool.frame):
            if len(axes) == 1 or outcome.name == "free":
                yield from four_fifths(cells, outcome, steps, chance if len(axes) == 1 else None, standard)
        if len(axes) == 1:
            yield from disparities(cells, chosen, standard)
        else:
            yield from _intersections(cells, chosen, steps)
    yield from counted_below(chance)
    yield from _measures(found)


def _chosen(frame: Frame) -> dict[str, tuple[str, Specification, Measure]]:
    """The measures whose disparities are given, of those that the world has."""
    out = {}
    for specification in SPECIFICATIONS:
        if specification.name in HARMS:
            for title, function in specification.bind(frame).values():
                out[specification.name] = (specification.titled(title), specification, function)
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
        yield row(GAINED, value, Whom(by, category))


def _intersections(
    cells: Cells, chosen: dict[str, tuple[str, Specification, Measure]], steps: int
) -> Iterator[Row]:
    """Main measures of people in every intersection, with how many they are."""
    people = cells.total(("person.enrolled",)) / steps
    events = cells.total(("person.any_under",)) / steps
    if "under" in chosen:
        yield from _spread(cells, chosen["under"][2], people, events)
    for name in ("under", "in_error", "denied", "wrong_records", "chill_critical"):
        if name not in chosen:
            continue
        title, specification, function = chosen[name]
        highest = specification.highest if specification.highest is not None else float("inf")
        found = values(
            cells.sample,
            cells.of(function),
            specification.undefined,
            0.0,
            highest,
            base=cells.base(specification),
        )
        for number, (by, category) in enumerate(cells.titles):
            about = About("intersections", name, title, specification.unit)
            behind = Behind(float(people[number]), float(events[number]) if name == "under" else None)
            yield row(about, found[number], Whom(by, category), behind)


def _spread(cells: Cells, function: Measure, people: Floats, events: Floats) -> Iterator[Row]:
    """Between what and what the shares under a consequence would lie if no two intersections differed."""
    enough = np.array([not is_small(*of) for of in zip(people, events, strict=True)][1:])
    statistic = cells.of(function)
    shares = statistic(cells.sample.whole)
    by = ", ".join(cells.by)
    changes = changes_of(cells.sample, statistic)
    drawn = None
    if enough.sum() > 1 and shares[0] > 0 and np.count_nonzero(changes.any(axis=0)) >= FEWEST:
        drawn = Chance.new(BLOCKS).alike(shares, changes, people)[:, enough]
    for name, title, extreme in (
        ("least_by_chance", "Lowest share under a consequence, by chance alone", np.min),
        ("most_by_chance", "Highest share under a consequence, by chance alone", np.max),
    ):
        missing = Value(None, None, None, "there are too few intersections or blocks with enough people")
        value = missing if drawn is None else spread_of(extreme(drawn, axis=1))
        yield row(About("intersections", name, title, "share"), value, Whom(by))


def _measures(found: Measures) -> Iterator[Row]:
    """Every measure for everyone and by group; those of the watch are a subject of their own."""
    for name, measure in found.items():
        subject = "watch" if name.partition(".")[0] in WATCH else "measures"
        parts = [(EVERYONE, EVERYONE, measure.all)]
        parts += [("group", group, value) for group, value in measure.by("group").items()]
        for by, category, value in parts:
            yield row(About(subject, name, measure.title, measure.unit), value, Whom(by, category))


def _no_conduct(conduct: Conduct) -> Iterator[Row]:
    """What is undefined without a census, and why."""
    missing = Value(None, None, None, NOBODY if conduct.kept else NO_CENSUS)
    for subject, name, title, unit in (
        ("validity", "rank_agreement", "Score and conduct in the same order", "Kendall's tau-b"),
        ("calibration", "deeds", "Deeds of those with such a score", "deeds a year"),
        ("odds", "false_positive_rate", "Of those who do not: under a consequence", "share"),
        ("identity", "false_positive_rate_by_identity", "False positive rate by the identity", "share"),
    ):
        yield row(About(subject, name, title, unit), missing)
