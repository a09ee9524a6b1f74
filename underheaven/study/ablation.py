"""Safeguards weighed: what each avoids alone, added last, and with each other, from paired runs.

Worlds of one seed share their people and every draw, so that they differ by the safeguards alone; differences
are taken seed by seed, and intervals are over seeds. Harm avoided is above 0 where there is less of the harm,
cost is above 0 where the scheme's stated purpose is served worse.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import pyarrow as pa

from underheaven.documents.words import counted
from underheaven.engine.world import World
from underheaven.study.design import NONE, Design, Set
from underheaven.study.harms import COSTS, HARMS, Harm, Values
from underheaven.study.reforming import as_yaml
from underheaven.study.safeguards import SAFEGUARDS, changes
from underheaven.study.seeds import Estimate, over_seeds, paired

MEASURES = {**HARMS, **COSTS}
WAYS = {
    "alone": "laid over the policy without any of the safeguards",
    "last": "laid over the policy that has all the others",
    "here": "as the policy is: what it has is taken off, what it lacks is laid over it",
}
"""Against what a safeguard is seen."""


@dataclass(frozen=True)
class Ablation:
    """Every set of safeguards that was run, over some seeds: effects, interactions, costs.

    `values` holds the harms and costs of each set, one for each seed; `missing` says why a set was not run.
    """

    world: World
    """The world that was asked for, with the first seed."""
    design: Design
    seeds: tuple[int, ...]
    values: dict[Set, tuple[Values, ...]]
    missing: dict[Set, str]
    runs: int
    """Worlds lived or known, sets that come to the same policy counted once."""
    rules: dict[str, tuple[Values, ...]] = field(default_factory=dict)
    """Rule of the model that the world uses -> harms and costs without it, under the policy as it is."""

    def __repr__(self) -> str:
        """In a line: what was weighed on which policy."""
        safeguards = counted(len(self.safeguards), "safeguard")
        return f"<Ablation of {self.world.policy.policy}: {safeguards}, {counted(self.runs, 'run')}>"

    @property
    def safeguards(self) -> tuple[str, ...]:
        """Those that were weighed."""
        return self.design.safeguards

    def level(self, measure: str, of: Set = NONE) -> Estimate:
        """A harm or a cost where exactly these safeguards are in force."""
        return over_seeds(self._of(measure, of), self.missing.get(of))

    def effect(self, measure: str, before: Set, after: Set) -> Estimate:
        """What is gained from one set to another: harm avoided; of a cost, what it costs."""
        one, other = self._of(measure, before), self._of(measure, after)
        if sign(measure) < 0:
            one, other = other, one
        return paired(one, other, self.missing.get(before) or self.missing.get(after))

    def alone(self, measure: str, name: str) -> Estimate:
        """What a safeguard does where there is no other."""
        return self.effect(measure, NONE, frozenset({name}))

    def last(self, measure: str, name: str) -> Estimate:
        """What a safeguard adds to all the others: what returns where it is left out."""
        return self.effect(measure, self.design.all - {name}, self.design.all)

    def here(self, measure: str, name: str) -> Estimate:
        """What a safeguard does in the policy as it is, whether the policy has it or not."""
        own = self.design.own
        return self.effect(measure, own - {name}, own | {name})

    def rule(self, measure: str, name: str) -> Estimate:
        """What a rule of the model makes of a measure under the policy as it is: with it, less without."""
        own = self.design.own
        return paired(
            [values[measure] for values in self.rules[name]], self._of(measure, own), self.missing.get(own)
        )

    def together(self, measure: str) -> Estimate:
        """What all safeguards do."""
        return self.effect(measure, NONE, self.design.all)

    def interaction(self, measure: str, one: str, other: str) -> Estimate:
        """What two do together beyond the sum of what each does alone; 0 of a safeguard with itself.

        Below 0 they avoid the same harm, above 0 each helps the other.
        """
        if one == other:
            return over_seeds([0.0] * len(self.seeds))
        none, both = self._of(measure, NONE), self._of(measure, frozenset({one, other}))
        first, second = self._of(measure, frozenset({one})), self._of(measure, frozenset({other}))
        # Effects are sign × (after − before), so that of both less those of each comes to this.
        apart = [
            None
            if w is None or x is None or y is None or z is None
            else sign(measure) * math.fsum((w, x, -y, -z))
            for w, x, y, z in zip(none, both, first, second, strict=True)
        ]
        return over_seeds(apart, self.missing.get(frozenset({one, other})))

    @cached_property
    def has_pairs(self) -> bool:
        """Whether pairs were run."""
        pairs = map(frozenset, itertools.combinations(self.safeguards, 2))
        return len(self.safeguards) > 1 and {*self.values, *self.missing}.issuperset(pairs)

    @cached_property
    def idle(self) -> tuple[str, ...]:
        """Safeguards that changed nothing of what is measured in any set of any seed."""
        found = []
        for name in self.safeguards:
            same = [
                self.values[of] == self.values[of ^ {name}]
                for of in self.values
                if of ^ {name} in self.values
            ]
            if same and all(same):
                found.append(name)
        return tuple(found)

    def reform(self, name: str) -> str:
        """A safeguard as a reform of the policy, YAML; taking it off where the policy has it."""
        policy = self.design.policy
        own = name in self.design.own
        return as_yaml(policy, changes(policy, () if own else (name,), (name,) if own else ()))

    def singles(self) -> pa.Table:
        """One row for each safeguard, measure and way of `WAYS`: what it avoids, or costs."""
        ways: dict[str, Callable[[str, str], Estimate]] = {
            "alone": self.alone, "last": self.last, "here": self.here
        }  # fmt: skip
        return _table(
            {"safeguard": name, "measure": each.name, "of": _kind(each), "unit": each.unit, "way": way,
             **_plain(estimate(each.name, name))}
            for name in self.safeguards for each in MEASURES.values() for way, estimate in ways.items()
        )  # fmt: skip

    def pairs(self) -> pa.Table:
        """One row for each pair and measure: what both do, and beyond the sum of each alone."""
        return _table(
            {"first": one, "second": other, "measure": each.name, "of": _kind(each), "unit": each.unit,
             "what": what, **_plain(estimate)}
            for number, one in enumerate(self.safeguards)
            for other in self.safeguards[number + 1 :]
            for each in MEASURES.values()
            for what, estimate in (
                ("both", self.effect(each.name, NONE, frozenset({one, other}))),
                ("interaction", self.interaction(each.name, one, other)),
            )
        )  # fmt: skip

    def levels(self) -> pa.Table:
        """One row for each set that was run and each measure: the level."""
        return _table(
            {"in_force": ", ".join(name for name in self.safeguards if name in of), "many": len(of),
             "measure": each.name, "of": _kind(each), "unit": each.unit, **_plain(self.level(each.name, of))}
            for of in self.values for each in MEASURES.values()
        )  # fmt: skip

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        world, design = self.world, self.design
        return {
            "synthetic": True,
            "policy": world.policy.policy,
            "society": world.society.society,
            "citizens": world.citizens,
            "from": world.start.isoformat(),
            "to": world.end.isoformat(),
            "step_minutes": world.step_minutes,
            "seeds": list(self.seeds),
            "world": world.hash,
            "runs": self.runs,
            "corrections": list(world.policy.corrections),
            "measures": {
                each.name: {"of": _kind(each), "unit": each.unit, "formula": each.formula}
                for each in MEASURES.values()
            },
            "ways": WAYS,
            "safeguards": {
                name: {
                    "title": SAFEGUARDS[name].words.title,
                    "about": SAFEGUARDS[name].words.about,
                    "presumes": SAFEGUARDS[name].words.presumes,
                    "of_the_policy": name in design.own,
                    "changes_nothing": name in self.idle,
                    "reform": self.reform(name),
                }
                for name in self.safeguards
            },
            "left_out": dict(design.refused),
            "without_any": {name: self.level(name).to_dict() for name in MEASURES},
            "as_it_is": {name: self.level(name, design.own).to_dict() for name in MEASURES},
            "all_together": {name: self.together(name).to_dict() for name in MEASURES},
            "rules": {
                rule: {name: self.rule(name, rule).to_dict() for name in MEASURES} for rule in self.rules
            },
            "effects": self.singles().to_pylist(),
            "pairs": self.pairs().to_pylist() if self.has_pairs else [],
        }

    def _of(self, measure: str, of: Set) -> Sequence[float | None]:
        if of not in self.values:
            return [None] * len(self.seeds)
        return [values[measure] for values in self.values[of]]


def sign(measure: str) -> int:
    """+1 where more is what is told (a cost that grows), −1 where less is: harm avoided, purpose lost."""
    each = MEASURES[measure]
    return 1 if measure in COSTS and each.worse == "more" else -1


def _kind(each: Harm) -> str:
    return "harm" if each.name in HARMS else "cost"


def _plain(estimate: Estimate) -> dict[str, Any]:
    return estimate.to_dict()


def _table(rows: Iterable[dict[str, Any]]) -> pa.Table:
    return pa.Table.from_pylist(list(rows))
