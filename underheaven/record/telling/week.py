"""A week of one citizen, event by event, with the cause of each (specification, 6 and 7)."""

from __future__ import annotations

from typing import Any

from underheaven.counted.columns import Known
from underheaven.draws import named
from underheaven.engine.deciding import VOICES
from underheaven.life import decide
from underheaven.life.decide import BROUGHT_ON, ONE, outcome, propensity
from underheaven.life.score import raised
from underheaven.life.see import first_slot
from underheaven.mechanisms.attention.rule import dimmed
from underheaven.mechanisms.credit.rule import band, repaid
from underheaven.mechanisms.gaming.rule import gamed
from underheaven.mechanisms.mistakes.rule import choose
from underheaven.mechanisms.privileges.rule import privileges
from underheaven.mechanisms.speech.rule import silent
from underheaven.record.telling.citizen import POINT, Citizen, names_of
from underheaven.record.telling.life import (
    ACT,
    DENIED,
    DONE,
    GAME,
    HELD_BACK,
    MATCH,
    MISTAKE,
    NO_RULE,
    NOT_DONE,
    PREVENTED,
    REFUSED,
)
from underheaven.record.telling.recording import Recording

BY_ACT, FIRST_BY_MATCH, FIRST_BY_MISTAKE, GAMES = range(4)
"""Streams of events."""
NO_DREAD = 0


def live(citizen: Citizen) -> None:
    """Tell what happened to the citizen in the step that was just lived, in order."""
    x, i = citizen.reliving.scratch.events, citizen.slot
    events = list(range(int(x.first[i]), int(x.first[i]) + int(x.considered[i])))
    events += range(int(x.rare_first[i]), int(x.rare_first[i]) + int(x.rare[i]))
    if not events:
        return
    deeds = Deeds(citizen)
    limit = int(citizen.tables.end[citizen.step]) - citizen.begin
    for e in sorted(events, key=lambda event: int(x.minute[event])):
        if (at := int(x.minute[e])) >= limit:
            break
        stream, words = int(x.stream[e]), [int(word) for word in x.word[:, e]]
        if stream == GAMES:
            deeds.game(at, words)
        elif stream in (FIRST_BY_MATCH, FIRST_BY_MISTAKE):
            deeds.mistake(at, stream, words)
        else:
            deeds.act(at, e - int(x.first[i]), int(x.kind[e]), words)


