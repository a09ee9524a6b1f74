"""A search for safeguards, in the terminal: what was found, what was tried, and what was not."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from underheaven.documents.words import agreeing, counted, quoted
from underheaven.report.guarded import corrected, spoken
from underheaven.report.story import SYNTHETIC
from underheaven.report.words import listed
from underheaven.study.found import HARMS_ALONE, Found, Tried
from underheaven.study.harms import HARMS


def summary(found: Found) -> RenderableType:
    """What a search came to, in 80 columns."""
    world, limits = found.world, listed([str(limit) for limit in found.limits])
    parts: list[RenderableType] = [
        Text(f"Safeguards sought for {quoted(world.policy.policy)}: {limits}", style="bold"),
        Text(SYNTHETIC), Text(HARMS_ALONE), Text(),
        Text(f"{world.society.society}, {world.citizens:,} citizens, {world.start} to {world.end}."),
        Text(f"{found.said[:1].upper()}{found.said[1:]}"),
        Text(),
    ]  # fmt: skip
    if found.confirmed is not None:
        names = sorted(found.confirmed.added)
        what = (
            f"Found: {listed(names)}"
            if names
            else "No safeguard is needed: the policy as it is keeps the limits"
        )
        parts += [Text(f"{what}.", style="bold"), _levels(found, found.confirmed)]
        if names and found.reform:
            parts += [Text(), Text("As a reform of the policy:", style="bold"), Text(found.reform.rstrip())]
    elif found.nearest is not None:
        names = sorted(found.nearest.added)
        parts += [
            Text("No set that was tried keeps all limits.", style="bold"),
            Text(f"Nearest came {listed(names) if names else 'the policy as it is'}:"),
            _levels(found, found.nearest),
        ]
    return Group(*parts, Text(), *_notes(found))


def _levels(found: Found, fresh: Tried) -> Group:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    for head in ("Harm", "before", "after, on fresh seeds", "limit", ""):
        table.add_column(head, no_wrap=True)
    for limit in found.limits:
        before = found.tried[0].level(limit.harm).mean
        table.add_row(
            limit.harm,
            "-" if before is None else f"{before:.3g}",
            spoken(fresh.level(limit.harm)),
            f"{limit.most:g}",
            fresh.verdict(limit),
        )
    units = "; ".join(f"{limit.harm}: {HARMS[limit.harm].unit}" for limit in found.limits)
    seeds = f"{counted(len(fresh.seeds), 'seed')} that the search had not seen"
    return Group(table, Text(f"{units}. Levels after are means over {seeds}, with 95 % intervals."))


def _notes(found: Found) -> Iterator[Text]:
    for each in found.rejected:
        yield Text(f"Met the limits in the search and not on fresh seeds: {', '.join(sorted(each.added))}.")
    for name, reason in found.design.refused.items():
        yield Text(f"Left out: {name}. It cannot be combined with this policy: {reason}.")
    if found.skipped:
        yield Text(
            f"{counted(len(found.skipped), 'set')} {agreeing(len(found.skipped), 'does', 'do')} "
            f"not hold together and {agreeing(len(found.skipped), 'was', 'were')} not run; --json names them."
        )
    yield Text(f"{counted(found.runs, 'run')}.")
    yield from corrected(found.world.policy)
