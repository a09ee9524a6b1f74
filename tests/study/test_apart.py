"""Runs in processes of their own come to the same, and what goes wrong there is raised here."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from typing import Any

import pytest

from underheaven.documents.problems import InputError, refuse
from underheaven.study.apart import WORTH, LostError, apart
from underheaven.study.workers import GivenUpError, Workers


@dataclass(frozen=True)
class Adding:
    """A model that can be sent: it adds, refuses 13, ends its process at 666 and never ends at 1,000."""

    to: int

    def __call__(self, values: Any, seed: int, _check: Any) -> tuple[int, int]:
        """The sum, and the process that made it."""
        if values == 13:
            raise refuse("thirteen", "it is not liked", "take another")
        if values == 666:
            os._exit(3)
        while values == 1_000:
            time.sleep(0.01)
        return self.to + values + seed, os.getpid()


def test_it_is_computed_in_so_many_other_processes() -> None:
    with apart(Adding(1), 2, 2 * WORTH, Workers(2)) as computed:
        found = [computed(values, 2) for values in range(6)]
    assert [each for each, _ in found] == [3 + values for values in range(6)]
    others = {process for _, process in found}
    assert os.getpid() not in others
    assert len(others) == 2


@pytest.mark.parametrize(("processes", "runs"), [(1, 1_000), (2, 2 * WORTH - 1)])
def test_few_runs_are_computed_here(processes: int, runs: int) -> None:
    with apart(Adding(1), processes, runs, Workers(2)) as computed:
        assert computed(1, 1) == (3, os.getpid())


def test_what_cannot_be_sent_is_computed_here() -> None:
    with apart(lambda values, seed, _: (values, seed), 2, 1_000, Workers(2)) as computed:
        assert computed(1, 2) == (1, 2)


def test_errors_come_back_whole() -> None:
    with apart(Adding(1), 2, 1_000, Workers(2)) as computed:
        with pytest.raises(InputError, match="thirteen") as caught:
            computed(13, 1)
        assert caught.value.problems[0].remedy == "take another"
        assert computed(1, 1)[0] == 3


def test_a_process_that_ends_is_missed() -> None:
    with apart(Adding(1), 2, 1_000, Workers(2)) as computed, pytest.raises(LostError, match="status 3"):
        computed(666, 1)


def test_nobody_waits_for_what_was_given_up() -> None:
    workers = Workers(1)
    with apart(Adding(1), 2, 1_000, workers) as computed:
        threading.Timer(0.2, lambda: workers._give_up_unless(False)).start()
        with pytest.raises(GivenUpError):
            computed(1_000, 1)
