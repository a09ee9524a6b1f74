"""What the page of the audit is told beside the measures: sections, what only the command has, the screen."""

from __future__ import annotations

from typing import Any

from underheaven.engine.world import World
from underheaven.measure.definitions import FUNCTIONS, OWN
from underheaven.measure.frame import Frame
from underheaven.measure.table import SUBJECTS
from underheaven.policy.schema import Policy
from underheaven.policy.screening import screen
from underheaven.policy.screening.element import ASKED, PARTS
from underheaven.society.schema import Society


def told_of_audit(world: World, policy: Policy, society: Society) -> dict[str, Any]:
    """All of it as plain JSON values; the screen is that of `underheaven show POLICY --screen --json`.

    `policy` and `society` are those of the world as they were read: a world puts their names in order.
    """
    return {
        "sections": sections(world),
        "elsewhere": elsewhere(),
        "asked": {name: title for name, (title, _) in ASKED.items()},
        "parts": dict(PARTS),
        "screen": screen(policy, society).to_dict(),
    }


def sections(world: World) -> list[dict[str, Any]]:
    """The subjects of the table of measures in order, each with the names of the measures of this world."""
    frame = Frame.of(world)
    found = {
        subject: [each.called(entry) for each in specifications for entry in each.titles(frame)]
        for subject, specifications in SUBJECTS.items()
    }
    return [{"title": subject, "measures": names} for subject, names in found.items() if names]


def elsewhere() -> list[dict[str, Any]]:
    """Numbers that an audit computes and a page cannot, by the reason: each with its name and definition."""
    found: dict[str, list[dict[str, str]]] = {}
    for name, why in FUNCTIONS.items():
        found.setdefault(why, []).append({"name": name, "definition": OWN[name]})
    return [{"why": why, "numbers": numbers} for why, numbers in found.items()]
