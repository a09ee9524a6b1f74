"""The smallest set of safeguards that brings harms below limits, as frames. It takes harms alone."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from typing import Any

from underheaven.documents import taking
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.taking import Day, Whole
from underheaven.notebook.ablation import CITIZENS, END, START, safeguards_given, study_stamp
from underheaven.notebook.asked import Settings
from underheaven.notebook.given import PolicyLike, SocietyLike
from underheaven.notebook.progress import progress as progress_of
from underheaven.notebook.tables import Tables
from underheaven.notebook.telling import told
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.study.ablate import MOST_SEEDS
from underheaven.study.ceilings import ceilings
from underheaven.study.found import Found
from underheaven.study.limits import MOST_THREADS
from underheaven.study.pool import on_threads
from underheaven.study.seek import FRESH, MOST_RUNS, SEARCHED
from underheaven.study.seek import seek as search
from underheaven.study.weighing import kept_in

MANY_RUNS = 1_000_000


class Search(Tables):
    """The frame `tried`: every set that was tried, and each limited harm under it.

    `chosen` are the safeguards that were found and `reform` the policy with them, as YAML; both are None
    where none was found. `found` is the search itself. A name that is no frame is an InputError.
    """

    def __init__(self, found: Found, stamp: Stamp) -> None:
        self.found = found
        frame = Frame.of_table(
            "Sets of safeguards that were tried",
            found.frame(),
            stamp.with_python("found['tried'].save('tried.csv')"),
        )
        end = (
            "none was found"
            if found.chosen is None
            else f"found: {', '.join(sorted(found.chosen)) or 'none is needed'}"
        )
        super().__init__(
            {"tried": frame}, stamp, [found.said, f"Smallest set that keeps to the limits: {end}."]
        )

    @property
    def chosen(self) -> tuple[str, ...] | None:
        """The smallest set that keeps to the limits on fresh seeds; None where none was found."""
        return None if self.found.chosen is None else tuple(sorted(self.found.chosen))

    @property
    def reform(self) -> str | None:
        """The set as a reform of the policy, YAML, which `World` takes; None where there is none."""
        return self.found.reform

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values: what `underheaven seek --json` prints."""
        return self.found.to_dict()


@told
def seek(
    policy: PolicyLike,
    limits: str | Iterable[str],
    society: SocietyLike = "riverton",
    *,
    seeds: Whole = SEARCHED,
    seed: Whole = 1,
    safeguards: Iterable[str] | None = None,
    start: Day = START,
    end: Day = END,
    citizens: Whole = CITIZENS,
    runs: Whole = MOST_RUNS,
    threads: Whole | None = None,
    folder: str | os.PathLike[str] | None = None,
    progress: bool | None = None,
) -> Search:
    """Look for the fewest safeguards that bring harms below limits, such as "sanctioned in error <= 5".

    It takes harms alone, never control. `seeds` is the number of seeds on which sets are tried, `runs` the
    number after which sets are no longer tried all. Other arguments are those of `ablate`. Raises InputError
    as `ablate` does, and for a limit that is none.
    """
    found = Gathered()
    asked_for = found.take(lambda: _limits(limits))
    many = found.take(lambda: taking.whole("seeds", seeds, 2, MOST_SEEDS))
    chosen = found.take(lambda: safeguards_given(safeguards))
    most = found.take(lambda: taking.whole("runs", runs, 1, MANY_RUNS))
    workers = found.take(lambda: taking.some_whole("threads", threads, 1, MOST_THREADS))
    place = found.take(lambda: taking.some_path("folder", folder))
    shown = found.take(lambda: taking.some_flag("progress", progress))
    # A study runs many worlds: None for all of the society's citizens is refused.
    found.take(lambda: taking.whole("citizens", citizens, 1))
    asked = Settings(society, start, end, citizens, seed).worlds(found, [("policy", policy)])
    with kept_in(place) as known, progress_of("Seeking", shown) as on_run:
        sought = search(
            asked.models[0], had(asked_for), chosen, seeds=(had(many), FRESH), most_runs=had(most),
            pool=on_threads(workers), known=known, on_run=on_run,
        )  # fmt: skip
    options = [word for each in had(asked_for) for word in ("--limit", each)]
    arguments = [f"limits={list(had(asked_for))!r}"]
    if had(most) != MOST_RUNS:
        options += ["--runs", str(most)]
        arguments.append(f"runs={most}")
    return Search(sought, study_stamp("seek", asked, had(many), chosen, options, arguments))


def _limits(value: object) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    every = list(listed) if isinstance(listed, Iterable) and not isinstance(listed, bytes | Mapping) else []
    if not every:
        raise taking.unfit("limits", value, "a list of limits", "['sanctioned in error <= 5']")
    texts = tuple(taking.text("limits", each, "a limit such as 'sanctioned in error <= 5'") for each in every)
    with taking.named("limits"):
        ceilings(texts)
    return texts
