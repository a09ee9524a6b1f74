"""The workers of a run: each is asked, and one that is lost is replaced and catches up."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from underheaven.distributed.shard import LostError, Part, Worker, Workplace
from underheaven.documents.problems import refuse
from underheaven.engine.records import Int64

T = TypeVar("T")
TRIES = 3
"""How often a shard may be lost, one time after the other, before a call of it is answered."""


class Crew:
    """A worker for each shard.

    `since` gives what a shard begins with, and what was known in each step that it has to live from there on
    to be where the others are. `on_lost` is told the number of a shard that is lost, and how it ended.
    """

    def __init__(
        self,
        workplace: Workplace,
        shards: int,
        since: Callable[[int], tuple[Part, Sequence[Int64]]],
        on_lost: Callable[[int, str], None],
    ) -> None:
        self._workplace, self._since, self._on_lost = workplace, since, on_lost
        self._workers: list[Worker | None] = [None] * shards
        try:
            for number in range(shards):
                self._workers[number] = workplace.hire()
        except BaseException:
            self.end()
            raise

    def start(self) -> None:
        """Let each begin, or begin anew, from what it begins with."""
        parts = [(self._since(number)[0],) for number in range(len(self._workers))]
        self._asked("start", dict(enumerate(parts)))

    def ask(self, call: str, argument: Any, among: Sequence[int] | None = None) -> list[Any]:
        """What a call comes to in each shard, or in those that are named; in order of the shards."""
        who = range(len(self._workers)) if among is None else among
        return self._asked(call, dict.fromkeys(who, (argument,)))

    def checkpoint(self) -> list[Any]:
        """What each hands over; one after the other, so that few people are on the way at a time."""
        return [
            kept for number in range(len(self._workers)) for kept in self._asked("checkpoint", {number: ()})
        ]

    def end(self) -> None:
        """End all workers."""
        for number, worker in enumerate(self._workers):
            if worker is not None:
                worker.end()
                self._workers[number] = None
        self._workplace.leave()

    def _asked(self, call: str, arguments: dict[int, tuple[Any, ...]]) -> list[Any]:
        # All are asked before the first answers: they work at the same time.
        lost = dict[int, LostError]()
        for number, argument in arguments.items():
            try:
                self._worker(number).ask(call, argument)
            except LostError as error:
                lost[number] = error
        return [
            self._answer(number, call, argument, lost.get(number)) for number, argument in arguments.items()
        ]

    def _answer(self, number: int, call: str, argument: tuple[Any, ...], lost: LostError | None) -> Any:
        """A shard's answer; whenever it is lost, of another worker that is asked the same."""
        for _ in range(TRIES):
            try:
                if lost is not None:
                    self._replace(number, lost)
                    self._worker(number).ask(call, argument)
                return self._worker(number).answer()
            except LostError as error:
                lost = error
        shards = len(self._workers)
        raise refuse(
            f"shard {number + 1} of {shards} was lost {TRIES} times",
            f"it did not get beyond the same step; at last {lost}",
            "find out why its workers end, such as for want of memory",
        )

    def _replace(self, number: int, lost: LostError) -> None:
        """Another worker takes the place of one that is lost, and lives its range again up to the others."""
        self._on_lost(number, str(lost))
        if (worker := self._workers[number]) is not None:
            worker.end()
        self._workers[number] = None
        self._workers[number] = self._workplace.hire()
        part, knowns = self._since(number)
        for call, argument in [("start", part), *(("step", known) for known in knowns)]:
            self._worker(number).ask(call, (argument,))
            self._worker(number).answer()

    def _worker(self, number: int) -> Worker:
        if (worker := self._workers[number]) is None:
            raise LostError("no worker could be had")
        return worker
