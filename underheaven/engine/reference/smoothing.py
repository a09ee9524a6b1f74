"""What was found over about eight weeks, the last step weighing most (specification, 28)."""

from __future__ import annotations

EIGHT_WEEKS = 80_640


class Smoothing:
    """A running mean of values that come once a step."""

    def __init__(self, step_minutes: int) -> None:
        self._weight = (step_minutes << 16) // (step_minutes + EIGHT_WEEKS)

    def smooth(self, old: int, new: int) -> int:
        """The mean after another value."""
        return old + ((new - old) * self._weight >> 16)
