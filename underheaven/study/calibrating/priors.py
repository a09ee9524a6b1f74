"""What is fitted: keys of a society, each with its prior. Never a key of a policy: that is the boundary."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from underheaven.documents.document import Document
from underheaven.documents.problems import InputError, Problem, refuse
from underheaven.engine.world import World
from underheaven.policy.fitness import check_fit
from underheaven.study.assuming.drawing import brought_together
from underheaven.study.calibrating.file import CalibrationFile, Parameter
from underheaven.study.sweeping.axes import axis_of
from underheaven.study.sweeping.checking import same_runs
from underheaven.study.sweeping.design import Axis
from underheaven.study.sweeping.keys import Key, keys_of, with_values

WHY = (
    "what is fitted is how people are and what they do. The numbers of a scheme are chosen by whoever makes "
    "it, and to fit them to an outcome would be to search for the scheme that brings it about"
)


@dataclass(frozen=True)
class Prior:
    """A key of a society and how likely its values are before anything is observed: even, or by logarithm."""

    key: Key
    low: Decimal
    high: Decimal
    log: bool = False

    def value(self, place: float) -> Decimal:
        """The value at a place, 0 to 1, as the key takes it; every place is as likely as any other."""
        if self.log:
            ratio = math.log(float(self.high) / float(self.low))
            even = (float(self.low) * math.exp(ratio * place) - float(self.low)) / float(self.high - self.low)
            place = min(1.0, max(0.0, even))
        return Axis(self.key, (), self.low, self.high).at(place)

    def to_dict(self) -> dict[str, object]:
        """Plain JSON values."""
        return {
            "key": self.key.path, "range": [f"{self.low:f}", f"{self.high:f}"],
            "scale": "log" if self.log else "even", "base": f"{self.key.base:f}",
        }  # fmt: skip


def laid(world: World, priors: Sequence[Prior], places: Sequence[float]) -> World:
    """The checked world with each key at a place of its prior. InputError where it cannot be.

    What must hold of several numbers together holds again: shares add up to 1, and factors have a mean of 1.
    """
    values = {each.key: each.value(place) for each, place in zip(priors, places, strict=True)}
    return _laid(world, values)


def _laid(world: World, values: dict[Key, Decimal]) -> World:
    made = brought_together(with_values(world, values), world, values).checked()
    check_fit(made.policy, made.society, step_minutes=made.step_minutes)
    return made


def priors_of(world: World, asked: CalibrationFile, document: Document) -> tuple[Prior, ...]:
    """The priors of a file. InputError with everything that is wrong with them, each with its line.

    Refused are keys of a policy, keys that there are not or that are given twice, ranges outside the schema,
    and keys that do nothing in this world.
    """
    problems = [
        document.problem(("parameters", path), f"{path} cannot be calibrated", WHY,
                         "name keys of the society, such as society.acts.KIND.per_year")
        for path in asked.parameters if path.strip().partition(".")[0] == "policy"
    ]  # fmt: skip
    others = [path for path in asked.parameters if path.strip().partition(".")[0] != "policy"]
    try:
        keys = keys_of(world, others)
    except InputError as error:
        raise InputError([*problems, *_placed(document, error, others)]) from None
    found = []
    for key, path in zip(keys, others, strict=True):
        try:
            prior = _prior(key, asked.parameters[path])
            problems += [
                document.problem(("parameters", path), *said, at_value=True) for said in _wrong(world, prior)
            ]
            found.append(prior)
        except InputError as error:
            problems += [
                document.problem(("parameters", path), each.what, each.why, each.remedy, at_value=True)
                for each in error.problems
            ]
    if problems:
        raise InputError(problems)
    return tuple(found)


def _placed(document: Document, error: InputError, paths: Sequence[str]) -> Iterator[Problem]:
    """The problems of keys, each at the line of the key that it names first."""
    for problem in error.problems:
        named = [path for path in paths if path in problem.what]
        line, column = document.place(("parameters", max(named, key=len)) if named else ("parameters",))
        yield replace(problem, file=document.file, line=line, column=column)


def _prior(key: Key, asked: Parameter) -> Prior:
    if asked.range is None:
        axis = axis_of(key, "stated")
    else:
        axis = axis_of(key, f"{asked.range[0]}..{asked.range[1]}")
    assert axis.low is not None
    assert axis.high is not None
    if asked.scale == "log" and axis.low <= 0:
        raise refuse(
            f"the prior of {key.path} begins at {axis.low:f}",
            "a prior that is even in the logarithm has ends above 0",
            "give a range above 0, or `scale: even`",
        )
    return Prior(key, axis.low, axis.high, asked.scale == "log")


def _wrong(world: World, prior: Prior) -> Iterator[tuple[str, str, str]]:
    """What is wrong with the ends of a prior, or that it moves nothing in this world."""
    ends = []
    for value in (prior.low, prior.high):
        try:
            ends.append(_laid(world, {prior.key: value}))
        except InputError as error:
            for each in error.problems:
                said = f"{each.what}. {each.why}" if each.why else each.what
                remedy = each.remedy or "give a range within what it can be"
                yield f"{prior.key.path} cannot be {value:f}", said, remedy
    if len(ends) == 2 and same_runs(*ends):
        yield (
            f"{prior.key.path} does nothing in this world",
            f"with {prior.low:f} and {prior.high:f} the worlds are the same to the last bit",
            "leave it out, or write what uses it into the policy or the society",
        )
