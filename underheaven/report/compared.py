"""A comparison in the terminal: what changed most, for whom, and how sure; 80 columns, no colour needed."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from underheaven.documents.words import agreeing, counted, quoted
from underheaven.measure.headlines import MAIN
from underheaven.policy.flags import flags
from underheaven.policy.schema import Policy
from underheaven.report.contrasts import (
    SMALL,
    about_parting,
    between,
    by_chance,
    changed_outcomes,
    difference,
    has_intervals,
    most_changed,
    named,
    said_of,
    shares_of,
    title_of,
    unchanged,
    value,
    what_ran,
)
from underheaven.report.dots import QUINTILES
from underheaven.report.story import SYNTHETIC
from underheaven.report.words import capital, plain
from underheaven.study.compare import Comparison, Twin
from underheaven.study.effects import Effect
from underheaven.study.outcomes import Outcome

OUTCOMES = 2
"""Outcomes that are broken down by group and quintile."""
NARROW = 12


def summary(comparison: Comparison, measure: str | None = None, everything: bool = False) -> RenderableType:
    """All policies against the first. `measure` is broken down by category; `everything` lists them all."""
    parts: list[RenderableType] = [
        Text(title_of(comparison), style="bold"),
        Text(SYNTHETIC),
        Text(),
        Text(what_ran(comparison)),
    ]
    if comparison.note:
        parts.append(Text(comparison.note))
    for twin in comparison.twins:
        parts += [Text(), *_twin(comparison, twin, measure, everything)]
    return Group(*parts, Text(), *_beside(comparison))


def _twin(
    comparison: Comparison, twin: Twin, measure: str | None, everything: bool
) -> Iterator[RenderableType]:
    yield Text(f"What {quoted(twin.policy)} changes against {quoted(comparison.policy)}", style="bold")
    for sentence in about_parting(comparison, twin):
        yield Text(sentence)
    chosen = list(twin.effects) if everything else most_changed(twin)
    if measure is not None:
        for each in named(twin, measure):
            yield _broken_down(comparison, each, twin.policy)
    elif chosen:
        yield _effects(comparison, twin, chosen)
        yield Text(_left(comparison, twin, chosen, everything))
    elif twin.why_the_same is None:
        yield Text(f"No measure of the whole differs{by_chance(comparison)}; --all lists every measure.")
    outcomes = changed_outcomes(twin)
    if outcomes:
        yield Text()
        yield _outcomes(twin, outcomes)
        for outcome in outcomes[:OUTCOMES]:
            yield Text()
            yield _for_whom(outcome)


def _left(comparison: Comparison, twin: Twin, chosen: list[Effect], everything: bool) -> str:
    same = len(unchanged(twin))
    missing = sum(each.everyone.difference.mean is None for each in twin.effects)
    measures = counted(len(twin.effects), "measure")
    told = (
        f"Of {measures}, {same} {agreeing(same, 'is', 'are')} exactly the same"
        f"{' in every seed' if has_intervals(comparison) else ''} and "
        f"{missing} {agreeing(missing, 'is', 'are')} undefined under one of the policies"
    )
    if has_intervals(comparison):
        apart = sum(each.everyone.difference.apart for each in twin.effects)
        told += (
            f"; {apart} {agreeing(apart, 'has', 'have')} an interval that leaves out 0. Of the measures that "
            "nothing changes, about one in twenty has such an interval by chance alone."
        )
    else:
        told += ". With one seed, nothing says how much of a difference is chance."
    shown = counted(len(chosen), "measure")
    return told if everything else f"Shown: the {shown} that changed most; --all lists every one. {told}"


def _effects(comparison: Comparison, twin: Twin, chosen: list[Effect]) -> Table:
    several = has_intervals(comparison)
    table = _table("measure", *_heads(comparison, twin.policy))
    subject = ""
    for each in chosen:
        if each.subject != subject:
            subject = each.subject
            table.add_row(Text(subject, style="italic"))
        of = each.everyone
        table.add_row(
            Text(f"  {_title(each)}"),
            value(of.a, each.unit),
            value(of.b, each.unit),
            difference(of.difference, each.unit),
            *([between(of.difference, each.unit) or "-"] if several else []),
        )
    return table


def _heads(comparison: Comparison, policy: str) -> list[str]:
    """Both policies, their difference, and its interval where there is one."""
    interval = ["95 % interval"] if has_intervals(comparison) else []
    return [comparison.policy, policy, "difference", *interval]


def _title(effect: Effect) -> str:
    """In few words, as after a run, where there are such that stand alone."""
    if not MAIN.get(effect.name, "of").startswith("of"):
        return capital(MAIN[effect.name])
    return effect.title if effect.unit == "share" else f"{effect.title}, {effect.unit}"


def _broken_down(comparison: Comparison, effect: Effect, policy: str) -> Group:
    """One measure for everyone and by category; what is missing, with its reason below."""
    several = has_intervals(comparison)
    table = _table(_title(effect), *_heads(comparison, policy))
    missing: dict[str, None] = {}
    for dimension, category, of in effect.rows():
        name = category if dimension == "all" else f"{plain(dimension)}: {_named(category)}"
        if of.difference.mean is None and of.difference.missing:
            missing[of.difference.missing] = None
        table.add_row(
            name,
            value(of.a, effect.unit),
            value(of.b, effect.unit),
            difference(of.difference, effect.unit),
            *([between(of.difference, effect.unit) or "-"] if several else []),
        )
    notes = [f"-: {capital(why)}." for why in missing]
    if effect.everyone.unchanged:
        alike = "0" if effect.everyone.a.mean == 0 else "the same number"
        every = " in every seed" if several else ""
        notes.append(f"Nothing changed in it: it is {alike} under both{every}.")
    return Group(table, *(Text(note) for note in notes))


def _named(category: str) -> str:
    return QUINTILES.get(category, plain(category))


def _outcomes(twin: Twin, outcomes: list[Outcome]) -> Table:
    table = _table(f"Adults under {quoted(twin.policy)}", "better off", "the same", "worse off", "mean")
    for each in outcomes:
        table.add_row(
            each.kind.title,
            *shares_of(each.everyone),
            difference(each.everyone.mean, each.kind.unit),
        )
    return table


def _for_whom(outcome: Outcome) -> Group:
    table = _table(f"{outcome.kind.title}: by whom", "better off", "the same", "worse off", "mean")
    small = False
    for dimension, category, shares in outcome.rows():
        few = shares.persons < SMALL
        small |= few
        name = "everyone" if dimension == "all" else f"{dimension}: {_named(category)}"
        table.add_row(
            f"{name}{' *' if few else ''}", *shares_of(shares), difference(shares.mean, outcome.kind.unit)
        )
    note = [Text(f"*: fewer than {SMALL} people, whose shares say little.")] if small else []
    return Group(table, *note)


def _table(first: str, *heads: str) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0), show_edge=False)
    table.add_column(first, max_width=38)
    for head in heads:
        # A policy's name may be long; it is broken at its hyphens.
        folded = head if " " in head else "\n".join(textwrap.wrap(head, NARROW))
        table.add_column(Text(folded), justify="right", no_wrap=True)
    return table


def _beside(comparison: Comparison) -> Iterator[Text]:
    """What must be known of the policies, and what scholarship corrects in what they describe."""
    for flag in said_of(comparison, flags):
        yield Text(flag)
    for correction in said_of(comparison, _corrected):
        yield Text(correction)


def _corrected(policy: Policy) -> Iterator[str]:
    if many := len(policy.corrections):
        points = counted(many, "point")
        first = policy.corrections[0].split(". ")[0].rstrip(".")
        yield (
            f"scholarship corrects what is described in {points}, which --json, files and `underheaven show` "
            f"hold in full. The first: {first}."
        )
