"""The measures of a run, from its folder or from an engine's records in memory."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

import numpy as np
import pyarrow as pa

from underheaven.documents.problems import refuse
from underheaven.engine.layout import BINS
from underheaven.engine.records import Int64, StepRecord, YearRecord
from underheaven.measure.frame import Frame
from underheaven.measure.pool import Pool
from underheaven.measure.results import Measures, measures_of
from underheaven.record.query import RunFolder
from underheaven.society.schema import PLACES, QUINTILES

KEYS = ("group", "region", "place", "quintile")


def numbers(column: pa.Array, names: tuple[str, ...]) -> Int64:
    """The numbers in `names` of a column of names, int64[n]."""
    order = np.array([names.index(name) for name in column.dictionary.to_pylist()], dtype=np.int64)
    return np.asarray(order[column.indices.to_numpy(zero_copy_only=False)], dtype=np.int64)


def matrix(batch: pa.RecordBatch, columns: Iterable[str]) -> Int64:
    """Columns of counts as int64[n, columns]."""
    return np.stack([batch.column(name).to_numpy(zero_copy_only=False) for name in columns], axis=1)


def _years(folder: RunFolder, pools: list[Pool], frame: Frame, only: int | None = None) -> None:
    names = (frame.groups, frame.regions, PLACES, QUINTILES)
    for batch in folder.batches("years", year=only):
        years = batch.column("year").to_numpy()
        block, wave = (batch.column(key).to_numpy().astype(np.int64) for key in ("block", "wave"))
        keys = [numbers(batch.column(key), of) for key, of in zip(KEYS, names, strict=True)]
        tallies = matrix(batch, frame.layout.columns)
        for year in np.unique(years).tolist():
            of_year = years == year
            for pool in pools:
                if pool.wants(year):
                    cell = [key[of_year] for key in keys]
                    pool.add_rows(year, block[of_year], wave[of_year], cell, tallies[of_year])


def complete_years(folder: RunFolder) -> list[int]:
    """The calendar years whose counts a run holds, in order."""
    found = (batch.column("year").to_numpy() for batch in folder.batches("years", ["year"]))
    return sorted({year for years in found for year in np.unique(years).tolist()})


def histograms(folder: RunFolder, frame: Frame) -> Iterator[tuple[int, Int64, Int64, Int64]]:
    """Row groups of a run's histograms: first step, then region and group int64[n] and bins int64[n, 64]."""
    for batch in folder.batches("histogram"):
        step = batch.column("step").to_numpy()
        region = numbers(batch.column("region"), frame.regions)
        group = numbers(batch.column("group"), frame.groups)
        bins = batch.column("bins").flatten().to_numpy().reshape(-1, BINS)
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
        step, region = batch.column("step").to_numpy(), numbers(batch.column("region"), frame.regions)
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
    frame = Frame.of(folder.world)
    recorded = complete_years(folder)
    wanted = [year for year in recorded if years is None or year in years]
    if not wanted:
        raise refuse(
            f"{folder.path} cannot be measured",
            f"it has complete years {recorded}" if recorded else "no calendar year of it is complete",
            "name years that it has" if recorded else "go on with it: run --resume",
        )
    pools = [Pool(frame, wanted), *([Pool(frame, wanted[-1:])] if years is None else [])]
    _years(folder, pools, frame)
    _steps(folder, pools, frame)
    _queue(folder, pools, frame)
    return _with_last_year(pools)


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
    return _with_last_year(pools)


def _with_last_year(pools: list[Pool]) -> Measures:
    last = measures_of(pools[1]) if len(pools) > 1 else None
    return measures_of(pools[0], last)
