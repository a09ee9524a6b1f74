"""The screen of a policy as frames: what Article 5(1)(c) of the AI Act asks about, met or not and why."""

from __future__ import annotations

import shlex
from pathlib import Path

from underheaven.measure.screen import screen_run
from underheaven.notebook.tables import Tables
from underheaven.policy.fitness import check_fit
from underheaven.policy.loading import load_policy_document
from underheaven.policy.screening import Screen as Found
from underheaven.policy.screening import screen as screen_policy
from underheaven.policy.screening.element import NO_VERDICT
from underheaven.record.query import RunFolder
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.screened import fact_rows, screen_rows
from underheaven.report.exports.stamp import Stamp
from underheaven.report.reproduce import asked_by
from underheaven.society.loading import load_society


class Screen(Tables):
    """The frames `elements` (a row for each treatment and element) and `facts` (what each rests on).

    It lists facts and never concludes. `found` is the screen itself.
    """

    def __init__(self, found: Found, stamp: Stamp) -> None:
        self.found = found
        frames = {
            name: Frame.of_rows(title, rows, stamp.with_python(f"screen[{name!r}].save('{name}.csv')"))
            for name, title, rows in (
                ("elements", "What is asked of each treatment", screen_rows(found)),
                ("facts", "The facts that answers rest on, each with the keys and counts", fact_rows(found)),
            )
        }
        counts = [f"Counts are of {found.counts}."] if found.counts else []
        super().__init__(frames, stamp, [NO_VERDICT, *counts])


def screen(policy: str | Path, society: str | Path = "riverton") -> Screen:
    """The screen of a policy, by name or file, in a society; InputError where they cannot be read or fit."""
    people = load_society(str(society))
    rules, document = load_policy_document(str(policy))
    check_fit(rules, people, document)
    names = asked_by(policy), asked_by(society)
    stamp = Stamp(
        about=f"{rules.title}, in the society {people.title}; the facts are those of a model's policy.",
        command=(shlex.join(["underheaven", "show", names[0], "--screen", "--society", names[1]]),),
        python=("import underheaven as uh", f"screen = uh.screen({names[0]!r}, {names[1]!r})"),
        corrections=rules.corrections,
    )
    return Screen(screen_policy(rules, people), stamp)


def screen_of(folder: RunFolder, stamp: Stamp) -> Screen:
    """The screen of a run's policy, with what its counts add; InputError if no calendar year is complete."""
    return Screen(screen_run(folder), stamp.with_python("screen = run.screen()"))
