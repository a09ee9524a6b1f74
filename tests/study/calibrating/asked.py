"""A calibration that takes seconds: how often courts order people to pay, from how often they are listed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np

from underheaven.study.calibrating.fitting import Fitted, Round
from underheaven.study.calibrating.found import Calibration
from underheaven.study.calibrating.planning import Plan
from underheaven.study.calibrating.population import Population

RATE = "society.acts.court_order_unmet.per_year"
FILE = f"""
calibration: orders
about: Orders of courts, from listings.
policy: defaulter-list-2017
society: riverton
citizens: 1200
start: 2018-01-01
end: 2018-01-31
draws: 20
rounds: 2
seeds: 2
parameters:
  {RATE}: {{range: [0.12, 1.2]}}
links:
  adults: {{value: 1000000, assumed: an example, range: [900000, 1100000]}}
targets:
  records:
    title: Listings by courts, a year and adult
    of: [source.courts.true]
    over: [person.adults]
    counted: year
    value: 144000
    per: [adults]
    unit: a year
    tolerance: 0.2
    source: an example
    date: "2018"
    people: 1000000
predicted:
  under:
    title: Adults under a consequence
    measure: sanctioned
    value: 20
    unit: of 1,000 adults
    source: an example
    date: "2018"
    people: 1000000
"""


def written(folder: Path, *changes: tuple[str, str], name: str = "asked.yaml") -> Path:
    """The file in a folder, with changes; each must be to something that is there."""
    text = FILE
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after)
    path = folder / name
    path.write_text(text)
    return path


def found_of(plan: Plan, many: int = 12) -> Calibration:
    """A calibration of a plan as if so many draws had been kept, without living any."""
    draw = np.random.default_rng(1)
    places, totals = draw.random((many, len(plan.priors))), (many, len(plan.asked_for.totals))
    near = Population(places, draw.random(many) + 0.1, draw.random(many), 1.0)
    rounds = (Round(40, 1.0, 2.0, float(many), 0.3), Round(20, 0.6, 1.0, near.effective, 0.3))
    observed = plan.observed * (0.5 + draw.random(totals))
    fitted = Fitted(near, rounds, observed, observed, np.ones(totals[1]), ("digest",))
    return Calibration(plan, fitted, dt.date(2026, 1, 1))
