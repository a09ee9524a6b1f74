"""Gaps between kinds of people: crude, standardised, and the part that is composition."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from underheaven.measure.audit import Audit
from underheaven.measure.rows import Row
from underheaven.measure.standardised import STRATA
from underheaven.report.contrasts import signed
from underheaven.report.said import axes, called, whom
from underheaven.report.words import SPACE, listed

TOLD = ("under", "error_share", "denied", "denied_share", "prevented", "loss_over_income", "chill_critical")
"""Measures whose gaps stand in the tables of a report and an audit; the table `audit` has those of all."""
EXPLAINED = (
    "Standardised: at the same group, residence and income (but for the one that is told apart), as the "
    "whole society has them. Composition: the part of the crude gap that is due to the two having other "
    "residences and incomes (Kitagawa 1955); the rest is due to what happens to people of the same kind."
)


@dataclass(frozen=True)
class Gap:
    """A gap of one measure between two categories, by `by`; values are None where they are missing."""

    by: str
    measure: str
    title: str
    unit: str
    category: str
    against: str
    crude: Row
    standardised: Row
    composition: Row

    @property
    def named(self) -> str:
        """`holm less weir`."""
        return f"{called(self.category)} less {called(self.against)}"

    def said(self, row: Row) -> str:
        """A difference with its sign; a dash where it is missing."""
        return "-" if row.value is None else signed(row.value, self.unit)

    def sure(self, row: Row) -> str:
        """The interval of a difference; nothing where there is none."""
        if row.low is None or row.high is None:
            return ""
        low, high = (signed(end, self.unit).replace(f"{SPACE}pp", "") for end in (row.low, row.high))
        return f"{low} to {high}"


def gaps(audit: Audit, measures: tuple[str, ...] = TOLD) -> Iterator[Gap]:
    """The gaps of some measures by group, residence and income, in the order of the audit."""
    for by in STRATA:
        for measure in measures:
            crude, standardised, composition = (
                {row.category: row for row in audit.of("disparity", f"{measure}{which}", by=by)}
                for which in ("_difference", "_standardised_difference", "_composition_difference")
            )
            for category, row in crude.items():
                if category in standardised and row.value is not None:
                    yield Gap(
                        by,
                        measure,
                        row.title.removesuffix(": difference"),
                        row.unit,
                        category,
                        row.against,
                        row,
                        standardised[category],
                        composition[category],
                    )


def in_words(audit: Audit, by: str) -> str:
    """The gaps of being under a consequence by one of group, place and quintile; nothing without any."""
    found = [gap for gap in gaps(audit, ("under",)) if gap.by == by]
    known = [gap for gap in found if gap.standardised.value is not None and gap.composition.value is not None]
    if not known:
        return ""
    others = listed([axes(each) for each in STRATA if each != by])
    told = [
        f"In {whom(gap.category)} the difference is {gap.said(gap.crude)}: {gap.said(gap.standardised)} at "
        f"the same {others}, and {gap.said(gap.composition)} due to composition."
        for gap in known
    ]
    against = whom(known[0].against)
    head = f"Shares under a consequence, compared with {against}, in percentage points (pp)."
    text = " ".join([head, *told])
    # In a sentence a unit may begin a line: no space of it is kept together.
    return text.replace(SPACE, " ")
