import numpy as np
import pytest

from tests.record import made
from underheaven.engine.records import StepRecord, YearRecord
from underheaven.measure.counts import Counts
from underheaven.measure.frame import DERIVED, Frame
from underheaven.measure.pool import Pool

FRAME = Frame.of(made.world())


def pool(years: list[YearRecord], steps: list[StepRecord]) -> Pool:
    filled = Pool(FRAME)
    for year in years:
        filled.add_year(year)
    for step in steps:
        filled.add_step(step)
    return filled


def everything() -> tuple[list[YearRecord], list[StepRecord]]:
    counts = made.counts_of_weeks()
    return [counts.year(year) for year in counts.years()], [counts.step(step) for step in range(105)]


def test_categories_add_up_to_everyone() -> None:
    whole = pool(*everything()).as_counted()
    years, steps = everything()
    expected = np.append(sum(year.tallies.sum(axis=(0, 1)) for year in years), [0] * len(DERIVED))
    counts = whole.counts()
    assert counts.histogram is not None
    assert np.array_equal(counts.tallies[0], expected)
    assert np.array_equal(counts.histogram[0], sum(step.histogram.sum(axis=(0, 1)) for step in steps))
    first = 1
    for dimension, names in FRAME.dimensions.items():
        part = slice(first, first + len(names))
        assert np.array_equal(counts.tallies[part].sum(axis=0), counts.tallies[0])
        if dimension in ("group", "region"):
            assert np.array_equal(counts.histogram[part].sum(axis=0), counts.histogram[0])
        first += len(names)
    assert first == len(counts.tallies)


def test_categories_are_the_cells_that_they_name() -> None:
    years, _ = everything()
    counts = pool(years, []).as_counted().counts()
    column = FRAME.columns["person.adults"]
    for category, chosen in {
        2: [cell[0] == "river" for cell in made.CELLS],
        5: [cell[1] == "rural" for cell in made.CELLS],
        11: [cell[2] == "q5" for cell in made.CELLS],
    }.items():
        expected = sum(year.tallies[:, np.array(chosen), column].sum() for year in years)
        assert counts.tallies[category, column] == expected
    west = [row for row, (_, region, _) in enumerate(made.counts_of_weeks().rows) if region == 1]
    assert counts.tallies[4, column] == sum(year.tallies[west, :, column].sum() for year in years)


def test_halves_of_people_merge_to_the_whole() -> None:
    years, steps = everything()
    halves = []
    for parity in (0, 1):
        chosen = [row for row, (block, _, _) in enumerate(years[0].rows) if block % 2 == parity]
        of_half = [
            YearRecord(year.year, [year.rows[row] for row in chosen], year.tallies[chosen]) for year in years
        ]
        halves.append(pool(of_half, steps if parity else []))
    merged, whole = halves[0] + halves[1], pool(years, steps)
    assert np.array_equal(merged.tallies, whole.tallies)
    assert np.array_equal(merged.histogram, whole.histogram)
    assert merged.seen == whole.seen


def test_halves_of_time_merge_to_the_whole() -> None:
    years, steps = everything()
    first, second = pool(years[:1], steps[:50]).as_counted(), pool(years[1:], steps[50:]).as_counted()
    merged, whole = first.counts() + second.counts(), pool(years, steps).as_counted().counts()
    assert np.array_equal(merged.tallies, whole.tallies)
    assert merged.histogram is not None
    assert whole.histogram is not None
    assert np.array_equal(merged.histogram, whole.histogram)
    assert (whole + Counts(FRAME, whole.tallies, None)).histogram is None


def test_leaving_out_a_block_leaves_out_its_rows() -> None:
    years, _ = everything()
    whole = pool(years, [])
    kept = [row for row, (block, _, _) in enumerate(years[0].rows) if block != 3]
    without = pool([YearRecord(y.year, [y.rows[row] for row in kept], y.tallies[kept]) for y in years], [])
    assert np.array_equal(whole.without().tallies[:, 3], without.as_counted().counts().tallies)
    present = whole.design().present
    assert present.sum(axis=1).tolist() == [11] * len(present)
    assert not without.design().present[:, 3].any()


def test_others_stand_for_a_block_with_weights_that_keep_each_group_of_each_region() -> None:
    """Row by row: a block's rows weigh 1 − √(1 − p), the others of their stratum 1 + p / √(1 − p)."""
    years, _ = everything()
    whole = pool(years[:1], [])
    weights = whole.weights
    replicates, persons = whole.replicates().tallies, FRAME.columns["person.persons"]
    expected = np.zeros_like(replicates[0, 9])
    poor = np.zeros_like(expected)
    block, region, _ = np.array(years[0].rows).T
    for cell, (group, _, quintile) in enumerate(made.CELLS):
        fellows = [other for other, (of, _, _) in enumerate(made.CELLS) if of == group]
        people = years[0].tallies[:, fellows, persons].sum(axis=1)
        for row, tallies in enumerate(years[0].tallies[:, cell]):
            p = people[(block == 9) & (region == region[row])].sum() / people[region == region[row]].sum()
            weight = 1 - np.sqrt(1 - p) if block[row] == 9 else 1 + p / np.sqrt(1 - p)
            weight *= weights[FRAME.groups.index(group), region[row]]
            expected[: -len(DERIVED)] += weight * tallies
            poor[: -len(DERIVED)] += weight * tallies * (quintile == "q1")
    assert np.allclose(replicates[0, 9], expected, rtol=1e-12)
    assert np.allclose(replicates[7, 9], poor, rtol=1e-12)
    people = whole.counts()["person.persons"]
    assert np.allclose(replicates[:5, :, persons], people[:5, None], rtol=1e-12)
    assert (replicates >= 0).all()
    absent = ~whole.design().present[0]
    assert np.allclose(replicates[:, absent], whole.counts().tallies[:, None])


def test_a_period_takes_its_years_and_their_steps() -> None:
    years, steps = everything()
    year_of_its_own = Pool(FRAME, range(2018, 2019))
    for year in years:
        year_of_its_own.add_year(year)
    for step in steps:
        year_of_its_own.add_step(step)
    expected = pool(years[1:], [step for step in steps if FRAME.year_of(step.step) == 2018])
    assert np.array_equal(year_of_its_own.tallies, expected.tallies)
    assert np.array_equal(year_of_its_own.histogram, expected.histogram)


def test_an_empty_year_changes_nothing() -> None:
    empty = pool([YearRecord(2017, [], np.zeros((0, 20, FRAME.layout.width), dtype=np.int64))], [])
    assert not empty.tallies.any()
    assert empty.seen == {2017}


@pytest.mark.parametrize("kind", list(FRAME.kinds))
def test_the_frame_knows_what_a_policy_does_with_each_kind(kind: str) -> None:
    of_kind = FRAME.kinds[kind]
    assert of_kind.seen == (kind in ("critique", "jaywalk"))
    assert of_kind.writable == (kind in ("critique", "jaywalk"))
    assert of_kind.denied == (kind == "train")
    assert of_kind.lawful == (kind != "jaywalk")
