"""A life in the terminal: what mattered by default, every event when asked, and two lives side by side."""

from __future__ import annotations

import shlex
from collections.abc import Callable, Iterable, Iterator

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from underheaven.documents.words import counted, quoted
from underheaven.measure.ranks import Ranks
from underheaven.record.lives.life import STREAMS, Event, Life
from underheaven.record.lives.totals import totals
from underheaven.record.lives.twins import Divergence, divergence, first_deed, same_scale
from underheaven.record.provenance import NOTICE
from underheaven.report.lives.ranked import HEAD, how
from underheaven.report.lives.ranked import rows as ranked_rows
from underheaven.report.lives.words import Words, finding, matters, rest, title, who
from underheaven.report.words import capital, day, plain

NO_SCORE = "-"
"""In place of the score of who is not in the scheme."""


def table(life: Life, ranks: Ranks, every: bool, again: str, policy: str) -> RenderableType:
    """The account of a life in 80 columns; `again` is the command that gives it.

    `policy` is by what commands find its policy.
    """
    events = list(life.events)
    shown = events if every else [event for event in events if matters(event)]
    parts: list[RenderableType] = [
        Text(title(life), style="bold"),
        Text(NOTICE),
        Text(),
        Text(finding(life)),
        Text(),
        _events(life, shown) if shown else Text("Nothing of note happened."),
    ]
    if not every and (others := rest(event for event in events if not matters(event))):
        parts += [Text(), Text(f"Not shown: {others}. With --all they are shown too.")]
    if ranks.stood:
        parts += [Text(), Text(f"{HEAD}.", style="bold"), _ranked(life, ranks), Text(how(ranks))]
    if not life.finished:
        parts += [
            Text(),
            Text(
                f"The run was stopped: told up to {_last_day(life)}, {len(life.weeks)} of "
                f"{life.world.steps} steps."
            ),
        ]
    return Group(*parts, Text(), *_corrections(life, policy), _again(again))


