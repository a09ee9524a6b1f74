"""Other views of a run, each with the line for the shell that gives it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from underheaven.engine.world import World
from underheaven.measure.results import Measures
from underheaven.report.reproduce import policy_name, society_name

OTHER = "rights-respecting"


@dataclass(frozen=True)
class View:
    """What a view shows, and the command that gives it."""

    title: str
    command: str


def befell(measures: Measures) -> str:
    """What to look for among the lives of a run with these measures, so that somebody is found."""
    last = measures.last_year or measures
    return "most denied" if last["denied"].all.value else "lowest score"


def views(folder: Path, world: World, given: Mapping[str, str], measures: Measures) -> list[View]:
    """The views of the run in `folder`; `given` are the names it was asked by."""
    run, policy, society = str(folder), policy_name(world, given), society_name(world, given)
    other = "none" if policy == OTHER else OTHER
    # fmt: off
    said = {
        "Everything here in two pages": ("brief", run),
        "The whole audit, with pictures and every number": ("audit", run, "--html", "audit.html"),
        "Every fact of the screen, with what it rests on": ("show", run, "--screen"),
        "Citizens to whom something happened": ("lives", run, "--where", befell(measures)),
        "One life, with every cause": ("life", run, "0"),
        "One life beside its twin's under another policy": ("life", run, "0", "--twin", other),
        "Two policies compared over seeds": (
            "compare", policy, other, "--society", society, "--citizens", str(world.citizens),
            "--from", str(world.start), "--to", str(world.end),
        ),
        "What each safeguard would avoid, and cost": ("ablate", policy, "--society", society),
        "A picture or a table of this page as a file": ("export", run),
    }
    # fmt: on
    return [View(title, shlex.join(("underheaven", *words))) for title, words in said.items()]
