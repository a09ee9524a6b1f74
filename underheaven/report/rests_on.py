"""Which rules the headline of a shipped policy rests on, in a sentence: what is left of it without them."""

from __future__ import annotations

from underheaven.documents.words import counted, quoted
from underheaven.engine.world import World
from underheaven.report.words import SPACE, listed, number, per_thousand
from underheaven.study.headline_rules import UNDER, headline_rules


def rests_on(world: World) -> str:
    """`Without the rules on “A” and “B”, 1.1 of every 1,000 adults …`; nothing of a policy of one's own."""
    of = headline_rules(world.policy)
    if of is None:
        return ""
    acts = [quoted(world.society.acts[kind].title) for kind in of.kinds if kind in world.society.acts]
    if len(acts) < len(of.kinds):
        return ""
    first, last = of.years
    rules, add = ("rules", "add") if len(acts) > 1 else ("rule", "adds")
    runs = f"pairs of runs on {of.society}, {first} to {last}, over {counted(of.seeds, 'seed')}"
    if of.measure == UNDER:
        values = [per_thousand(each) for each in (of.without, of.with_them, max(0.0, of.low), of.high)]
        said = (
            f"{values[0]} of every 1,000 adults in the scheme would be under a consequence instead of "
            f"{values[1]}"
        )
    else:
        values = [number(each) for each in (of.without, of.with_them, max(0.0, of.low), of.high)]
        said = f"privileges would be worth {values[0]} yuan a year to an adult instead of {values[1]}"
    return (
        f"Without the {rules} on {listed(acts)}, {said}: in {runs}, the {rules} {add} {values[2]} to "
        f"{values[3]} (95{SPACE}%)."
    )
