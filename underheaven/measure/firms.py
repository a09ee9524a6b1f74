"""Firms: their standing, what they no longer do, and what their people lose by it.

A firm is counted with its first employee: by group, place and quintile it is where that employee is.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from underheaven.measure.counts import Counts, Floats, ratio
from underheaven.measure.denial import THOUSAND
from underheaven.measure.frame import MINUTES_PER_YEAR, SIXTEENTHS, Frame
from underheaven.measure.specification import NO_ACTS, NO_FIRMS, Specification, every, one, when

SECTION = "specification, section 26"
NO_EMPLOYEES = "nobody is employed"


def score(counts: Counts) -> Floats:
    """Mean score of firms, points."""
    return ratio(counts["firm.score_sum"] / SIXTEENTHS, counts["firm.firms"])


def under(counts: Counts, consequence: str) -> Floats:
    """Share of firm-steps under a consequence."""
    return ratio(counts[f"firm_consequence.{consequence}.under"], counts["firm.firms"])


def entered(counts: Counts, consequence: str) -> Floats:
    """Times that firms fall under a consequence, per thousand firm-years."""
    years = counts["firm.firms"] * counts.frame.step_minutes / np.float64(MINUTES_PER_YEAR)
    return ratio(THOUSAND * counts[f"firm_consequence.{consequence}.entered"], years)


def employees(counts: Counts, consequence: str) -> Floats:
    """Share of the employed who work in a firm under a consequence."""
    return ratio(counts[f"firm_consequence.{consequence}.employees"], counts["firm.employees"])


def wages(counts: Counts) -> Floats:
    """Yuan of wages lost, a year per person employed: cuts add, and everybody has the mean income."""
    firms = counts.frame.world.policy.firms
    cuts = (
        {}
        if firms is None
        else {name: float(each.wage_cut.value) for name, each in firms.consequences.items()}
    )
    lost = np.zeros(counts.tallies.shape[:-1])
    for name, cut in cuts.items():
        lost += cut * counts[f"firm_consequence.{name}.employees"]
    return float(np.mean(counts.frame.income)) * ratio(lost, counts["firm.employees"])


def held_back(counts: Counts, kind: str) -> Floats:
    """Share held back of the acts of firms that would have been done."""
    held = counts[f"firm_act.{kind}.held_back"]
    return ratio(held, held + counts[f"firm_act.{kind}.done"])


def recall(counts: Counts, kind: str) -> Floats:
    """Share of the acts of firms that are recorded."""
    return ratio(counts[f"firm_act.{kind}.recorded"], counts[f"firm_act.{kind}.done"])


def passed_over(counts: Counts) -> Floats:
    """Employees barred from representing their firm, per thousand employed."""
    return ratio(THOUSAND * counts["firm.passed_over"], counts["firm.employees"])


def headless(counts: Counts) -> Floats:
    """Share of firm-steps without a representative."""
    return ratio(counts["firm.without_representative"], counts["firm.firms"])


def _scheme(frame: Frame) -> bool:
    return frame.world.society.firms is not None and frame.world.policy.firms is not None


def _barred(frame: Frame) -> bool:
    consequences = frame.world.policy.consequences.values()
    return frame.world.society.firms is not None and any(each.bars_representative for each in consequences)


def _ruled(frame: Frame) -> Mapping[str, str]:
    """Kinds of firm act that have a rule, and their titles."""
    firms, scheme = frame.world.society.firms, frame.world.policy.firms
    if firms is None or scheme is None:
        return {}
    return {name: act.title for name, act in firms.acts.items() if name in scheme.rules}


def _cuts(frame: Frame) -> bool:
    firms = frame.world.policy.firms
    return firms is not None and any(each.wage_cut.value for each in firms.consequences.values())


SPECIFICATIONS = (
    Specification(
        name="firm_score",
        title="Mean score of firms",
        unit="points",
        formula="Σ score / firms, over firm-steps",
        source=SECTION,
        direction="higher: better standing",
        label="emergent",
        undefined=NO_FIRMS,
        bind=when(_scheme, one(score)),
        lowest=None,
    ),
    Specification(
        name="firms_under.CONSEQUENCE",
        title="Firms under",
        unit="share",
        formula="firm-steps that end under it / firm-steps",
        source=SECTION,
        direction="more: more firms punished, or for longer",
        label="emergent",
        undefined=NO_FIRMS,
        bind=every(lambda frame: frame.firm_consequences, under),
        each="consequence of firms",
        highest=1.0,
    ),
    Specification(
        name="firms_entered.CONSEQUENCE",
        title="Firms that fall under",
        unit="per thousand firm-years",
        formula="1000 × firms that enter / firm-years",
        source=SECTION,
        direction="more: more firms fall under it, or more often",
        label="emergent",
        undefined=NO_FIRMS,
        bind=every(lambda frame: frame.firm_consequences, entered),
        each="consequence of firms",
    ),
    Specification(
        name="employees_under.CONSEQUENCE",
        title="Employed in firms under",
        unit="share",
        formula="employees of firms under it / employees, over person-steps",
        source=SECTION,
        direction="more: more people pay for what their firm did",
        label="emergent",
        undefined=NO_EMPLOYEES,
        bind=every(lambda frame: frame.firm_consequences, employees),
        each="consequence of firms",
        highest=1.0,
    ),
    Specification(
        name="wages_lost",
        title="Wages lost to what happens to firms",
        unit="yuan a year per person employed",
        formula="mean income × Σ over consequences: share of wages lost × employees under it / employees",
        source=SECTION,
        direction="more: people lose more for what their firm did",
        label="calibrated",
        undefined=NO_EMPLOYEES,
        bind=when(lambda frame: frame.firm_consequences and _cuts(frame) and any(frame.income), one(wages)),
    ),
    Specification(
        name="firm_held_back.FIRM_ACT",
        title="Held back by firms",
        unit="share",
        formula="held back / (done + held back) of this kind",
        source="Becker 1968",
        direction="more: more deterrence",
        label="calibrated",
        undefined=NO_ACTS,
        bind=every(_ruled, held_back),
        each="kind of act of firms that has a rule",
        highest=1.0,
    ),
    Specification(
        name="firm_recall.FIRM_ACT",
        title="Recall of acts of firms",
        unit="share",
        formula="recorded / done of this kind",
        source=SECTION,
        direction="more: fewer acts go unseen",
        label="input",
        undefined="no such act was done",
        bind=every(_ruled, recall),
        each="kind of act of firms that has a rule",
        highest=1.0,
    ),
    Specification(
        name="passed_over",
        title="Barred from representing their firm",
        unit="per thousand employed",
        formula="1000 × employees under a consequence that bars them / employees, over person-steps",
        source=SECTION,
        direction="more: more people kept from leading",
        label="emergent",
        undefined=NO_EMPLOYEES,
        bind=when(_barred, one(passed_over)),
    ),
    Specification(
        name="without_representative",
        title="Firms that nobody may represent",
        unit="share",
        formula="firm-steps in which every employee is barred / firm-steps",
        source=SECTION,
        direction="more: more firms without a head",
        label="emergent",
        undefined=NO_FIRMS,
        bind=when(_barred, one(headless)),
        highest=1.0,
    ),
)
