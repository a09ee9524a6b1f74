"""Tables of what shipped policies should give: there is one for each, and each quotient has its interval."""

from __future__ import annotations

import pytest

from underheaven.documents.problems import InputError
from underheaven.policy.expected import FOLDER, Intervals, load_expected, load_intervals
from underheaven.policy.loading import policy_names

NAMES = policy_names()


def test_every_policy_has_a_table_and_every_table_a_policy() -> None:
    for suffix in ("yaml", "json"):
        assert sorted(path.stem for path in FOLDER.glob(f"*.{suffix}")) == NAMES
    assert [load_expected(name).policy for name in NAMES] == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_table_holds_more_than_what_was_put_in(name: str) -> None:
    table = load_expected(name)
    assert name == "none" or any(row.kind == "emergent" for row in table.rows)
    assert len({row.what for row in table.rows}) == len(table.rows)


@pytest.mark.parametrize("name", NAMES)
def test_every_quotient_has_an_interval_and_every_interval_an_order(name: str) -> None:
    intervals = load_intervals(name)
    assert list(intervals.rows) == [row.what for row in load_expected(name).rows]
    every = [*intervals.rows.values(), *(each for of in intervals.counts.values() for each in of.values())]
    assert len(every) > 500
    assert all(0 <= low <= high for low, high in every)


def test_intervals_go_through_data_and_what_has_none_has_none() -> None:
    some = Intervals(0.01, {"x": (0.5, 1)}, {"a": {"one": (1, 2), "two": (0, 0)}, "b": {"two": (3, 4)}})
    data = some.as_data()
    assert data["columns"] == {"one": [[1, 2], None], "two": [[0, 0], [3, 4]]}
    assert Intervals.of_data(data) == some


def test_no_other_policy_has_a_table() -> None:
    with pytest.raises(InputError, match="sesame-2015"):
        load_intervals("sesame-2016")
