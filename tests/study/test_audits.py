"""Audits of several seeds: means and intervals over them, line by line."""

from pathlib import Path

import pytest
from scipy import stats

from tests.record import made
from underheaven.documents.problems import InputError
from underheaven.measure.audit import audit
from underheaven.study.audits import audits

SEEDS = (1, 2, 3)


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    place = tmp_path_factory.mktemp("seeds")
    return [
        made.complete(
            place / str(seed), made.world(seed=seed), counts=made.Counts(made.world(seed=seed), seed=seed)
        )
        for seed in SEEDS
    ]


def test_one_run_is_its_own_audit(folders: list[Path]) -> None:
    assert audits(folders[:1]).to_dict() == audit(folders[0]).to_dict()


def test_values_are_means_with_intervals_over_seeds(folders: list[Path]) -> None:
    first = audit(folders[0])
    each = [first, *(audit(folder, settings=first.settings) for folder in folders[1:])]
    together = audits(folders)
    assert together.seeds == SEEDS
    assert [row.key for row in together.rows] == [row.key for row in first.rows]
    known = [{row.key: row.value for row in one.rows} for one in each]
    for row in together.rows:
        values = [one.get(row.key) for one in known]
        numbers = [value for value in values if value is not None]
        if len(numbers) < len(SEEDS):
            assert row.value is None
            assert row.reason
            continue
        assert row.value is not None
        assert row.value == pytest.approx(sum(numbers) / len(SEEDS))
        if max(numbers) > min(numbers) and not row.measure.endswith("_by_chance"):
            low, high = stats.t.interval(0.95, len(SEEDS) - 1, row.value, stats.sem(numbers))
            if row.bounded:
                low, high = max(0, low), min(1, high) if row.unit == "share" else high
            assert (row.low, row.high) == pytest.approx((low, high))


def test_the_order_of_other_runs_does_not_matter(folders: list[Path]) -> None:
    one, other = audits(folders), audits([folders[0], folders[2], folders[1]])
    for a, b in zip(one.rows, other.rows, strict=True):
        assert (a.value is None) == (b.value is None)
        if a.value is not None:
            assert a.value == pytest.approx(b.value)


def test_a_run_of_another_world_is_refused(folders: list[Path], tmp_path: Path) -> None:
    other = made.complete(tmp_path / "run", made.world(seed=9, citizens=4_900))
    with pytest.raises(InputError, match="citizens"):
        audits([folders[0], other])
    with pytest.raises(InputError, match="seed"):
        audits([folders[0], folders[0]])