def _ranked(life: Life, ranks: Ranks) -> Table:
    """Rank and percentile at the end of each year, at the last, and where the nation's was lowest."""
    found = Table(box=None, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    found.add_column("week", no_wrap=True)
    region = life.world.society.regions[life.region].title
    for name in ("score", f"in {region}", "percentile", "in the nation", "percentile"):
        found.add_column(name, justify="right", no_wrap=name.startswith("in "))
    for row in ranked_rows(ranks):
        found.add_row(*row.values())
    return found


def _again(command: str) -> Text:
    """The command that gives it."""
    return _pasted(f"Again:  {command}")


def _pasted(line: str) -> Text:
    """A line with a command stays one, so that it can be pasted."""
    return Text(line, no_wrap=True, overflow="ignore")


def _last_day(life: Life) -> str:
    return day(life.weeks[-1].day) if life.weeks else "nothing"


def _corrections(life: Life, policy: str) -> list[Text]:
    corrections = life.world.policy.corrections
    if not corrections:
        return []
    first = corrections[0].split(". ")[0].rstrip(".")
    said = (
        f"What scholarship corrects in what is described, {counted(len(corrections), 'point')}. "
        f"The first: {first}."
    )
    return [Text(said), _pasted(f"All of it:  underheaven show {shlex.quote(policy)}"), Text()]


def _events(life: Life, shown: Iterable[Event]) -> Table:
    words = Words(life.world)
    found = Table(box=None, pad_edge=False, show_edge=False, padding=(0, 1, 0, 0))
    found.add_column("when", no_wrap=True)
    found.add_column("what happened", ratio=1, overflow="fold")
    found.add_column("points", justify="right", no_wrap=True)
    found.add_column("score", justify="right", no_wrap=True)
    for event in shown:
        at = f"{event.minute // 60:02}:{event.minute % 60:02}" if event.what in STREAMS else ""
        moved, stands = points(event), score(life.shown_after(event))
        found.add_row(f"{event.day} {at:5}", Text(words.sentence(event)), moved, stands)
    return found


def points(event: Event) -> str:
    """What an event moved the own score by; in brackets what a record would count, or is to count later."""
    if event.moved or not event.points:
        return f"{event.moved:+g}" if event.moved else ""
    return f"({event.points:+g})"


def score(value: float | None) -> str:
    """A score with one decimal, or a dash where there is none."""
    return NO_SCORE if value is None else f"{value:.1f}"


def names_of(one: Life, other: Life) -> tuple[str, str]:
    """What the policies of two lives are called, told apart where they have one name."""
    first, second = one.world.policy.policy, other.world.policy.policy
    return (first, second) if first != second else (f"{first} (first)", f"{second} (second)")


def beside(one: Life, other: Life, again: str, policies: tuple[str, str]) -> RenderableType:
    """A citizen and its twin: where their lives part, and both in numbers.

    `policies` are what a command finds the two policies by.
    """
    parting, deed = divergence(one, other), first_deed(one, other)
    first, second = names_of(one, other)
    head = [
        Text(f"Citizen {one.citizen} twice: under {quoted(first)} and under {quoted(second)}", style="bold"),
        Text(NOTICE),
        Text(),
        Text(f"{capital(who(one))}."),
        Text(),
    ]
    found = Table(box=None, pad_edge=False, show_edge=False, padding=(0, 2, 0, 0))
    found.add_column("")
    for name in (first, second, "difference"):
        found.add_column(Text(name, overflow="fold"), justify="right")
    for row in in_numbers(one, other, _plain, lambda apart: _plain(apart, True)):
        found.add_row(*row)
    parts = parted(one, other, parting, (first, second))
    if deed is not None and (parting is None or (deed.one, deed.other) != (parting.one, parting.other)):
        parts += parted(one, other, deed, (first, second), "The first act or record that differs,")
    said = _corrections(one, policies[0])
    if other.world.policy.corrections != one.world.policy.corrections:
        said += _corrections(other, policies[1])
    return Group(
        *head, *parts, Text(), found, Text(), *said,
        _again(again),
    )  # fmt: skip


def in_numbers(
    one: Life, other: Life, said: Callable[[float], str], apart: Callable[[float], str]
) -> Iterator[tuple[str, str, str, str]]:
    """Of each of the totals: name, both values as `said`, what lies `apart`; a dash for a score of nobody."""
    mine, theirs, alike = totals(one), totals(other), same_scale(one.world, other.world)
    for name, value in mine.items():
        twins = theirs[name]
        first, second = (NO_SCORE if each is None else said(each) for each in (value, twins))
        if value is None or twins is None:
            difference = NO_SCORE
        elif not alike and ("score" in name or name.startswith("points")):
            difference = "other scale"
        else:
            difference = apart(twins - value)
        yield name, first, second, difference


def _plain(value: float, signed: bool = False) -> str:
    text = f"{value:+,.1f}" if signed else f"{value:,.1f}"
    return "0" if value == 0 else text.removesuffix(".0")


def parted(
    one: Life, other: Life, parting: Divergence | None, names: tuple[str, str], head: str = "They part"
) -> list[Text]:
    """Where two lives part, event by event, and in what."""
    if parting is None:
        return [Text("Nothing differs: every event, score and level of the two lives is the same.")]
    lines = [Text(f"{head} on {day(parting.day)}, in step {parting.step}:", style="bold")]
    for life, event, name in zip((one, other), (parting.one, parting.other), names, strict=True):
        if event is not None:
            lines.append(
                Text(f"  {quoted(name)}: {Words(life.world).sentence(event)} {points(event)}".rstrip())
            )
        elif parting.one is not None or parting.other is not None:
            lines.append(Text(f"  {quoted(name)}: nothing of the kind"))
    if not parting.differing.keys() <= {"what"}:
        lines.append(
            Text("  what differs: " + "; ".join(
                f"{plain(name)} {_value(mine)} and {_value(theirs)}"
                for name, (mine, theirs) in parting.differing.items()
            ))
        )  # fmt: skip
    return lines


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value)) or "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value) or "none"
