"""Who keeps silent."""

from hypothesis import given
from hypothesis import strategies as st

from tests.life.both import both
from underheaven.mechanisms.speech.rule import silent

climate = st.integers(0, 1 << 16)


@given(climate, climate, climate)
def test_a_less_lonely_climate_only_adds_voices(one: int, other: int, threshold: int) -> None:
    lonely, crowded = sorted((one, other))
    assert both(silent, crowded, threshold) <= both(silent, lonely, threshold)


@given(climate)
def test_at_the_threshold_one_speaks(now: int) -> None:
    assert not both(silent, now, now)
    assert not both(silent, now, 0)
    assert both(silent, now, now + 1)
