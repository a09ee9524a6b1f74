"""From a file to the plan of a calibration: everything that is wrong is said at once, before any work."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from underheaven.documents.checking import in_order
from underheaven.documents.document import Document
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import InputError, Problem
from underheaven.documents.words import counted, nearest
from underheaven.engine.world import MODEL_VERSION, World
from underheaven.policy.fitness import check_fit
from underheaven.policy.named import policy_called, society_called
from underheaven.study.assuming.told import told
from underheaven.study.calibrating.counting import Reading, reading_of
from underheaven.study.calibrating.file import CalibrationFile, Total, read_calibration
from underheaven.study.calibrating.fitting import Fitting, Settings
from underheaven.study.calibrating.population import Floats
from underheaven.study.calibrating.priors import Prior, priors_of
from underheaven.study.calibrating.worlds import FittedWorld
from underheaven.study.sweeping.kept import hash_of
from underheaven.study.sweeping.sweep import A_RUN, CITIZEN_STEPS

FEWEST_SEEDS, MOST_SEEDS, MOST_ROUNDS, MOST_DRAWS = 2, 100, 50, 100_000
DRAWS_A_PARAMETER = 10
"""Draws that are kept, at least, for each parameter: fewer have no shape."""


@dataclass(frozen=True)
class Plan:
    """What is fitted to what: the file as it was read, its world, its priors and how its totals are read."""

    asked_for: CalibrationFile
    document: Document
    world: World
    priors: tuple[Prior, ...]
    readings: tuple[Reading, ...]

    @property
    def settings(self) -> Settings:
        """Draws, rounds and seeds."""
        of = self.asked_for
        return Settings(of.draws, of.rounds, float(of.keep), of.seeds, of.seed)

    @property
    def observed(self) -> Floats:
        """What was observed, targets first, float64[totals]."""
        return np.array([self.asked_for.observed(each) for each in self.asked_for.totals.values()])

    @property
    def fitting(self) -> Fitting:
        """The fit of the world."""
        of = self.asked_for
        tolerances = [np.nan if each.tolerance is None else float(each.tolerance) for each in
                      of.targets.values()]  # fmt: skip
        model = FittedWorld(self.world, self.priors, self.readings)
        return Fitting(
            tuple(each.key.path for each in self.priors), tuple(of.totals), self.observed,
            np.array(tolerances), model, self.settings,
        )  # fmt: skip

    @cached_property
    def asked(self) -> dict[str, Any]:
        """All that decides what comes out, as plain JSON values."""
        of = self.asked_for
        return {
            "model_version": MODEL_VERSION,
            "world": told(self.world),
            "policy": self.world.policy.policy,
            "society": self.world.society.society,
            "citizens": self.world.citizens,
            "from": self.world.start.isoformat(),
            "to": self.world.end.isoformat(),
            "draws": of.draws, "rounds": of.rounds, "keep": str(of.keep), "seeds": of.seeds, "seed": of.seed,
            "parameters": [each.to_dict() for each in self.priors],
            "targets": {name: self._total(each) for name, each in of.targets.items()},
            "predicted": {name: self._total(each) for name, each in of.predicted.items()},
        }  # fmt: skip

    @property
    def hash(self) -> str:
        """The hash of what is asked, in hex."""
        return hash_of(self.asked)

    def seconds(self, threads: int) -> float:
        """How long it takes on so many threads, about, before anything was measured."""
        one = A_RUN + self.world.citizens * self.world.steps / CITIZEN_STEPS
        return one * self.settings.runs / threads

    def _total(self, total: Total) -> dict[str, Any]:
        """What of a total decides what comes out; its title and its source do not."""
        days = {name: None if day is None else day.isoformat() for name, day in
                (("first", total.first), ("last", total.last))}  # fmt: skip
        return {
            "observed": self.asked_for.observed(total),
            "tolerance": None if total.tolerance is None else float(total.tolerance),
            "of": list(total.of), "over": list(total.over), "measure": total.measure,
            "counted": total.counted, **days,
        }  # fmt: skip

    def require_reachable(self, reached: Floats) -> None:
        """InputError for targets that no draw of the prior comes near, each with the nearest value.

        Near is a target within its tolerance, and a standard deviation of the draws, of the furthest draw.
        """
        problems = []
        for place, (name, total) in enumerate(self.asked_for.targets.items()):
            values = reached[:, place]
            values = values[np.isfinite(values)]
            observed = float(self.observed[place])
            # Draws are few: between the furthest of them and the priors' ends there is room.
            slack = observed * float(total.tolerance or 0) + (float(values.std()) if len(values) else 0.0)
            if len(values) and values.min() - slack <= observed <= values.max() + slack:
                continue
            path = ("targets", name, "value")
            if not len(values):
                words = (f"{name} cannot be met", "it is undefined in every run of the prior",
                         "live more people or more days, or take the target out")  # fmt: skip
            else:
                near = float(values.min() if observed < values.min() else values.max())
                words = (
                    f"{name} cannot be met: it was observed as {observed:.4g} {total.unit}",
                    f"the nearest of {counted(len(reached), 'draw')} of the prior reaches {near:.4g}",
                    f"widen a prior that moves it, or move the total to `predicted`; {near:.4g} would be met",
                )
            problems.append(self.document.problem(path, *words, at_value=True))
        if problems:
            raise InputError(problems)


def plan_of(path: Path, citizens: int | None = None) -> Plan:
    """The plan that a file asks for, with another number of citizens where one is given.

    InputError with everything that is wrong, each with its line, before anything is lived.
    """
    of, document = read_calibration(path)
    if citizens is not None:
        of = of.model_copy(update={"citizens": citizens})
    found = Gathered()
    found.problems += list(_numbers(of, document))
    found.problems += list(_links(of, document))
    policy = found.take(lambda: policy_called(of.policy))
    society = found.take(lambda: society_called(of.society))
    if policy is None or society is None:
        found.settle()
    (rules, text), people = had(policy), had(society)
    found.take(lambda: check_fit(rules, people, text))
    world = found.take(lambda: World(rules, people, of.seed, of.start, of.end, of.citizens).checked())
    if world is None:
        found.settle()
    lived = had(world)
    priors = found.take(lambda: priors_of(lived, of, document))
    readings = []
    for where, totals in (("targets", of.targets), ("predicted", of.predicted)):
        for name, total in totals.items():
            reading, problems = reading_of(lived, document, (where, name), total)
            found.problems += problems
            if reading is not None:
                readings.append(reading)
    if found.problems:
        raise InputError(in_order(found.problems))
    return Plan(of, document, lived, had(priors), tuple(readings))


def with_seed(plan: Plan, seed: int) -> Plan:
    """The same plan with another seed of draws and runs."""
    return replace(plan, asked_for=plan.asked_for.model_copy(update={"seed": seed}))


def _numbers(of: CalibrationFile, document: Document) -> Iterator[Problem]:
    """What is wrong with how many draws, rounds and seeds are asked for."""
    fewest = DRAWS_A_PARAMETER * len(of.parameters)
    if not 0 < of.keep < 1:
        yield document.problem(
            ("keep",), f"{of.keep} of the draws cannot be kept", "it is the part of them that lies nearest",
            "give a part between 0 and 1, such as 0.5", at_value=True,
        )  # fmt: skip
    elif not fewest <= int(of.draws * of.keep) or of.draws > MOST_DRAWS:
        least = -(-fewest // of.keep)
        yield document.problem(
            ("draws",), f"{counted(of.draws, 'draw')}, of which {int(of.draws * of.keep)} are kept",
            f"for {counted(len(of.parameters), 'parameter')} {fewest} must be kept, and {MOST_DRAWS:,} draws "
            "are the most",
            f"write `draws: {min(MOST_DRAWS, int(least)) if of.draws <= MOST_DRAWS else MOST_DRAWS}`",
            at_value=True,
        )  # fmt: skip
    for name, number, low, high, why in (
        ("seeds", of.seeds, FEWEST_SEEDS, MOST_SEEDS, "what is chance is told from several seeds of a draw"),
        ("rounds", of.rounds, 2, MOST_ROUNDS, "the first round is the prior's, and one more comes nearer"),
    ):
        if not low <= number <= high:
            yield document.problem(
                (name,), counted(number, name[:-1]), f"{why}, {low} to {high}",
                f"write `{name}: {min(max(number, low), high)}`", at_value=True,
            )  # fmt: skip


def _links(of: CalibrationFile, document: Document) -> Iterator[Problem]:
    """Links that totals name and the file has not, that are nought, or that have no origin; names twice."""
    used = set()
    for where, totals in (("targets", of.targets), ("predicted", of.predicted)):
        for name, total in totals.items():
            for key in ("times", "per"):
                for number, link in enumerate(getattr(total, key)):
                    used.add(link)
                    if link not in of.links:
                        near = nearest(link, of.links)
                        yield document.problem(
                            (where, name, key, number), f"there is no link '{link}'",
                            "a link is a stated number that a total is multiplied or divided by",
                            f"did you mean {near}?" if near else "write it under `links`, with its source",
                            at_value=True,
                        )  # fmt: skip
            if where == "predicted" and name in of.targets:
                yield document.problem(
                    (where, name), f"{name} is a target and is predicted", "what is predicted was not seen",
                    "give it another name, or leave one of the two out",
                )  # fmt: skip
    for name, link in of.links.items():
        if link.value <= 0:
            yield document.problem(
                ("links", name), f"{name} is {link.value}", "totals are multiplied and divided by it",
                "give a number above 0", at_value=True,
            )  # fmt: skip
        if link.source is None and link.assumed is None:
            yield document.problem(
                ("links", name), f"{name} does not say where it comes from",
                "what links totals is as much a part of the result as they are",
                "add `source` and `confidence`, or `assumed` and `range`", at_value=True,
            )  # fmt: skip
        if name not in used:
            yield document.problem(
                ("links", name), f"no total uses the link {name}", "it would change nothing",
                "name it in `times` or `per` of a total, or leave it out",
            )  # fmt: skip
