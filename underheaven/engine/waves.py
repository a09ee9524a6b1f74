"""The waves in which communities are enrolled, as whole numbers (specification, 10)."""

from __future__ import annotations

from typing import NamedTuple

from underheaven.engine.compiling.thresholds import chance
from underheaven.engine.world import World


class Waves(NamedTuple):
    """A number of each wave, in the order of the policy's rollout."""

    there: list[list[int]]
    """By wave and region, 1 where it reaches."""
    share: list[int]
    """Chance of a community, 0 to 2^32."""
    since: list[int]
    """The first step that begins no earlier than the wave; the number of steps if none does."""
    voluntary: list[int]
    """1 where people join of their own accord."""


def waves_of(world: World) -> Waves:
    """The waves of a world's policy; neither NumPy nor Numba is needed."""
    policy, regions = world.policy, list(world.society.regions)
    waves = list(policy.rollout.values())
    begins = [max(0, world.minute_of(wave.since)) for wave in waves]
    return Waves(
        [[int(wave.regions == "all" or name in wave.regions) for name in regions] for wave in waves],
        [chance(wave.share.value) for wave in waves],
        [min(world.steps, -(-begin // world.step_minutes)) for begin in begins],
        [int(wave.joining == "voluntary" or policy.safeguards.opt_in) for wave in waves],
    )
