"""How people of a society change, in words: what frightens them, what wears off, and when they speak."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.words import Row, percent, value
from underheaven.society.schema import Society

HEADING, PLACE = "How people change", 70
DREADED = {
    "record": "a record",
    "sanction": "a sanction",
    "denial": "a denial",
    "associate": "an associate's sanction",
}
"""What adds dread, and how it is called."""


def rows(society: Society) -> Iterator[Row]:
    """What frightens, what wears off, and when people speak."""
    behaviour = society.behaviour
    dread, climate = behaviour.dread, behaviour.climate
    for what, of in DREADED.items():
        yield f"dread of {of}", value(getattr(dread, what)), "of 255"
    yield "dread fades", f"{value(dread.fade_per_year)} a year", ""
    yield "hardship fades", f"{value(behaviour.hardship.fade_per_year)} a year", ""
    weight = f"{value(climate.alone)} times alone, {value(climate.crowd)} in a crowd"
    yield "dread weighs on speech", weight, f"at first {percent(climate.prior)} of it is critical"
    for voice in behaviour.speech_thresholds:
        yield (
            "speech",
            f"{percent(voice.share)} of people",
            f"speak where {percent(voice.climate)} are critical",
        )
