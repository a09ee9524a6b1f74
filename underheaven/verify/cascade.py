"""Who speaks when others do: cascades of Granovetter 1978 and Kuran 1991.

Everybody has a threshold, the share of people who must speak before they do; with F the law of thresholds,
the share x that speaks goes to F(x). A hundred people with thresholds 0, 1, …, 99 all speak in the end;
without the one whose threshold is 1, one does. Normal thresholds of mean 25 (in hundreds) let few speak up
to a deviation of 12.222, and nearly all above it.

A society has at most eight classes of threshold, so that classes stand in for persons. It hears no shares
of people but of what is said: where everybody praises as often as those who speak criticise, the climate is
x/(1 + x), by which thresholds are translated; and it is smoothed over weeks, so that a cascade takes its
time.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from scipy.optimize import brentq
from scipy.special import ndtr, ndtri

from underheaven.engine.cpu import Engine
from underheaven.verify import small
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import RARE, Floats, near, normal

ONE, CITIZENS, WEEKS, CLASSES = 65_536, 20_000, 100, 8
SMOOTHED = small.WEEK / (small.WEEK + 80_640)
"""Weight of the last week in the climate that people go by."""
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


def speaking_at(thresholds: Thresholds, climate: float) -> float:
    """The share whose threshold a climate reaches, in whole 65,536ths as the engine has them."""
    reached = (share for share, asked in thresholds if int(ONE * asked / (1 + asked)) <= ONE * climate)
    return round(sum(reached), 9)


def shares_speaking(thresholds: Thresholds, steps: int, weight: float = SMOOTHED) -> list[float]:
    """The share that speaks in each step, x' = F(x), beginning when nobody has spoken.

    `weight` is that of the last step in the climate.
    """
    climate, out = 0.0, []
    for _ in range(steps):
        out.append(speaking_at(thresholds, climate))
        climate += weight * (out[-1] / (1 + out[-1]) - climate)
    return out


def jump() -> float:
    """The deviation at which few speakers become nearly all: F(x) touches x."""
    few = np.linspace(0, MEAN, 20_001)

    def room(deviation: float) -> float:
        return float((100 * ndtr((few - MEAN) / deviation) - few).min())

    return float(brentq(room, 5, 20, xtol=1e-6))


@dataclass(frozen=True)
class Spoken:
    """By week, float64[weeks]: the share of critical acts considered that were done, the climate that it
    lived in, and the one that follows from what was said before."""

    share: Floats
    climate: Floats
    heard: Floats


def spoken(thresholds: Thresholds) -> Spoken:
    """What the engine's people say."""
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
    engine = Engine(world, archetypes=small.columns(world, np.full(CITIZENS, small.archetype())))
    steps = small.run(engine)
    layout = engine.layout
    tallies = np.array([step.tallies.sum(axis=(0, 1)) for step in steps])
    done, considered = (tallies[:, layout.column(f"act.criticise.{what}")] for what in ("done", "considered"))
    said = np.array([step.public[0] for step in steps], float)
    critical, supportive = (said[:, layout.public.index(what)] for what in ("critical", "supportive"))
    climate, now = [], 0.0
    for share in critical / (critical + supportive):
        climate.append(now)
        now += SMOOTHED * (share - now)
    known = [0.0, *(step.known[0, layout.known.index("climate")] / ONE for step in steps[:-1])]
    return Spoken(done / considered, np.array(known), np.array(climate))


def compare(about: str, thresholds: Thresholds, found: Spoken) -> list[Finding]:
    """The findings about who speaks: first, last, and in each week by the climate that it lived in."""
    acts = small.in_step(OFTEN)

    def deviation(share: float) -> float:
        # Of people, who have a class for good, and of their acts.
        return float(np.sqrt(share * (1 - share) / CITIZENS * (1 + 1 / acts)))

    def off(week: int) -> float:
        share = speaking_at(thresholds, float(found.climate[week]))
        difference = abs(float(found.share[week]) - share)
        return difference / deviation(share) if 0 < share < 1 else (0.0 if difference == 0 else np.inf)

    worst, limit = max(off(week) for week in range(WEEKS)), float(-ndtri(RARE / WEEKS / 2))
    rounding = 2 / SMOOTHED / ONE
    law = shares_speaking(thresholds, WEEKS)
    lived = f"{about}: share that speaks by the climate lived in, largest difference of a week in deviations"
    return [
        *(
            normal(
                f"{about}: share that speaks in week {week}", law[week - 1], float(found.share[week - 1]),
                deviation(law[week - 1]),
            )
            for week in (1, WEEKS)
        ),
        Finding(lived, 0.0, worst, f"at most {limit:.1f}", RARE, worst <= limit),
        near(
            f"{about}: climate against what was said, largest difference", 0.0,
            float(np.abs(found.climate - found.heard).max()), rounding,
        ),
    ]  # fmt: skip


def run() -> Sequence[Finding]:
    """The chain, the chain with a gap, and normal thresholds on both sides of the jump."""
    findings = [near("normal thresholds: the deviation above which nearly all speak", JUMP, jump(), 1e-3)]
    for about, thresholds in (
        ("a chain of thresholds", CHAIN),
        ("the same with a gap", BROKEN),
        *((f"normal thresholds of deviation {wide:g}", normal_classes(wide)) for wide in (NARROW, WIDE)),
    ):
        findings += compare(about, thresholds, spoken(thresholds))
    return findings


CASES = (
    Case(
        name="speech-cascade",
        title="Who speaks when others do",
        checks="thresholds of speech, the opinion climate, its smoothing and its lag",
        kind="engine",
        label="input",
        source="Granovetter 1978; Kuran 1991",
        tolerance="normal limits of a share of people and acts; rounding of the climate",
        false_alarm=1e-6,
        run=run,
    ),
)
