"""Workers that are processes of this machine, spoken to through pipes that only these two hold."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from underheaven.distributed.living import Living
from underheaven.distributed.shard import LostError, Worker
from underheaven.engine.world import World
from underheaven.study.piped import end, received, send, serve, started


class Process:
    """One process that has a shard."""

    def __init__(self, world: World, threads: int, lives: bool) -> None:
        self.process = started("underheaven.distributed.processes")
        self._send((world, threads, lives))

    def ask(self, call: str, argument: tuple[Any, ...]) -> None:
        """Begin one of the four calls."""
        self._send((call, argument))

    def answer(self) -> Any:
        """What it came to."""
        return received(self.process)

    def end(self) -> None:
        """End the process, whatever it is at."""
        end(self.process)

    def _send(self, thing: Any) -> None:
        try:
            send(self.process.stdin, thing)
        except BrokenPipeError:
            raise LostError(f"a process ended with status {self.process.wait()}") from None


class ThisMachine:
    """Processes of this machine, for the shards of a world; each lives on so many threads."""

    def __init__(self, world: World, threads: int, lives: bool) -> None:
        self._given = world, threads, lives

    def hire(self) -> Worker:
        """Another process."""
        return Process(*self._given)

    def leave(self) -> None:
        """Nothing is left behind."""


def _begun(sent: tuple[World, int, bool]) -> Callable[[tuple[str, tuple[Any, ...]]], Any]:
    """What answers with what a shard answers."""
    shard = Living(*sent)
    return lambda asked: getattr(shard, asked[0])(*asked[1])


if __name__ == "__main__":
    serve(_begun)
