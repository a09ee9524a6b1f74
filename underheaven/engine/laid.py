"""Records laid out where a kernel runs, and what every kernel is called with."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from underheaven.by_address import Directory, handed

Kernel = Callable[[int, int, int, int, tuple[int, int], Any], int]
"""Step, first, last, every, seed and what is handed: all kernels take these, and return a number.

None of the numbers is below 0: on a machine of 32 bits they are words without a sign."""
NO_SEED = 0, 0
"""For kernels that draw nothing."""


class Laid:
    """Records that kernels read from one directory, in this machine's memory."""

    has_library = True
    """Whether Python's library may do what it does faster than a kernel."""

    def __init__(self, directory: Directory, records: Any) -> None:
        self.records = records
        self._directory = directory.written(records)
        self.handed = handed(records, self._directory)

    def run(
        self,
        kernel: Kernel,
        step: int,
        first: int,
        last: int,
        every: int = 1,
        seed: tuple[int, int] = NO_SEED,
    ) -> int:
        """Call a kernel with these records."""
        return kernel(step, first, last, every, seed, self.handed)


Lay = Callable[[Directory, Any], Laid]
"""What lays records out: `Laid`, or the same in another machine's memory."""
