"""Which rules carry the headline: of the points that records took, how many were for which kind of act."""

from __future__ import annotations

from underheaven.documents.words import quoted
from underheaven.engine.world import World
from underheaven.measure.results import Measures
from underheaven.report.words import listed, per_thousand

LEAST, MOST = 0.05, 3
"""A kind that made less of it is not named, and no more kinds than so many."""


def points_by_kind(world: World, last: Measures) -> dict[str, float]:
    """Kind -> points that its records, true and wrong, took from everyone; every kind that took any.

    By the rules on the last day of the period. Records that count no more, since there were others on that
    day, are counted in; of a kind of credit as many are taken for bad as were not paid back.
    """
    counts = last.counts
    if counts is None:
        return {}
    found = {}
    for kind, rule in world.policy.rules.items():
        names = ("recorded", "wrong", "done", "repaid")
        many = {what: float(counts[f"act.{kind}.{what}"][0]) for what in names}
        good, bad = (min(0.0, float(points)) for points in rule.points_on(last.period.last))
        paid = many["repaid"] / many["done"] if many["done"] else 0.0
        taken = -(many["recorded"] * (paid * good + (1 - paid) * bad) + many["wrong"] * bad)
        if taken > 0:
            found[kind] = taken
    return found


def carried(world: World, last: Measures) -> str:
    """`Of every 1,000 points that records cost people in 2021, 840 were lost for “A post”.`; or nothing."""
    taken = points_by_kind(world, last)
    whole = sum(taken.values())
    parts = sorted(((points / whole, kind) for kind, points in taken.items()), reverse=True)[:MOST]
    named = [
        f"{per_thousand(share)} were lost for {quoted(world.society.acts[kind].title)}"
        for share, kind in parts
        if share >= LEAST
    ]
    if not named:
        return ""
    first, *others = named
    text = listed([first, *(each.replace(" were lost for", " for", 1) for each in others)])
    return f"Of every 1,000 points that records cost people {last.period.when}, {text}."
