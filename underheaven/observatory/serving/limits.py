"""How much one server does for those who ask, at most."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """Numbers of worlds and viewers, seconds, and bytes."""

    kept: int = 8
    """Worlds whose frames are kept; the one that was left first goes first."""
    waiting: int = 8
    """Worlds that wait to be lived."""
    viewers: int = 128
    """Connections at one time."""
    seconds: float = 4 * 3_600.0
    """That one world is lived."""
    patience: float = 10.0
    """Seconds after which a world that nobody watches makes room for one that somebody waits for."""
    body: int = 3_000
    """Bytes of what a world is asked for with, of which the word of a reform has most."""
    text: int = 500_000
    """Bytes of the question in which a policy's text is sent; of the text itself the checker says how long it
    may be."""
    silence: float = 20.0
    """Seconds that a connection may take to ask or to take what it is sent."""
    beat: float = 10.0
    """Seconds after which a stream says that it is still there."""
    gather: float = 0.025
    """Seconds that a stream gathers frames before it sends them together."""


USUAL = Limits()
