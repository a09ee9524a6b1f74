"""The records of one citizen in one step: reviewed, counted, appealed, kept for later (7.6 and 23)."""

from __future__ import annotations

from typing import Any

from underheaven import draws
from underheaven.counted.columns import Known
from underheaven.draws import TRUE_RECORD
from underheaven.engine.recording import event_number
from underheaven.life.score import add, raised
from underheaven.mechanisms.redress.rule import APPEALED, APPLIED, CLEAN, COUNTS, TRUE, UPHELD, ends, waits
from underheaven.record.telling import life
from underheaven.record.telling.citizen import MINUTES_PER_DAY, POINT, Citizen, Entry

STRUCK = -1


class Recording:
    """Writes records of a citizen who is scored, in the order of events."""

    def __init__(self, citizen: Citizen) -> None:
        """No record has been written in the step."""
        self._citizen, self._t = citizen, citizen.tables
        self._written: list[tuple[int, int, int]] = []

    def write(
        self, at: int, z: int, k: int, source: int, true: int, good: int, event: tuple[int, int]
    ) -> dict[str, Any]:
        """Write a record of an event of a stream; what there is to tell of it, as fields of an event."""
        citizen, t, now = self._citizen, self._t, self._citizen.now
        told: dict[str, Any] = {"source": citizen.layout.sources[source]}
        plea = self._plead(true, source, event)
        if plea == STRUCK:
            return told | {"record": life.STRUCK}
        points = int(t.points[good, z, k])
        counts, counts_clean = self._book(k, at, true)
        if points >= 0 or not counts:
            plea = 0
        later = waits(points, int(t.redress.notice), plea, int(t.redress.suspensive))
        before, clean_before, in_force = now.own, now.clean_own, citizen.under(now.shown, z)
        low, high = int(t.low), int(t.high)
        clamped = False
        if counts and not later:
            now.own = add(before, points, low, high)
            clamped = now.own != before + points
            now.shown = add(now.shown, points, low, high)
        if counts and points < 0:
            now.dread = raised(now.dread, int(t.record_dread))
            if t.same_context:
                now.contexts |= int(t.context[k])
        if counts_clean and not later:
            now.clean_own = add(clean_before, points, low, high)
            now.clean = add(now.clean, points, low, high)
        if t.redress.kept and (counts or counts_clean):
            flags = plea | TRUE * true | COUNTS * counts | CLEAN * counts_clean | APPLIED * (not later)
            self._keep(at, k, source, points, later or plea != 0, flags, before, clean_before)
        newly = citizen.under(now.shown, z) & ~in_force
        if newly:
            now.dread = raised(now.dread, int(t.sanction_dread))
        return told | {
            "record": life.TRUE if true else life.WRONG,
            "points": points / POINT,
            "moved": (now.own - before) / POINT,
            "counts": counts,
            "waits": counts and later,
            "appealed": plea & APPEALED != 0,
            "clamped": clamped,
            "brings": citizen.consequences(newly),
        }

    def _plead(self, true: int, source: int, event: tuple[int, int]) -> int:
        """What review and appeal make of a record: `STRUCK`, or the flags of an appeal."""
        redress = self._t.redress
        if not (redress.reviewed or redress.kept):
            return 0
        key = TRUE_RECORD if true else self._t.source_key[source]
        words = self._citizen.named_words(draws.RECORD, key, event_number(*event))
        if words[0] < redress.strikes[true]:
            return STRUCK
        if words[1] >= redress.appeals[true]:
            return 0
        return APPEALED | (UPHELD if words[2] < redress.upheld[true] else 0)

    def _book(self, k: int, at: int, true: int) -> tuple[bool, bool]:
        """Whether one more record of the day counts, and whether it counts for the clean walk."""
        most = int(self._t.per_day[k])
        if most == 0:
            return True, true == 1
        day = (self._citizen.begin + at) // MINUTES_PER_DAY
        earlier = [was_true for kind, when, was_true in self._written if (kind, when) == (k, day)]
        self._written.append((k, day, true))
        return len(earlier) < most, true == 1 and sum(earlier) < most

    def _keep(
        self, at: int, k: int, source: int, points: int, held: bool, flags: int, own: int, clean_own: int
    ) -> None:
        """Enter a record into the ledger if it waits, was appealed, or will expire."""
        citizen, r = self._citizen, self._t.redress
        if not held and not ends(points, int(r.expiry), int(r.expiry_of_all)):
            return
        when, decided = citizen.begin + at, 0
        if flags & APPEALED:
            wait = int(citizen.known[Known.APPEAL_WAIT])
            decided = (when + int(r.appeal_minutes)) // citizen.world.step_minutes + wait
        moved, moved_clean = citizen.now.own - own, citizen.now.clean_own - clean_own
        kind, writer = citizen.layout.kinds[k], citizen.layout.sources[source]
        citizen.now.entries.append(Entry(when, decided, points, moved, moved_clean, flags, kind, writer))
