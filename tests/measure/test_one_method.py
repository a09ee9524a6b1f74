"""A ratio's interval and its p come from one method, and chance is told for all comparisons together."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.record import made
from underheaven.measure.audit import audit
from underheaven.measure.chance import Chance, changes_of
from underheaven.measure.counts import Floats, Numbers, ratio
from underheaven.measure.replicates import strata_of
from underheaven.measure.rows import Row, holm
from underheaven.measure.sample import Sample, by_group, ratios

BLOCKS = 32


def share(counts: Numbers) -> Floats:
    """Of those counted last, the share counted first."""
    return ratio(counts[..., 0], counts[..., 1])


def sample_of(rng: np.random.Generator, shares: list[float], people: int, spread: float = 0.0) -> Sample:
    """Groups in 32 blocks, everyone first; chances differ by `spread` from block to block, alike for all."""
    lived = rng.integers(people // 2, people + 1, (len(shares), 1, BLOCKS))
    luck = np.exp(spread * rng.standard_normal((1, 1, BLOCKS)))
    events = rng.binomial(lived, np.minimum(np.array(shares)[:, None, None] * luck, 1.0))
    counts = np.stack([events, lived], axis=-1).astype(np.int64)
    return by_group(counts, lived.astype(np.int64), strata_of(lived))


@settings(max_examples=60, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    shares=st.lists(st.floats(0.02, 0.9), min_size=2, max_size=6),
    people=st.sampled_from([12, 60, 400]),
    spread=st.sampled_from([0.0, 0.1, 0.5]),
)
def test_an_interval_leaves_out_1_exactly_when_p_is_below_a_twentieth(
    seed: int, shares: list[float], people: int, spread: float
) -> None:
    sample = sample_of(np.random.default_rng(seed), shares, people, spread)
    found = ratios(sample, share, 1, "undefined")
    # A replicate of a handful of events may fall below 0, and then no ratio has an interval.
    handful = people == 12 and sample.whole[1:, 0].min() < 30
    assert handful or any(each.p is not None for each in found)
    for each in found:
        assert (each.p is None) == (each.value.low is None) == (each.value.reason is not None)
        if each.p is not None:
            assert each.value.low is not None
            assert each.value.high is not None
            assert 0 <= each.p <= 1
            assert (each.p < 0.05) == (not each.value.low <= 1 <= each.value.high)


def test_so_it_is_with_every_ratio_of_an_audit(tmp_path: Path) -> None:
    rows = audit(made.complete(tmp_path / "run", made.world())).rows
    tested = [row for row in rows if row.p is not None]
    assert {row.subject for row in tested} >= {"four fifths", "disparity", "odds"}
    for row in tested:
        assert row.p is not None
        assert row.low is not None
        assert row.high is not None
        assert (row.p < 0.05) == (not row.low <= 1 <= row.high), row
        assert row.p_holm is not None
        assert row.p <= row.p_holm <= 1
    # A standardised ratio is no comparison of its own: it stands beside the crude one.
    by_interval = [
        row
        for row in rows
        if row.measure.endswith("ratio") and "standardised" not in row.measure and row.low is not None
    ]
    assert {row.key for row in by_interval} <= {row.key for row in tested}


def test_holms_p_is_that_of_the_step_down_procedure() -> None:
    def line(p: float | None) -> Row:
        return Row("s", "m", "t", "times", "", "", "", "", 1.0, None, None, None, p=p)

    found = [row.p_holm for row in holm([line(p) for p in (0.01, 0.04, None, 0.03, 0.005)])]
    # Holm 1979: 4 x 0.005, 3 x 0.01, 2 x 0.03, and then no less than the one before.
    assert found == [0.03, 0.06, None, 0.06, 0.02]


def below_in(rng: np.random.Generator, shares: list[float], worlds: int) -> tuple[float, float, float]:
    """How many of some shares are below four fifths of the highest, how many by chance, and its upper end."""
    found, expected, high = 0.0, 0.0, 0.0
    for _ in range(worlds):
        sample = sample_of(rng, shares, 40)
        values = share(sample.whole)
        chance = Chance.new(BLOCKS)
        everybody = np.ones(len(values) - 1, dtype=np.bool_)
        people = sample.whole[..., 1].astype(np.float64)
        chance.add(values, changes_of(sample, share), people, everybody, everybody)
        found += chance.found / worlds
        expected += chance.below.mean() / worlds
        high += float(np.quantile(chance.below, 0.975)) / worlds
    return found, expected, high


def test_without_a_difference_as_many_are_below_four_fifths_as_chance_alone_would_put_there() -> None:
    """Eight kinds of people, alike: some are below four fifths of the highest all the same."""
    found, expected, _ = below_in(np.random.default_rng(8), [0.06] * 8, 120)
    assert found > 1
    assert 0.75 * found < expected < 1.3 * found


def test_with_a_difference_more_are_below_than_by_chance() -> None:
    found, _, high = below_in(np.random.default_rng(8), [0.3] * 4 + [0.15] * 4, 10)
    assert round(found, 6) == 4
    assert high < 4
