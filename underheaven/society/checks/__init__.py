"""What is wrong with a society by itself: names nobody defined, margins that disagree, impossible chances.

Not public: `import underheaven as uh` is the interface, and this part of it may change with any version.
"""

from __future__ import annotations

from underheaven.documents.problems import InputError
from underheaven.mechanisms.registry import parts
from underheaven.society.checks.acts import check_acts
from underheaven.society.checks.behaviour import check_behaviour
from underheaven.society.checks.cells import check_cells
from underheaven.society.checks.crowding import check_crowding
from underheaven.society.checks.findings import Findings, Origins, check_names
from underheaven.society.checks.people import check_people
from underheaven.society.checks.real import check_names_of_places
from underheaven.society.crowding import WEEK
from underheaven.society.schema import QUINTILES, Society

__all__ = ["check_society"]


def check_society(society: Society, origins: Origins | None = None, *, step_minutes: int = WEEK) -> None:
    """Refuses a society that contradicts itself; raises InputError with every problem at once.

    `origins` give problems their places. Rates must fit into steps of such minutes. Fitting is tried last,
    where nothing else was wrong.
    """
    findings = Findings(origins)
    check_people(society, findings)
    check_acts(society, findings)
    check_behaviour(society, findings)
    for mechanism in parts("checks"):
        mechanism.check(society, findings)
    check_names(findings, ("income",), society.income, QUINTILES)
    check_names_of_places(society, findings)
    findings.settle()
    check_cells(society, findings)
    findings.settle()
    check_crowding(society, findings, step_minutes)
    findings.settle()
    _try_fitting(society, findings)
    findings.settle()


def _try_fitting(society: Society, findings: Findings) -> None:
    """Fit every region, and note what cannot be."""
    # Late: fitting needs NumPy, and a society that was checked elsewhere is read without it.
    from underheaven.society.fitting import cells

    for name in society.regions:
        try:
            cells(society, name)
        except InputError as error:
            for problem in error.problems:
                findings.note(("regions", name), problem.what, problem.why, problem.remedy)
