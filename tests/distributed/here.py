"""Workers in this process, to which everything goes as to another: pickled. They can be lost when told."""

import pickle
from collections.abc import Callable
from typing import Any

from underheaven.distributed.living import Living
from underheaven.distributed.shard import LostError, Worker
from underheaven.engine.world import World


class Here:
    """A shard in this process; `lost` says of each call whether the worker ends before it answers."""

    def __init__(self, world: World, lives: bool, lost: Callable[[str], bool], threads: int) -> None:
        self._shard: Any = Living(pickle.loads(pickle.dumps(world)), threads, lives)
        self._lost = lost
        self._asked: tuple[str, bytes] | None = None

    def ask(self, call: str, argument: tuple[Any, ...]) -> None:
        assert self._asked is None, "asked before it has answered"
        self._asked = call, pickle.dumps(argument)

    def answer(self) -> Any:
        assert self._asked is not None
        (call, argument), self._asked = self._asked, None
        answer = pickle.dumps(getattr(self._shard, call)(*pickle.loads(argument)))
        if self._lost(call):
            raise LostError("it was told to end")
        return pickle.loads(answer)

    def end(self) -> None:
        if self._shard._engine is not None:
            self._shard._engine.close()


class ThisProcess:
    """Where such workers are."""

    def __init__(
        self,
        world: World,
        lives: bool = False,
        lost: Callable[[str], bool] = lambda _: False,
        threads: int = 1,
    ) -> None:
        self._given = world, lives, lost, threads

    def hire(self) -> Worker:
        return Here(*self._given)

    def leave(self) -> None:
        """Nothing is left behind."""
