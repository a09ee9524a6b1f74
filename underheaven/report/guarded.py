"""Safeguards weighed, in the terminal: what each avoids of each harm, and what it costs; 80 columns."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator, Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from underheaven.documents.words import agreeing, counted, quoted
from underheaven.policy.schema import Policy
from underheaven.report.story import SYNTHETIC
from underheaven.report.words import listed, number
from underheaven.study.ablation import MEASURES, Ablation
from underheaven.study.design import NONE
from underheaven.study.harms import COSTS, HARMS
from underheaven.study.seeds import Estimate

SHOWN_PAIRS = 6
BLOCKS = (tuple(HARMS)[:6], tuple(HARMS)[6:])
"""Harms of each table: so many columns fit."""
WIDTH, GAP = 80, 2
"""Columns of a terminal, and those between two columns of a table."""
RULES = "Made by a rule of the model"
"""Above what rules about people make of the harms."""
NOTHING = "·"
"""Where the interval holds 0: what is there may be chance."""


def summary(found: Ablation, harm: str) -> RenderableType:
    """What was weighed, all harms in short, and one harm with intervals and interactions."""
    parts: list[RenderableType] = [
        Text(f"Safeguards weighed on {quoted(found.world.policy.policy)}", style="bold"),
        Text(SYNTHETIC), Text(), Text(ran(found)), Text(),
    ]  # fmt: skip
    for block in BLOCKS:
        parts += [_overview(found, block), Text()]
    parts.append(
        Text(
            "Each number is the part of a harm, in %, that a safeguard avoids if it is the only one. Below 0 "
            f"the safeguard adds to the harm. {NOTHING}: the 95 % interval contains 0. -: there is nothing "
            f"to avoid, or the part is undefined. {_called()}"
        )
    )
    parts += [Text(), _closely(found, harm), Text(), _costs(found), Text()]
    if found.rules:
        for names in _that_fit(found):
            parts += [_rules(found, names), Text()]
    if found.has_pairs:
        parts += [_pairs(found, harm), Text()]
    return Group(*parts, *notes(found))


def _called() -> str:
    """What the columns of harms are, with their units."""
    columns = listed([f"{name} ({each.unit})" for name, each in HARMS.items()])
    return f"The columns, in their order: {columns}."


def ran(found: Ablation) -> str:
    """What was run, in a sentence."""
    world = found.world
    return (
        f"{world.society.title}, {world.citizens:,} citizens, {world.start} to {world.end}, "
        f"{counted(len(found.seeds), 'seed')} from {found.seeds[0]} on: "
        f"{counted(found.runs, 'run')} of the same people with the same draws, seed by seed."
    )


def notes(found: Ablation) -> Iterator[Text]:
    """What a reader must know beside the numbers."""
    if found.design.own:
        own = ", ".join(name for name in found.safeguards if name in found.design.own)
        yield Text(f"The policy has {own}; what is weighed begins from the policy without them.")
    for name, reason in found.design.refused.items():
        yield Text(f"Left out: {name}. It cannot be combined with this policy: {reason}.")
    for of, reason in found.missing.items():
        yield Text(f"Not run: {', '.join(sorted(of))} together. {reason}.")
    if found.idle:
        yield Text(f"Changed nothing that is measured, in any run: {', '.join(found.idle)}.")
    yield Text(
        "About one interval in twenty leaves out 0 by chance alone. Costs are shown, and nothing is "
        "ranked by them."
    )
    yield from corrected(found.world.policy)


def corrected(policy: Policy) -> Iterator[Text]:
    """That scholarship corrects what a policy describes, and the first point."""
    if many := len(policy.corrections):
        first = policy.corrections[0].split(". ")[0].rstrip(".")
        yield Text(
            f"Scholarship corrects what {quoted(policy.policy)} describes, in {counted(many, 'point')}. "
            f"Written files and --json give all of them. The first: {first}."
        )


def part(found: Ablation, harm: str, effect: Estimate) -> str:
    """An effect in percent of the harm without any safeguard."""
    level = found.level(harm).mean
    if effect.mean is None or not level:
        return "-"
    if effect.low == effect.high == 0:
        return "0"
    if not effect.apart:
        return NOTHING
    percent = 100 * effect.mean / level
    return (f"{percent:.1f}" if abs(percent) < 1 else f"{percent:.0f}").replace("-", "−")


def spoken(estimate: Estimate) -> str:
    """A mean with its interval: `2.73 (2.49 to 2.97)`."""
    if estimate.mean is None:
        return "-"
    if estimate.low is None or estimate.high is None or estimate.low == estimate.high:
        return _signed(estimate.mean)
    return f"{_signed(estimate.mean)} ({_signed(estimate.low)} to {_signed(estimate.high)})"


def _signed(value: float) -> str:
    return number(value).replace("-", "−")


def _table(first: str, *heads: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False)
    table.add_column(first, no_wrap=True)
    for head in heads:
        table.add_column(head, justify="right", no_wrap=True)
    return table


def _overview(found: Ablation, harms: tuple[str, ...]) -> Table:
    table = _table("Harm avoided, %", *(HARMS[harm].short for harm in harms))
    for name in found.safeguards:
        table.add_row(name, *(part(found, harm, found.alone(harm, name)) for harm in harms))
    table.add_row("all together", *(part(found, harm, found.together(harm)) for harm in harms))
    table.add_row("without safeguards", *(_level(found.level(harm)) for harm in harms))
    return table


def _that_fit(found: Ablation) -> Iterator[list[str]]:
    """The rules whose columns fit beside each other, in their order; one alone always does."""
    names, width = list[str](), 0
    for name in found.rules:
        column = GAP + max(len(name), *(len(spoken(found.rule(harm, name))) for harm in HARMS))
        if names and width + column > WIDTH:
            yield names
            names, width = [], 0
        names, width = [*names, name], (width or max(map(len, (RULES, *HARMS)))) + column
    yield names


def _rules(found: Ablation, names: Sequence[str]) -> Table:
    """What some rules of the model that can be switched off make of each harm, under the policy as it is."""
    table = _table(RULES, *names)
    for harm in HARMS:
        table.add_row(harm, *(spoken(found.rule(harm, name)) for name in names))
    return table


def _level(level: Estimate) -> str:
    return "-" if level.mean is None else number(level.mean)


def _closely(found: Ablation, harm: str) -> Group:
    """One harm with intervals."""
    first = f"Avoided: {harm}"
    ways: list[tuple[str, Callable[[str, str], Estimate]]] = [("alone", found.alone)]
    # So many columns with intervals fit; a page and --json hold all.
    if found.design.own:
        ways.append(("in the policy as it is", found.here))
    else:
        ways.append(("added last", found.last))
    table = _table("Safeguard", *(head for head, _ in ways))
    for name in found.safeguards:
        table.add_row(name, *(spoken(effect(harm, name)) for _, effect in ways))
    unit = MEASURES[harm].unit
    return Group(Text(f"{first}, {unit} (95 % interval over seeds)", style="bold"), table)


def _costs(found: Ablation) -> Group:
    table = _table("Alone", *(COSTS[cost].short for cost in COSTS))
    for name in found.safeguards:
        first, *others = (found.alone(cost, name) for cost in COSTS)
        table.add_row(name, _short(first), *(_mean(each) for each in others))
    table.add_row("without safeguards", *(_level(found.level(cost)) for cost in COSTS))
    said = "; ".join(f"{each.short}: {name}, {each.unit}" for name, each in COSTS.items())
    head = Text("Cost to the policy's stated purpose (above 0: served worse)", style="bold")
    return Group(head, table, Text(f"{said}."))


def _mean(estimate: Estimate) -> str:
    """The mean alone, where it is more than chance."""
    if estimate.mean is None:
        return "-"
    return _signed(estimate.mean) if estimate.apart else "0" if estimate.low == estimate.high else NOTHING


def _short(estimate: Estimate) -> str:
    if estimate.low == estimate.high == 0:
        return "0"
    return spoken(estimate) if estimate.apart else NOTHING


def _pairs(found: Ablation, harm: str) -> Group:
    """The pairs that differ most from the sum of both."""
    every = [(pair, found.interaction(harm, *pair)) for pair in itertools.combinations(found.safeguards, 2)]
    apart = [(pair, each) for pair, each in every if each.apart and each.mean is not None]
    apart.sort(key=lambda row: -abs(row[1].mean or 0))
    table = _table("Pair", "both", "beyond the sum")
    for (one, other), each in apart[:SHOWN_PAIRS]:
        both = found.effect(harm, NONE, frozenset({one, other}))
        table.add_row(f"{one} + {other}", _level(both), spoken(each))
    head = Text(f"{harm}: what pairs avoid beyond the sum of each alone", style="bold")
    told = (
        f"{len(apart)} of {counted(len(every), 'pair')} {agreeing(len(apart), 'differs', 'differ')} "
        "from the sum by more than chance; below 0 both avoid the same harm, above 0 each helps the other."
    )
    return Group(head, *([table] if apart else []), Text(told))
