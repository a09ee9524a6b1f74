"""The paths of the main measures in words: from year to year, and whether each has settled."""

from __future__ import annotations

from collections.abc import Mapping

from underheaven.measure.results import Value
from underheaven.measure.trend import MARGIN, TOO_SHORT, Trend
from underheaven.report.words import SPACE, in_unit, interval, listed, number, per_thousand, percent

MOST_YEARS = 3
"""Years of a path in a sentence."""
SETTLED = (
    f"Settled: the whole 95{SPACE}% interval of the change lies within {percent(MARGIN)} of the value. "
    "Uncertain: chance alone may have moved it so far (all these measures taken together), or there is no "
    "interval. pp: percentage points."
)


def shown(trends: Mapping[str, Trend]) -> list[int]:
    """The last whole years that a table has room for; none where there are less than two."""
    years = next((trend.years for trend in trends.values()), ())
    return list(years[-MOST_YEARS:]) if len(years) > 1 else []


def change_in_words(trend: Trend) -> str:
    """How much it changed in the last year, without a sign: `6.2 pp`, `0.08`."""
    value = abs(trend.change.value or 0.0)
    return f"{number(100 * value)} pp" if trend.unit == "share" else number(value)


def verdict(trend: Trend) -> str:
    """`rising 2.2 pp`, `falling 0.08`, `settled` or `uncertain`: how it moves in a year."""
    if trend.verdict in ("rising", "falling"):
        return f"{trend.verdict} {change_in_words(trend)}"
    return trend.verdict


def has(value: Value) -> bool:
    """Whether it is defined."""
    return value.value is not None


def moving(trend: Trend) -> tuple[str, str]:
    """`rising 2.2 pp` and the interval of the change; of what is uncertain how much it changed."""
    change = trend.change
    if change.low is None or change.high is None:
        return verdict(trend), ""
    factor = 100 if trend.unit == "share" else 1
    ends = " to ".join(number(factor * end) for end in (change.low, change.high))
    return verdict(trend), ends


def end_in_words(trend: Trend) -> tuple[str, str]:
    """Where it would settle, and the interval of that; dashes where it is not known, or has settled."""
    end = trend.settles_at
    if trend.verdict == "settled" or end.value is None:
        return "–", ""
    return in_unit(end.value, trend.unit), interval(end, trend.unit)


def headline(trends: Mapping[str, Trend]) -> str:
    """What became of the share under a consequence; "" where there are less than two whole years of it."""
    trend = trends.get("under")
    if trend is None or trend.why == TOO_SHORT:
        return ""
    known = [(year, value.value) for year, value in zip(trend.years, trend.values, strict=True) if has(value)]
    (first, share), *others = known[-MOST_YEARS:]
    path = [f"{_many(share)} were under a consequence in {first}"]
    path += [f"{_many(share)} in {year}" for year, share in others]
    return f"Of every 1,000 adults in the scheme, {listed(path)}; {_judged(trend)}."


def _judged(trend: Trend) -> str:
    if trend.verdict == "settled":
        return "this has settled"
    if trend.verdict == "uncertain":
        return f"whether this has settled cannot be told ({trend.why.removeprefix('no interval: ')})"
    moving = f"this is still {trend.verdict}, by {_many(abs(trend.change.value or 0))} a year"
    end = trend.settles_at
    if end.value is None or end.low is None or end.high is None:
        return moving
    between = f"{_many(max(0.0, end.low))} to {_many(end.high)}"
    shrinking = "if each year's change went on shrinking as the last"
    return f"{moving}, and would settle near {_many(end.value)} ({between}) {shrinking}"


def _many(share: float | None) -> str:
    return per_thousand(share) if share else "none"
