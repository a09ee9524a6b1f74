"""What may be read of the worlds of a study, and what may not: the boundary (docs/model.md, section 9).

Where a key of a policy is in the design, outcomes are harms and errors alone, the closed list of `seek`:
otherwise a table of policies against obedience, silence, points or detection would be a search for control,
whoever looks it through. Keys of a society and of behaviour are read against every measure.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from underheaven.documents.problems import InputError, Problem, refuse
from underheaven.documents.words import counted, nearest
from underheaven.engine.cpu import Engine
from underheaven.engine.layout import BINS
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.measure.counts import Counts, Floats
from underheaven.measure.frame import Frame
from underheaven.measure.named import named
from underheaven.measure.pool import Pool
from underheaven.measure.specification import Measure
from underheaven.measure.table import SPECIFICATIONS
from underheaven.record.census import DONE
from underheaven.study.harms import COSTS, HARMS, Sums
from underheaven.study.sweeping.keys import Key

Values = dict[str, float | None]
"""Name of an outcome -> its value for everyone in one run; None where it is undefined."""
PREFIX = "measure."
"""Before the name of a measure that a harm has too: `denied` is the harm, `measure.denied` the measure."""
WHY = (
    "keys of a policy are read against harms and errors alone: nothing here looks for the policy that makes "
    "people most obedient or most silent, moves most points or detects most"
)


@dataclass(frozen=True)
class Outcome:
    """One thing that is read of every run, of everyone over the whole run."""

    name: str
    title: str
    unit: str
    formula: str
    kind: Literal["harm", "measure"]

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {"name": self.name, "title": self.title, "unit": self.unit, "formula": self.formula}


def outcomes_of(world: World, keys: Sequence[Key], names: Iterable[str] = ()) -> tuple[Outcome, ...]:
    """The outcomes of those names, in the order asked; all harms where none is named.

    InputError for what the boundary refuses, with the reason, and for what there is not, with the nearest.
    """
    of_policy = next((key for key in keys if key.document == "policy"), None)
    measures = {} if of_policy is not None else _measures(world)
    asked = list(names)
    found: dict[str, Outcome] = {}
    problems: list[Problem] = []
    for name in asked or HARMS:
        try:
            one = _outcome(name, measures, of_policy)
        except InputError as error:
            problems += error.problems
            continue
        if name in found:
            problems.append(Problem(f"{name} is asked for twice", "it is one outcome", "name it once"))
        found[name] = one
    if problems:
        raise InputError(list(dict.fromkeys(problems)))
    return tuple(found.values())


def _outcome(name: str, measures: Mapping[str, Outcome], of_policy: Key | None) -> Outcome:
    if name in HARMS:
        harm = HARMS[name]
        return Outcome(name, name, harm.unit, harm.formula, "harm")
    if name in measures:
        return measures[name]
    if of_policy is not None:
        near = nearest(name, HARMS)
        listed = ", ".join(HARMS)
        raise refuse(
            f"{name} cannot be read where {of_policy.path} is moved",
            WHY,
            f"did you mean {near}?" if near else f"name harms: {listed}; or move keys of the society alone",
        )
    if name in COSTS:
        raise refuse(
            f"{name} is not an outcome here",
            "it is what a scheme says it is for, told beside safeguards that are weighed",
            f"name a harm, such as {next(iter(HARMS))}, or a measure",
        )
    known = [*HARMS, *measures]
    near = nearest(name, known)
    raise refuse(
        f"there is no measure '{name}'",
        f"this policy and this society have {counted(len(measures), 'measure')}, and there are "
        f"{counted(len(HARMS), 'harm')}",
        f"did you mean {near}?" if near else f"name one such as {known[0]} or {known[len(HARMS)]}",
    )


def _measures(world: World) -> dict[str, Outcome]:
    """The measures of a world by name; those that a harm is called alike have a name of their own."""
    frame = Frame.of(world)
    found = {
        each.called(item): Outcome(each.called(item), each.titled(title), each.unit, each.formula, "measure")
        for each in SPECIFICATIONS
        for item, title in each.titles(frame).items()
    }
    alike = {f"{PREFIX}{name}": name for name in found if name in HARMS}
    return found | {name: replace(found[own], name=name) for name, own in alike.items()}


def functions_of(frame: Frame, outcomes: Iterable[Outcome]) -> dict[str, Measure]:
    """Name -> function of counts, of the measures among outcomes that a world has."""
    every = {
        each.called(item): function
        for each in SPECIFICATIONS
        for item, (_, function) in each.bind(frame).items()
    }
    wanted = [each.name for each in outcomes if each.kind == "measure"]
    own = {name: name.removeprefix(PREFIX) for name in wanted}
    return {name: every[own[name]] for name in wanted if own[name] in every}


class Reading:
    """What is counted of one run while it is lived, and the outcomes in the end."""

    def __init__(self, engine: Engine, outcomes: Sequence[Outcome]) -> None:
        self._outcomes = outcomes
        self._frame = Frame.of(engine.world)
        self._pool = Pool(self._frame) if any(each.kind == "measure" for each in outcomes) else None
        self._total: Any = np.zeros(())

    def take(self, record: Any) -> None:
        """Count a record of the engine."""
        if isinstance(record, StepRecord):
            self._total = self._total + record.tallies
            if self._pool is not None:
                self._pool.add_step(record)
        elif self._pool is not None:
            self._pool.add_year(record)

    def values(self) -> Values:
        """Name -> value for everyone, in the order of the outcomes."""
        of_groups = self._total.sum(axis=0)
        whole = np.concatenate([of_groups.sum(axis=0)[None], of_groups])
        # No harm reads what is known of conduct.
        sums = Sums(Counts(self._frame, whole, None), np.zeros((BINS, len(DONE)), np.int64))
        measured: dict[str, float | None] = {}
        if self._pool is not None:
            people, pairs = self._pool.counts(), self._pool.of_regions().counts()
            functions = functions_of(self._frame, self._outcomes)
            measured = {
                name: _first(function(pairs if _of_pairs(name) else people))
                for name, function in functions.items()
            }
        return {
            each.name: HARMS[each.name].of(sums) if each.kind == "harm" else measured.get(each.name)
            for each in self._outcomes
        }


def _of_pairs(name: str) -> bool:
    """Whether an outcome is of partners, who weigh the same whatever their group."""
    return named(name.removeprefix(PREFIX))[0].of == "pairs"


def _first(values: Floats) -> float | None:
    value = float(values[0])
    return None if np.isnan(value) else value
