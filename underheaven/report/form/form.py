"""The whole form: what it is, its six points, and the screen of Article 5(1)(c) behind them."""

from __future__ import annotations

from dataclasses import dataclass

from underheaven.measure.screen import counted_run
from underheaven.policy.flags import flags
from underheaven.policy.screening import Screen
from underheaven.record.query import RunFolder
from underheaven.report.form.affected import affected
from underheaven.report.form.oversight import measures, oversight
from underheaven.report.form.parts import Section
from underheaven.report.form.risks import risks
from underheaven.report.form.uses import period, process
from underheaven.report.reproduce import again, label
from underheaven.report.results import Results

WHAT_THIS_IS = (
    "A form in the shape of Article 27(1)(a) to (f) of Regulation (EU) 2024/1689, the fundamental rights "
    "impact "
    "assessment that some deployers of high-risk AI systems make. It is filled from a simulation: what a "
    "policy's file says "
    "and what a run counted. It is a comparator for teaching and research, no assessment of a real system, "
    "and no advice. "
    "It concludes nothing; what a run cannot know is left open and marked."
)
NOT_DEPLOYED = (
    "Article 27 is about systems that may be used. What Article 5(1)(c) forbids may not be used at all, "
    "whatever a form "
    "says; the facts that it asks about are in the annex."
)


@dataclass(frozen=True)
class Form:
    """A filled form. `command` makes the run again; `digest` is None where the run was interrupted."""

    title: str
    policy: str
    society: str
    counts: str
    flags: tuple[str, ...]
    corrections: tuple[str, ...]
    sections: tuple[Section, ...]
    screened: Screen
    command: str
    world: str
    digest: str | None


def form_of(folder: RunFolder) -> Form:
    """Fill the form from a run; InputError if no calendar year of it is complete."""
    results = Results.of(folder)
    screened, run = counted_run(folder)
    world, given = results.world, results.given
    return Form(
        title=world.policy.title,
        policy=label(world.policy.policy, given.get("policy")),
        society=f"{world.society.title} ({label(world.society.society, given.get('society'))})",
        counts=screened.counts,
        flags=flags(world.policy),
        corrections=world.policy.corrections,
        sections=(
            process(results),
            period(results),
            affected(results),
            risks(results, screened, run),
            oversight(results),
            measures(results),
        ),
        screened=screened,
        command=again(world, given).command,
        world=world.hash,
        digest=results.provenance.digests.get("run"),
    )
