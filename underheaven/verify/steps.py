"""No artefacts of the week or of the community: shorter steps and smaller communities change nothing.

Each arm runs over seeds of its own, and its means must agree with the others' within the spread of seeds.
The public state lags by one step and ties pull once a step, whatever its length; neither is enough to show
in the values compared here. Levels are read at the end of the run: a mean over closes would count what grows
higher by the week than by the day.

One level must differ with the length of a step, and is tested to differ in that direction: dread is counted
at the close, straight after it has faded for the whole step, although what was added during the step had
been there for half of it on average. By the day there is less of that; so mean dread, as counted, is higher.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import numpy as np

from underheaven.verify.case import Case, Finding
from underheaven.verify.shipped import Setting
from underheaven.verify.small import DAY, SEED, WEEK
from underheaven.verify.yardsticks import DREAD, compare, samples

FEW, MANY = 8, 40
"""Seeds of each arm, when quick and otherwise."""
FALSE_ALARM = 1e-3
SETTING = Setting(citizens=12_000)


def seeds(arm: int, number: int) -> range:
    """Seeds that no other arm has."""
    return range(SEED + 1_000 * arm, SEED + 1_000 * arm + number)


def run_steps(number: int) -> Sequence[Finding]:
    """Weeks, half weeks and days."""
    week, half, day = (
        samples(Setting(citizens=SETTING.citizens, step_minutes=minutes), seeds(arm, number))
        for arm, minutes in enumerate((WEEK, WEEK // 2, DAY))
    )
    higher = bool(np.mean(day[DREAD]) > np.mean(week[DREAD]))
    return [
        *compare("weeks, half weeks", week, half, FALSE_ALARM, but=(DREAD,)),
        *compare("weeks, days", week, day, FALSE_ALARM, but=(DREAD,)),
        Finding(
            "weeks, days: mean dread, counted after fading",
            "higher by the day",
            f"{np.mean(week[DREAD]):.3g} by the week, {np.mean(day[DREAD]):.3g} by the day",
            "direction",
            FALSE_ALARM,
            higher,
        ),
    ]


def run_communities(number: int) -> Sequence[Finding]:
    """Communities of 1,024 and of 4,096."""
    small, large = (
        samples(Setting(citizens=SETTING.citizens, community_size=size), seeds(arm, number))
        for arm, size in ((3, 1_024), (4, 4_096))
    )
    return compare("communities of 1,024, of 4,096", small, large, FALSE_ALARM)


CASES = tuple(
    Case(
        name=name if number == FEW else f"{name}-long",
        title=title if number == FEW else f"{title}, {number} seeds",
        checks=checks,
        kind="engine",
        label="emergent",
        source="construction: rates are per minute (specification, sections 2 and 8)",
        tolerance=f"Welch's t-test over {number} seeds of each arm",
        false_alarm=FALSE_ALARM,
        run=partial(run, number),
        quick=number == FEW,
    )
    for number in (FEW, MANY)
    for name, title, checks, run in (
        ("step-length", "Length of a step", "no artefact of the week; dread excepted", run_steps),
        ("community-size", "Size of communities", "no artefact of 4,096 places", run_communities),
    )
)
