"""The audit of several runs of one world, which differ in their seeds."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import partial

from underheaven.documents import taking
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import refuse
from underheaven.documents.taking import Whole
from underheaven.notebook.audit import Audit, audit_of
from underheaven.notebook.run import Run
from underheaven.notebook.telling import told


@told
def audit(
    *runs: Run | str | os.PathLike[str],
    year: Whole | None = None,
    by: Iterable[str | Iterable[str]] | None = None,
    deeds: Whole | None = None,
) -> Audit:
    """The audit of one run, or of several of one world with other seeds: then intervals are over seeds.

    `runs` were made, opened, or are folders. `year` is by default the last complete one, `by` what people are
    told apart by (`["group", "group,place"]`), `deeds` how many punished deeds a year count as misconduct.
    Raises InputError as `underheaven audit` does.
    """
    if not runs:
        raise refuse("runs is empty", "an audit is of one run or more", "give runs, or their folders")
    found = Gathered()
    opened = [found.take(partial(_opened, each)) for each in runs]
    found.settle()
    return audit_of([had(each).folder for each in opened], had(opened[0]).stamp, year, by, deeds)


def _opened(run: object) -> Run:
    return run if isinstance(run, Run) else Run(taking.path("runs", run))
