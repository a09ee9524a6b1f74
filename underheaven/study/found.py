"""What a search for safeguards found, what it tried, and what it did not try."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal

import pyarrow as pa

from underheaven.documents.words import agreeing, counted
from underheaven.engine.world import World
from underheaven.study.ceilings import Ceiling
from underheaven.study.design import Design, Set
from underheaven.study.harms import HARMS, Values
from underheaven.study.reforming import as_yaml
from underheaven.study.safeguards import changes
from underheaven.study.seeds import Estimate, over_seeds

Verdict = Literal["holds", "holds on average", "does not hold"]
HARMS_ALONE = (
    "The search takes harms alone, and a most for each: "
    "it cannot be asked for obedience, silence or detection."
)


@dataclass(frozen=True)
class Tried:
    """One set laid over the policy: its harms, one value for each seed, and how far it is from the limits."""

    added: Set
    seeds: tuple[int, ...]
    values: tuple[Values, ...]

    def level(self, harm: str) -> Estimate:
        """The level of a harm over the seeds."""
        return over_seeds([values[harm] for values in self.values])

    def mean(self, harm: str) -> float:
        """The mean over the seeds; infinite where it is undefined in one of them, so that no limit is met."""
        mean = self.level(harm).mean
        return math.inf if mean is None else mean

    def met(self, limits: tuple[Ceiling, ...]) -> bool:
        """Whether the mean of every limited harm is at its limit or below."""
        return all(self.mean(limit.harm) <= limit.most for limit in limits)

    def excess(self, limits: tuple[Ceiling, ...], before: Tried) -> float:
        """Sum of what is above the limits, each as a part of its limit, or of what there was before."""
        total = 0.0
        for limit in limits:
            of = limit.most or before.mean(limit.harm)
            above = max(0.0, self.mean(limit.harm) - limit.most)
            total += above / of if above else 0.0
        return total

    def total(self, before: Tried) -> float:
        """Sum of all harms, each as a part of what there was before; one that was not there counts whole."""
        return sum(self.mean(harm) / (before.mean(harm) or 1.0) for harm in HARMS)

    def verdict(self, limit: Ceiling) -> Verdict:
        """Whether the limit holds: the whole interval below it, the mean alone, or neither."""
        level = self.level(limit.harm)
        if level.mean is None or level.mean > limit.most:
            return "does not hold"
        return "holds" if level.high is not None and level.high <= limit.most else "holds on average"

    def to_dict(self, limits: tuple[Ceiling, ...]) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "safeguards": sorted(self.added),
            "seeds": list(self.seeds),
            "limits": [
                {"harm": limit.harm, "most": limit.most, "verdict": self.verdict(limit)} for limit in limits
            ],
            "harms": {harm: self.level(harm).to_dict() for harm in HARMS},
        }


@dataclass(frozen=True)
class Found:
    """The end of a search. `chosen` is None where no set was found; then `nearest` is what came nearest."""

    world: World
    design: Design
    limits: tuple[Ceiling, ...]
    candidates: tuple[str, ...]
    """Safeguards that the policy lacks and that can be combined with it."""
    tried: tuple[Tried, ...]
    """Everything that was tried on the seeds of the search, in order; first the policy as it is."""
    whole_sizes: int
    """Every set of so many safeguards or fewer was tried."""
    greedy: bool
    """Whether larger sets were tried one step at a time, since there were too many."""
    skipped: dict[Set, str]
    """Sets that do not hold together, and why."""
    rejected: tuple[Tried, ...]
    """Sets that met the limits on the seeds of the search and not on fresh ones, as they were there."""
    confirmed: Tried | None
    """The chosen set on fresh seeds."""
    nearest: Tried | None
    """Where none was found: the set nearest to the limits, on fresh seeds."""
    runs: int

    def __repr__(self) -> str:
        """In a line: what was tried, and what was found."""
        end = "none found" if self.chosen is None else f"found {sorted(self.chosen)}"
        return f"<Found for {self.world.policy.policy}: {counted(len(self.tried), 'set')} tried, {end}>"

    @property
    def chosen(self) -> Set | None:
        """The smallest set that was found."""
        return None if self.confirmed is None else self.confirmed.added

    @property
    def said(self) -> str:
        """What was searched and what was not, in a sentence or two."""
        many, n = len(self.tried), len(self.candidates)
        tried = f"{many} of {2**n:,} sets of {counted(n, 'safeguard')} {agreeing(many, 'was', 'were')} tried"
        exhaustive = f"every set of at most {counted(self.whole_sizes, 'safeguard')}"
        if not self.greedy:
            return f"{tried}: {exhaustive}."
        return (
            f"{tried}: {exhaustive}. There were too many larger sets to try all of them. So the search went "
            "on greedily: it added one safeguard at a time, the one that came nearest to the limits. It may "
            "have missed a smaller or better set."
        )

    @property
    def reform(self) -> str | None:
        """The chosen set as a reform of the policy, YAML; None where there is none."""
        if self.chosen is None:
            return None
        return as_yaml(self.design.policy, changes(self.design.policy, self.chosen))

    def frame(self) -> pa.Table:
        """One row for each set that was tried and each limited harm: the level on the seeds of the search."""
        return pa.Table.from_pylist(
            [
                {"safeguards": ", ".join(sorted(each.added)), "many": len(each.added), "harm": limit.harm,
                 "unit": limit.unit, "most": limit.most, "met": each.mean(limit.harm) <= limit.most,
                 **each.level(limit.harm).to_dict()}
                for each in self.tried for limit in self.limits
            ]
        )  # fmt: skip

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        world, limits = self.world, self.limits
        return {
            "synthetic": True,
            "policy": world.policy.policy,
            "society": world.society.society,
            "citizens": world.citizens,
            "from": world.start.isoformat(),
            "to": world.end.isoformat(),
            "step_minutes": world.step_minutes,
            "world": world.hash,
            "runs": self.runs,
            "corrections": list(world.policy.corrections),
            "takes": HARMS_ALONE,
            "limits": [{"harm": each.harm, "most": each.most, "unit": each.unit} for each in limits],
            "candidates": list(self.candidates),
            "left_out": dict(self.design.refused),
            "searched": self.said,
            "greedy": self.greedy,
            "found": self.confirmed is not None,
            "safeguards": None if self.chosen is None else sorted(self.chosen),
            "confirmed": None if self.confirmed is None else self.confirmed.to_dict(limits),
            "nearest": None if self.nearest is None else self.nearest.to_dict(limits),
            "rejected": [each.to_dict(limits) for each in self.rejected],
            "as_it_is": self.tried[0].to_dict(limits),
            "reform": self.reform,
            "tried": [each.to_dict(limits) for each in self.tried],
        }
