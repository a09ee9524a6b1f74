"""A run in a few plain sentences, and the measures that come first."""

from __future__ import annotations

from underheaven.documents.words import quoted
from underheaven.engine.world import World
from underheaven.measure.results import Measures
from underheaven.report.carried import carried
from underheaven.report.rests_on import rests_on
from underheaven.report.words import capital, day, number, of_many, per_thousand

SYNTHETIC = "Every person in it is synthetic: drawn from totals, never from anybody's data."


def sentences(world: World, measures: Measures) -> list[str]:
    """What ran, who was punished, for what, and what was held back and denied: of the last year."""
    last = measures.last_year or measures
    return [ran(world), *_happened(world, last), *filter(None, [carried(world, last), rests_on(world)])]


def caption(last: Measures) -> str:
    """Whom the first table is about."""
    who = "Adults" if last.everyone("enrolled") == 0 else "Adults in the scheme"
    return f"{who} {last.period.when}"


def ran(world: World) -> str:
    """Who lived when under what, and whether others took their places."""
    others = ", while births, deaths and moves brought others" if world.renewal else ""
    return (
        f"{world.citizens:,} synthetic citizens of {world.society.title} lived from {day(world.start)} to "
        f"{day(world.end)} under {quoted(world.policy.title)}{others}."
    )


def _happened(world: World, last: Measures) -> list[str]:
    under, wrong = last.under.all.value, last.in_error.all.value
    when = last.period.when
    if under is None:
        return [f"Nobody was in a scheme {when}: nothing was recorded or denied.{_later(world)}"]
    if not world.policy.consequences:
        punished = "The scheme takes nothing from anybody: it has no consequences"
    elif under == 0:
        punished = f"{capital(when)}, no adult in the scheme was under any consequence"
    else:
        # Both of the same people: of those in the scheme, not one of them and one of those under it.
        punished = (
            f"{capital(when)}, of every 1,000 adults in the scheme, {per_thousand(under)} were under some "
            "consequence at any one time"
        )
        if wrong is not None:
            many = per_thousand(wrong) if wrong else "none"
            punished += f", {many} of them only because something false had been written about them"
    speech, denied = last.chill_critical.all.value, last.denied.all.value
    parts = []
    if speech is not None:
        acts = of_many(speech, "critical posts and petitions")
        parts.append(f"Dread held back {acts} that would otherwise have been written.")
    if denied is not None and world.policy.consequences:
        acts = f"{number(denied)} acts were denied" if denied else "Nothing was denied"
        of = f"Because of scores, {acts[:1].lower()}{acts[1:]}"
        parts.append(f"{of} per 1,000 adults in the scheme{_most(last)}." if denied else f"{of}.")
    return [f"{punished}.", *([" ".join(parts)] if parts else [])]


def _later(world: World) -> str:
    """Why nobody is in the scheme, if it comes to the society after the run or pilots passed by."""
    reached = [
        each.since
        for each in world.policy.rollout.values()
        if each.regions == "all" or set(each.regions) & set(world.society.regions)
    ]
    first = min(reached, default=None)
    if first is None:
        return ""
    if first <= world.end:
        return " Its pilots, drawn by lot, reached none of the communities of this run."
    return f" It begins there on {day(first)}, after the run."


def _most(last: Measures) -> str:
    kinds = {
        measure.title.partition(": ")[2]: measure.all.value
        for name, measure in last.items()
        if name.startswith("denied.") and measure.all.value
    }
    return f"; the act most often denied was {quoted(max(kinds, key=kinds.__getitem__))}" if kinds else ""
