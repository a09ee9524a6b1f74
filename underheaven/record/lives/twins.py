"""Where the lives of a citizen and its twin part: the same person, the same draws, another policy."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from underheaven.documents.problems import refuse
from underheaven.engine.world import World
from underheaven.record.lives.life import STREAMS, Event, Life, Week

SAME = (
    "society", "society_order", "seed", "from", "to", "citizens", "step_minutes", "community_size", "renewal",
)  # fmt: skip
"""What twins have in common: all that makes a world but the policy."""
TOLD = (
    "what", "of", "outcome", "why", "brought_on", "answerable", "source", "record", "points", "moved",
    "counts", "waits", "appealed", "repaid", "uses", "lane", "waited", "number", "whom", "role",
    "chance", "loss", "cost",
)  # fmt: skip
DEED = ("outcome", "brought_on", "source", "record", "repaid", "lane")
LEVELS = ("dread", "hardship")
SCORES = ("own", "shown", "clean_own", "clean")


@dataclass(frozen=True)
class Divergence:
    """The first step and event at which two accounts differ.

    `one` and `other` are the events, None where an account has no such event; both are None where only
    the end of the step differs. `differing` names what does, with both values, in that order.
    """

    step: int
    day: dt.date
    one: Event | None
    other: Event | None
    differing: dict[str, tuple[object, object]]


def require_twins(one: World, other: World) -> None:
    """Refuse worlds that differ in more than the policy, naming in what."""
    mine, theirs = one.identity(), other.identity()
    different = [name for name in SAME if mine[name] != theirs[name]]
    if different:
        said = ", ".join(
            f"{name} ({one.society.society} and {other.society.society})"
            if name == "society"
            else f"{name} ({mine[name]} and {theirs[name]})"
            for name in different
        )
        raise refuse(
            "these runs are not twins",
            f"they differ in {said}",
            "twins differ in their policy alone: name a policy in place of the run, and its twin is lived",
        )


def divergence(one: Life, other: Life) -> Divergence | None:
    """The first event or step at which two lives of one citizen differ; None where they never do.

    Scores are compared where both policies use the same scale.
    """
    scores = SCORES if same_scale(one.world, other.world) else ()
    fields = (*TOLD, *LEVELS, *scores)
    for mine, theirs in zip(one.weeks, other.weeks, strict=False):
        found = _of_step(_of(one, mine.step), _of(other, theirs.step), fields)
        if found is None:
            found = _at_end(mine, theirs, scores)
        if found is not None:
            return found
    return None


def first_deed(one: Life, other: Life) -> Divergence | None:
    """The first act, game or record that differs in what became of it; None where none ever does."""
    for mine, theirs in zip(one.weeks, other.weeks, strict=False):
        deeds = [
            [event for event in _of(life, week.step) if event.what in STREAMS]
            for life, week in ((one, mine), (other, theirs))
        ]
        if (found := _of_step(deeds[0], deeds[1], DEED)) is not None:
            return found
    return None


def same_scale(one: World, other: World) -> bool:
    """Whether two policies count points on the same scale, from the same start."""
    return _scale(one) == _scale(other)


def _scale(world: World) -> tuple[object, ...]:
    score = world.policy.score
    return score.minimum.value, score.maximum.value, score.start.value


def _of(life: Life, step: int) -> list[Event]:
    return [event for event in life.events if event.step == step]


def _of_step(one: list[Event], other: list[Event], fields: tuple[str, ...]) -> Divergence | None:
    """The first event of a step that differs, or that only one account has."""
    mine, theirs = list(one), list(other)
    while mine or theirs:
        if mine and theirs and _key(mine[0]) == _key(theirs[0]):
            first, second = mine.pop(0), theirs.pop(0)
            if differing := _differing(first, second, fields):
                return Divergence(first.step, first.day, first, second, differing)
            continue
        alone = not theirs or (bool(mine) and _key(mine[0]) <= _key(theirs[0]))
        event = mine[0] if alone else theirs[0]
        pair = (event.what, None) if alone else (None, event.what)
        return Divergence(
            event.step, event.day, event if alone else None, None if alone else event, {"what": pair}
        )
    return None


def _key(event: Event) -> tuple[dt.date, int, bool, str, str]:
    """By what events of two accounts are taken for the same one."""
    return event.day, event.minute, event.what not in STREAMS, event.what, event.of


def _differing(
    one: Event | Week, other: Event | Week, names: tuple[str, ...]
) -> dict[str, tuple[object, object]]:
    pairs = {name: (getattr(one, name), getattr(other, name)) for name in names}
    return {name: pair for name, pair in pairs.items() if pair[0] != pair[1]}


def _at_end(one: Week, other: Week, scores: tuple[str, ...]) -> Divergence | None:
    differing = _differing(one, other, ("enrolled", *LEVELS, *scores, "standing", "privileges"))
    return Divergence(one.step, one.day, None, None, differing) if differing else None
