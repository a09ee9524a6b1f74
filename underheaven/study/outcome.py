"""How a run went: what a finished or interrupted run tells its caller, and what memory it took."""

from __future__ import annotations

import resource
import sys
from dataclasses import dataclass
from pathlib import Path

from underheaven.engine.world import World


@dataclass(frozen=True)
class Outcome:
    """How a run went; `digest` is None where it was interrupted."""

    folder: Path
    world: World
    finished: bool
    next_step: int
    digest: str | None
    digests: dict[str, str]
    seconds: float
    """Seconds of living and recording, without compiling and synthesis."""
    considered: int
    """Acts considered in the steps of this call."""
    citizen_minutes: int
    firms: int
    """Firms with an employee in the last step lived; 0 without any."""
    peak_rss_bytes: int
    bytes_per_citizen: int
    extra_bytes: int
    """Bytes of the scores of firms, of the ledger, and of what is counted of each life."""
    bytes_of_life: int
    """Bytes of one citizen in which what happens to it is counted; 0 where that is not done."""

    @property
    def citizen_weeks_per_second(self) -> float:
        """Citizen-weeks lived a second."""
        return self.citizen_minutes / 10_080 / max(self.seconds, 1e-9)

    @property
    def acts_per_citizen_day(self) -> float:
        """Acts considered per citizen and day, the young and the old counted in."""
        return self.considered / max(1, self.citizen_minutes) * 1_440


def peak_rss() -> int:
    """The largest resident memory of this process so far, bytes.

    Linux tells it of the process alone; what `getrusage` says begins with what the parent held.
    """
    try:
        for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    except OSError:
        pass
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
