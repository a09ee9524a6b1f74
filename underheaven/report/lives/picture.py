"""The picture of a life: scores, what happened in lanes below them, dread and hardship."""

from __future__ import annotations

import datetime as dt

from underheaven.record.lives.life import Life
from underheaven.report.lives.lanes import lanes_panel
from underheaven.report.lives.walks import NEVER, levels_panel, scores_panel
from underheaven.report.lives.words import finding, title
from underheaven.report.picture import Picture
from underheaven.report.theme import NARROW, WIDE
from underheaven.report.vega import Spec, below

SCORES = (
    "The shown score is the one that thresholds read; a person's own score leaves out the pull of ties; the "
    "clean score leaves out every wrong record. Who is not in the scheme has no score. Dashed lines are "
    "thresholds of consequences; those far below are left out."
)
BELOW = "Below: what happened, when; and levels of dread and hardship, 0 to 255."


def picture(life: Life) -> Picture:
    """The picture of one life; where it is told of no week, why there is nothing to draw."""
    reading = f"{SCORES if life.scored else NEVER} {BELOW}"
    if not life.weeks:
        return Picture("life", title(life), reading, "The run was stopped before its first step was over.")
    return Picture("life", title(life), reading, finding(life), _chart(life, False), _chart(life, True))


def _chart(life: Life, narrow: bool) -> Spec:
    width = NARROW if narrow else WIDE
    days = (life.world.start, life.world.start + dt.timedelta(minutes=life.world.end_of(life.weeks[-1].step)))
    parts = [
        *scores_panel(life, days, width, narrow),
        lanes_panel(life, days, width),
        levels_panel(life, days, width),
    ]
    return below(parts, 14)
