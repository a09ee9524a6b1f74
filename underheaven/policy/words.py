"""What stands in a policy, in words: a number, a share, points, kinds of act, regions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from underheaven.documents.quantity import DatedQuantity, Quantity, Whole
from underheaven.documents.words import agreeing

STEP = Decimal("0.0625")
"""Scores are told apart by so much: a sixteenth of a point."""

Row = tuple[str, str, str]
"""A row about something that a policy says: its name, what holds, and more about it."""


def value(number: DatedQuantity | Quantity) -> str:
    """A number, or each of its values with its day."""
    if isinstance(number, DatedQuantity) and number.dated:
        return ", ".join(f"{each:f} from {day}" for day, each in sorted(number.dated.items()))
    return ", ".join(f"{each:f}" for each in number.values)


def said_above(score: Decimal) -> str:
    """For whom a threshold is met from above, strictly: `above 650`.

    A score is kept in sixteenths of a point, so that above 599.9375 is from 600 on: `from 600`.
    """
    return f"from {_plain(score + STEP)}" if _is_whole(score + STEP) else f"above {_plain(score)}"


def said_below(score: Decimal) -> str:
    """The same from below: `below 400`; below 400.0625 is `up to 400`."""
    return f"up to {_plain(score - STEP)}" if _is_whole(score - STEP) else f"below {_plain(score)}"


def threshold(score: DatedQuantity, side: Callable[[Decimal], str]) -> str:
    """A threshold in such words, or each of its values with its day."""
    if score.dated:
        return ", ".join(f"{side(each)} since {day}" for day, each in sorted(score.dated.items()))
    return ", ".join(side(each) for each in score.values)


def _is_whole(score: Decimal) -> bool:
    return score == score.to_integral_value()


def _plain(score: Decimal) -> str:
    """Exactly, and without zeros at the end."""
    return f"{int(score)}" if _is_whole(score) else f"{score.normalize():f}"


def percent(share: Quantity) -> str:
    """A share as a percentage, exactly."""
    return f"{(100 * share.value).normalize():f} %"


def shares(share: DatedQuantity) -> str:
    """A share as a percentage, or each of its values with its day."""
    if share.value is not None:
        return percent(Quantity(value=share.value))
    return ", ".join(
        f"{percent(Quantity(value=each))} from {day}" for day, each in sorted((share.dated or {}).items())
    )


def origin(number: DatedQuantity | Quantity | Whole) -> str:
    """Where a number comes from, in short."""
    if number.source is not None:
        return f"source: {number.source} ({number.confidence or 'no confidence stated'})"
    if number.range is not None:
        return f"assumed, {number.range[0]} to {number.range[1]}"
    return "assumed" if number.assumed is not None else "no origin stated"


def points(number: DatedQuantity | Quantity) -> str:
    """A number of points."""
    return f"{value(number)} {agreeing(1 if value(number) in ('1', '-1') else 2, 'point', 'points')}"


def kinds(records: Mapping[str, Quantity]) -> str:
    """Kinds of act with their shares."""
    return ", ".join(f"{kind} {percent(share)}" for kind, share in records.items())


def half(days: Quantity | None) -> str:
    """How fast something wears off, as the end of a sentence."""
    return f"; half of it is left after {value(days)} days" if days is not None else ""


def where(regions: tuple[str, ...] | str) -> str:
    """Of which regions, where not of all."""
    return f" of {', '.join(regions)}" if isinstance(regions, tuple) else ""
