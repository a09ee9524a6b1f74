"""Standard errors of one run against the spread over seeds, where people hang together.

Under ties, a common climate, ranks and queues nothing has a closed form, and people of a community are alike.
So each of many seeds gives a value and, from its blocks, a standard error; the root of the mean square of the
errors must be the standard deviation of the values. Their ratio is as far from 1 as the chi-square law of a
variance over so many seeds lets it be.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.special import chdtrc, chdtri

from underheaven.measure.results import Value
from underheaven.verify.case import Case, Finding
from underheaven.verify.scale import deviation
from underheaven.verify.shipped import Setting
from underheaven.verify.small import SEED

SEEDS, FALSE_ALARM = 40, 1e-3
SETTING = Setting(citizens=12_000, days=364, community_size=256)
MEASURES = (
    "mean_score", "under", "points_lost", "denied", "mean_dread", "records", "wrong_records", "precision",
    "recall", "error_share", "chill", "deterred", "pull", "gain", "matched", "assortativity",
)  # fmt: skip


def compare(name: str, values: Sequence[Value]) -> Finding:
    """The finding about one measure, from one value of each seed."""
    found = np.array([np.nan if value.value is None else value.value for value in values])
    errors = np.array([deviation(value) for value in values])
    ratio = float(np.sqrt(np.mean(errors**2)) / found.std(ddof=1))
    degrees = len(values) - 1
    most, least = (float(chdtri(degrees, chance)) for chance in (FALSE_ALARM / 2, 1 - FALSE_ALARM / 2))
    low, high = np.sqrt(degrees / most), np.sqrt(degrees / least)
    # Of what an estimate may be off to either side, the side on which it is.
    side = chdtrc(degrees, degrees / ratio**2) if ratio > 0 else 0.0
    p = float(min(1.0, 2 * min(side, 1 - side)))
    return Finding(
        f"{name}: error over spread",
        1.0,
        ratio,
        f"{low:.2f} to {high:.2f}",
        FALSE_ALARM,
        bool(low <= ratio <= high),
        p=p,
    )


def run() -> Sequence[Finding]:
    """Every measure over the same seeds."""
    runs = [SETTING.measures(SEED + 5_000 + seed) for seed in range(SEEDS)]
    return [compare(name, [run[name].all for run in runs]) for name in MEASURES]


CASES = (
    Case(
        name="spread-long",
        title=f"Standard errors against {SEEDS} seeds",
        checks="intervals of one run where people are tied, queue and are ranked",
        kind="engine",
        label="emergent",
        source="Wolter 2007, chapter 4 (jackknife in strata)",
        tolerance="chi-square limits of a variance over the seeds",
        false_alarm=FALSE_ALARM,
        run=run,
        quick=False,
    ),
)
