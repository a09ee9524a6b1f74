"""What a calibration found: fitted parameters, and what they bring about beside what was observed."""

from __future__ import annotations

import datetime as dt
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np
import pyarrow as pa

from underheaven.engine.world import MODEL_VERSION
from underheaven.study.calibrating.fitting import Fitted
from underheaven.study.calibrating.planning import Plan
from underheaven.study.calibrating.population import Floats, weighted_quantiles
from underheaven.study.pool import ALONE, Pool
from underheaven.study.sweeping.living import OnRun, unheard
from underheaven.study.sweeping.tables import write

FILE, TABLE = "calibration.json", "posterior.parquet"
ENDS = (0.05, 0.5, 0.95)
Verdict = Literal["met", "not met"]


@dataclass(frozen=True)
class Marginal:
    """A parameter: its prior, and mean, 5th, 50th and 95th percentile of its weighted draws.

    `spread` is the width between the percentiles over that of the prior: 1 where nothing was learnt.
    """

    key: str
    prior_low: float
    prior_high: float
    mean: float
    low: float
    median: float
    high: float
    spread: float


@dataclass(frozen=True)
class Predicted:
    """A total: what was observed, and what the prior and the fitted draws bring about with fresh seeds.

    Percentiles are the 5th, 50th and 95th; None where it is undefined. `verdict` says whether the observed
    total lies within those of the fitted draws.
    """

    name: str
    title: str
    unit: str
    fitted: bool
    observed: float
    prior: tuple[float, float, float] | None
    posterior: tuple[float, float, float] | None
    verdict: Verdict
    source: str
    date: str


@dataclass(frozen=True)
class Calibration:
    """A plan and what came of it. Everybody in its runs is synthetic."""

    plan: Plan
    fitted: Fitted
    date: dt.date

    @property
    def values(self) -> Floats:
        """The values of the parameters in the draws that were kept, float64[draws, parameters]."""
        return np.array([
            [float(prior.value(place)) for prior, place in zip(self.plan.priors, row, strict=True)]
            for row in self.fitted.population.places
        ])  # fmt: skip

    @property
    def marginals(self) -> list[Marginal]:
        """The parameters, in the order of the file."""
        shares, found = self.fitted.population.shares, []
        places = self.fitted.population.places
        for place, (prior, values) in enumerate(zip(self.plan.priors, self.values.T, strict=True)):
            low, median, high = weighted_quantiles(values, shares, ENDS)
            first, _, last = weighted_quantiles(places[:, place], shares, ENDS)
            found.append(
                Marginal(
                    prior.key.path, float(prior.low), float(prior.high), float(shares @ values), low, median,
                    high, (last - first) / (ENDS[2] - ENDS[0]),
                )
            )  # fmt: skip
        return found

    @property
    def totals(self) -> list[Predicted]:
        """Targets, and then what was predicted and not seen."""
        of, found = self.plan.asked_for, []
        shares = self.fitted.population.shares
        for place, (name, total) in enumerate(of.totals.items()):
            observed = float(self.plan.observed[place])
            reached = self.fitted.reached[:, place]
            prior = _percentiles(reached, np.full(len(reached), 1 / len(reached)))
            posterior = _percentiles(self.fitted.predicted[:, place], shares)
            within = posterior is not None and posterior[0] <= observed <= posterior[2]
            found.append(
                Predicted(
                    name, total.title, total.unit, name in of.targets, observed, prior, posterior,
                    "met" if within else "not met", total.source, total.date,
                )
            )  # fmt: skip
        return found

    def table(self) -> pa.Table:
        """A row for each draw that was kept: its weight, its distance, its parameters, and its totals."""
        population = self.fitted.population
        columns = {"weight": population.shares, "distance": population.distances}
        columns |= dict(zip((each.key.path for each in self.plan.priors), self.values.T, strict=True))
        columns |= {
            f"total {name}": self.fitted.predicted[:, place]
            for place, name in enumerate(self.plan.asked_for.totals)
        }
        titles = {"weight": "share of the posterior", "distance": "distance from the targets, in tolerances"}
        fields = [
            pa.field(name, pa.float64(), metadata={"title": titles.get(name, name), "unit": "number"})
            for name in columns
        ]
        who = pa.field("people", pa.string(), metadata={"title": "who the people are", "unit": "name"})
        schema = pa.schema([*fields, who], {"people": "everybody is synthetic"})
        arrays = [pa.array(each, pa.float64(), from_pandas=True) for each in columns.values()]
        return pa.table([*arrays, pa.array(["synthetic"] * len(population.shares))], schema=schema)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values."""
        return {
            "synthetic": True,
            "date": self.date.isoformat(),
            "inputs": self.plan.hash,
            "model_version": MODEL_VERSION,
            "calibration": self.plan.asked_for.calibration,
            **self.plan.asked,
            "links": {
                name: each.model_dump(mode="json", exclude_none=True)
                for name, each in self.plan.asked_for.links.items()
            },
            "marginals": [asdict(each) for each in self.marginals],
            "totals": [asdict(each) for each in self.totals],
            "by_round": [_plain(asdict(each)) for each in self.fitted.rounds],
            "effective": self.fitted.population.effective,
            "runs": sum(each.runs for each in self.fitted.rounds)
            + len(self.fitted.predicted) * self.plan.settings.seeds,
            "digests": list(self.fitted.digests),
            "corrections": list(self.plan.world.policy.corrections),
        }

    def write(self, folder: Path) -> list[Path]:
        """The table of the draws in a folder; the paths that were written."""
        write(folder / TABLE, self.table())
        return [folder / TABLE]


def calibrate(
    plan: Plan, *, pool: Pool = ALONE, folder: Path | None = None, on_run: OnRun = unheard
) -> Calibration:
    """Fit what a plan asks, and live what was fitted once more.

    With a `folder` every run is kept there when it ends, and a calibration that was killed goes on.
    InputError for targets that no draw of the prior comes near, once the prior was lived.
    """
    fitted = plan.fitting.run(plan.asked, folder, pool, on_run, plan.require_reachable)
    return Calibration(plan, fitted, dt.datetime.now(dt.UTC).date())


def _percentiles(values: Floats, shares: Floats) -> tuple[float, float, float] | None:
    defined = np.isfinite(values)
    if not defined.any():
        return None
    low, median, high = weighted_quantiles(values[defined], shares[defined] / shares[defined].sum(), ENDS)
    return low, median, high


def _plain(data: dict[str, Any]) -> dict[str, Any]:
    return {name: None if isinstance(each, float) and np.isnan(each) else each for name, each in data.items()}
