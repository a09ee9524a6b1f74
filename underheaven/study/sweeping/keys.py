"""Numbers of a policy and of a society, found by path: `society.behaviour.dread.record`.

A key is one number, or a table of numbers that go up and down together, by one factor.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from typing import Any, Literal, get_args

from pydantic import AfterValidator, BaseModel

from underheaven.documents.problems import InputError, Problem, refuse
from underheaven.documents.quantity import DatedQuantity, Quantity, Sourced, Table, Whole, on_the_grid
from underheaven.documents.words import nearest, quoted
from underheaven.engine.world import World

Step = str | int | dt.date
Kind = Literal["number", "whole number", "factor"]
DOCUMENTS = ("policy", "society")
MOST_NAMED = 6
"""Names that an error lists."""


@dataclass(frozen=True)
class Key:
    """A number of a policy or a society. Of a `factor` the base is 1: it multiplies every number there.

    `stated` is the range that the file gives for it, in what its values are counted in. `sixteenths` marks
    points of a score, which are whole sixteenths.
    """

    path: str
    document: Literal["policy", "society"]
    steps: tuple[Step, ...]
    kind: Kind
    base: Decimal
    stated: tuple[Decimal, Decimal] | None
    sixteenths: bool = False


def key_of(world: World, path: str) -> Key:
    """The key at a path. InputError, with the nearest that there is, for what is no number of this world."""
    name, _, rest = path.strip().partition(".")
    if name not in DOCUMENTS or not rest:
        raise _no_key(world, path, "a key begins with `policy.` or `society.`")
    thing: Any = world.policy if name == "policy" else world.society
    steps: list[Step] = []
    sixteenths = False
    for word in rest.split("."):
        step = _step(thing, word)
        if step is None:
            raise _no_key(world, path, f"{'.'.join(map(str, (name, *steps)))} has no {word}")
        if isinstance(thing, BaseModel) and isinstance(step, str):
            sixteenths = _on_the_grid(type(thing), step)
        thing = inside(thing, step)
        steps.append(step)
        if thing is None:
            raise refuse(
                f"{'.'.join(map(str, (name, *steps)))} is not used by {_called(world, name)}",
                "what is absent from it has no number that could be another",
                f"write it into the {name} first, or name a key that it has",
            )
    found = _leaf(thing)
    if found is None:
        below = [each for each in paths(world) if each.startswith(f"{path}.")]
        raise refuse(
            f"{path} is not a number",
            f"it is {_what(thing)}",
            f"name a number in it: {', '.join(below[:MOST_NAMED])}" if below else _near(world, path),
        )
    kind, base, stated = found
    document: Literal["policy", "society"] = "policy" if name == "policy" else "society"
    return Key(path.strip(), document, tuple(steps), kind, base, stated, sixteenths)


def keys_of(world: World, asked: Iterator[str] | list[str] | tuple[str, ...]) -> tuple[Key, ...]:
    """The keys at several paths. InputError with all that is wrong, also for one that is asked for twice.

    A number in a table that is itself a key would be moved twice, and is refused.
    """
    found: list[Key] = []
    problems: list[Problem] = []
    for path in asked:
        try:
            key = key_of(world, path)
        except InputError as error:
            problems += error.problems
            continue
        for other in found:
            short, long = sorted((key, other), key=lambda each: len(each.steps))
            if short.document == long.document and long.steps[: len(short.steps)] == short.steps:
                twice = key.path == other.path
                problems.append(
                    Problem(
                        f"{key.path} is given twice" if twice else f"{long.path} lies in {short.path}",
                        "one value would hide the other" if twice else "it would be moved by both",
                        "give each key once" if twice else "leave one of the two out",
                    )
                )
        found.append(key)
    if problems:
        raise InputError(list(dict.fromkeys(problems)))
    return tuple(found)


def paths(world: World) -> list[str]:
    """The paths of everything that can be a key, in the order of the schemas."""
    return [
        path
        for name, thing in (("policy", world.policy), ("society", world.society))
        for path in _below(thing, name)
    ]


def with_values(world: World, values: Mapping[Key, Decimal]) -> World:
    """The world with other numbers; a number that is given as it is keeps its origin, and another has none.

    What comes of it is not checked (`World.checked`), and is the same object where nothing changes.
    """
    documents: dict[str, Any] = {"policy": world.policy, "society": world.society}
    for key, value in values.items():
        if value != key.base:
            documents[key.document] = put(documents[key.document], key.steps, partial(_changed, value=value))
    if documents["policy"] is world.policy and documents["society"] is world.society:
        return world
    return World(
        documents["policy"], documents["society"], world.seed, world.start, world.end, world.citizens,
        world.step_minutes, world.community_size, world.renewal,
    )  # fmt: skip


def _leaf(thing: Any) -> tuple[Kind, Decimal, tuple[Decimal, Decimal] | None] | None:
    """What kind of key something is, its base and its stated range; None where it is none."""
    if isinstance(thing, Table):
        return "factor", Decimal(1), thing.range
    if isinstance(thing, Quantity | DatedQuantity):
        if thing.value is not None:
            return "number", thing.value, thing.range
        return "factor", Decimal(1), None
    if isinstance(thing, Whole):
        return "whole number", Decimal(thing.value), thing.range
    if isinstance(thing, bool):
        return None
    if isinstance(thing, int):
        return "whole number", Decimal(thing), None
    if isinstance(thing, Decimal):
        return "number", thing, None
    if isinstance(thing, Mapping) and len(thing) > 1:
        inside = list(thing.values())
        if all(isinstance(each, Quantity | Decimal) for each in inside):
            return "factor", Decimal(1), _common(inside)
    return None


def _common(numbers: list[Any]) -> tuple[Decimal, Decimal] | None:
    """The factors between which all numbers of a table may be off, where they all say the same."""
    factors = set()
    for each in numbers:
        if not isinstance(each, Quantity) or each.range is None or not each.value:
            return None
        factors.add(tuple((end / each.value).quantize(Decimal("1e-6")).normalize() for end in each.range))
    if len(factors) != 1:
        return None
    low, high = factors.pop()
    return low, high


def put(thing: Any, steps: tuple[Step, ...], change: Callable[[Any], Any]) -> Any:
    """A copy of a document, or a part of one, with what is at `steps` changed."""
    if not steps:
        return change(thing)
    step, rest = steps[0], steps[1:]
    inner = put(inside(thing, step), rest, change)
    if isinstance(thing, BaseModel):
        return thing.model_copy(update={str(step): inner})
    if isinstance(thing, Mapping):
        return {name: inner if name == step else each for name, each in thing.items()}
    return tuple(inner if place == step else each for place, each in enumerate(thing))


def _changed(thing: Any, value: Decimal) -> Any:
    if isinstance(thing, Table):
        return Table(values={name: each * value for name, each in thing.values.items()})
    if isinstance(thing, DatedQuantity) and thing.dated is not None:
        return DatedQuantity(dated={day: each * value for day, each in thing.dated.items()})
    if isinstance(thing, Quantity | DatedQuantity):
        return type(thing)(value=value)
    if isinstance(thing, Whole):
        return Whole(value=int(value))
    if isinstance(thing, int):
        return int(value)
    if isinstance(thing, Decimal):
        return value
    return {
        name: Quantity(value=each.value * value) if isinstance(each, Quantity) else each * value
        for name, each in thing.items()
    }


def _step(thing: Any, word: str) -> Step | None:
    """What a word of a path names in a thing; entries of a list are numbered from 0."""
    if isinstance(thing, Sourced):
        return None
    if isinstance(thing, BaseModel):
        return word if word in type(thing).model_fields else None
    if isinstance(thing, Mapping):
        return next((name for name in thing if str(name) == word), None)
    if isinstance(thing, list | tuple) and word.isascii() and word.isdigit() and int(word) < len(thing):
        return int(word)
    return None


def inside(thing: Any, step: Step) -> Any:
    """What a step of a path leads to."""
    return getattr(thing, str(step)) if isinstance(thing, BaseModel) else thing[step]


def _below(thing: Any, path: str) -> Iterator[str]:
    if _leaf(thing) is not None:
        yield path
    if isinstance(thing, Sourced):
        return
    if isinstance(thing, BaseModel):
        for name in type(thing).model_fields:
            yield from _below(getattr(thing, name), f"{path}.{name}")
    elif isinstance(thing, Mapping):
        for name, each in thing.items():
            yield from _below(each, f"{path}.{name}")
    elif isinstance(thing, list | tuple):
        for place, each in enumerate(thing):
            yield from _below(each, f"{path}.{place}")


def _on_the_grid(model: type[BaseModel], name: str) -> bool:
    """Whether a field holds points, by the marks of its type."""
    field = model.model_fields[name]
    return _marked(field.metadata) or _marked(get_args(field.annotation))


def _marked(things: Any) -> bool:
    return any(
        (isinstance(each, AfterValidator) and each.func is on_the_grid) or _marked(get_args(each))
        for each in things
    )


def _what(thing: Any) -> str:
    if isinstance(thing, bool):
        return "yes or no"
    return "text" if isinstance(thing, str) else "a group of entries"


def _called(world: World, name: str) -> str:
    return quoted(world.policy.policy if name == "policy" else world.society.society)


def _no_key(world: World, path: str, why: str) -> InputError:
    return refuse(f"there is no key '{path[:80]}'", why, _near(world, path))


def _near(world: World, path: str) -> str:
    known = paths(world)
    ends = [each for each in known if each.endswith(f".{path}")]
    near = ends[0] if ends else nearest(path, known)
    some = ", ".join(known[:MOST_NAMED])
    return f"did you mean {near}?" if near else f"there are {len(known):,}, such as {some}"
