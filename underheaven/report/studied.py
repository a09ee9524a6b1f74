"""A sweep and a sensitivity analysis in the terminal: what was lived, in the order in which it was asked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from underheaven.documents.words import counted, quoted
from underheaven.report.guarded import corrected
from underheaven.report.story import SYNTHETIC
from underheaven.report.words import number
from underheaven.study.seeds import over_seeds
from underheaven.study.sensitivity.designs import MORRIS
from underheaven.study.sensitivity.found import IN_ORDER, Sensitivity
from underheaven.study.sensitivity.indices import MEANINGS, OF_MORRIS, OF_SOBOL, Index
from underheaven.study.sweeping.sweep import Plan, Swept

SHOWN = 12
"""Points that are shown; the table has all of them."""
HEADS = {"mu": "mu", "mu_star": "mu*", "sigma": "sigma", "first": "first-order", "total": "total"}
BOUNDARY = "Rows stand in the order of the design: nothing is sorted or chosen by an outcome."


def ran(plan: Plan) -> str:
    """What was run, in a sentence."""
    world = plan.world
    return (
        f"{world.society.title}, {world.citizens:,} citizens, {world.start} to {world.end}: "
        f"{counted(len(plan.design.points), 'point')} of the design {plan.design.name} with "
        f"{counted(len(plan.seeds), 'seed')} each, {counted(plan.runs, 'run')}."
    )


def keys_told(plan: Plan) -> Table:
    """The keys with a number each, and what they were given."""
    table = _table(("", "Key", "as it is", "given"))
    for place, axis in enumerate(plan.design.axes, 1):
        ends = " to ".join(f"{end:f}" for end in axis.ends) if axis.low is not None else ", ".join(
            f"{value:f}" for value in axis.values
        )  # fmt: skip
        factor = " (factor)" if axis.key.kind == "factor" else ""
        table.add_row(f"k{place}", axis.key.path, f"{axis.key.base:f}{factor}", ends)
    return table


def sweep_summary(found: Swept) -> RenderableType:
    """The keys, and the first points with the mean of every outcome over its seeds."""
    plan = found.plan
    parts: list[RenderableType] = [
        Text(f"A sweep of {quoted(plan.world.policy.policy)}", style="bold"),
        Text(SYNTHETIC), Text(), Text(ran(plan)), Text(), keys_told(plan), Text(),
    ]  # fmt: skip
    names = [f"k{place}" for place in range(1, len(plan.design.axes) + 1)]
    for outcome in plan.outcomes:
        table = _table(("Point", *names, "mean", "95 % interval over seeds"))
        for point in range(min(SHOWN, len(plan.design.points))):
            values = [row.values[outcome.name] for row in found.rows if row.point == point]
            level = over_seeds(values)
            ends = "-" if level.low is None or level.high is None else (
                f"{number(level.low)} to {number(level.high)}"
            )  # fmt: skip
            mean = "-" if level.mean is None else number(level.mean)
            given = [f"{value:f}" for value in plan.design.points[point]]
            table.add_row(str(point), *given, mean, ends)
        parts += [Text(f"{outcome.name}, {outcome.unit}", style="bold"), table, Text()]
    if (more := len(plan.design.points) - SHOWN) > 0:
        parts.append(Text(f"{counted(more, 'more point')} in the table."))
    return Group(*parts, Text(BOUNDARY), *corrected(plan.world.policy))


def sensitivity_summary(found: Sensitivity) -> RenderableType:
    """The indices of every outcome, key by key as asked, and the share of variance that is chance."""
    plan = found.plan
    names = OF_MORRIS if found.method == MORRIS else OF_SOBOL
    parts: list[RenderableType] = [
        Text(f"What moves the outcomes of {quoted(plan.world.policy.policy)}", style="bold"),
        Text(SYNTHETIC), Text(), Text(ran(plan)), Text(), keys_told(plan), Text(),
    ]  # fmt: skip
    for outcome in plan.outcomes:
        table = _table(("Key", *(HEADS[name] for name in names)))
        columns = [found.of(outcome.name, name) for name in names]
        for place, cells in enumerate(zip(*columns, strict=True), 1):
            table.add_row(f"k{place}", *map(_cell, cells))
        parts += [Text(f"{outcome.name}, {outcome.unit}", style="bold"), table, *_chance(found, outcome.name)]
        parts.append(Text())
    meanings = "; ".join(f"{HEADS[name]}: {MEANINGS[name]}" for name in names)
    parts += [Text(f"{meanings}. In brackets 95 % intervals."), Text(IN_ORDER)]
    return Group(*parts, *corrected(plan.world.policy))


def chance_said(found: Sensitivity, outcome: str) -> str:
    """What of an outcome is chance, in a sentence."""
    chance = found.chance[outcome]
    if chance is None:
        return "What of it is chance cannot be told: it is undefined in some runs."
    if chance.share is None or chance.low is None or chance.high is None:
        return "Nothing varies: neither the keys nor chance move it."
    left = "" if chance.left is None else (
        f"; of the means over {counted(len(found.plan.seeds), 'seed')}, which the indices are of, it is "
        f"{100 * chance.left:.0f} %"
    )  # fmt: skip
    return (
        f"Chance between seeds makes {100 * chance.share:.0f} % of the variance of single runs "
        f"({100 * chance.low:.0f} to {100 * chance.high:.0f} %), the keys the rest{left}."
    )


def _chance(found: Sensitivity, outcome: str) -> Iterator[Text]:
    yield Text(chance_said(found, outcome))
    if (by_chance := found.by_chance(outcome)) is not None:
        yield Text(f"Through chance alone mu* would be about {number(by_chance)}.")


def _cell(index: Index) -> str:
    if index.value is None:
        return "-"
    if index.low is None or index.high is None:
        return number(index.value)
    return f"{number(index.value)} ({number(index.low)} to {number(index.high)})"


def _table(heads: Sequence[str]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for head in heads:
        table.add_column(head, no_wrap=True)
    return table
