"""Where and when a phase works: one community in one step."""

from __future__ import annotations

from typing import Any, NamedTuple

from underheaven.engine.arguments import calendar_of, communities_of, slots_of
from underheaven.engine.state import Communities
from underheaven.jit import register_jitable

NOBODY, JOINERS, EVERYBODY = 0, 1, 2
"""Who of a community's adults is enrolled."""


class Here(NamedTuple):
    """One community in one step."""

    step: int
    number: int
    """Of the community among all of the run, from 0."""
    region: int
    community: int
    """Its number within the region."""
    place: int
    """The first word of the counter of its draws."""
    begin: int
    """Its first row in the state."""
    n: int
    """Its citizens."""
    now: int
    """Who of its adults is enrolled: `NOBODY`, `JOINERS` or `EVERYBODY`."""
    before: int
    """Who was in the step before."""
    z: int
    """The segment of the policy at the step's last minute."""
    z_before: int
    """The segment at the last minute of the step before; of this one in the first."""
    seed: tuple[int, int]
    """The key of every draw."""


@register_jitable
def come_to(step: int, number: int, seed: tuple[int, int], arguments: Any) -> None:
    """Begin a step of a community: from now on `here_of` gives it."""
    c, t, here = communities_of(arguments), calendar_of(arguments), slots_of(arguments).here
    region, community = c.region[number], c.number[number]
    here[0], here[1], here[2], here[3], here[4] = step, number, region, community, region << 20 | community
    here[5], here[6] = c.begin[number], c.size[number]
    here[7], here[8] = stage(step, number, c), stage(step - 1, number, c)
    here[9] = t.last_segment[step]
    here[10] = t.last_segment[step - 1] if step > 0 else here[9]
    here[11], here[12] = seed


@register_jitable
def here_of(arguments: Any) -> Here:
    """The community and the step at which the phases are.

    It stands in the room of the thread and is not handed on: thirteen numbers a call would take longer than
    many a function does.
    """
    h = slots_of(arguments).here
    return Here(h[0], h[1], h[2], h[3], h[4], h[5], h[6], h[7], h[8], h[9], h[10], (h[11], h[12]))


@register_jitable
def stage(step: int, number: int, c: Communities) -> int:
    """Who of a community's adults is enrolled in a step."""
    if step >= c.enrolled_from[number] and step >= 0:
        return EVERYBODY
    return JOINERS if step >= c.joined_from[number] and step >= 0 else NOBODY


@register_jitable
def segment_at(step: int, at: int, first: Any, last: Any, begin: Any, step_minutes: int) -> int:
    """The segment of the policy in force at a minute of a step."""
    z: int = first[step]
    now = step * step_minutes + at
    while z < last[step] and begin[z + 1] <= now:
        z += 1
    return z
