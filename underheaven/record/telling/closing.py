"""The close of a step for one citizen: redress, fading, news, ties, sanctions (specification, 8)."""

from __future__ import annotations

import datetime as dt
from typing import Any

from underheaven import draws
from underheaven.engine.settling import SCORES
from underheaven.life.close import EMPLOYER, FRIENDS, HOUSEHOLD, fade, of_one_tie, pull, recover
from underheaven.life.score import add, raised
from underheaven.mechanisms.association.kernel import OFFSET
from underheaven.mechanisms.privileges.rule import privileges
from underheaven.mechanisms.redress.rule import (
    APPEALED,
    APPLIED,
    APPLY,
    CLEAN,
    COUNTS,
    EXPIRES,
    GIVE_BACK,
    REMOVE,
    TRUE,
    decide,
    ends,
)
from underheaven.record.telling import life
from underheaven.record.telling.associates import Associates
from underheaven.record.telling.citizen import MINUTES_PER_DAY, POINT, Citizen, Entry
from underheaven.record.telling.life import Week

TYPES = (HOUSEHOLD, EMPLOYER, FRIENDS)
NOTHING = (0, 0, 0)


class Closing:
    """Closes the steps of one citizen."""

    def __init__(self, citizen: Citizen) -> None:
        self._citizen, self._t = citizen, citizen.tables
        self._associates = Associates(citizen)

    def close(self, shown_before: int, hard_before: bool) -> None:
        """Tell the close of the step just lived, but for what firms do before it.

        `shown_before` is the score at the start of the step, in sixteenths; `hard_before` whether there was
        hardship then.
        """
        citizen, t, now = self._citizen, self._t, self._citizen.now
        step, z = citizen.step, citizen.last_segment
        returned = self._settle()
        now.dread = fade(now.dread, int(t.dread_fade[step]))
        now.hardship = fade(now.hardship, int(t.hardship_fade[step]))
        self._hear()
        before, seen = now.own, citizen.under(now.shown, z)
        pulls = self._pull() if citizen.member else NOTHING
        recovered = self._recovered(before)
        was = bool(citizen.reliving.scratch.slots.was_member[citizen.slot]) and step > 0
        last = citizen.under(shown_before, int(t.last_segment[step - 1])) if was else 0
        in_force = citizen.under(now.shown, z) if citizen.member else 0
        if in_force & ~seen:
            now.dread = raised(now.dread, int(t.sanction_dread))
            citizen.say_at_end(life.SANCTION, of=", ".join(citizen.consequences(in_force & ~seen)))
        self._tell_standing(last, in_force, citizen.under(shown_before, z), returned)
        self._share_fear()
        own, clean = citizen.under(now.own, z), citizen.under(now.clean, z)
        member = citizen.member
        held = privileges(now.shown, t.privileges.above[z], t.privileges.lowest[z]) if member else 0
        citizen.weeks.append(
            Week(
                step=step,
                day=citizen.world.start + dt.timedelta(days=citizen.begin // MINUTES_PER_DAY),
                enrolled=member,
                own=now.own / POINT,
                shown=now.shown / POINT,
                clean_own=now.clean_own / POINT,
                clean=now.clean / POINT,
                dread=now.dread,
                hardship=now.hardship,
                recovered=recovered / POINT,
                household=pulls[HOUSEHOLD] / (POINT << 16),
                employer=pulls[EMPLOYER] / (POINT << 16),
                friends=pulls[FRIENDS] / (POINT << 16),
                standing=citizen.consequences(in_force),
                in_error=citizen.consequences(in_force & ~clean),
                by_ties=citizen.consequences(in_force & ~own),
                spared=citizen.consequences(own & ~in_force) if member else (),
                privileges=citizen.privileges(held),
                hard_before=hard_before,
                under_before=last != 0,
            )
        )

    def _settle(self) -> bool:
        """Go through the ledger; whether points were given back."""
        now, returned, left = self._citizen.now, False, list[Entry]()
        for entry in now.entries:
            what = self._decide(entry)
            if what & GIVE_BACK and entry.moved_own != 0:
                returned = True
            if not what & REMOVE:
                left.append(entry)
        now.entries = left
        return returned

    def _decide(self, entry: Entry) -> int:
        """What becomes of one record, told; as bits."""
        citizen, r = self._citizen, self._t.redress
        step, minutes = citizen.step, citizen.world.step_minutes
        was_appealed = entry.flags & APPEALED != 0
        what, entry.flags = decide(
            entry.flags,
            entry.decide <= step,
            int(r.suspensive),
            (entry.at + int(r.notice)) // minutes <= step,
            ends(entry.points, int(r.expiry), int(r.expiry_of_all)),
            (entry.at + int(r.expiry)) // minutes <= step,
        )
        upheld = bool(what & REMOVE and not what & EXPIRES and entry.flags & APPEALED)
        if was_appealed and not entry.flags & APPEALED:
            self._tell(entry, life.REJECTED)
        if what & APPLY:
            moved, clamped = self._apply(entry)
            self._tell(entry, life.EFFECT, moved=moved, clamped=clamped)
        moved = self._give_back(entry) if what & GIVE_BACK else 0
        if upheld or what & EXPIRES:
            self._tell(entry, life.UPHELD if upheld else life.EXPIRED, moved=moved)
        return what

    def _tell(self, entry: Entry, what: str, moved: int = 0, **rest: Any) -> None:
        day = self._citizen.world.start + dt.timedelta(days=entry.at // MINUTES_PER_DAY)
        self._citizen.say_at_end(
            what,
            of=entry.kind,
            source=entry.source,
            record=life.TRUE if entry.flags & TRUE else life.WRONG,
            why=f"recorded {day}",
            points=entry.points / POINT,
            moved=moved / POINT,
            counts=entry.flags & COUNTS != 0,
            **rest,
        )

    def _apply(self, entry: Entry) -> tuple[int, bool]:
        """Let a record that waited move the scores; by how much, and whether the scale's end held it."""
        now, low, high = self._citizen.now, int(self._t.low), int(self._t.high)
        own, clean_own, clamped = now.own, now.clean_own, False
        if entry.flags & COUNTS:
            now.own = add(own, entry.points, low, high)
            clamped = now.own != own + entry.points
        if entry.flags & CLEAN:
            now.clean_own = add(clean_own, entry.points, low, high)
        entry.moved_own, entry.moved_clean = now.own - own, now.clean_own - clean_own
        entry.flags |= APPLIED
        return entry.moved_own, clamped

    def _give_back(self, entry: Entry) -> int:
        """Take back what a record moved; by how much the own score changes."""
        now, low, high = self._citizen.now, int(self._t.low), int(self._t.high)
        before = now.own
        now.own = add(before, -entry.moved_own, low, high)
        now.clean_own = add(now.clean_own, -entry.moved_clean, low, high)
        return now.own - before

    def _hear(self) -> None:
        citizen, t, now = self._citizen, self._t, self._citizen.now
        chances = t.hear[citizen.step, citizen.reliving.region]
        if not citizen.adult or not chances.any():
            return
        for number, name in enumerate(citizen.world.policy.news):
            word = citizen.named_words(draws.HEAR, t.news_key[number])[0]
            if word < chances[number]:
                now.dread = raised(now.dread, int(t.news_dread[number]))
                citizen.say_at_end(life.NEWS, of=name)

    def _recovered(self, before: int) -> int:
        """What the own score regained: it was at `before`."""
        return self._citizen.now.own - before

    def _pull(self) -> tuple[int, ...]:
        """Own scores recover, and ties pull the shown ones; what each sort of tie pulls, in 2^-16ths."""
        citizen, t, now = self._citizen, self._t, self._citizen.now
        points, start, low, high = (
            int(t.recovery[citizen.step]), int(t.start), int(t.low), int(t.high),
        )  # fmt: skip
        now.own, now.clean_own = recover(now.own, start, points), recover(now.clean_own, start, points)
        weights = t.weights[citizen.last_segment]
        if not weights.any():
            now.shown, now.clean = now.own, now.clean_own
        else:
            packed = [int(word) for word in citizen.reliving.scratch.tying.tied[:, citizen.slot]]
            degrees = tuple(word >> 48 for word in packed)
            shown = [(word >> 24 & SCORES) - OFFSET * n for word, n in zip(packed, degrees, strict=True)]
            clean = [(word & SCORES) - OFFSET * n for word, n in zip(packed, degrees, strict=True)]
            change = int(pull(now.own, shown[0], shown[1], shown[2], degrees, of_one_tie(degrees, weights)))
            clean_change = int(
                pull(now.clean_own, clean[0], clean[1], clean[2], degrees, of_one_tie(degrees, weights))
            )
            now.shown = add(now.own, change, low, high)
            now.clean = add(now.clean_own, clean_change, low, high)
        if now.own >= start:
            now.contexts = 0
        if not weights.any():
            return NOTHING
        present = sum(1 << sort for sort in TYPES if degrees[sort])
        return tuple(
            int(weights[present, sort, degrees[sort]]) * (shown[sort] - degrees[sort] * now.own)
            for sort in TYPES
        )

    def _tell_standing(self, last: int, now: int, at_start: int, returned: bool) -> None:
        """Tell the consequences that came and went with the step; `at_start`: by this step's thresholds."""
        citizen, levels, z = self._citizen, self._citizen.now, self._citizen.last_segment
        names = citizen.layout.consequences
        for number, name in enumerate(names):
            bit = 1 << number
            if now & bit and not last & bit:
                causes = {
                    "wrong records": not citizen.under(levels.clean, z) & bit,
                    "ties": not citizen.under(levels.own, z) & bit,
                    "rule": at_start & bit != 0,
                }
                why = ", ".join(cause for cause, true in causes.items() if true) or "own record"
                citizen.say_at_end(life.ENTERED, of=name, why=why)
            elif last & bit and not now & bit:
                ruled = not at_start & bit
                why = "rule" if ruled else "redress" if returned else "score"
                citizen.say_at_end(life.LEFT, of=name, why=why)

    def _share_fear(self) -> None:
        """What befell family and friends frightens."""
        citizen, by = self._citizen, int(self._t.associate_dread)
        if by > 0 and (struck := self._associates.struck()):
            for _ in range(struck):
                citizen.now.dread = raised(citizen.now.dread, by)
            citizen.say_at_end(life.ASSOCIATES, number=struck)
