"""Who speaks when others do: cascades of Granovetter 1978 and Kuran 1991.

Everybody has a threshold, the share of people who must speak before they do; with F the law of thresholds,
the share x that speaks goes to F(x). A hundred people with thresholds 0, 1, …, 99 all speak in the end;
without the one whose threshold is 1, one does. Normal thresholds of mean 25 (in hundreds) let few speak up
to a deviation of 12.222, and nearly all above it.

A society has at most eight classes of threshold, so that classes stand in for persons. It hears no shares
of people but of what is said: where everybody praises as often as those who speak criticise, the climate is
x/(1 + x), by which thresholds are translated.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from decimal import Decimal

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr

from underheaven.engine.cpu import Engine
from underheaven.verify import small
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import Floats, near, normal

CITIZENS, WEEKS, CLASSES = 40_000, 12, 8
OFTEN = Decimal(52) * 5
"""Times a year that everybody praises, and considers to criticise."""
Thresholds = list[tuple[float, float]]
"""Share of people, and the share of all who must speak before they do."""
CHAIN: Thresholds = [(1 / CLASSES, max(0.0, (i - 0.5) / CLASSES)) for i in range(CLASSES)]
"""Class i follows once i classes speak. Half a class less is asked, lest chance decide."""
BROKEN: Thresholds = [CHAIN[0], (2 / CLASSES, CHAIN[2][1]), *CHAIN[3:]]
"""Those of the second class wait for one class more, as those of the third do."""
MEAN, JUMP, NARROW, WIDE = 25.0, 12.222, 10.0, 15.0
EDGES = (0.0, 4.0, 8.0, 13.0, 20.0, 30.0, 45.0)
"""Between these lie the thresholds of a class."""


def normal_classes(deviation: float) -> Thresholds:
    """Eight classes in place of normal thresholds; each asks for what its middle does."""
    upto = [*(float(ndtr((edge - MEAN) / deviation)) for edge in EDGES), 1.0]
    shares = [upto[0], *np.diff(upto).tolist()]
    middles = [0.0, *((low + high) / 200 for low, high in itertools.pairwise(EDGES)), 0.6]
    return list(zip(shares, middles, strict=True))


def shares_speaking(thresholds: Thresholds, steps: int) -> list[float]:
    """The share that speaks in each step, x' = F(x), beginning when nobody has spoken."""
    speaking = [0.0]
    for _ in range(steps):
        speaking.append(round(sum(share for share, asked in thresholds if asked <= speaking[-1]), 9))
    return speaking[1:]


def jump() -> float:
    """The deviation at which few speakers become nearly all: F(x) touches x."""
    few = np.linspace(0, MEAN, 20_001)

    def room(deviation: float) -> float:
        return float((100 * ndtr((few - MEAN) / deviation) - few).min())

    return float(brentq(room, 5, 20, xtol=1e-6))


def spoken(thresholds: Thresholds) -> Floats:
    """Share of critical acts considered that were done, float64[weeks], of the engine."""
    whole = [Decimal(round(share, 9)).quantize(Decimal("1e-9")) for share, _ in thresholds]
    whole[-1] += 1 - sum(whole)
    classes = [
        {"share": share, "climate": Decimal(asked / (1 + asked)).quantize(Decimal("1e-9"))}
        for share, (_, asked) in zip(whole, thresholds, strict=True)
    ]
    acts = {
        "criticise": small.act(OFTEN, speech="critical"),
        "praise": small.act(OFTEN, speech="supportive"),
    }
    world = small.world(
        small.policy({}, {}),
        small.society(acts, behaviour={"speech_thresholds": classes}),
        CITIZENS,
        7 * WEEKS,
    )
    people = np.full(CITIZENS, small.archetype())
    engine = Engine(world, archetypes=small.columns(world, people))
    steps = small.run(engine)
    done, considered = (engine.layout.column(f"act.criticise.{what}") for what in ("done", "considered"))
    tallies = np.array([step.tallies.sum(axis=(0, 1)) for step in steps])
    return np.asarray(tallies[:, done] / tallies[:, considered])


def compare(about: str, thresholds: Thresholds, found: Floats, weeks: Sequence[int]) -> list[Finding]:
    """The findings about the share that speaks in some weeks, numbered from 1."""
    law = shares_speaking(thresholds, WEEKS)
    acts = small.in_step(OFTEN)
    findings = []
    for week in weeks:
        share = law[week - 1]
        # Of people, who have a class for good, and of their acts.
        deviation = float(np.sqrt(share * (1 - share) / CITIZENS * (1 + 1 / acts)))
        about_week = f"{about}: share that speaks in week {week}"
        findings.append(normal(about_week, share, float(found[week - 1]), deviation))
    return findings


def run() -> Sequence[Finding]:
    """The chain, the chain with a gap, and normal thresholds on both sides of the jump."""
    findings = [
        *compare("a chain of thresholds", CHAIN, spoken(CHAIN), (1, 2, 4, 8, WEEKS)),
        *compare("the same with a gap", BROKEN, spoken(BROKEN), (1, 8, WEEKS)),
        near("normal thresholds: the deviation above which nearly all speak", JUMP, jump(), 1e-3),
    ]
    for deviation in (NARROW, WIDE):
        classes = normal_classes(deviation)
        about = f"normal thresholds of deviation {deviation:g}"
        findings += compare(about, classes, spoken(classes), (1, WEEKS))
    return findings


CASES = (
    Case(
        name="speech-cascade",
        title="Who speaks when others do",
        checks="thresholds of speech, the opinion climate and its lag",
        kind="engine",
        label="input",
        source="Granovetter 1978; Kuran 1991",
        tolerance="normal limits of a share of people and acts",
        false_alarm=1e-6,
        run=run,
    ),
)
