"""One mutant tried: by small worlds that execute its line, and by the unit tests that do."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import pytest

from tools.mutation.covering import Lines, lines_of
from tools.mutation.forking import Saying
from tools.mutation.known import Known, executed
from tools.mutation.loading import load
from tools.mutation.mutants import Change
from tools.mutation.trials import Trial
from tools.mutation.unit_tests import passes

FIRST, WORLDS, TESTS = 2, 8, 12
"""Worlds that are tried before unit tests, and at most so many of each in all."""
OF_A_SORT = 3
"""Worlds of one sort, such as those whose lives are told, before those of other sorts."""


@dataclass(frozen=True)
class Oracle:
    """All that can notice a mutant: worlds, in the order in which they are asked, and unit tests."""

    trials: Mapping[str, Trial]
    items: Mapping[str, pytest.Item]
    known: Mapping[str, Known]
    again: bool = False
    """Whether it is asked of survivors: then unit tests first, and all worlds, the largest first."""
    patience: float = 5.0
    """Seconds of a processor that anything may take, beside ten times what it takes without a fault."""

    def plan(self, change: Change) -> list[str]:
        """Whom to ask, in order."""
        lines = lines_of(change)
        worlds = [name for name in self.trials if self._reaches(name, lines)]
        # Tests that execute little else first: they are about it.
        tests = sorted(self.items, key=lambda name: (len(self.known[name].lines), name))
        tests = [name for name in tests if self._reaches(name, lines)]
        if self.again:
            return tests[:TESTS] + worlds[::-1]
        if lines:
            worlds = _mixed(worlds)
        else:
            # A constant: those that execute most of its source.
            worlds.sort(key=lambda name: -len(self.known[name].running.get(change.mutant.source, ())))
        return worlds[:FIRST] + tests[:TESTS] + worlds[FIRST:WORLDS]

    def _reaches(self, name: str, lines: Lines) -> bool:
        known = self.known[name]
        if not known.good:
            return False
        return not lines or executed(lines, known.running) or executed(lines, known.making)

    def trying(self, change: Change) -> Callable[[Saying], None]:
        """What a forked process does with a mutant: it says who noticed it and how, or that nobody did."""
        return self._asking(change, self.plan(change), lines_of(change))

    def asking(self, change: Change, name: str) -> Callable[[Saying], None]:
        """The same, of one who noticed it before."""
        return self._asking(change, [name], set())

    def _asking(self, change: Change, plan: list[str], lines: Lines) -> Callable[[Saying], None]:
        def do(saying: Saying) -> None:
            load(change)
            warnings.simplefilter("error")
            for name in plan:
                known = self.known[name]
                saying.about(name, self.patience + 10 * known.seconds)
                how = self._notices(name, lines)
                if how:
                    saying.done({"by": name, "how": how})
                    return
            saying.done({"tried": len(plan)})

        return do

    def _notices(self, name: str, lines: Lines) -> str:
        if name in self.items:
            return "" if passes(self.items[name]) else "fails"
        try:
            return "" if self._same(name, lines) else "differs"
        except Exception as error:  # noqa: BLE001, whatever it is, the mutant raised it
            return f"raises {type(error).__name__}"

    def _same(self, name: str, lines: Lines) -> bool:
        trial, known = self.trials[name], self.known[name]
        made, *prints = known.prints
        if not lines or executed(lines, known.making):
            thing = trial.make()
            if trial.made(thing).hex() == made and lines and not executed(lines, known.running):
                return True
        else:
            thing = trial.ready
        found = iter(trial.live(thing))
        return all(next(found).hex() == each for each in prints)


def _mixed(worlds: Iterable[str]) -> list[str]:
    """The first of each sort before all others of it."""
    numbers, places = dict[str, int](), list[tuple[int, int, str]]()
    for place, name in enumerate(worlds):
        sort = name.split(" ")[0]
        numbers[sort] = numbers.get(sort, -1) + 1
        places.append((numbers[sort] // OF_A_SORT, place, name))
    return [name for _, _, name in sorted(places)]
