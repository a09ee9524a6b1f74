"""Work is done in order of its number, all of it, and a failure ends it."""

from __future__ import annotations

import threading

import pytest

from underheaven.study.workers import GivenUpError, Workers


def test_the_lowest_number_comes_first_and_work_may_add_work() -> None:
    """On one thread, so that the order is seen."""
    workers, done = Workers(1), list[str]()

    def first() -> None:
        done.append("first")
        workers.add(1, lambda: done.append("added"))

    workers.add(2, lambda: done.append("last"))
    workers.add(1, first)
    workers.run()
    assert done == ["first", "added", "last"]


def test_all_threads_wait_for_what_may_still_be_added() -> None:
    """A thread without work stays while another may add some."""
    workers, done = Workers(3), list[int]()

    def chain(left: int) -> None:
        done.append(left)
        if left:
            workers.add(0, lambda: chain(left - 1))

    workers.add(0, lambda: chain(20))
    workers.run()
    assert sorted(done) == list(range(21))


def test_an_interruption_ends_what_is_under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """And comes out as an interruption."""
    workers = Workers(1)

    def interrupted(_ends: object, _seconds: float) -> None:
        raise KeyboardInterrupt

    def endless() -> None:
        while True:
            workers.check()

    monkeypatch.setattr("underheaven.study.workers.wait", interrupted)
    workers.add(0, endless)
    with pytest.raises(KeyboardInterrupt):
        workers.run()


def test_a_failure_stops_the_rest_and_is_told() -> None:
    """Work under way that looks is given up."""
    workers, failed = Workers(2), threading.Event()

    def fail() -> None:
        failed.set()
        raise ZeroDivisionError("nothing")

    def waits() -> None:
        failed.wait(10)
        while True:
            workers.check()

    workers.add(0, waits)
    workers.add(0, fail)
    workers.add(1, lambda: pytest.fail("never begun"))
    with pytest.raises(ZeroDivisionError, match="nothing"):
        workers.run()
    with pytest.raises(GivenUpError):
        workers.check()
