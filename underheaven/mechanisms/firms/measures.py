"""Firms: their standing, what they no longer do, and what their people lose by it.

A firm is counted with its first employee: by group, place and quintile it is where that employee is.
"""

from __future__ import annotations

from underheaven.measure.expression import Data, sixteenths
from underheaven.measure.specification import NO_ACTS, NO_FIRMS, Specification

SUBJECT, PLACE = "Firms", 160

SECTION = "specification, section 26"
NO_EMPLOYEES = "nobody is employed"
LOST: Data = {
    "total": [
        "consequence",
        "firm_consequences",
        {
            "times": [
                {"world": "firm_consequence.{consequence}.wage_cut"},
                ["firm_consequence.{consequence}.employees"],
            ]
        },
    ]
}
"""Wages lost, of the mean income of everybody: cuts add."""

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
        expression={"ratio": [sixteenths("firm.score_sum"), ["firm.firms"]]},
        where="firm_scheme",
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
        expression={"ratio": [["firm_consequence.{consequence}.under"], ["firm.firms"]]},
        entries="firm_consequences",
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
        expression={
            "per_thousand_years": [
                ["firm_consequence.{consequence}.entered"],
                {"times": [["firm.firms"], {"world": "step_minutes"}]},
            ]
        },
        entries="firm_consequences",
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
        expression={"ratio": [["firm_consequence.{consequence}.employees"], ["firm.employees"]]},
        entries="firm_consequences",
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
        expression={"times": [{"world": "mean_income"}, {"ratio": [LOST, ["firm.employees"]]}]},
        where="wage_cuts",
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
        expression={
            "ratio": [
                ["firm_act.{firm_act}.held_back"],
                ["firm_act.{firm_act}.held_back", "firm_act.{firm_act}.done"],
            ]
        },
        entries="ruled_firm_acts",
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
        expression={"ratio": [["firm_act.{firm_act}.recorded"], ["firm_act.{firm_act}.done"]]},
        entries="ruled_firm_acts",
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
        expression={"per_thousand": [["firm.passed_over"], ["firm.employees"]]},
        where="barred_representatives",
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
        expression={"ratio": [["firm.without_representative"], ["firm.firms"]]},
        where="barred_representatives",
        highest=1.0,
    ),
)
