"""One world as it is lived: what is known of it so far, as the bytes that every viewer is sent."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from underheaven.documents.problems import Problem
from underheaven.engine.world import World
from underheaven.observatory.serving.errors import error_of

State = Literal["queued", "living", "done", "failed", "cancelled"]
OVER = ("done", "failed", "cancelled")


def bytes_of(data: Any) -> bytes:
    """JSON on one line."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode()


class Kept:
    """Frames and state of a world. Whoever changes it holds `changed`, and notifies."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.changed = threading.Condition()
        self.state: State = "queued"
        self.says = ""
        """What is done for it now, in a sentence."""
        self.made = b""
        """What the page needs beside the frames, once the people are there."""
        self.frames: list[bytes] = []
        self.digest = ""
        self.failure: dict[str, Any] = {}
        self.viewers = 0
        self._left = time.monotonic()

    @property
    def over(self) -> bool:
        """Whether nothing more will come."""
        return self.state in OVER

    def alone(self, seconds: float) -> bool:
        """Whether nobody has watched it for so long."""
        return not self.viewers and time.monotonic() - self._left >= seconds

    @property
    def left(self) -> float:
        """When it was last watched."""
        return time.monotonic() if self.viewers else self._left

    def watch(self, by: int) -> None:
        """A viewer comes (1) or goes (-1)."""
        with self.changed:
            self.viewers += by
            self._left = time.monotonic()

    def say(self, state: State, says: str) -> None:
        """Its state, and what is done for it."""
        with self.changed:
            if (state, says) != (self.state, self.says):
                self.state, self.says = state, says
                self.changed.notify_all()

    def begin(self, plan: Mapping[str, Any], begins: int) -> None:
        """Its people are there."""
        with self.changed:
            self.made = bytes_of({"plan": plan, "begins": begins})
            self.changed.notify_all()

    def add(self, frame: Mapping[str, Any]) -> None:
        """The frame of its next step."""
        data = bytes_of(frame)
        with self.changed:
            self.frames.append(data)
            self.changed.notify_all()

    def finish(self, digest: str) -> None:
        """All its steps are lived."""
        with self.changed:
            self.digest = digest
        self.say("done", "All weeks are lived.")

    def fail(self, state: Literal["failed", "cancelled"], code: str, problem: Problem) -> None:
        """Nothing more will come, and why."""
        with self.changed:
            self.failure = error_of(code, problem)
        self.say(state, problem.what)

    def told(self) -> dict[str, Any]:
        """What is known of it, but for its frames."""
        with self.changed:
            return {
                "world": self.world.hash,
                "synthetic": True,
                "state": self.state,
                "says": self.says,
                "frames": len(self.frames),
                "steps": self.world.steps,
                "digest": self.digest,
                **self.failure,
            }


def joined(frames: Sequence[bytes]) -> bytes:
    """Frames as one JSON list."""
    return b"[" + b",".join(frames) + b"]"
