"""Reckoning with a record, against its closed forms: what is done falls as the gain's survivor function says.

Everybody considers the same act, gains by it what an exponential distribution says, and loses points that are
worth yuan. With chance p, loss L and mean gain m the share that is still done is exp(-pL/m) (Becker 1968),
and with exponents a and b of chance and loss exp(-p^a L0 (L/L0)^b / m): a loss that bends (b < 1) makes
certainty count more than severity. Beliefs that move by a share w go to the true chance where records and
acts unseen weigh alike, and fall by the factor exp(-w) with each act where nobody watches any more.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import numpy as np

from underheaven.engine.cpu import Engine
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.verify import small
from underheaven.verify.case import Case, Finding
from underheaven.verify.laws import Floats, exact, near, normal

CITIZENS, WEEKS, RATE = 6_000, 26, Decimal(40)
"""People, weeks, and acts that each considers a year."""
PROPENSITY, MEAN, POINT = Decimal("0.8"), 100, 10
"""The share done without a scheme, the mean gain, and what a point is worth, yuan."""
SEVERITY, AT = Decimal("0.5"), 200
"""An exponent of loss, and the loss that counts as it is."""
LIKE = 0.01
"""Penalties of equal expectation deter alike within a hundredth."""
HELD = "act.offence.held_back"


@dataclass(frozen=True)
class Deterred:
    """A penalty, how people reckon with it, and how long they live under it."""

    chance: Decimal
    points: Decimal
    reckoning: dict[str, Any] = field(default_factory=dict)
    belief: dict[str, Any] = field(default_factory=dict)
    point: int = POINT
    rate: Decimal = RATE
    weeks: int = WEEKS
    citizens: int = CITIZENS
    catch: Any = None
    """A chance that changes, in the place of `chance`."""
    more: dict[str, Any] = field(default_factory=dict)
    """Of the policy."""

    def world(self) -> World:
        """People who believe what is published, unless it is said otherwise."""
        reckoning = {
            "point": self.point,
            "chance": {"guess": Decimal("0.5"), **self.belief},
            **self.reckoning,
        }
        act = small.act(self.rate, PROPENSITY, gain={"exponential": MEAN}, forgone=1, outside=True)
        return small.world(
            small.policy(
                {"watch": small.source({"offence": self.catch or self.chance})},
                {"offence": -self.points},
                **self.more,
            ),
            small.society({"offence": act}, behaviour={"deterrence": reckoning}),
            self.citizens,
            7 * self.weeks,
        )


@dataclass(frozen=True)
class Lived:
    """What was counted, week by week, and what everybody believed at the end."""

    columns: dict[str, Floats]
    belief: Floats

    def sum(self, name: str) -> float:
        """A column of acts over the whole run."""
        return float(self.columns[f"act.offence.{name}"].sum())

    @property
    def chance(self) -> float:
        """The mean chance that was perceived."""
        summed, weighed = (self.columns[f"reckon.offence.{what}"].sum() for what in ("chance_sum", "weighed"))
        return float(summed / weighed) / 2**24

    @property
    def left(self) -> float:
        """The share still done of what would have been done without a scheme."""
        return 1 - self.sum("held_back") / (self.sum("done") + self.sum("held_back"))


def lived(of: Deterred, scores: Sequence[int] | None = None) -> Lived:
    """Live it; `scores` are those of everybody at the start, in sixteenths of a point."""
    world = of.world()
    engine = Engine(world, archetypes=small.columns(world, np.full(of.citizens, small.archetype())))
    if scores is not None:
        small.begin(engine, scores)
    steps = small.run(engine)
    return Lived(_columns(engine, steps), engine.state.belief.astype(float) ** 2 / 255**2)


def _columns(engine: Engine, steps: Sequence[StepRecord]) -> dict[str, Floats]:
    tallies = np.array([step.tallies.sum(axis=(0, 1)) for step in steps], float)
    return {name: tallies[:, number] for number, name in enumerate(engine.layout.columns)}


def compare_left(what: str, cost: float, run: Lived) -> Finding:
    """The share still done, against the survivor function at a cost."""
    law, number = math.exp(-cost / MEAN), run.sum("done") + run.sum("held_back")
    deviation = math.sqrt(law * (1 - law) / number)
    return normal(f"{what}: share still done", law, run.left, max(deviation, 1e-6))


def certainty() -> Sequence[Finding]:
    """Risk neutrality, bends, and what is done where every offence is recorded or hardly costs."""
    rare, frequent = (
        lived(Deterred(Decimal(chance), Decimal(points))) for chance, points in (("0.02", "20"), ("0.2", "2"))
    )
    heavy, light = rare.sum("held_back"), frequent.sum("held_back")
    tiny = Deterred(Decimal("0.2"), Decimal("0.0625"))
    bent = {"severity": SEVERITY, "severity_at": AT}
    by_chance, by_loss = (
        lived(Deterred(Decimal(chance), Decimal(points), bent))
        for chance, points in (("0.2", "10"), ("0.1", "20"))
    )
    more = by_chance.sum("held_back") > by_loss.sum("held_back")
    weighed = lived(Deterred(Decimal("0.25"), Decimal(10), {"certainty": Decimal(2)}))
    return [
        near("rare and heavy over frequent and light: acts held back", 1.0, heavy / light, LIKE),
        compare_left("rare and heavy", 0.02 * 20 * POINT, rare),
        compare_left("frequent and light", 0.2 * 2 * POINT, frequent),
        compare_left("loss bent, twice the chance", 0.2 * AT * math.sqrt(100 / AT), by_chance),
        compare_left("loss bent, twice the loss", 0.1 * AT * math.sqrt(200 / AT), by_loss),
        Finding("loss bent: more held back by chance than by loss", "yes", "yes" if more else "no",
                "direction", 1e-6, more),
        compare_left("chance bent", 0.25**2 * 10 * POINT, weighed),
        compare_left("every offence is recorded", 5 * POINT, lived(Deterred(Decimal(1), Decimal(5)))),
        compare_left("a sixteenth of a point", POINT / 80, lived(tiny)),
        compare_left("a hundred points", 200, lived(Deterred(Decimal("0.2"), Decimal(100), rate=Decimal(4)))),
        *_before_it_strikes(),
        *_near_a_threshold(),
    ]  # fmt: skip


def _before_it_strikes() -> Sequence[Finding]:
    """A published penalty that hardly ever strikes: the weeks before the first record."""
    run = lived(Deterred(Decimal("0.00005"), Decimal(10), point=200_000, rate=Decimal(4)))
    records = run.columns["act.offence.recorded"]
    before = int(np.argmax(records > 0)) if records.any() else len(records)
    early = Lived({name: column[:before] for name, column in run.columns.items()}, run.belief)
    what = "a published penalty, in the weeks before the first record"
    return [
        Finding(f"{what}: how many", "at least 4", before, "direction", 1e-6, before >= 4),
        compare_left(what, 0.00005 * 10 * 200_000, early),
    ]


def _near_a_threshold() -> Sequence[Finding]:
    """Half are a record away from house arrest, and half from the end of a privilege."""
    house = {"arrest": {"title": "House arrest", "below": 0, "confines": True}}
    prize = {"prize": {"title": "A prize", "above": 500, "yuan_per_year": 730}}
    reckoning = {"confined_year": 1_461, "horizon_days": Decimal("365.25")}
    of = Deterred(Decimal("0.1"), Decimal(10), reckoning, more={"consequences": house, "privileges": prize},
                  weeks=1, citizens=60_000, rate=Decimal(5))  # fmt: skip
    findings = []
    forgone = float(of.rate * PROPENSITY)
    for what, score, loss in (
        ("far from any threshold", 250, 100.0),
        ("a record away from house arrest", 5, 100 + 1_461 + forgone),
        ("a record away from the end of a privilege", 505, 100 + 730.0),
    ):
        run = lived(of, [16 * score] * of.citizens)
        findings.append(compare_left(what, 0.1 * loss, run))
    return findings


def learning() -> Sequence[Finding]:
    """Beliefs that go to the true chance, fall where nobody watches, and move with every record."""
    weight, chance = Decimal("0.1"), Decimal("0.2")
    alike = {"published": 0, "by_record": weight, "by_unseen": weight}
    findings = []
    for guess in ("0.9", "0.01"):
        run = lived(Deterred(chance, Decimal(1), belief={**alike, "guess": Decimal(guess)}, point=0,
                             weeks=104, rate=Decimal(80)))  # fmt: skip
        p, w = float(chance), float(weight)
        deviation = math.sqrt(w / (2 - w) * p * (1 - p) / CITIZENS)
        findings.append(
            normal(f"from {guess}: mean belief after two years", p, float(run.belief.mean()), deviation)
        )
    findings += [_falls(), _moves(), _hears(), _exactly()]
    return findings


def _deviation(belief: Floats) -> float:
    return float(belief.std() / math.sqrt(len(belief)))


def _falls() -> Finding:
    """Nobody is seen: each act takes a share of the belief away."""
    weight, weeks = Decimal("0.05"), 26
    run = lived(Deterred(Decimal(0), Decimal(1), point=0, weeks=weeks,
                         belief={"published": 0, "by_unseen": weight}))  # fmt: skip
    acts = small.in_step(RATE * PROPENSITY) * weeks
    first = round(math.sqrt(0.5) * 255) ** 2 / 255**2
    law = first * math.exp(-float(weight) * acts)
    return normal("nobody watches: mean belief", law, float(run.belief.mean()), _deviation(run.belief))


def _moves() -> Finding:
    """Records that weigh two thousandths each: less than a level, and they are not lost."""
    weight, weeks, chance = Decimal("0.002"), 10, Decimal("0.2")
    run = lived(Deterred(chance, Decimal(1), point=0, weeks=weeks,
                         belief={"published": 0, "by_record": weight}))  # fmt: skip
    records = small.in_step(RATE * PROPENSITY * chance) * weeks
    first = round(math.sqrt(0.5) * 255) ** 2 / 255**2
    law = 1 - (1 - first) * math.exp(-float(weight) * records)
    what = "records that move belief by less than a level: mean belief"
    return normal(what, law, float(run.belief.mean()), _deviation(run.belief))


def _hears() -> Finding:
    """People who go by records of others alone come to believe the true chance."""
    run = lived(Deterred(Decimal("0.2"), Decimal(1), point=0, weeks=60,
                         belief={"published": 0, "by_others": Decimal("0.2")}))  # fmt: skip
    w, acts = 0.2, small.in_step(RATE * PROPENSITY) * CITIZENS
    deviation = math.sqrt(w / (2 - w) * 0.2 * 0.8 / acts) + _deviation(run.belief)
    return normal("records of others: mean belief", 0.2, float(run.belief.mean()), deviation)


def _exactly() -> Finding:
    """What is counted of what is perceived, where what is published is believed."""
    run = lived(Deterred(Decimal("0.25"), Decimal(1), weeks=2))
    return exact("what is published is perceived", 0.25, run.chance)


CASES = (
    Case(
        name="reckoning",
        title="Certainty, severity and thresholds, weighed against the gain of an act",
        checks="gains, perceived chance, what points, consequences and privileges are worth, and both bends",
        kind="engine",
        label="input",
        source="Becker 1968; Nagin 2013",
        tolerance="normal limits of shares of counts; equal expectations within 1 %",
        false_alarm=1e-6,
        run=certainty,
    ),
    Case(
        name="perceived-chance",
        title="What is believed of the chance of a record goes to the true one",
        checks="beliefs, their levels, what moves them, and what others tell",
        kind="engine",
        label="emergent",
        source="Sah 1991; Anwar and Loughran 2011",
        tolerance="normal limits of means over people",
        false_alarm=1e-6,
        run=learning,
    ),
)
