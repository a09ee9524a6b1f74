"""Whether calibration says as much as it knows: ranks of true parameters among fitted draws are uniform.

Two rates are drawn from their priors, a small world is lived with them, and the rates are fitted to what
was counted in it. If the fitted draws are the posterior, the rank of each true rate among them is as likely
to be any as any other (simulation-based calibration: Cook, Gelman and Rubin 2006; Talts and others 2018).
Draws that lie too close together, too far apart or to one side show in the ranks.

The world goes through the engine as any other: slips and frauds of forty-five adults in half a year, all
recorded. Fitted are both rates, to all records of an adult and year and to the share of frauds in them.
Two hundred fits take long, so that they are kept in a file (`underheaven/verify/fitted.json`) that
`python -m tools.fitted FOLDER` makes; a few of them, chosen by a seed, are lived again and must be the same.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Sequence
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import chi2, kstwo

from underheaven.documents.document import Document
from underheaven.engine.cpu import simulate
from underheaven.engine.world import World
from underheaven.society.schema import QUINTILES, SEXES, Society
from underheaven.study.assuming.told import told
from underheaven.study.calibrating.counting import reading_of
from underheaven.study.calibrating.file import Total
from underheaven.study.calibrating.fitting import Fitting, Fresh, Settings, design_of
from underheaven.study.calibrating.population import Floats, Population, weighted_quantiles
from underheaven.study.calibrating.priors import Prior
from underheaven.study.calibrating.worlds import FittedWorld
from underheaven.study.sweeping.kept import hash_of
from underheaven.study.sweeping.keys import key_of
from underheaven.verify import small
from underheaven.verify.case import Case, Finding

KEPT = Path(__file__).parent / "fitted.json"
FITS, BINS, AGAIN = 200, 10, 2
"""Fits, bins of their ranks, and fits that are lived again."""
CITIZENS, WEEKS = 50, 26
LOW, HIGH = "0.1", "1"
"""Ends of both priors, acts a year."""
RATES = ("society.acts.slip.per_year", "society.acts.fraud.per_year")
AGES = {"small": Decimal("0.02"), "young": Decimal("0.08"), "working": Decimal("0.6"), "old": Decimal("0.3")}
SETTINGS = Settings(60, 5, 0.5, 1, 1)
FALSE_ALARM = 1e-3


@cache
def world() -> World:
    """The world whose rates are fitted."""
    acts = {"slip": small.act(1), "fraud": small.act(1)}
    sources = {"lenses": small.source({"slip": 1}), "auditors": small.source({"fraud": 1})}
    of = small.policy(sources, {"slip": -1, "fraud": -1})
    return small.world(of, _society(acts), CITIZENS, 7 * WEEKS, community_size=512).checked()


def _society(acts: dict[str, Any]) -> Society:
    """One region of which nine in ten are adults, whole enough to be checked as a file is."""
    fifths = {"values": dict.fromkeys(QUINTILES, Decimal("0.2"))}
    region = {
        "title": "Plain", "tile": (0, 0), "population": 100_000, "urban": 1,
        "age_sex": {"values": {f"{band}/{sex}": share / 2 for band, share in AGES.items() for sex in SEXES}},
        "groups": {"values": {"all": 1}}, "quintiles_urban": fifths, "quintiles_rural": fifths,
        "opinions": {"values": {"none": 1}}, "household_sizes": {"values": {"2": 1}},
    }  # fmt: skip
    bands = {
        "small": {"first": 0, "last": 2}, "young": {"first": 3, "last": 17},
        "working": {"first": 18, "last": 59}, "old": {"first": 60},
    }  # fmt: skip
    return small.society(acts, age_bands=bands, regions={"plain": region})


def fitting(observed: tuple[float, float], seed: int) -> Fitting:
    """The fit of both rates to what was counted."""
    of = world()
    counted: Any = {
        "records": {"of": ["source.*.true"], "over": ["person.adults"], "counted": "year"},
        "frauds": {"of": ["source.auditors.true"], "over": ["source.*.true"]},
    }
    common = {"value": 1, "unit": "share", "source": "drawn", "date": "drawn", "people": 1_000}
    readings = []
    for name, entry in counted.items():
        total = Total.model_validate({"title": name, **entry, **common})
        reading, _ = reading_of(of, Document("", {}), ("targets", name), total)
        assert reading is not None
        readings.append(reading)
    priors = tuple(Prior(key_of(of, path), Decimal(LOW), Decimal(HIGH)) for path in RATES)
    settings = Settings(SETTINGS.draws, SETTINGS.rounds, SETTINGS.keep, SETTINGS.seeds, seed)
    tolerances = np.full(2, np.nan)
    model = FittedWorld(of, priors, tuple(readings))
    return Fitting(RATES, tuple(counted), np.array(observed), tolerances, model, settings)


def one(number: int) -> dict[str, Any]:
    """One fit: true places, ranks between 0 and 1, and whether 90 % intervals hold the truth."""
    draw = np.random.default_rng([small.SEED, number])
    truth = np.round(draw.random(2), 6)
    blank = fitting((1.0, 1.0), number)
    values = design_of("truth", RATES, truth[None]).values(0)
    counted = Fresh(blank.model)(values, -1 - number, lambda: None).values
    observed = (float(counted["records"] or 0), float(counted["frauds"] or 0))
    found = fitting(observed, number).run({}, predicted=False).population
    return {
        "truth": truth.tolist(),
        "ranks": [_rank(found, truth, place, float(draw.random())) for place in range(2)],
        "held": [_held(found, truth, place) for place in range(2)],
    }


def _rank(found: Population, truth: Floats, place: int, within: float) -> float:
    """The rank among as many draws of equal weight as the draws are worth, spread evenly: 0 to 1."""
    below = float(found.shares[found.places[:, place] < truth[place]].sum())
    return round((below * found.effective + within) / (found.effective + 1), 6)


def _held(found: Population, truth: Floats, place: int) -> bool:
    low, high = weighted_quantiles(found.places[:, place], found.shares, (0.05, 0.95))
    return bool(low <= truth[place] <= high)


def inputs() -> str:
    """The hash of what the fits follow from: the world and what a run of it comes to, the settings and the
    code of the fitting."""
    room = Path(__file__).parents[1] / "study" / "calibrating"
    code = {
        name: ast.dump(ast.parse((room / name).read_text(encoding="utf-8")))
        for name in ("population.py", "fitting.py")
    }
    here = [CITIZENS, WEEKS, LOW, HIGH, list(RATES), SETTINGS.__dict__, small.SEED, FITS]
    run = simulate(world(), 1).digests["run"]
    return hash_of({"run": run, "world": told(world()), "code": code, "settings": here})


def compare(fits: Sequence[dict[str, Any]]) -> list[Finding]:
    """Ranks of each rate against the uniform law, twice, and how many intervals hold the truth."""
    findings = []
    for place, path in enumerate(RATES):
        ranks = np.array([fit["ranks"][place] for fit in fits])
        counts = np.histogram(ranks, BINS, (0, 1))[0]
        expected = len(ranks) / BINS
        statistic = float(((counts - expected) ** 2 / expected).sum())
        most = float(chi2.isf(FALSE_ALARM, BINS - 1))
        findings.append(
            Finding(f"{path}: chi-square of the ranks in {BINS} bins", float(BINS - 1), statistic,
                    f"at most {most:.3g}", FALSE_ALARM, statistic <= most,
                    p=float(chi2.sf(statistic, BINS - 1)))
        )  # fmt: skip
        furthest = float(kstwo.isf(FALSE_ALARM, len(ranks)))
        for of, what in ((ranks, "the ranks"), (abs(2 * ranks - 1), "how far ranks are from the middle")):
            apart = _apart(of)
            findings.append(
                Finding(f"{path}: largest distance of {what} from the uniform law", 0.0, apart,
                        f"at most {furthest:.3g}", FALSE_ALARM, apart <= furthest,
                        p=float(kstwo.sf(apart, len(ranks))))
            )  # fmt: skip
    return findings


def _apart(ranks: Any) -> float:
    """Kolmogorov's distance of ranks from the uniform law on 0 to 1."""
    ordered, many = np.sort(ranks), len(ranks)
    ends = np.arange(many + 1) / many
    return float(max((ends[1:] - ordered).max(), (ordered - ends[:-1]).max()))


