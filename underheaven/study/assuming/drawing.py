"""A world with other values of its assumed numbers, each within its range.

What must hold of several numbers together holds again afterwards: shares add up to 1, the lasting factor of a
camera has a mean of 1, people are whole. A table of shares is off by one factor from its first category to
its last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import partial
from typing import Any

from pydantic import BaseModel

from underheaven.documents.problems import InputError
from underheaven.documents.quantity import Quantity, Table, Whole
from underheaven.engine.world import World
from underheaven.policy.fitness import check_fit
from underheaven.study.assuming.numbers import Assumed, at
from underheaven.study.sweeping.design import Axis
from underheaven.study.sweeping.keys import Key, Step, put

DIGITS = Decimal("1e-9")
LEAST_NATION = 1_000
ATTEMPTS = 8
"""How often what is refused is drawn half-way back to its given value."""


def drawn_world(world: World, numbers: Sequence[Assumed], places: Sequence[float]) -> tuple[World, int]:
    """The world with each number at a place of its range, 0 to 1, checked as from a file.

    Where the numbers of an entry cannot be together (a chance above 1), all numbers of the entry come
    half-way back to what is given, then wholly, and at last all numbers, until they can. Returns how many
    numbers were brought back, too.
    """
    values = {each.key: value_at(each.key, place) for each, place in zip(numbers, places, strict=True)}
    back: set[Key] = set()
    for attempt in range(ATTEMPTS):
        try:
            made = _with(world, values).checked()
            check_fit(made.policy, made.society, step_minutes=made.step_minutes)
            return made, len(back)
        except InputError as error:
            entries = {".".join(problem.where.split(".")[:2]) for problem in error.problems if problem.where}
            moved = {key for key in values if ".".join(key.path.split(".")[1:3]) in entries}
            given = ATTEMPTS // 2 <= attempt < ATTEMPTS - 2
            if not moved or attempt >= ATTEMPTS - 2:
                moved = set(values)
            back |= moved
            values |= {key: key.base if given else _half_way(key, values[key]) for key in moved}
    return world, len(values)


def _half_way(key: Key, value: Decimal) -> Decimal:
    assert key.stated is not None
    low, high = key.stated
    return Axis(key, (), min(value, key.base), max(value, key.base)).at(0.5) if low < high else value


def value_at(key: Key, place: float) -> Decimal:
    """The value of a number at a place of its range."""
    assert key.stated is not None
    return Axis(key, (), *key.stated).at(place)


def _with(world: World, values: Mapping[Key, Decimal]) -> World:
    documents: dict[str, Any] = {"policy": world.policy, "society": world.society}
    for key, value in values.items():
        change = _change(at(world, key), value)
        documents[key.document] = put(documents[key.document], key.steps, change)
    return brought_together(replace(world, policy=documents["policy"], society=documents["society"]), world)


def brought_together(made: World, given: World, keys: Iterable[Key] | None = None) -> World:
    """A world whose numbers hold together as those of `given` do, of which it has others.

    Shares add up to 1, classes have a mean factor of 1, people are whole, and galleries fit their regions.
    With `keys`, only what stands together with one of them is looked at.
    """
    moved = None if keys is None else [(key.document, key.steps) for key in keys]
    documents: dict[str, Any] = {"policy": made.policy, "society": made.society}
    for name, document in (("policy", given.policy), ("society", given.society)):
        for steps, change in restored(document):
            if moved is None or any(of == name and at[: len(steps)] == steps for of, at in moved):
                documents[name] = put(documents[name], steps, change)
    if moved is None:
        documents["policy"] = _with_galleries(documents["policy"], documents["society"])
    return replace(made, policy=documents["policy"], society=documents["society"])


def _with_galleries(policy: Any, society: Any) -> Any:
    """The policy with no gallery of more people than the smallest region has: it holds those of one."""
    fewest = min(int(region.population.value) for region in society.regions.values())
    for name, source in policy.sources.items():
        if source.faces is not None and isinstance(source.faces.gallery, Whole):
            fitting = Whole(value=min(source.faces.gallery.value, fewest))
            policy = put(policy, ("sources", name, "faces", "gallery"), partial(_instead, by=fitting))
    return policy


def _instead(_given: Any, by: Any) -> Any:
    return by


def _change(given: Any, value: Decimal) -> Callable[[Any], Any]:
    """What makes of a number the drawn one, and of a table the table that is off by a factor."""
    if isinstance(given, Table):
        if sum(given.values.values()) == 1:
            return lambda table: Table(values=tilted(table.values, value))
        return lambda table: Table(values={name: each * value for name, each in table.values.items()})
    if isinstance(given, Mapping):
        return lambda mapping: {name: _times(each, value) for name, each in mapping.items()}
    if isinstance(given, int):
        return lambda _: int(value)
    if isinstance(given, Decimal):
        return lambda _: value
    return lambda number: type(number)(value=value)


def _times(number: Any, factor: Decimal) -> Any:
    return Quantity(value=number.value * factor) if isinstance(number, Quantity) else number * factor


def tilted(shares: Mapping[str, Decimal], factor: Decimal) -> dict[str, Decimal]:
    """Shares that sum to 1, the last over the first being off by `factor`."""
    last = max(1, len(shares) - 1)
    weights = (factor ** (Decimal(place) / last) for place in range(len(shares)))
    return _summing(
        {name: share * weight for (name, share), weight in zip(shares.items(), weights, strict=True)}
    )


def _summing(shares: Mapping[Any, Decimal]) -> dict[Any, Decimal]:
    """The same shares of 1, exactly."""
    whole = sum(shares.values())
    found = {name: (each / whole).quantize(DIGITS) for name, each in shares.items()}
    largest = max(found, key=lambda name: found[name])
    return found | {largest: found[largest] + 1 - sum(found.values())}


def restored(
    thing: Any, steps: tuple[Step, ...] = ()
) -> Iterator[tuple[tuple[Step, ...], Callable[[Any], Any]]]:
    """Where numbers must hold together, by how they do as given, and what makes them do so again."""
    if isinstance(thing, Mapping):
        if thing and all(isinstance(each, Quantity) for each in thing.values()):
            if sum(each.value for each in thing.values()) == 1:
                yield steps, _shares
            return
        parts: Iterator[tuple[Step, Any]] = iter(thing.items())
    elif isinstance(thing, BaseModel) and not isinstance(thing, Quantity | Table):
        fields = type(thing).model_fields
        if {"household", "employer", "friends"} <= set(fields) and _ties(thing) == 1:
            yield steps, _association
        if "default_citizens" in fields:
            # A world says itself how many it has.
            yield (*steps, "default_citizens"), lambda many: Whole(value=min(many.value, LEAST_NATION))
        if "population" in fields:
            yield (*steps, "population"), lambda number: Quantity(value=round(number.value))
        parts = ((name, getattr(thing, name)) for name in fields)
    elif isinstance(thing, list | tuple):
        if thing and all(isinstance(getattr(each, "share", None), Quantity) for each in thing):
            yield steps, partial(_classes, with_mean=all(hasattr(each, "factor") for each in thing))
            return
        parts = iter(enumerate(thing))
    else:
        return
    for step, inner in parts:
        yield from restored(inner, (*steps, step))


def _shares(mapping: Any) -> dict[str, Quantity]:
    found = _summing({name: each.value for name, each in mapping.items()})
    return {name: Quantity(value=each) for name, each in found.items()}


def _ties(model: Any) -> Decimal:
    return sum((getattr(model, name).value for name in ("household", "employer", "friends")), Decimal(0))


def _association(model: Any) -> Any:
    names = ("household", "employer", "friends")
    found = _summing({name: getattr(model, name).value for name in names})
    return model.model_copy(update={name: Quantity(value=each) for name, each in found.items()})


def _classes(classes: Any, with_mean: bool) -> tuple[Any, ...]:
    """Classes whose shares sum to 1, and whose factors have a mean of 1."""
    shares = _summing({place: each.share.value for place, each in enumerate(classes)})
    changes = [{"share": Quantity(value=shares[place])} for place in range(len(classes))]
    if with_mean:
        mean = sum((shares[place] * each.factor.value for place, each in enumerate(classes)), Decimal(0))
        for change, each in zip(changes, classes, strict=True):
            change["factor"] = Quantity(value=(each.factor.value / mean).quantize(Decimal("1e-15")))
    return tuple(each.model_copy(update=change) for each, change in zip(classes, changes, strict=True))
