"""A stream of events about one world, for as long as somebody reads it."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from underheaven.observatory.serving.kept import Kept, bytes_of, joined
from underheaven.observatory.serving.limits import Limits

Write = Callable[[bytes], object]


def event(kind: str, data: bytes) -> bytes:
    """An event of a stream: its kind, and JSON on one line."""
    return b"event: %s\ndata: %s\n\n" % (kind.encode(), data)


class Stream:
    """What one viewer is sent: each frame from `first` on exactly once, the state, and the end."""

    def __init__(self, kept: Kept, first: int, closing: Callable[[], bool], limits: Limits) -> None:
        self._kept, self._closing, self._limits = kept, closing, limits
        self._sent, self._made, self._says = first, False, ("", "")

    def run(self, write: Write) -> None:
        """Send what there is and what comes, until nothing more will or the server ends."""
        kept = self._kept
        kept.watch(1)
        try:
            while not self._closing():
                with kept.changed:
                    news = kept.changed.wait_for(self._news, self._limits.beat)
                    parts, over = self._parts(), kept.over
                # What a server that ends lives no further was not cancelled: whoever watches asks again.
                if self._closing():
                    return
                write(b"".join(parts) if news else b": still here\n\n")
                if over:
                    return
                # A world that is lived fast sends frames together, and not a message for each.
                time.sleep(self._limits.gather)
        finally:
            kept.watch(-1)

    def _news(self) -> bool:
        kept = self._kept
        untold = len(kept.frames) > self._sent or (kept.state, kept.says) != self._says
        return untold or bool(kept.made) > self._made or kept.over or self._closing()

    def _parts(self) -> list[bytes]:
        """The events that were not sent yet, in their order."""
        kept, parts = self._kept, []
        if (kept.state, kept.says) != self._says:
            self._says = kept.state, kept.says
            parts.append(event("state", bytes_of(dict(zip(("state", "says"), self._says, strict=True)))))
        if kept.made and not self._made:
            self._made = True
            parts.append(event("made", kept.made))
        if len(kept.frames) > self._sent:
            parts.append(event("frames", joined(kept.frames[self._sent :])))
            self._sent = len(kept.frames)
        if kept.over:
            parts.append(self._last())
        return parts

    def _last(self) -> bytes:
        kept = self._kept
        last: tuple[str, Any] = (
            ("failed", kept.failure) if kept.failure else ("digest", {"digest": kept.digest})
        )
        return event(last[0], bytes_of(last[1]))
