"""The measures of a run, from its folder or from an engine's records in memory."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from underheaven.documents.problems import refuse
from underheaven.engine.layout import BINS
from underheaven.engine.records import Int64, StepRecord, YearRecord
from underheaven.measure.frame import Frame
from underheaven.measure.pool import Pool
from underheaven.measure.results import Measures, measures_of
from underheaven.measure.year_rows import YearRows
from underheaven.record.arrays import array_of
from underheaven.record.query import RunFolder
from underheaven.society.schema import PLACES, QUINTILES

KEYS = ("group", "region", "place", "quintile")


def numbers(column: pa.Array, names: tuple[str, ...]) -> Int64:
    """The numbers in `names` of a column of names, int64[n]."""
    order = np.array([names.index(name) for name in column.dictionary.to_pylist()], dtype=np.int64)
    return np.asarray(order[array_of(column.indices)], dtype=np.int64)


def matrix(batch: pa.RecordBatch, columns: Iterable[str]) -> Int64:
    """Columns of counts as int64[n, columns]."""
    return np.stack([array_of(batch.column(name)) for name in columns], axis=1)


ROOM = 1 << 26
"""Rows are joined up to so many bytes: those of a nation's year are many times as much."""


def rows_by_year(batches: Iterable[pa.RecordBatch], frame: Frame) -> Iterator[YearRows]:
    """The rows of each calendar year, in few pieces however they are grouped in the file."""
    names = (frame.groups, frame.regions, PLACES, QUINTILES)
    parts: list[YearRows] = []
    for batch in batches:
        years = array_of(batch.column("year"))
        block, wave = (array_of(batch.column(key)).astype(np.int64) for key in ("block", "wave"))
        keys = [numbers(batch.column(key), of) for key, of in zip(KEYS, names, strict=True)]
        tallies = matrix(batch, frame.layout.columns)
        for year in np.unique(years).tolist():
            if parts and (parts[0].years != [year] or sum(part.tallies.nbytes for part in parts) > ROOM):
                yield _joined(parts)
                parts = []
            of_year = _together(years == year)
            parts.append(YearRows([year], [key[of_year] for key in (block, wave, *keys)], tallies[of_year]))
    if parts:
        yield _joined(parts)


def _together(those: NDArray[np.bool_]) -> NDArray[np.bool_] | slice:
    """Those rows, as a slice where they lie together, as a year's do: nothing is copied then."""
    found = np.flatnonzero(those)
    first, after = int(found[0]), int(found[-1]) + 1
    return slice(first, after) if after - first == len(found) else those


def _joined(parts: list[YearRows]) -> YearRows:
    if len(parts) == 1:
        return parts[0]
    keys = [np.concatenate(key) for key in zip(*(part.keys for part in parts), strict=True)]
    return YearRows(parts[0].years, keys, np.concatenate([part.tallies for part in parts]))


def _years(folder: RunFolder, pools: list[Pool], frame: Frame, only: int | None = None) -> None:
    held: list[dict[bytes, YearRows]] = [{} for _ in pools]
    for rows in rows_by_year(folder.batches("years", year=only), frame):
        for pool, of_pool in zip(pools, held, strict=True):
            if pool.wants(rows.years[0]):
                of_pool[rows.name] = rows + of_pool.get(rows.name)
    for pool, of_pool in zip(pools, held, strict=True):
        for rows in of_pool.values():
            pool.add_rows(rows)


def complete_years(folder: RunFolder) -> list[int]:
    """The calendar years whose counts a run holds, in order."""
    found = (array_of(batch.column("year")) for batch in folder.batches("years", ["year"]))
    return sorted({year for years in found for year in np.unique(years).tolist()})


def histograms(folder: RunFolder, frame: Frame) -> Iterator[tuple[int, Int64, Int64, Int64]]:
    """Row groups of a run's histograms: first step, then region and group int64[n] and bins int64[n, 64]."""
    for batch in folder.batches("histogram"):
        step = array_of(batch.column("step"))
        region = numbers(batch.column("region"), frame.regions)
        group = numbers(batch.column("group"), frame.groups)
        bins = array_of(batch.column("bins").flatten()).reshape(-1, BINS)
        for each in np.unique(step).tolist():
            of_step = step == each
            yield each, region[of_step], group[of_step], bins[of_step]


def _steps(folder: RunFolder, pools: list[Pool], frame: Frame) -> None:
    for step, region, group, bins in histograms(folder, frame):
        year = frame.year_of(step)
        for pool in pools:
            # An interrupted run has steps of a year that is not complete: they belong to no period.
            if year in pool.seen:
                pool.histogram[region, group] += bins


def _queue(folder: RunFolder, pools: list[Pool], frame: Frame) -> None:
    if frame.world.policy.safeguards.appeal is None:
        return
    fields = ("appeals", "appeal_wait", "backlog")
    for batch in folder.batches("public", ["step", "region", *fields]):
        step, region = array_of(batch.column("step")), numbers(batch.column("region"), frame.regions)
        counts = matrix(batch, fields)
        for each in np.unique(step).tolist():
            of_step = step == each
            in_order = np.zeros((len(frame.regions), len(fields)), dtype=np.int64)
            in_order[region[of_step]] = counts[of_step]
            for pool in pools:
                pool.add_queue(frame.year_of(each) in pool.seen, *in_order.T)


def measure_run(folder: RunFolder, years: Container[int] | None = None) -> Measures:
    """Every measure of a run over some calendar years, or over all of them, then with `last_year` too.

    An interrupted run is measured over its complete years. InputError if there is none.
    """
    return with_last_year(pools_of(folder, years))


def pools_of(folder: RunFolder, years: Container[int] | None = None) -> list[Pool]:
    """The counts of some calendar years of a run; or of all of them, and then of the last one apart.

    InputError where none of them is complete.
    """
    frame = Frame.of(folder.world)
    recorded = complete_years(folder)
    wanted = [year for year in recorded if years is None or year in years]
    if not wanted:
        raise refuse(
            f"{folder.path} cannot be measured",
            f"it has complete years {recorded}" if recorded else "no calendar year of it is complete",
            "name years that it has" if recorded else "go on with it: give its command again, with --resume",
        )
    pools = [Pool(frame, wanted), *([Pool(frame, wanted[-1:])] if years is None else [])]
    _years(folder, pools, frame)
    _steps(folder, pools, frame)
    _queue(folder, pools, frame)
    return pools


def pooled(folder: RunFolder, year: int) -> Pool:
    """The counts of one complete calendar year of a run."""
    frame = Frame.of(folder.world)
    pool = Pool(frame, (year,))
    _years(folder, [pool], frame, year)
    _steps(folder, [pool], frame)
    _queue(folder, [pool], frame)
    return pool


def measure_records(
    frame: Frame, years: Iterable[YearRecord], steps: Iterable[StepRecord], last_year: int | None = None
) -> Measures:
    """Every measure of an engine's records, without a folder; with those of `last_year` apart, if given."""
    pools = [Pool(frame), *([Pool(frame, (last_year,))] if last_year is not None else [])]
    for year in years:
        for pool in pools:
            pool.add_year(year)
    for step in steps:
        for pool in pools:
            pool.add_step(step)
    return with_last_year(pools)


def with_last_year(pools: list[Pool]) -> Measures:
    """The measures of the first of one or two pools, with those of the second as its last year."""
    last = measures_of(pools[1]) if len(pools) > 1 else None
    return measures_of(pools[0], last)
