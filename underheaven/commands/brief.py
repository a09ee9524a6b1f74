"""`underheaven brief`: a run on two pages, alone or beside the same people under another policy."""

from __future__ import annotations

from pathlib import Path

from underheaven.commands.console import output, print_json, unbroken
from underheaven.commands.placing import misplaced
from underheaven.commands.progress import at_work
from underheaven.documents.problems import InputError
from underheaven.notebook.given import policy_given
from underheaven.notebook.living import beside, lived
from underheaven.notebook.run import Run
from underheaven.record.provenance import NOTICE, is_ours
from underheaven.report.brief.content import Brief, brief_of
from underheaven.report.brief.page import write_brief
from underheaven.report.exports.endings import BRIEFS


def brief_command(run: Path, against: str | None, out: Path, replace: bool, as_json: bool) -> None:
    """Write the brief of a run; what is wrong is refused before anything is run or drawn."""
    if problems := misplaced(out, BRIEFS, "a brief", replace):
        raise InputError(problems)
    with at_work("Reading the run", as_json):
        brief = _brief(Run(run), against)
        write_brief(brief, out)
    if as_json:
        print_json({"synthetic": True, "file": str(out), "policies": list(brief.runs), "notice": NOTICE})
    else:
        output().print(unbroken(f"{out}: two pages about synthetic people."))


def _brief(run: Run, against: str | None) -> Brief:
    if against is None:
        return brief_of(run.exports.results)
    # A folder that holds no run may be a policy's file by mistake of the name, and is refused as such.
    other = Run(against) if is_ours(Path(against)) else _under(run, against)
    return brief_of(run.exports.results, other.exports.results)


def _under(run: Run, policy: str) -> Run:
    return lived(*beside(run, policy_given("policy", policy)), None, None)
