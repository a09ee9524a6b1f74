"""Audits of several runs of one world that differ in their seeds alone: means, with intervals over seeds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from underheaven.documents.problems import refuse
from underheaven.measure.audit import BREAKDOWNS, Audit, audit
from underheaven.measure.rows import Row, is_small
from underheaven.record.query import RunFolder
from underheaven.study.seeds import over_seeds

ELSEWHERE = "other seeds hold it against something else"


def audits(
    folders: Sequence[Path],
    *,
    year: int | None = None,
    by: Sequence[Sequence[str]] = BREAKDOWNS,
    deeds: float | None = None,
) -> Audit:
    """The audit of one run, or of several of one world with other seeds; arguments are those of `audit`.

    With several, every value is a mean over seeds and every interval says how far seeds differ; whatever
    one run settles (bands of the score, what counts as misconduct) the first one settles for all.
    InputError, before any is audited, where the runs are not of one world or a seed comes twice.
    """
    runs = [RunFolder(folder) for folder in folders]
    _require_one_world(runs)
    first = audit(runs[0], year=year, by=by, deeds=deeds)
    if len(runs) == 1:
        return first
    others = [audit(run, settings=first.settings) for run in runs[1:]]
    known = [{row.key: row for row in other.rows} for other in others]
    rows = [_joined([row, *(other.get(row.key) for other in known)]) for row in first.rows]
    return replace(
        first,
        seeds=tuple(run.world.seed for run in runs),
        counted=all(each.counted for each in (first, *others)),
        rows=tuple(rows),
    )


def _joined(rows: Sequence[Row | None]) -> Row:
    """One line of several runs; None where a run has no such line."""
    first, there = rows[0], [row for row in rows if row is not None]
    assert first is not None
    reasons = {row.reason for row in there if row.value is None}
    estimate = over_seeds(
        [None if row is None else row.value for row in rows],
        "; ".join(sorted(reason or "" for reason in reasons)) or ELSEWHERE,
    )
    alike = len(there) == len(rows) and all(row.value is None for row in there) and len(reasons) == 1
    low, high = estimate.low, estimate.high
    if first.measure.endswith("_by_chance"):
        # What one run would have by chance: its range is that of one run too.
        low, high = _mean([row.low for row in there]), _mean([row.high for row in there])
    elif all(row.bounded for row in there) and low is not None and high is not None:
        # Means of numbers that keep to their limits do so too; the interval of few seeds may not.
        low = max(0.0, low)
        high = min(1.0, high) if first.unit == "share" else high
    people, events = _mean([row.people for row in there]), _mean([row.events for row in there])
    return replace(
        first,
        value=estimate.mean,
        low=low,
        high=high,
        reason=first.reason if alike else estimate.missing,
        people=people,
        events=events,
        small=is_small(people, events),
        p=None,
        p_holm=None,
    )


def _mean(numbers: Sequence[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return sum(known) / len(known) if known else None


def _require_one_world(runs: Sequence[RunFolder]) -> None:
    """Refuse runs that differ in anything but their seeds, and seeds that come twice."""
    first = runs[0].world.identity()
    seeds = dict[int, Path]()
    for run in runs:
        identity = run.world.identity()
        differing = [key for key in first if key != "seed" and first[key] != identity[key]]
        if differing:
            raise refuse(
                f"{runs[0].path} and {run.path} are runs of different worlds",
                f"they differ in {', '.join(differing)}",
                "audit runs together that differ in their seeds alone",
            )
        if run.world.seed in seeds:
            raise refuse(
                f"{run.path} has the seed of {seeds[run.world.seed]}",
                "a seed counted twice would make chance look smaller than it is",
                "name each run once, or make it with another --seed",
            )
        seeds[run.world.seed] = run.path
