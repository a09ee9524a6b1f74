"""Thresholds of speech as integers (specification, 6.4)."""

from __future__ import annotations

from math import floor

from underheaven.engine.compiling.choices import CLASSES, classes
from underheaven.engine.compiling.given import Given
from underheaven.integer_tables import table
from underheaven.mechanisms.speech.rule import VoiceTables

ONE = 1 << 16


def tables(given: Given) -> VoiceTables:
    """Thresholds of speech, and how many have which."""
    world = given.world
    voices = world.society.behaviour.speech_thresholds
    at = [floor(ONE * voice.climate.value) for voice in voices]
    return VoiceTables(
        any=int(any(at)),
        until=classes([voice.share.value for voice in voices]),
        threshold=table([*at, *[0] * (CLASSES - len(at))]),
    )
