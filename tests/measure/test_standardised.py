"""Standardised gaps: parts sum to the crude gap, and one that is all composition standardises to 0."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.record import made
from underheaven.engine.layout import BLOCKS
from underheaven.measure.cells import Cells
from underheaven.measure.disparity import HARMS, reference
from underheaven.measure.frame import Frame
from underheaven.measure.linear import parts_of
from underheaven.measure.pool import Pool
from underheaven.measure.sample import differences, ratios
from underheaven.measure.standardised import NO_STRATUM, STRATA, Standard
from underheaven.measure.table import BY_NAME

FRAME = Frame.of(made.full())


def pool(seed: int, alike: bool, empty: float = 0.0, spread: float = 0.3) -> Pool:
    """People at random in cells, with events; `alike` where groups do not differ within a cell.

    Of some cells a group has nobody. Every block has the same rates, so that only chance sets them apart.
    """
    rng = np.random.default_rng(seed)
    of = Pool(FRAME)
    groups, regions, places, quintiles = of.tallies.shape[:4]
    shape = (groups, regions, places, quintiles, BLOCKS)
    shares = rng.uniform(0.2, 1.8, (groups, 1, places, quintiles, 1))
    shares = np.where(rng.random(shares.shape) < empty, 0.0, shares)
    people = np.rint(400 * shares * rng.uniform(0.8, 1.2, shape)).astype(np.int64)
    rate = rng.uniform(0.05, 0.05 + spread, (1 if alike else groups, 1, places, quintiles, 1))
    column = FRAME.columns
    for name in ("person.persons", "person.adults", "person.enrolled"):
        of.tallies[..., column[name]] = people
    of.tallies[..., column["person.enrolled_minutes"]] = people * FRAME.step_minutes
    # Counted as its expectation, in thousandths of a person, where nothing may be left to chance.
    for name in ("person.any_under", "act.train.denied"):
        of.tallies[..., column[name]] = np.rint(people * rate).astype(np.int64)
    if alike:
        for name in ("person.persons", "person.adults", "person.enrolled"):
            of.tallies[..., column[name]] *= 1_000_000
        of.tallies[..., column["person.enrolled_minutes"]] *= 1_000_000
        for name in ("person.any_under", "act.train.denied"):
            of.tallies[..., column[name]] = np.rint(1e6 * people * rate).astype(np.int64)
    of.seen.add(2020)
    return of


@settings(max_examples=30, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    by=st.sampled_from(STRATA),
    measure=st.sampled_from(["under", "denied"]),
    empty=st.sampled_from([0.0, 0.25]),
)
def test_the_parts_of_a_gap_sum_to_the_crude_gap(seed: int, by: str, measure: str, empty: float) -> None:
    counts = pool(seed, alike=False, empty=empty)
    specification = BY_NAME[measure]
    parts = parts_of(specification, FRAME)
    assert parts is not None
    cells = Cells(counts, (by,))
    against = reference(cells)
    crude = differences(cells.sample, cells.of(specification.function(FRAME)), against, "undefined")
    gaps = Standard(counts, by).gaps(parts, against)
    for number in range(1, len(crude)):
        if number != against:
            composition, rates, gap = gaps.composition[number], gaps.rates[number], crude[number]
            if gap.value is not None and composition.value is not None and rates.value is not None:
                assert composition.value + rates.value == pytest.approx(gap.value, abs=1e-9)


@settings(max_examples=20, deadline=None)
@given(seed=st.integers(0, 2**32 - 1), empty=st.sampled_from([0.0, 0.3]))
def test_a_gap_that_is_all_composition_standardises_to_0(seed: int, empty: float) -> None:
    counts = pool(seed, alike=True, empty=empty)
    parts = parts_of(BY_NAME["under"], FRAME)
    assert parts is not None
    cells = Cells(counts, ("group",))
    against = reference(cells)
    crude = differences(cells.sample, cells.of(BY_NAME["under"].function(FRAME)), against, "undefined")
    gaps = Standard(counts, "group").gaps(parts, against)
    for number in range(1, len(crude)):
        if number != against and gaps.difference[number].value is not None:
            value, gap = gaps.difference[number].value, crude[number].value
            assert value is not None
            assert gap is not None
            assert abs(value) < 1e-6
            assert gaps.composition[number].value == pytest.approx(gap, abs=1e-6)
            assert gaps.ratio[number].value.value == pytest.approx(1, abs=1e-5)


def test_where_composition_is_alike_the_standardised_gap_is_the_crude_one() -> None:
    """Everybody spread over strata as the society is: nothing is left for composition."""
    counts = pool(4, alike=False)
    column = FRAME.columns
    for name in ("person.persons", "person.adults", "person.enrolled"):
        counts.tallies[..., column[name]] = 400
    counts.tallies[..., column["person.any_under"]] = (
        np.arange(counts.tallies[..., 0].size, dtype=np.int64).reshape(counts.tallies.shape[:-1]) % 97
    )
    parts = parts_of(BY_NAME["under"], FRAME)
    assert parts is not None
    cells = Cells(counts, ("group",))
    against = reference(cells)
    crude = differences(cells.sample, cells.of(BY_NAME["under"].function(FRAME)), against, "")
    over = ratios(cells.sample, cells.of(BY_NAME["under"].function(FRAME)), against, "")
    gaps = Standard(counts, "group").gaps(parts, against)
    other = 3 - against
    for mine, theirs in ((gaps.difference, crude), (gaps.rates, crude)):
        assert mine[other].value == pytest.approx(theirs[other].value)
        assert mine[other].low == pytest.approx(theirs[other].low)
    assert gaps.composition[other].value == pytest.approx(0, abs=1e-12)
    assert gaps.ratio[other].value.value == pytest.approx(over[other].value.value)


def test_people_without_a_stratum_in_common_have_no_standardised_gap() -> None:
    counts = pool(5, alike=False)
    counts.tallies[0, :, 0] = 0
    counts.tallies[1, :, 1] = 0
    parts = parts_of(BY_NAME["under"], FRAME)
    assert parts is not None
    gaps = Standard(counts, "group").gaps(parts, 1)
    assert gaps.difference[2].reason == NO_STRATUM
    assert gaps.composition[2].value is not None


def test_every_harm_whose_gap_is_told_can_be_standardised() -> None:
    """None is made otherwise than of ratios that are added up."""
    for name in HARMS:
        if BY_NAME[name].titles(FRAME):
            parts = parts_of(BY_NAME[name], FRAME)
            assert parts, name
            counts = pool(6, alike=False).counts()
            whole = sum(part.factor * part.value(counts) for part in parts)
            assert np.allclose(whole, BY_NAME[name].function(FRAME)(counts), equal_nan=True), name
