"""What one citizen lives through in one step, minute by minute (specification, 2.3, 5, 7.4 and 22)."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.engine.reference.citizen import Citizen
from underheaven.engine.reference.decimals import choose, count
from underheaven.engine.reference.deeds import Deeds
from underheaven.engine.reference.event import ACT, CLERK, GAME, MATCH, Event
from underheaven.engine.reference.mistaking import Stream
from underheaven.engine.reference.philox import Purpose, belonging
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
            recording.write(event, event.source, true=False, good=False)


def _events(citizen: Citizen) -> Iterator[Event]:
    """What falls within the step, in any order."""
    model = citizen.model
    acts, low, high, games = citizen.words(Purpose.COUNT)
    found = list(_acts(citizen, acts))
    if citizen.member:
        lasting = choose(citizen.lasting_word, model.lasting)
        for stream in model.false_matches:
            matches, *_ = belonging((low, high, 0, 0), stream.name)
            found += _mistakes(citizen, stream, MATCH, Purpose.MATCH, lasting, matches)
        for stream in model.clerical_mistakes:
            _, slips, *_ = belonging((low, high, 0, 0), stream.name)
            found += _mistakes(citizen, stream, CLERK, Purpose.CLERK, 0, slips)
        found += _games(citizen, games)
    return (event for event in found if event.minute < citizen.length)


def _acts(citizen: Citizen, word: int) -> Iterator[Event]:
    """The acts considered."""
    considering = citizen.model.considering
    for draw in range(count(word, considering.counts(citizen.habits))):
        which, minute, decision, spare = citizen.words(Purpose.ACT, draw)
        kind = considering.kind(citizen.habits, which)
        yield Event(citizen.minute(minute), ACT, "", draw, kind, decision=decision, spare=spare)


def _games(citizen: Citizen, word: int) -> Iterator[Event]:
    """The games considered."""
    gaming = citizen.model.gaming
    for draw in range(count(word, gaming.counts)):
        which, minute, decision, _ = citizen.words(Purpose.GAME, draw)
        at = citizen.minute(minute)
        kind = gaming.kind(citizen.habits, citizen.segment(at), which) if at < citizen.length else None
        if kind is not None:
            yield Event(at, GAME, "", draw, kind, decision=decision)


def _mistakes(
    citizen: Citizen, stream: Stream, number: int, purpose: Purpose, lasting: int, word: int
) -> Iterator[Event]:
    """The wrong records of one stream."""
    step, region, group = citizen.frozen.step, citizen.community.region, citizen.who.group
    for draw in range(count(word, stream.counts(step, region, group, lasting))):
        when, what, keep, _ = belonging(citizen.words(purpose, draw), stream.name)
        minute = citizen.minute(when)
        if minute < citizen.length:
            segment = citizen.segment(minute)
            if stream.keeps(step, segment, region, group, keep):
                yield Event(minute, number, stream.name, draw, stream.kind(what), stream.source)
