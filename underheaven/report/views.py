"""Other views of a run, each with the line for the shell that gives it."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from underheaven.engine.world import World


@dataclass(frozen=True)
class View:
    """What a view shows, and the command that gives it."""

    title: str
    command: str


def views(world: World) -> list[View]:
    """The views of the run that lies where `underheaven run` puts it."""
    run = f"runs/{world.hash[:12]}"
    said = {
        "Everything here in two pages": ("brief", run),
        "The whole audit, with pictures and every number": ("audit", run, "--html", "audit.html"),
        "Every fact of the screen, with what it rests on": ("show", run, "--screen"),
        "Citizens to whom something befell": ("lives", run, "--where", "sanctioned in error"),
        "One life, with every cause": ("life", run, "0"),
        "A picture or a table of this page as a file": ("export", run),
    }
    return [View(title, shlex.join(("underheaven", *words))) for title, words in said.items()]
