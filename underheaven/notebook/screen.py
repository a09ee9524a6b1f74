"""The screen of a policy as frames: what Article 5(1)(c) of the AI Act asks about, met or not and why."""

from __future__ import annotations

import shlex

from underheaven.documents.gathering import Gathered, had
from underheaven.measure.screen import screen_run
from underheaven.notebook.given import Change, PolicyLike, SocietyLike, policy_given, society_given
from underheaven.notebook.tables import Tables
from underheaven.notebook.telling import told
from underheaven.policy.fitness import check_fit
from underheaven.policy.screening import Screen as Found
from underheaven.policy.screening import screen as screen_policy
from underheaven.policy.screening.element import NO_VERDICT
from underheaven.record.query import RunFolder
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.screened import fact_rows, screen_rows
from underheaven.report.exports.stamp import Stamp
from underheaven.report.reproduce import files, in_python


class Screen(Tables):
    """The frames `elements` (a row for each treatment and element) and `facts` (what each rests on).

    It lists facts and never concludes. `found` is the screen itself. A name that is neither is an InputError.
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


@told
def screen(policy: PolicyLike, society: SocietyLike = "riverton", *, change: Change | None = None) -> Screen:
    """The screen of a policy in a society, given as `World` takes them.

    Raises InputError where they cannot be read, or do not fit each other.
    """
    found = Gathered()
    rules = found.take(lambda: policy_given("policy", policy, change))
    people = found.take(lambda: society_given("society", society))
    found.settle()
    given, (place, words) = had(rules), had(people)
    check_fit(given.policy, place, given.document)
    policy_arguments, in_society = in_python({**given.words, **words})
    command = shlex.join(["underheaven", "show", given.name, "--screen", "--society", words["society"]])
    stamp = Stamp(
        about=f"{given.policy.title}, in the society {place.title}; the facts are those of a model's policy.",
        command=(*files({**given.words, **words}), command),
        python=(
            *["from decimal import Decimal"] * ("Decimal(" in policy_arguments),
            "import underheaven as uh",
            f"screen = uh.screen({policy_arguments}, {in_society})",
        ),
        corrections=given.policy.corrections,
    )
    return Screen(screen_policy(given.policy, place), stamp)


def screen_of(folder: RunFolder, stamp: Stamp) -> Screen:
    """The screen of a run's policy, with what its counts add; InputError if no calendar year is complete."""
    return Screen(screen_run(folder), stamp.with_python("screen = run.screen()"))
