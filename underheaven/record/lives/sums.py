"""What the run's tallies hold of one life: the same columns, summed over its events and weeks.

Summed over everybody in a community they are what the run counted there, but for what is counted of a whole
firm, and for how alike those are who match: no part of one life.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from underheaven.record.lives import life as told
from underheaven.record.lives.life import ACT, GAME, Event, Life, Week

POINT, EFFORT, CHANCE = 16, 1 << 16, 1 << 24
"""Parts in which points, efforts and chances are counted."""


def tallied(life: Life) -> Counter[str]:
    """Column of the tallies -> its sum over a life; sums of scores in sixteenths, waits too."""
    found: Counter[str] = Counter()
    for event in life.events:
        for column, amount in _of_event(life, event):
            found[column] += amount
    for week in life.weeks:
        for column, amount in _of_week(life, week):
            found[column] += amount
    found["person.seekers"] = len(_sought(life))
    return found


def _sought(life: Life) -> set[int]:
    """The steps in which the citizen looked for a partner."""
    dating = life.world.society.dating
    kind = None if dating is None else dating.kind
    return {event.step for event in life.of(ACT) if event.of == kind and event.outcome == told.DONE}


def _of_event(life: Life, event: Event) -> Iterator[tuple[str, int]]:
    if event.what in (*told.STREAMS,):
        yield from deed(event)
        yield from _record(event)
        if event.outcome == told.DONE:
            yield from ((f"privilege.{name}.uses", 1) for name in event.uses)
            if event.lane:
                yield f"person.{event.lane}_visits", 1
                yield f"person.{event.lane}_minutes", round(event.waited * POINT)
                yield f"person.{event.lane}_minutes_one_line", round(event.one_line * POINT)
    elif event.what in (told.EFFECT, told.FIRM):
        yield from _moved(event)
    elif event.what in (told.UPHELD, told.EXPIRED):
        sort = "records_expired" if event.what == told.EXPIRED else f"upheld_{event.record}"
        yield f"person.{sort}", 1
        yield "person.points_returned", round(abs(event.moved) * POINT)
    elif event.what == told.MEETING:
        yield from _meeting(event)
    elif event.what == told.REPLACED:
        yield "person.replaced", 1
    elif event.what == told.ENTERED:
        yield f"consequence.{event.of}.entered", 1
    elif event.what == told.LEFT:
        yield f"consequence.{event.of}.left", 1
        if event.why in ("rule", "redress"):
            yield f"consequence.{event.of}.left_by_{event.why}", 1
    elif event.what == told.PLACE and life.first_of_household:
        yield f"place.{event.of}.families", 1
        yield f"place.{event.of}.placed", int(event.outcome == "placed")
        if event.why:
            yield f"place.{event.of}.{event.why}", 1


def _meeting(event: Event) -> Iterator[tuple[str, int]]:
    """Who is seen and who matches, also among those whom a privilege makes more visible."""
    found = {"seen": event.why == told.WAS_SEEN, "matched": event.outcome == told.MATCHED}
    for name, so in found.items():
        yield f"person.{name}", int(so)
        yield f"person.{name}_visible", int(so and bool(event.uses))


def deed(event: Event) -> Iterator[tuple[str, int]]:
    """What becomes of an act or a game."""
    of = f"act.{event.of}"
    if event.what == ACT:
        yield f"{of}.considered", 1
        yield f"{of}.brought_on", int(event.brought_on)
        if event.chance is not None:
            held = event.outcome == told.HELD_BACK and event.why == told.RECKONING
            yield f"reckon.{event.of}.held_back", int(held)
            yield f"reckon.{event.of}.weighed", 1
            yield f"reckon.{event.of}.chance_sum", round(event.chance * CHANCE)
        yield f"{of}.repaid", int(event.outcome == told.DONE and event.repaid is True)
        if event.outcome != told.NOT_DONE:
            yield f"{of}.{event.outcome.replace(' ', '_')}", 1
    elif event.what == GAME:
        yield f"{of}.gamed", int(event.outcome == told.DONE)
        if spent := round(event.effort * EFFORT):
            yield f"game.{event.of}.effort", spent
            yield f"game.{event.of}.effort_in_error", spent * event.for_error
    yield f"{of}.answerable", int(event.answerable)


def _record(event: Event) -> Iterator[tuple[str, int]]:
    """A record that was written, or struck out before."""
    true = event.what in (ACT, GAME)
    if event.record == told.STRUCK:
        yield f"person.struck_{'true' if true else 'wrong'}", 1
    elif event.record:
        yield f"act.{event.of}.{'recorded' if true else 'wrong'}", 1
        yield f"source.{event.source}.{event.record}", 1
        yield f"person.appeals_{event.record}", int(event.appealed)
        yield from _moved(event)


def _moved(event: Event) -> Iterator[tuple[str, int]]:
    yield "person.points_lost", round(max(0.0, -event.moved) * POINT)
    yield "person.points_gained", round(max(0.0, event.moved) * POINT)
    yield "person.clamped", int(event.clamped)


def _of_week(life: Life, week: Week) -> Iterator[tuple[str, int]]:
    world = life.world
    minutes = world.end_of(week.step) - week.step * world.step_minutes
    yield "person.persons", 1
    yield "person.person_minutes", minutes
    if life.adult:
        yield from {
            "person.adults": 1,
            "person.adult_minutes": minutes,
            "person.dread_sum": week.dread,
            "person.hardship_sum": week.hardship,
        }.items()
    if not week.enrolled:
        return
    yield from {
        "person.enrolled": 1,
        "person.enrolled_minutes": minutes,
        "person.shown_sum": round(week.shown * POINT),
        "person.pull_sum": round(abs(week.shown - week.own) * POINT),
    }.items()
    bare = set(week.in_error) == set(week.standing) and bool(week.standing)
    yield from _standing(life, week, bare)


def _standing(life: Life, week: Week, bare: bool) -> Iterator[tuple[str, int]]:
    """What is counted of standing at the end of a step; `bare`: in error under every consequence."""
    by_consequence = {
        "under": week.standing,
        "in_error": week.in_error,
        "by_ties": week.by_ties,
        "spared_by_ties": week.spared,
    }
    for what, names in by_consequence.items():
        yield from ((f"consequence.{name}.{what}", 1) for name in names)
    yield from ((f"privilege.{name}.holders", 1) for name in week.privileges)
    now, last = bool(week.standing), week.under_before
    yield "person.any_under", int(now)
    yield "person.any_in_error", int(bare)
    yield "person.any_by_ties", int(now and set(week.by_ties) == set(week.standing) and not week.spared)
    yield "person.any_entered", int(now and not last)
    yield "person.any_left", int(last and not now)
    if not last:
        risk = "hard" if week.hard_before else "plain"
        yield f"person.risk_{risk}", 1
        yield f"person.entered_{risk}", int(now)
    consequences = life.world.policy.consequences
    confined = any(consequences[name].confines for name in week.standing)
    employed = life.adult and life.person["age"] in life.world.society.behaviour.employed_ages
    yield "person.employed_confined", int(confined and employed)
