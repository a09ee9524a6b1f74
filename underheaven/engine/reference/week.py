"""What one citizen lives through in one step, minute by minute (specification, 2.3, 5, 7.4 and 22)."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.engine.reference.citizen import Citizen
from underheaven.engine.reference.decimals import choose, count
from underheaven.engine.reference.deeds import Deeds
from underheaven.engine.reference.event import ACT, CLERK, GAME, MATCH, Event
from underheaven.engine.reference.mistaking import Stream
from underheaven.engine.reference.philox import Purpose
from underheaven.engine.reference.recording import Recording


def live(citizen: Citizen) -> None:
    """Apply everything that happens to a citizen in a step, in order."""
    recording = Recording(citizen)
    deeds = Deeds(citizen, recording)
    for event in sorted(_events(citizen)):
        if event.stream == ACT:
            deeds.act(event)
        elif event.stream == GAME:
            deeds.game(event)
        else:
            recording.write(event.kind, event.minute, event.source, true=False, good=False)


def _events(citizen: Citizen) -> Iterator[Event]:
    """What falls within the step, in any order."""
    model = citizen.model
    acts, matches, mistakes, games = citizen.words(Purpose.COUNT)
    found = list(_acts(citizen, acts))
    if citizen.member:
        lasting = choose(citizen.lasting_word, model.lasting)
        found += _mistakes(citizen, model.false_matches, MATCH, Purpose.MATCH, lasting, matches)
        found += _mistakes(citizen, model.clerical_mistakes, CLERK, Purpose.CLERK, 0, mistakes)
        found += _games(citizen, games)
    return (event for event in found if event.minute < citizen.length)


def _acts(citizen: Citizen, word: int) -> Iterator[Event]:
    """The acts considered."""
    considering = citizen.model.considering
    for draw in range(count(word, considering.counts(citizen.who))):
        kind, minute, decision, spare = citizen.words(Purpose.ACT, draw)
        number = considering.kinds(citizen.who).choose(kind)
        yield Event(citizen.minute(minute), ACT, draw, number, decision=decision, spare=spare)


def _games(citizen: Citizen, word: int) -> Iterator[Event]:
    """The games considered."""
    gaming = citizen.model.gaming
    if not gaming.kinds:
        return
    for draw in range(count(word, gaming.counts)):
        kind, minute, decision, _ = citizen.words(Purpose.GAME, draw)
        yield Event(citizen.minute(minute), GAME, draw, gaming.kind(kind), decision=decision)


def _mistakes(
    citizen: Citizen, stream: Stream, number: int, purpose: Purpose, lasting: int, word: int
) -> Iterator[Event]:
    """The wrong records of one stream."""
    step, region, group = citizen.frozen.step, citizen.community.region, citizen.who.group
    for draw in range(count(word, stream.counts(step, region, group, lasting))):
        when, what, keep, _ = citizen.words(purpose, draw)
        minute = citizen.minute(when)
        if minute < citizen.length:
            segment = citizen.segment(minute)
            if stream.keeps(step, segment, region, group, keep):
                source, kind = stream.entry(segment, region, group, what)
                yield Event(minute, number, draw, kind, source)
