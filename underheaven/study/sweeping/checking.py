"""Whether every world of a design can be lived, and whether every key of it does anything: before any is."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise

import numpy as np

from underheaven.documents.problems import InputError, Problem
from underheaven.documents.words import agreeing, counted, quoted
from underheaven.draws import key as key_of_seed
from underheaven.engine.compiling import plain_tables
from underheaven.engine.laid import Laid
from underheaven.engine.nation import communities_of
from underheaven.engine.world import World
from underheaven.measure.frame import Frame
from underheaven.policy.fitness import check_fit
from underheaven.society.synthesis_tables import synthesis_tables
from underheaven.study.sweeping.design import Axis, Design
from underheaven.study.sweeping.keys import Key, with_values

MOST_TOLD = 5
"""Points that are told of those that are refused."""


def world_at(world: World, values: dict[Key, Decimal]) -> World:
    """The checked world with other numbers. InputError as `World.checked` and `check_fit`."""
    made = with_values(world, values)
    if made is not world:
        made = made.checked()
        check_fit(made.policy, made.society, step_minutes=made.step_minutes)
    return made


def check_design(world: World, design: Design) -> None:
    """InputError where a point cannot be lived, with its values, or where a key does nothing in this world.

    The ends of every range are looked at first, alone: what is wrong with them is the key's own fault.
    """
    problems = [each for axis in design.axes if axis.low is not None for each in _ends(world, axis)]
    if problems:
        raise InputError(problems)
    refused: list[tuple[int, InputError]] = []
    for point in range(len(design.points)):
        try:
            world_at(world, design.values(point))
        except InputError as error:
            refused.append((point, error))
    if refused:
        raise InputError(_told(world, design, refused))
    if idle := [each for axis in design.axes for each in _idle(world, axis)]:
        raise InputError(idle)


def _ends(world: World, axis: Axis) -> list[Problem]:
    """What is wrong with the ends of a range, each alone."""
    found = []
    for value in axis.ends:
        try:
            world_at(world, {axis.key: value})
        except InputError as error:
            found += [_of_value(axis, value, problem) for problem in error.problems]
    return found


def _of_value(axis: Axis, value: Decimal, problem: Problem) -> Problem:
    said = f"{problem.what}. {problem.why}" if problem.why else problem.what
    return Problem(
        f"{axis.key.path} cannot be {value:f}", said, problem.remedy or "give a range within what it can be"
    )


def _told(world: World, design: Design, refused: Sequence[tuple[int, InputError]]) -> list[Problem]:
    """The points that are refused, with their values; where one value alone is at fault, that value."""
    alone = [
        problem
        for axis in design.axes
        for value in dict.fromkeys(design.values(point)[axis.key] for point, _ in refused)
        for problem in _ends(world, Axis(axis.key, (value,)))
    ]
    if alone and any(axis.low is None for axis in design.axes):
        return alone[: MOST_TOLD * 2]
    found = []
    for point, error in refused[:MOST_TOLD]:
        for problem in error.problems:
            why = f"{problem.where}: {problem.what}" if problem.where else problem.what
            found.append(
                Problem(
                    f"point {point} cannot be lived: {design.told(point)}",
                    f"{why}. {problem.why}" if problem.why else why,
                    problem.remedy or "give values that hold together",
                )
            )
    if (more := len(refused) - MOST_TOLD) > 0:
        found.append(
            Problem(
                f"{counted(more, 'more point')} of {len(design.points):,} "
                f"{agreeing(more, 'is', 'are')} refused",
                "their values do not hold together either",
                "narrow the ranges until every point of the design can be lived",
            )
        )
    return found


def _idle(world: World, axis: Axis) -> list[Problem]:
    """A problem where a key's values make the same world to the last bit."""
    worlds = [with_values(world, {axis.key: value}) for value in axis.ends]
    if len(worlds) == 1:
        worlds = [world, *worlds]
        if axis.ends[0] == axis.key.base:
            return []
    if not all(same_runs(one, other) for one, other in pairwise(worlds)):
        return []
    ends = " and ".join(f"{value:f}" for value in dict.fromkeys((axis.ends[0], axis.ends[-1])))
    return [
        Problem(
            f"{axis.key.path} does nothing in this world",
            f"with {ends} the worlds are the same to the last bit: the policy "
            f"{quoted(world.policy.policy)} or "
            f"the society {world.society.society} does not use it in these days",
            "leave it out, or give values that lie further apart",
        )
    ]


def same_runs(one: World, other: World) -> bool:
    """Whether two worlds of one seed, days and size are sure to have the same run."""
    if plain_tables(one) != plain_tables(other):
        return False
    if one.policy is not other.policy and one.policy.rollout != other.policy.rollout:
        return False
    if one.society is other.society:
        return True
    a, b = Frame.of(one), Frame.of(other)
    if one.citizens_of_regions != other.citizens_of_regions or a.income != b.income:
        return False
    if one.society.firms != other.society.firms:
        return False
    ours, theirs = (communities_of(each, Laid)[0] for each in (one, other))
    if not all(np.array_equal(x, y) for x, y in zip(ours, theirs, strict=True)):
        return False
    seed = key_of_seed(one.seed)
    made = [synthesis_tables(each.society, seed) for each in (one, other)]
    return all(np.array_equal(x, y) for x, y in zip(*made, strict=True))
