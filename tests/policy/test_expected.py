"""Every shipped policy gives what the table beside it says, on riverton, at a size that takes seconds."""

from __future__ import annotations

from collections.abc import Sequence
from fnmatch import fnmatchcase
from functools import cache

import numpy as np
import pytest

from underheaven.engine.cpu import simulate
from underheaven.engine.layout import Layout, layout_of
from underheaven.engine.records import Int64
from underheaven.engine.world import World
from underheaven.policy.expected import FOLDER, Expected, Row, load_expected
from underheaven.policy.loading import load_policy, policy_names
from underheaven.society.loading import load_society

NAMES = policy_names()
COMMUNITY = 1024


@cache
def lived(name: str) -> tuple[Layout, dict[int, Int64]]:
    """The run that a table is about: its layout, and each year's tallies of everybody."""
    table = load_expected(name)
    world = World(
        load_policy(name), load_society(table.society), table.seed, table.first_day, table.last_day,
        table.citizens, community_size=COMMUNITY,
    )  # fmt: skip
    years = simulate(world, 2).years
    return layout_of(world), {year.year: np.asarray(year.tallies.sum(axis=(0, 1))) for year in years}


def chosen(layout: Layout, patterns: Sequence[str]) -> list[int]:
    """The numbers of the columns that patterns name; a pattern that names none is a mistake."""
    columns = layout.columns
    found = [[i for i, column in enumerate(columns) if fnmatchcase(column, p)] for p in patterns]
    assert all(found), f"no such column: {[p for p, of in zip(patterns, found, strict=True) if not of]}"
    return [i for of in found for i in of]


def value(name: str, row: Row) -> float:
    """What the run gives for a row."""
    layout, years = lived(name)
    counts = years[row.year] if row.year is not None else sum(years.values())
    assert not isinstance(counts, int)
    above, below = (int(counts[chosen(layout, columns)].sum()) for columns in (row.of, row.over))
    assert below > 0, row.what
    return above / below * float(row.times)


ROWS = [(name, row) for name in NAMES for row in load_expected(name).rows]


def test_every_policy_has_a_table_and_every_table_a_policy() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.yaml")) == NAMES
    assert [load_expected(name).policy for name in NAMES] == NAMES


@pytest.mark.parametrize(("name", "row"), ROWS, ids=[f"{name}: {row.what}" for name, row in ROWS])
def test_a_run_gives_what_the_table_says(name: str, row: Row) -> None:
    low, high = row.between
    assert float(low) <= value(name, row) <= float(high), row.why


@pytest.mark.parametrize("name", NAMES)
def test_a_table_holds_more_than_what_was_put_in(name: str) -> None:
    table: Expected = load_expected(name)
    assert name == "none" or any(row.kind == "emergent" for row in table.rows)
    assert len({row.what for row in table.rows}) == len(table.rows)
