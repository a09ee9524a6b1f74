"""The counts of a year of everyone are those that a pool of the year holds."""

from pathlib import Path

import numpy as np
import pyarrow.parquet as pq

from tests.record import made
from underheaven.measure.frame import Frame
from underheaven.measure.pool import Pool
from underheaven.measure.yearly import YearCounts, Yearly, is_whole

FRAME = Frame.of(made.world())


def same(one: YearCounts, other: YearCounts) -> bool:
    pairs = ((one.counts, other.counts), (one.replicates, other.replicates), (one.without, other.without))
    return one.year == other.year and all(np.allclose(a.tallies, b.tallies, rtol=1e-12) for a, b in pairs)


def test_a_year_is_what_a_pool_of_it_holds_of_everyone() -> None:
    counts = made.counts_of_weeks()
    for year in counts.years():
        record = counts.year(year)
        pool = Pool(FRAME, (year,))
        pool.add_year(record)
        found = Yearly(FRAME).of_record(record)
        assert np.allclose(found.counts.tallies, pool.counts().everyone.tallies, rtol=1e-12)
        assert np.allclose(found.replicates.tallies[0], pool.replicates().tallies[0], rtol=1e-12)
        assert np.array_equal(found.without.tallies[0], pool.without().tallies[0])
        for ours, theirs in zip(found.design, pool.design(), strict=True):
            assert np.allclose(ours[0], theirs[0], equal_nan=True)


def test_rows_of_a_file_give_the_same_however_they_are_cut(tmp_path: Path) -> None:
    counts = made.counts_of_weeks()
    records = [counts.year(year) for year in counts.years()]
    folder = made.complete(tmp_path / "run", made.world())
    table = pq.read_table(folder / "years.parquet").combine_chunks()
    expected = [Yearly(FRAME).of_record(record) for record in records]
    for rows in (1, 7, table.num_rows):
        found = list(Yearly(FRAME).of_rows(table.to_batches(max_chunksize=rows)))
        assert all(same(one, other) for one, other in zip(found, expected, strict=True))


def test_only_calendar_years_that_were_lived_whole_are_whole() -> None:
    first, last = FRAME.world.start.year, FRAME.world.end.year
    whole = [year for year in range(first, last + 1) if is_whole(FRAME, year)]
    assert all(FRAME.world.start.year < year or FRAME.world.start.timetuple().tm_yday == 1 for year in whole)
    assert first - 1 not in whole
