"""What a page tells of a world beside its frames: titles, thresholds, bins, doors, and days to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

from underheaven.engine.compiling import plain_tables
from underheaven.engine.world import World
from underheaven.life.tables import Tables
from underheaven.policy.loading import load_policy
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

POINT = 16
"""Sixteenths of a point."""
BINS = 100
"""At most so many, before thresholds divide some."""
WHOLE, BEFORE, BEHIND = 1_000, 500, 300
"""A scale up to so many points is drawn whole; of a longer one the points before and behind the start."""


def told_of_world(world: World, doors: Iterable[str], tables: Tables | None = None) -> dict[str, Any]:
    """What stands in a world's file for the page; `doors` are the kinds of act whose refusals it shows.

    `tables` are the world's plain ones, where they are made already.
    """
    tables, acts = tables or plain_tables(world), world.society.acts
    critical = [name for name, act in acts.items() if act.speech == "critical" and act.lawful]
    return {
        "edges": edges(tables),
        "segments": segments(world, tables),
        "doors": [{"name": name, "title": acts[name].title} for name in doors if name in acts],
        "remarks": [{"name": name, "title": acts[name].title} for name in critical],
        "marks": marks(world),
    }


def edges(tables: Tables) -> dict[str, Any]:
    """The bins in which people are counted, in sixteenths: where each begins, and the end.

    Bins are equal, and every threshold begins one.
    """
    low, high, start = tables.low, tables.high, tables.start
    if high - low > WHOLE * POINT:
        low, high = max(low, start - BEFORE * POINT), min(high, start + BEHIND * POINT)
    width = 1
    while width * BINS < high - low:
        width *= 2
    begin = {*range(low + width, high, width)}
    for z in range(len(tables.highest)):
        begin |= {*_below(tables, z)} | {above + 1 for above in _above(tables, z)}
    return {"low": low, "begin": sorted(edge for edge in begin if low < edge <= high), "high": high}


def _below(tables: Tables, z: int) -> list[int]:
    """The thresholds of consequences that are in force in a segment, by number; of any group."""
    return [score for row in tables.below[z] for score in row.tolist() if score > tables.low]


def _above(tables: Tables, z: int) -> list[int]:
    return [score for score in tables.privileges.above[z].tolist() if score < tables.high]


def segments(world: World, tables: Tables) -> list[dict[str, Any]]:
    """For each time in which the policy is the same, its thresholds with their names, in sixteenths.

    Where thresholds differ between groups, each that differs is named with its group.
    """
    consequences = [each.title for each in world.policy.consequences.values()]
    privileges = [each.title for each in world.policy.privileges.values()]
    found = []
    for z in range(len(tables.segment_begin)):
        below: dict[tuple[int, str], None] = {}
        for number, title in enumerate(consequences):
            of_groups = [tables.below[z, group, number] for group in range(len(world.society.groups))]
            same = len(set(of_groups)) == 1
            for group, score in zip(world.society.groups, of_groups, strict=True):
                if score > tables.low:
                    below[score, title if same else f"{title} ({group})"] = None
        above = [
            (score, title)
            for score, title in zip(tables.privileges.above[z].tolist(), privileges, strict=True)
            if score < tables.high
        ]
        found.append({"below": sorted(below, reverse=True), "above": sorted(above)})
    return found


def marks(world: World) -> list[dict[str, str]]:
    """The days within the run on which the scheme comes to more people."""
    found = []
    for name, wave in world.policy.rollout.items():
        if world.start <= wave.since <= world.end:
            found.append({"date": wave.since.isoformat(), "name": name.replace("_", " ")})
    return found


def doors_of(policies: Iterable[str]) -> list[str]:
    """The same of shipped policies, by their names."""
    return denied_by(map(load_policy, policies))


def denied_by(policies: Iterable[Policy]) -> list[str]:
    """The kinds of act that some of these policies denies, in the order in which they are first named."""
    found: dict[str, None] = {}
    for policy in policies:
        for consequence in policy.consequences.values():
            found |= dict.fromkeys(consequence.denies)
    return list(found)


def scale_of(policy: Policy) -> list[str]:
    """Lowest, highest and first score; scores of policies that differ in these cannot be compared."""
    score = policy.score
    return [str(each.value) for each in (score.minimum, score.maximum, score.start)]


def told_of_policy(policy: Policy) -> dict[str, Any]:
    """What the page says of a policy, with what scholarship corrects in what it describes."""
    return {"title": policy.title, "about": policy.about, "corrections": list(policy.corrections)}


def told_of_society(society: Society) -> dict[str, Any]:
    """What the page says of a society: its regions, and that nobody in it is real."""
    regions = [
        {"name": name, "title": each.title, "tile": each.tile} for name, each in society.regions.items()
    ]
    if society.invented:
        notice = f"{society.title} is invented, and so is everyone in it. No record of a real person is here."
    else:
        notice = (
            "A simulated population, built from published totals. No real person can be found in it, and "
            "nothing here says what any real person did."
        )
    return {"title": society.title, "notice": notice, "regions": regions}


def named(start: dt.date, end: dt.date) -> str:
    """A stretch of whole years, as its files are named."""
    return f"{start.year}" if start.year == end.year else f"{start.year}-{end.year}"
