"""Workers that are actors of a Ray cluster. Nothing else of the package speaks to another machine.

For the shards of a run there goes a world, what everybody knows in it, and checkpoints of its synthetic
people; what comes back are sums and checkpoints. For a study see `place`.
"""

from __future__ import annotations

import importlib
import os
import signal
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from underheaven.distributed.living import Living
from underheaven.distributed.place import INSTALL, Machine, Place, require_alike, this_machine
from underheaven.distributed.shard import LostError, Worker
from underheaven.documents.problems import InputError, refuse
from underheaven.documents.words import counted
from underheaven.engine.world import World
from underheaven.study.limits import threads_or_default

LOCAL = "local"
"""The address for which Ray begins a cluster of its own on this machine."""
OTHER_VERSIONS = "Version mismatch"
"""How Ray begins to say that its own version, or Python's, is another there."""


def require_ray() -> Any:
    """The package Ray. Raises `InputError` where it is missing."""
    try:
        return importlib.import_module("ray")
    except ModuleNotFoundError:
        raise refuse(
            "nothing can be shared out over a cluster",
            "the package ray is not installed",
            "install it on every machine: pip install 'underheaven[distributed]'",
        ) from None


@dataclass(frozen=True)
class Wanted:
    """Workers that are wanted, each made of what is `given` and on so many threads."""

    made: Callable[..., Any]
    given: tuple[Any, ...]
    threads: int
    many: int | None
    """How many at a time; None: as many as the cluster has processors for."""
    what: str
    """What does not fit where there are fewer processors, and what is then to be done."""
    remedy: str


def for_shards(shards: int, given: tuple[World, int, bool]) -> Wanted:
    """A worker for each shard of a world; `given` is what each one's `Living` is made of."""
    _, threads, _ = given
    return Wanted(
        Living, given, threads, shards,
        f"{counted(shards, 'shard')} on {counted(threads, 'thread')} each do not fit",
        "lower --shards or --threads, or add machines to the cluster",
    )  # fmt: skip


def for_study(many: int | None) -> Wanted:
    """Workers for so many worlds at a time, each on one thread."""
    return Wanted(
        Place, (), 1, many, f"{counted(many or 1, 'world')} at a time do not fit",
        "lower --threads, leave it out, or add machines to the cluster",
    )  # fmt: skip


class Cluster:
    """A Ray cluster; it is joined when something of it is first asked for.

    Raises `InputError` then, if the cluster does not answer, if its machines have different versions, or if
    it has fewer processors than are wanted.
    """

    def __init__(self, address: str, wanted: Wanted) -> None:
        self._ray, self._address, self._wanted = require_ray(), address, wanted
        self._actor: Any = None
        self._room, self._machines = 0, list[Machine]()
        self._refused: InputError | None = None

    def hire(self) -> Worker:
        """Another actor, wherever there is room for it."""
        self._join()
        return Actor(self._ray, self._actor.remote(*self._wanted.given))

    def room(self) -> int:
        """How many workers there can be at a time, those that are wanted at most."""
        self._join()
        return self._room

    def machines(self) -> Sequence[Machine]:
        """The machines, as they were when the cluster was joined."""
        self._join()
        return self._machines

    def wait(self, asked: Sequence[Worker], seconds: float) -> Sequence[Worker]:
        """One that has answered, or is lost; none where none has within so many seconds."""
        of_call = {actor.asked: actor for actor in asked if isinstance(actor, Actor)}
        ended, _ = self._ray.wait(list(of_call), num_returns=1, timeout=seconds)
        return [of_call[call] for call in ended]

    def leave(self) -> None:
        """Leave the cluster; one of this run's own ends."""
        self._ray.shutdown()
        self._actor = None

    def _join(self) -> None:
        if self._refused is not None:
            raise self._refused
        if self._actor is None:
            try:
                self._joined()
            except InputError as error:
                # To find out that nobody answers takes minutes, and is asked for more than once.
                self._refused = error
                raise

    def _joined(self) -> None:
        self._begin()
        self._machines = self._looked_at()
        require_alike(self._machines)
        threads, many = self._wanted.threads, self._wanted.many
        there = sum(machine.processors for machine in self._machines)
        self._room = max(1, there // threads) if many is None else many
        if there < self._room * threads:
            raise refuse(
                self._wanted.what,
                f"the cluster at {self._address} has {counted(there, 'processor')}",
                self._wanted.remedy,
            )
        self._actor = self._ray.remote(num_cpus=threads, max_restarts=0)(self._wanted.made)

    def _begin(self) -> None:
        # A cluster that Ray begins here would tell its makers how it is used.
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
        ends = signal.getsignal(signal.SIGTERM)
        own = (self._wanted.many or threads_or_default(None)) * self._wanted.threads
        try:
            self._ray.init(
                address=self._address,
                log_to_driver=False,
                include_dashboard=False if self._address == LOCAL else None,
                **({"num_cpus": own} if self._address == LOCAL else {}),
            )
        except (ConnectionError, OSError, RuntimeError, ValueError) as error:
            said = str(error)
            if OTHER_VERSIONS in said:
                raise refuse(
                    f"the cluster at {self._address} has other versions than this machine",
                    " ".join(said.split()),
                    INSTALL,
                ) from error
            raise refuse(
                f"the cluster at {self._address} does not answer",
                said,
                "give --address the address that `ray start --head` printed",
            ) from error
        finally:
            # Ray's own would leave at once, and a run that is asked to end keeps a checkpoint first.
            if threading.current_thread() is threading.main_thread():
                signal.signal(signal.SIGTERM, ends)

    def _looked_at(self) -> list[Machine]:
        """What each machine that has processors says of itself; it takes no processor to say it."""
        strategies = importlib.import_module("ray.util.scheduling_strategies")
        look = self._ray.remote(num_cpus=0, max_retries=0)(this_machine)
        nodes = [node for node in self._ray.nodes() if node["Alive"] and node["Resources"].get("CPU")]
        asked = []
        for node in nodes:
            there = strategies.NodeAffinitySchedulingStrategy(node["NodeID"], soft=False)
            asked.append(look.options(scheduling_strategy=there).remote())
        found = []
        for node, call in zip(nodes, asked, strict=True):
            name = str(node["NodeManagerAddress"])
            try:
                machine: Machine = self._ray.get(call)
            except self._ray.exceptions.RayError as error:
                raise refuse(
                    f"the machine {name} of the cluster cannot simulate", _last_line(error), INSTALL
                ) from error
            found.append(machine._replace(name=name, processors=int(node["Resources"]["CPU"])))
        return found


class Actor:
    """One actor: it has a shard, or a place of a study."""

    def __init__(self, ray: Any, actor: Any) -> None:
        self._ray, self.actor = ray, actor
        self.asked: Any = None
        """The call that it has not answered yet."""

    def ask(self, call: str, argument: tuple[Any, ...]) -> None:
        """Begin a call."""
        try:
            self.asked = getattr(self.actor, call).remote(*argument)
        except self._ray.exceptions.RayError as error:
            raise LostError(_first_line(error)) from error

    def answer(self) -> Any:
        """What it came to."""
        try:
            return self._ray.get(self.asked)
        except self._ray.exceptions.RayTaskError as error:
            if isinstance(error.cause, InputError):
                raise error.cause from None
            raise
        except self._ray.exceptions.RayError as error:
            raise LostError(_first_line(error)) from error

    def end(self) -> None:
        """End the actor, whatever it is at."""
        self._ray.kill(self.actor)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0].rstrip(". ")


def _last_line(error: Exception) -> str:
    return str(error).strip().rpartition("\n")[2].rstrip(". ")
