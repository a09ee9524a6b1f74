"""Workers of studies in this process: everything goes to them pickled, and they answer in any order."""

import os
import pickle
import random
import signal
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from underheaven.distributed.place import Machine, Place, this_machine
from underheaven.distributed.shard import LostError, Worker


class Seat:
    """A place in this process; `lost` says of each call whether the worker ends before it answers."""

    def __init__(self, of: "Hall") -> None:
        self._of, self._place = of, Place()
        self.asked: tuple[str, bytes] | None = None
        self.ended = False

    def ask(self, call: str, argument: tuple[Any, ...]) -> None:
        assert self.asked is None, "asked before it has answered"
        assert not self.ended
        self.asked = call, pickle.dumps(argument)
        self._of.sent.append(self.asked[1])

    def answer(self) -> Any:
        assert self.asked is not None
        (call, argument), self.asked = self.asked, None
        if self._of.lost(call):
            raise LostError("it was told to end")
        answer = pickle.dumps(getattr(self._place, call)(*pickle.loads(argument)))
        self._of.given.append(answer)
        return pickle.loads(answer)

    def end(self) -> None:
        self.ended = True


class Hall:
    """Where such workers are, `many` at most; they answer in an order that a seed draws."""

    def __init__(self, many: int = 3, seed: int = 1, lost: Callable[[str], bool] = lambda _: False) -> None:
        self.lost = lost
        self.sent, self.given = list[bytes](), list[bytes]()
        """All that went to the workers, and all that came back."""
        self.hired = list[Seat]()
        self.left = False
        self._many, self._dice = many, random.Random(seed)

    def hire(self) -> Worker:
        self.hired.append(Seat(self))
        assert sum(not seat.ended for seat in self.hired) <= self._many
        return self.hired[-1]

    def room(self) -> int:
        return self._many

    def machines(self) -> Sequence[Machine]:
        return [this_machine()._replace(name="here", processors=self._many)]

    def wait(self, asked: Sequence[Worker], seconds: float) -> Sequence[Worker]:
        assert asked, "nobody to wait for"
        assert seconds > 0
        return [self._dice.choice(list(asked))]

    def leave(self) -> None:
        self.left = True


class Every:
    """Says that a worker ends at each so manieth call, whatever it is."""

    def __init__(self, often: int) -> None:
        self._often, self._calls, self.times = often, 0, 0

    def __call__(self, _call: str) -> bool:
        self._calls += 1
        lost = self._calls % self._often == 0
        self.times += lost
        return lost


def doubled(number: int, killed: Path, _check: Any) -> int:
    """A model that doubles a number; whoever computes it of 2 is killed, the first time."""
    if number == 2 and not killed.exists():
        killed.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number
