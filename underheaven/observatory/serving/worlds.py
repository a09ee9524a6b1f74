"""The worlds of a server: which is lived, which wait, and which are kept."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from functools import partial

from underheaven.documents.problems import Problem
from underheaven.documents.words import counted
from underheaven.engine.world import World
from underheaven.observatory.serving.errors import RefusedError, refused
from underheaven.observatory.serving.kept import Kept
from underheaven.observatory.serving.limits import Limits

Live = Callable[[Kept, Callable[[], bool]], None]
"""Lives a world; it is told whether to stop, and raises nothing."""


class Worlds:
    """One world is lived at a time; those that wait are in the order in which they were asked for."""

    def __init__(self, live: Live, limits: Limits) -> None:
        self._live, self._limits = live, limits
        self._kept: OrderedDict[str, Kept] = OrderedDict()
        self._waiting: list[Kept] = []
        self._lived: Kept | None = None
        self._began = 0.0
        self._changed = threading.Condition()
        self._closing = False
        self._cancelled: set[str] = set()
        self._thread = threading.Thread(target=self._work, name="worlds", daemon=True)
        self._thread.start()

    def ask(self, world: World) -> Kept:
        """A world, as it is kept or from now on waited for; `RefusedError` where too many are."""
        with self._changed:
            there = self._kept.get(world.hash)
            if there is not None and there.state not in ("failed", "cancelled"):
                return there
            self._make_room(world.hash)
            kept = self._kept[world.hash] = Kept(world)
            self._waiting.append(kept)
            self._tell_places()
            self._changed.notify_all()
            return kept

    def of(self, name: str) -> Kept:
        """The world of a hash; `RefusedError` where none is kept."""
        with self._changed:
            if name in self._kept:
                return self._kept[name]
        raise refused(
            404, "no_world", "no world of this name is kept here",
            "it was never asked for, or has made room for others", "ask for the world again",
        )  # fmt: skip

    def cancel(self, name: str) -> Kept:
        """Live a world no further; `RefusedError` where others watch it, or nothing is left to do."""
        kept = self.of(name)
        with self._changed:
            if kept.over:
                raise refused(
                    409, "over", "there is nothing to cancel", "the world is lived already",
                    "choose another world",
                )  # fmt: skip
            if kept.viewers > 1:
                raise refused(
                    409, "watched", "the world is not cancelled", "others watch it",
                    "leave it, and choose another world",
                )  # fmt: skip
            self._cancelled.add(name)
            if kept in self._waiting:
                self._drop(kept)
        return kept

    def close(self, seconds: float) -> bool:
        """End what is lived; whether it has ended within the time."""
        with self._changed:
            self._closing = True
            for kept in [*self._waiting]:
                self._drop(kept)
            self._changed.notify_all()
        self._thread.join(seconds)
        return not self._thread.is_alive()

    @property
    def closing(self) -> bool:
        """Whether the server ends."""
        return self._closing

    def wake(self) -> None:
        """Let every stream look whether the server ends."""
        for kept in list(self._kept.values()):
            with kept.changed:
                kept.changed.notify_all()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(lambda: self._waiting or self._closing)
                if self._closing:
                    return
                kept = self._lived = self._waiting.pop(0)
                self._began = time.monotonic()
                self._tell_places()
            kept.say("living", "The people of the world are made.")
            self._live(kept, partial(self._stops, kept))
            with self._changed:
                self._lived = None
                if not kept.over:
                    self._end(kept)

    def _stops(self, kept: Kept) -> bool:
        """Whether a world that is lived is to stop: without a lock, since every community asks."""
        gives_way = bool(self._waiting) and kept.alone(self._limits.patience)
        over = time.monotonic() - self._began > self._limits.seconds
        return self._closing or gives_way or over or kept.world.hash in self._cancelled

    def _end(self, kept: Kept) -> None:
        """A world was stopped: say why."""
        name = kept.world.hash
        if name in self._cancelled or self._closing:
            self._drop(kept)
        elif time.monotonic() - self._began > self._limits.seconds:
            hours = f"{self._limits.seconds / 3_600:g} hours"
            kept.fail("failed", "too_long", Problem(
                "the world is lived no further", f"a world is lived for at most {hours} here",
                "choose fewer citizens or years, or give the command below the pictures",
            ))  # fmt: skip
        else:
            kept.fail("cancelled", "left", Problem(
                "the world is lived no further", "nobody watched it, and others waited", "ask for it again",
            ))  # fmt: skip

    def _drop(self, kept: Kept) -> None:
        self._cancelled.discard(kept.world.hash)
        if kept in self._waiting:
            self._waiting.remove(kept)
        kept.fail("cancelled", "cancelled", Problem("the world was cancelled", "", "ask for it again"))
        self._tell_places()

    def _tell_places(self) -> None:
        """Tell each world that waits how many are lived before it."""
        ahead = self._lived is not None
        for number, kept in enumerate(self._waiting, start=int(ahead)):
            before = f"{counted(number, 'world')} {'is' if number == 1 else 'are'} lived before this one."
            kept.say("queued", before if number else "It is the next.")

    def _make_room(self, name: str) -> None:
        """Forget a world, or refuse another."""
        self._kept.pop(name, None)
        if len(self._waiting) >= self._limits.waiting:
            raise self._full("as many worlds wait as may", "wait until one of them is lived")
        while len(self._kept) >= self._limits.kept:
            free = [
                each
                for each in self._kept.values()
                if each is not self._lived and each not in self._waiting and not each.viewers
            ]
            if not free:
                raise self._full("every world that is kept is watched or waited for", "wait, and ask again")
            del self._kept[min(free, key=lambda each: each.left).world.hash]

    def _full(self, why: str, fix: str) -> RefusedError:
        return refused(429, "full", "no other world can be asked for now", why, fix)
