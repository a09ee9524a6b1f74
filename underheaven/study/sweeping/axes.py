"""What is asked of a key: values, a range, or the range that its file states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation

from underheaven.documents.problems import InputError, Problem, refuse
from underheaven.documents.words import counted
from underheaven.engine.world import World
from underheaven.study.sweeping.design import Axis
from underheaven.study.sweeping.keys import Key, keys_of

STATED = "stated"
"""The word for the range that a file gives for a number."""
MOST_VALUES = 1_000
EXAMPLE = "write it as in society.behaviour.dread.record=2..10, or =2,4,8"


def axes_of(world: World, asked: Iterable[tuple[str, str]]) -> tuple[Axis, ...]:
    """The axes of paths, each with a text: `2,4,8`, `2..10`, or `stated`. InputError with every problem."""
    pairs = list(asked)
    keys = keys_of(world, [path for path, _ in pairs])
    found: list[Axis] = []
    problems: list[Problem] = []
    for key, (_, text) in zip(keys, pairs, strict=True):
        try:
            found.append(axis_of(key, text))
        except InputError as error:
            problems += error.problems
    if problems:
        raise InputError(problems)
    return tuple(found)


def asked_of(words: Iterable[str]) -> list[tuple[str, str]]:
    """Paths and texts of words such as `policy.secrecy=0..1`; a path alone means `stated`."""
    pairs = [word.partition("=") for word in words]
    return [(path.strip(), text.strip() if sign else STATED) for path, sign, text in pairs]


def written(entries: Mapping[str, object]) -> list[tuple[str, str]]:
    """The same of the `keys` of a file: lists of values, `{range: [low, high]}`, or the word `stated`."""
    pairs = []
    for path, entry in entries.items():
        inner = getattr(entry, "range", None)
        if inner is not None:
            pairs.append((path, f"{inner[0]}..{inner[1]}"))
        else:
            values = getattr(entry, "values", None)
            pairs.append((path, ",".join(map(str, values)) if values else STATED))
    return pairs


def axis_of(key: Key, text: str) -> Axis:
    """The axis of a key; InputError for what is no range and no list of values."""
    if text == STATED:
        if key.stated is None or key.stated[0] == key.stated[1]:
            raise refuse(
                f"{key.path} has no range of its own",
                "its file does not say between which values it may lie",
                f"give one: {key.path}={_around(key)}",
            )
        return Axis(key, (), *key.stated)
    if ".." in text:
        low, high = (_number(key, part) for part in text.split("..", 1))
        if not low < high:
            raise refuse(
                f"{key.path}={text} is not a range",
                "its low end comes first, and the high end is above it",
                f"write {key.path}={high}..{low}"
                if high < low
                else f"give two ends: {key.path}={_around(key)}",
            )
        if key.kind == "whole number":
            _require_whole(key, (low, high))
        return Axis(key, (), low, high)
    values = tuple(_number(key, part) for part in text.split(","))
    if len(values) > MOST_VALUES:
        raise refuse(
            f"{key.path} has {counted(len(values), 'value')}",
            f"a key takes at most {MOST_VALUES:,}",
            "give a range, and a design that draws from it",
        )
    if len(set(values)) < len(values):
        raise refuse(f"{key.path}={text} has a value twice", "its runs would be the same", "give each once")
    if key.kind == "whole number":
        _require_whole(key, values)
    return Axis(key, values)


def _require_whole(key: Key, values: Iterable[Decimal]) -> None:
    for value in values:
        if value != value.to_integral_value():
            raise refuse(f"{key.path} cannot be {value}", "it is a whole number", f"write {round(value)}")


def _number(key: Key, text: str) -> Decimal:
    try:
        value = Decimal(text.strip())
    except InvalidOperation:
        value = Decimal("nan")
    if not value.is_finite() or abs(value.adjusted()) > 18:
        raise refuse(f"'{text.strip()}' for {key.path} is not a number", "its values are numbers", EXAMPLE)
    return value


def _around(key: Key) -> str:
    """An example of a range: half to twice what it is."""
    low, high = (key.base / 2, key.base * 2) if key.base else (Decimal(0), Decimal(1))
    if key.kind == "whole number":
        low, high = Decimal(int(low)), Decimal(int(high) or 1)
    return f"{min(low, high):f}..{max(low, high):f}"
