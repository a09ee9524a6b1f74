"""The fitted numbers as a difference to lay over the society that was fitted, each with its origin."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import BaseModel

from underheaven.documents.quantity import Sourced
from underheaven.documents.reading import read_document
from underheaven.documents.reform import SOCIETY_OF
from underheaven.society.loading import society_names
from underheaven.study.assuming.drawing import brought_together
from underheaven.study.assuming.numbers import at
from underheaven.study.calibrating.found import ENDS, Calibration
from underheaven.study.calibrating.population import Floats, weighted_quantiles
from underheaven.study.sweeping.keys import Key, Step, inside, with_values

TOGETHER = "so that it holds together with what was fitted: shares add up to 1, and factors have a mean of 1"
FILE = "calibrated.yaml"


def central(found: Calibration) -> int:
    """The number of the draw from which the others, by weight, lie least far: one that was lived."""
    population = found.fitted.population
    apart = np.sqrt(((population.places[:, None] - population.places[None]) ** 2).sum(axis=2))
    return int(np.argmin(apart @ population.shares))


def overlay_of(found: Calibration) -> dict[str, Any]:
    """A society as its difference to another, with the numbers of the central draw, as a file holds it.

    Each says that it was fitted, and between which percentiles it lies. What stands in a list with it is
    written whole.
    """
    world, priors = found.plan.world, found.plan.priors
    keys = [prior.key for prior in priors]
    shares = found.fitted.population.shares
    made = [
        brought_together(with_values(world, dict(zip(keys, row, strict=True))), world, keys)
        for row in (
            [prior.value(place) for prior, place in zip(priors, places, strict=True)]
            for places in found.fitted.population.places
        )
    ]
    middle = made[central(found)]
    base = _base(found)
    name = f"{world.society.society}-calibrated"
    data: dict[str, Any] = {**base, "society": name, "title": f"{world.society.title}, calibrated"}
    data["about"] = (
        f"{world.society.about} Numbers were fitted to observed totals by the calibration "
        f"{found.plan.asked_for.calibration} (inputs {found.plan.hash[:12]}, {found.date})."
    )
    written: set[tuple[Step, ...]] = set()
    for key in keys:
        whole = _enclosing(world.society, key)
        if whole is not None and whole not in written:
            written.add(whole)
            others = [_inside(each.society, whole) for each in made]
            _put(data, whole, _dumped(_inside(middle.society, whole), others, shares))
        number = {
            "value": _value(at(middle, key)), "confidence": "D",
            "source": f"fitted to observed totals, calibration {found.plan.asked_for.calibration}",
            "range": _range([at(each, key) for each in made], at(middle, key), shares),
        }  # fmt: skip
        _put(data, key.steps, number)
    return data


def _base(found: Calibration) -> dict[str, Any]:
    """The difference from which to begin: to a society of the catalogue, or what the society's file holds."""
    given = found.plan.asked_for.society
    if given in society_names():
        return {SOCIETY_OF: given}
    data = read_document(Path(given)).data
    assert isinstance(data, dict)
    return {str(key): _copied(each) for key, each in data.items()}


def _copied(data: Any) -> Any:
    if isinstance(data, dict):
        return {key: _copied(each) for key, each in data.items()}
    return [_copied(each) for each in data] if isinstance(data, list) else data


def _value(thing: Any) -> Decimal:
    """The number that stands at a key; of a factor 1 is what was given, and what it is now over that."""
    if isinstance(thing, Sourced) and getattr(thing, "value", None) is not None:
        return Decimal(getattr(thing, "value"))  # noqa: B009
    return Decimal(thing) if isinstance(thing, int | Decimal) else Decimal(1)


def _enclosing(society: Any, key: Key) -> tuple[Step, ...] | None:
    """Where the outermost list that holds a key stands: a reform replaces lists as a whole."""
    thing = society
    for length, step in enumerate(key.steps):
        if isinstance(thing, list | tuple):
            return key.steps[:length]
        thing = inside(thing, step)
    return None


def _inside(thing: Any, steps: tuple[Step, ...]) -> Any:
    for step in steps:
        thing = inside(thing, step)
    return thing


def _range(things: Sequence[Any], middle: Any, shares: Floats) -> list[Decimal]:
    """The 5th and 95th percentile of a number over the draws, with the middle draw's own in between."""
    low, _, high = weighted_quantiles(np.array([float(_value(each)) for each in things]), shares, ENDS)
    value = _value(middle)
    return [min(Decimal(f"{low:.6g}"), value), max(Decimal(f"{high:.6g}"), value)]


def _dumped(thing: Any, others: Sequence[Any], shares: Floats) -> Any:
    """A part of a society as a document holds it, `others` being the same part in each draw.

    Numbers that lost their origin say why they are as they are.
    """
    if isinstance(thing, Sourced):
        data = thing.model_dump(mode="python", exclude_defaults=True)
        if thing.documented:
            return data
        return {**data, "assumed": TOGETHER, "range": _range(others, thing, shares)}
    if isinstance(thing, BaseModel):
        return {
            name: _dumped(getattr(thing, name), [getattr(each, name) for each in others], shares)
            for name in _given(thing)
        }
    if isinstance(thing, dict):
        return {name: _dumped(each, [of[name] for of in others], shares) for name, each in thing.items()}
    if isinstance(thing, list | tuple):
        return [_dumped(each, [of[place] for of in others], shares) for place, each in enumerate(thing)]
    return thing


def _given(thing: BaseModel) -> Iterator[str]:
    for name, field in type(thing).model_fields.items():
        if getattr(thing, name) != field.default:
            yield name


def _put(data: Any, steps: tuple[Step, ...], value: Any) -> None:
    for step, after in pairwise(steps):
        if isinstance(data, dict) and step not in data:
            data[step] = [] if isinstance(after, int) else {}
        data = data[step]
    data[steps[-1]] = value