def kept() -> dict[str, Any]:
    """The file of fits."""
    found: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8"))
    return found


def run(again: int) -> Sequence[Finding]:
    """What the file says, that it is of today's inputs, and so many of its fits once more."""
    file = kept()
    current = file["inputs"] == inputs()
    findings = [
        Finding("the fits are of the inputs as they are", inputs(), file["inputs"], "equal", 0, current),
        Finding("fits that are kept", float(FITS), float(len(file["fits"])), "equal", 0,
                len(file["fits"]) == FITS),
        *compare(file["fits"]),
    ]  # fmt: skip
    chosen = np.random.default_rng(small.SEED).choice(FITS, again, replace=False)
    for number in sorted(map(int, chosen)):
        found = one(number)
        findings.append(
            Finding(f"fit {number} again: ranks", str(file["fits"][number]["ranks"]), str(found["ranks"]),
                    "equal", 0, found == file["fits"][number])
        )  # fmt: skip
    return findings


CASES = (
    Case(
        name="calibration",
        title=f"Ranks of true rates among fitted ones, {FITS} fits",
        checks="the rounds of `calibrate`: draws, weights and tolerances, through the engine",
        kind="engine",
        label="input",
        source="Cook, Gelman and Rubin 2006; Talts and others 2018",
        tolerance="Pearson's chi-square and Kolmogorov's distance at their limits of one in a thousand",
        false_alarm=FALSE_ALARM,
        run=partial(run, AGAIN),
        quick=False,
    ),
)
