"""A nation across a first of January takes the memory that was said beforehand, and no more."""

import datetime as dt
from pathlib import Path

from tools.measure_memory import POLICY, THREADS, measured
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society
from underheaven.study.limits import memory_needed

CITIZENS, SOCIETY = 800_000, "china-2019"
DAYS = dt.date(2019, 12, 24), dt.date(2020, 1, 6)
OVER = 1.05


def test_a_run_takes_no_more_memory_than_was_said(tmp_path: Path) -> None:
    """Places are allotted in the first week of the year."""
    world = World(load_policy(POLICY), load_society(SOCIETY), 1, *DAYS, CITIZENS)
    needed = memory_needed(world, THREADS, lives=True)
    assert measured(CITIZENS, tmp_path / "run", SOCIETY, DAYS) <= OVER * needed.beside