class Deeds:
    """What one citizen considers and does in one step, and the records of it."""

    def __init__(self, citizen: Citizen) -> None:
        self._citizen, self._t = citizen, citizen.tables
        self._manner = int(citizen.reliving.scratch.slots.manner[citizen.slot])
        self._recording = Recording(citizen)

    def act(self, at: int, draw: int, k: int, words: list[int]) -> None:
        """Decide on an act, and tell what became of it."""
        citizen, t, now = self._citizen, self._t, self._citizen.now
        z, base = citizen.segment(at), int(t.base[self._manner, k])
        today, silenced = self._today(z, k, base)
        confining, denying = self._hindered(z, k)
        what = outcome(words[2], base, today, confining != 0, denying != 0)
        told: dict[str, Any] = {"of": citizen.layout.kinds[k], "outcome": NOT_DONE}
        if what & decide.HELD_BACK:
            told |= {"outcome": HELD_BACK, "why": "climate" if silenced else self._why(z, k, base, words[2])}
        elif what & BROUGHT_ON:
            told |= {"brought_on": True, "why": self._why(z, k, base, words[2])}
        if what & (decide.PREVENTED | decide.DENIED):
            prevented = what & decide.PREVENTED != 0
            now.dread = raised(now.dread, int(t.denial_dread))
            now.hardship = raised(now.hardship, int(t.deprivation[k]))
            told["outcome"] = PREVENTED if prevented else DENIED
            told["why"] = ", ".join(citizen.consequences(confining if prevented else denying))
        elif what & decide.DONE:
            self._do(at, z, draw, k, words, told)
            return
        citizen.say(at, ACT, **told)

    def game(self, at: int, words: list[int]) -> None:
        """Do something for the score's sake, or not."""
        citizen, t, k = self._citizen, self._t, words[0]
        z = citizen.segment(at)
        hindered = any(self._hindered(z, k))
        worth = int(t.gaming.worth[z, words[1], k])
        shown, high = citizen.now.shown, int(t.high)
        told: dict[str, Any] = {"of": citizen.layout.kinds[k], "outcome": NOT_DONE}
        if gamed(words[2], int(t.gaming.chance[z]), worth, shown, high, hindered):
            told["outcome"] = DONE
            told |= self._be_seen(at, z, k, words, (GAMES, words[3]), good=1)
        elif worth == 0:
            told["why"] = "not worth it"
        elif shown >= high:
            told["why"] = "the score is at its highest"
        else:
            told["why"] = "hindered" if hindered else "how is not known"
        citizen.say(at, GAME, **told)

    def mistake(self, at: int, stream: int, words: list[int]) -> None:
        """A record of something that the citizen did not do."""
        citizen, t = self._citizen, self._t
        z, (k, source, _, draw) = citizen.segment(at), words[:4]
        told: dict[str, Any] = {"of": citizen.layout.kinds[k], "outcome": NO_RULE}
        if t.ruled[z, k]:
            told["outcome"] = DONE
            told |= self._recording.write(at, z, k, source, true=0, good=0, event=(stream, draw))
        citizen.say(at, MATCH if stream == FIRST_BY_MATCH else MISTAKE, **told)

    def _hindered(self, z: int, k: int) -> tuple[int, int]:
        """The consequences that confine from a kind of act, and those that deny it, as bits."""
        citizen, t = self._citizen, self._t
        in_force = citizen.under(citizen.now.shown, z) if citizen.member else 0
        confining = in_force & int(t.confining) if t.preventable[k] else 0
        denying = in_force & int(t.denying[k])
        if t.same_context and not citizen.now.contexts & int(t.context[k]):
            denying = 0
        return confining, denying

    def _today(self, z: int, k: int, base: int) -> tuple[int, bool]:
        """The threshold of doing an act now, and whether the climate silences it whatever it is."""
        citizen, t = self._citizen, self._t
        if t.speech.any and t.tone[k] == 1:
            word = int(citizen.reliving.scratch.slots.person[1, citizen.slot])
            voice = int(t.speech.threshold[choose(word, t.speech.until, VOICES)])
            if silent(int(citizen.known[Known.CLIMATE]), voice):
                return 0, True
        return self._propensity(z, k, base, citizen.now.dread, int(self._needy(k))), False

    def _propensity(self, z: int, k: int, base: int, dread: int, needy: int) -> int:
        t = self._t
        climate = min(15, int(self._citizen.known[Known.CLIMATE]) >> 12)
        response = int(t.dread_response[z, k, dread >> 4])
        return propensity(base, response, int(t.climate_factor[k, climate]), needy)

    def _needy(self, k: int) -> int:
        """The factor of the citizen's hardship."""
        return int(self._t.hardship_factor[k, self._citizen.now.hardship >> 4])

    def _why(self, z: int, k: int, base: int, word: int) -> str:
        """Which of dread and hardship made the difference for an act."""
        usual = word < base
        without_dread = word < self._propensity(z, k, base, NO_DREAD, self._needy(k))
        without_hardship = word < self._propensity(z, k, base, self._citizen.now.dread, ONE)
        if without_dread == without_hardship:
            return "dread and hardship"
        return "dread" if without_dread == usual else "hardship"

    def _do(self, at: int, z: int, draw: int, k: int, words: list[int], told: dict[str, Any]) -> None:
        citizen, t, now = self._citizen, self._t, self._citizen.now
        held = 0
        if citizen.member:
            held = privileges(now.shown, t.privileges.above[z], t.privileges.lowest[z])
        if k == t.hospital.kind:
            fast = held & int(t.privileges.fast_lane) != 0
            known, told["lane"] = citizen.known, "fast" if fast else "slow"
            if words[3] < known[Known.REFUSED_FAST if fast else Known.REFUSED_SLOW]:
                now.hardship = raised(now.hardship, int(t.deprivation[k]))
                citizen.say(at, ACT, **(told | {"outcome": REFUSED}))
                return
            told["waited"] = int(known[Known.WAIT_FAST if fast else Known.WAIT_SLOW]) / POINT
            told["one_line"] = int(known[Known.WAIT_ONE_LINE]) / POINT
        told["outcome"] = DONE
        told["uses"] = names_of(held & int(t.privileges.eased[k]), citizen.layout.privileges)
        good = 1
        if t.credit.has_outcome[k]:
            bands = int(t.credit.bands[k])
            part = band(now.shown, int(t.low), int(t.high), bands) if bands > 0 else 0
            factor = int(t.credit.factor[k, part])
            good = int(repaid(words[3], int(t.credit.base[citizen.number, k]), factor))
            told["repaid"] = good == 1
        now.dread = raised(now.dread, int(t.heard[citizen.step, k]))
        told |= self._be_seen(at, z, k, words, (BY_ACT, draw), good)
        citizen.say(at, ACT, **told)

    def _be_seen(
        self, at: int, z: int, k: int, words: list[int], event: tuple[int, int], good: int
    ) -> dict[str, Any]:
        """Who saw an act that was done, if anybody who would write a record of it did."""
        citizen, t = self._citizen, self._t
        if not citizen.member or not t.ruled[z, k]:
            return {}
        seen = t.seen[z, citizen.reliving.region, int(t.class_of[citizen.number]), k].tolist()
        sources = t.slot_source[k].tolist()
        if t.shifting[k]:
            hour = (citizen.begin + at) // 60 % 24
            first = citizen.layout.blocks.attention
            seen = [
                dimmed(limit, int(t.hourly[j, hour]), int(citizen.known[first + j])) if j >= 0 else 0
                for limit, j in zip(seen, sources, strict=True)
            ]
        w0, w1, w2, w3 = (int(named(words[4], words[5], key)[0]) for key in t.slot_key[k])
        slot = first_slot(w0, w1, w2, w3, seen)
        if slot < 0:
            return {"answerable": True}
        return {"answerable": True} | self._recording.write(
            at, z, k, sources[slot], true=1, good=good, event=event
        )
