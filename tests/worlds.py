"""Small random worlds, in which sanctions, denials, wrong records and ties happen.

`random_world(seed)` gives a world and its people; `worlds()` is the same for hypothesis, which also leaves
out features until it finds the simplest world that fails.
"""

import datetime as dt
from typing import Any

from hypothesis import strategies as st

from tests.dice import Dice
from tests.draft import Draft
from tests.drawn import features
from tests.random_lasting import lasting
from tests.random_learning import learning
from tests.random_policy import random_policy
from tests.random_reckoning import announcing, reckoning
from tests.random_society import random_society
from tests.random_standards import standards
from tests.random_thresholds import thresholds
from underheaven.engine.world import World
from underheaven.policy.fitness import check_fit
from underheaven.policy.safeguards import Safeguards

Columns = dict[tuple[int, int], list[int]]
FEATURES = (
    "sources",
    "consequences",
    "dread",
    "hardship",
    "association",
    "mistakes",
    "faces",
    "matching",
    "announcements",
    "news",
    "rollout",
    "secrecy",
    "dated",
    "children",
    "groups",
    "hours",
    "attention",
    "learning",
    "lasting",
    "standards",
    "reckoning",
    "credit",
    "speech_thresholds",
    "associate",
    "gaming",
    "thresholds",
    "half_life",
    "joining",
    *features(),
    *Safeguards.model_fields,
)
ALL = frozenset(FEATURES)
STEPS = {10_080: (3, 5), 5_040: (3, 6), 1_440: (4, 6)}
"""Minutes of a step: fewest and most steps."""
FIRST_DAYS = (dt.date(2019, 12, 18), dt.date(2020, 2, 17), dt.date(2016, 2, 20), dt.date(2014, 6, 14))
"""Just before a new year, before leap days, and an ordinary week."""
NEW_YEARS = (dt.date(2020, 1, 1), dt.date(2017, 1, 1))


def random_world(seed: int, wanted: frozenset[str] = ALL) -> tuple[World, Columns]:
    """A world, and the archetype column of each (region, community): a function of the arguments alone."""
    dice = Dice(seed)
    step_minutes = dice.pick(list(STEPS))
    steps = dice.whole(*STEPS[step_minutes])
    days = max(1, steps * step_minutes // 1_440)
    start = _first_day(dice, (steps - 1) * step_minutes // 1_440)
    # The last step may be partial, by whole days.
    end = start + dt.timedelta(days=days - 1 - dice.whole(0, max(0, step_minutes // 1_440 - 1)))
    society = random_society(dice, step_minutes, wanted)
    if "lasting" in wanted:
        society = lasting(society, Dice(seed + 2), step_minutes)
    if "reckoning" in wanted:
        # Of dice of its own, so that all else is drawn as without.
        society = reckoning(society, Dice(seed + 2))
    policy = random_policy(Draft(dice, society, start, end, step_minutes, wanted))
    if "learning" in wanted:
        # Of dice of its own, so that all else is drawn as without.
        policy = learning(policy, Draft(Dice(seed + 1), society, start, end, step_minutes, wanted))
    if "thresholds" in wanted:
        society = thresholds(society, policy, Dice(seed + 2))
    if "standards" in wanted:
        policy = standards(policy, Draft(Dice(seed + 3), society, start, end, step_minutes, wanted))
    if "reckoning" in wanted:
        policy = announcing(policy, Dice(seed + 3))
    check_fit(policy, society, step_minutes=step_minutes)
    renewal: dict[str, Any] = {"renewal": True} if society.renewal is not None and dice.maybe(0.8) else {}
    world = World(
        policy,
        society,
        dice.rng.getrandbits(64),
        start,
        end,
        dice.whole(100, 400),
        step_minutes,
        dice.pick((256, 512)),
        **renewal,
    )
    return world, _columns(dice, world)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[World, Columns]:
    """Worlds with most features; failing ones shrink towards those with none."""
    kept = [feature for feature in FEATURES if draw(st.integers(0, 7), label=feature)]
    return random_world(draw(st.integers(0, 2**32 - 1), label="seed"), frozenset(kept))


def _first_day(dice: Dice, days: int) -> dt.date:
    """A day such that often a step after the first begins in a new year, `days` before the last step."""
    if dice.maybe(0.55):
        return dice.pick(NEW_YEARS) - dt.timedelta(days=dice.whole(1, days))
    first = dice.pick(FIRST_DAYS)
    return dice.day(first, first + dt.timedelta(days=10))


def _columns(dice: Dice, world: World) -> Columns:
    """Random archetypes; some worlds have very large households."""
    society = world.society
    archetypes = len(society.groups) * 2 * len(society.age_bands) * 5 * 2 * 2 * len(society.opinions)
    marked = dice.pick((0.45, 0.3, 0.02))
    columns: Columns = {}
    for region, citizens in enumerate(world.citizens_of_regions):
        for number, first in enumerate(range(0, citizens, world.community_size)):
            n = min(world.community_size, citizens - first)
            columns[region, number] = [
                dice.rng.randrange(archetypes) | (0x8000 if slot == 0 or dice.maybe(marked) else 0)
                for slot in range(n)
            ]
    return columns
