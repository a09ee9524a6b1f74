"""Workers that are actors of a Ray cluster. Nothing else of the package speaks to another machine.

What goes there is a world, what everybody knows in it, and checkpoints of its synthetic people; what comes
back are sums and checkpoints.
"""

from __future__ import annotations

import importlib
import os
import signal
import threading
from typing import Any

from underheaven.distributed.living import Living
from underheaven.distributed.shard import LostError, Worker
from underheaven.documents.problems import InputError, refuse
from underheaven.documents.words import counted
from underheaven.engine.world import World

LOCAL = "local"
"""The address for which Ray begins a cluster of its own on this machine."""


def require_ray() -> Any:
    """The package Ray. Raises `InputError` where it is missing."""
    try:
        return importlib.import_module("ray")
    except ModuleNotFoundError:
        raise refuse(
            "a run cannot be shared out over a cluster",
            "the package ray is not installed",
            "install it on every machine: pip install 'underheaven[distributed]'",
        ) from None


class Cluster:
    """A Ray cluster, for the shards of a world; `given` is what each worker's `Living` is made of.

    Raises `InputError` when the first worker is hired, if the cluster does not answer, or if it has fewer
    processors than the shards have threads.
    """

    def __init__(self, address: str, shards: int, given: tuple[World, int, bool]) -> None:
        self._ray, self._address, self._shards, self._given = require_ray(), address, shards, given
        self._actor: Any = None

    def hire(self) -> Worker:
        """Another actor, wherever there is room for it."""
        if self._actor is None:
            self._join()
        return Actor(self._ray, self._actor.remote(*self._given))

    def leave(self) -> None:
        """Leave the cluster; one of this run's own ends."""
        self._ray.shutdown()
        self._actor = None

    def _join(self) -> None:
        _, threads, _ = self._given
        # A cluster that Ray begins here would tell its makers how it is used.
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
        ends = signal.getsignal(signal.SIGTERM)
        try:
            self._ray.init(
                address=self._address,
                log_to_driver=False,
                include_dashboard=False if self._address == LOCAL else None,
                **({"num_cpus": self._shards * threads} if self._address == LOCAL else {}),
            )
        except (ConnectionError, OSError, RuntimeError, ValueError) as error:
            raise refuse(
                f"the cluster at {self._address} does not answer",
                str(error),
                "give --address the address that `ray start --head` printed",
            ) from error
        finally:
            # Ray's own would leave at once, and a run that is asked to end keeps a checkpoint first.
            if threading.current_thread() is threading.main_thread():
                signal.signal(signal.SIGTERM, ends)
        there, needed = int(self._ray.cluster_resources().get("CPU", 0)), self._shards * threads
        if there < needed:
            raise refuse(
                f"{counted(self._shards, 'shard')} on {counted(threads, 'thread')} each do not fit",
                f"the cluster at {self._address} has {counted(there, 'processor')}",
                "lower --shards or --threads, or add machines to the cluster",
            )
        self._actor = self._ray.remote(num_cpus=threads, max_restarts=0)(Living)


class Actor:
    """One actor that has a shard."""

    def __init__(self, ray: Any, actor: Any) -> None:
        self._ray, self.actor = ray, actor
        self._asked: Any = None

    def ask(self, call: str, argument: tuple[Any, ...]) -> None:
        """Begin one of the four calls."""
        try:
            self._asked = getattr(self.actor, call).remote(*argument)
        except self._ray.exceptions.RayError as error:
            raise LostError(_first_line(error)) from error

    def answer(self) -> Any:
        """What it came to."""
        try:
            return self._ray.get(self._asked)
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
