"""`underheaven show POLICY|RUN --screen`: what Article 5(1)(c) of the EU AI Act asks about, and the facts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from underheaven.commands.console import output, print_json
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.words import quoted
from underheaven.measure.screen import screen_run
from underheaven.policy.fitness import check_fit
from underheaven.policy.loading import policy_names
from underheaven.policy.named import policy_called, society_called
from underheaven.policy.screening import Fact, Screen, Treatment, screen
from underheaven.policy.screening.element import ARTICLE, COMMON, DIFFERING, NO_VERDICT, PARTS, shared
from underheaven.record.query import RunFolder

COLUMNS = dict(zip(DIFFERING, ("detriment", "(i) unrelated", "(ii) unjustified"), strict=True))
SHORT = {"met": "met", "not met": "not met", "cannot be told": "?"}
SHOWN = 5
"""Keys that a line of the terminal shows; JSON has all."""


def screen_command(name: str, society: str, as_json: bool) -> None:
    """The facts of a policy, or of a run's policy with the run's counts, for the terminal or as JSON."""
    a_run = name not in policy_names() and Path(name).is_dir()
    result = screen_run(RunFolder(Path(name))) if a_run else _of_policy(name, society)
    if as_json:
        print_json(result.to_dict())
    else:
        output().print(screened(result))


def _of_policy(name: str, society: str) -> Screen:
    """The screen of a policy, which has to fit the society."""
    found = Gathered()
    asked = found.take(lambda: policy_called(name))
    people = found.take(lambda: society_called(society))
    found.settle()
    policy, document = had(asked)
    check_fit(policy, had(people), document)
    return screen(policy, had(people))


def screened(result: Screen) -> RenderableType:
    """The screen in 80 columns: a table of the answers, then each with its facts and what they rest on."""
    parts: list[RenderableType] = [
        Text(f"{quoted(result.policy)} on {result.society}", style="bold"),
        Text(f"What {ARTICLE} asks about."),
        *([Text(f"With the counts of a run: {result.counts}.")] if result.counts else []),
        Text(NO_VERDICT),
        Text(),
    ]
    if result.treatments:
        parts += [_overview(result), Text("?  cannot be told from this"), Text()]
        parts += _all_facts(result)
    else:
        parts += [Text("The policy treats nobody by a score: there is nothing to ask about."), Text()]
    if result.corrections:
        parts.append(Text("What scholarship corrects in what is described:", style="bold"))
        parts += [_point(Fact(correction, ())) for correction in result.corrections]
    return Group(*parts)


def _overview(result: Screen) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column("treated by the score", no_wrap=True)
    for title in COLUMNS.values():
        table.add_column(title, no_wrap=True)
    for each in result.treatments:
        table.add_row(each.path, *(SHORT[each.element(name).met] for name in COLUMNS))
    return table


def _all_facts(result: Screen) -> Iterator[RenderableType]:
    scored = {each.part.startswith("firms"): each for each in reversed(result.treatments)}
    for of_firms, first in sorted(scored.items()):
        yield Text("The score of firms" if of_firms else "The score of persons", style="bold")
        yield from _elements(first, COMMON, set())
        yield Text()
    for part, found in groupby(result.treatments, key=lambda each: each.part):
        treatments = list(found)
        yield Text(PARTS[part], style="bold")
        common = shared(treatments)
        if common:
            yield Text("Of each of them:")
            yield from map(_point, common)
            yield Text()
        for each in treatments:
            yield Text(f"{each.name}: {each.title}", style="underline")
            yield from _elements(each, COLUMNS, set(common))
            yield Text()


def _elements(each: Treatment, names: Iterable[str], told: set[Fact]) -> Iterator[RenderableType]:
    for name in names:
        element = each.element(name)
        yield Text(f"{element.title}: {element.met}. {element.why}")
        yield from (_point(fact) for fact in element.facts if fact not in told)


def _point(fact: Fact) -> RenderableType:
    line = Text(" ".join(fact.text.split()))
    if fact.rests_on:
        line.append(f" [{brief(fact.rests_on)}]", style="dim")
    grid = Table.grid(padding=(0, 1))
    grid.add_row("-", line)
    return Padding(grid, (0, 0, 0, 2))


def brief(keys: tuple[str, ...]) -> str:
    """The first keys, with what they have in common said once: `rules.petition, alcohol and 3 more`."""
    told, last = [], ""
    for key in keys[:SHOWN]:
        head, _, tail = key.rpartition(".")
        told.append(tail if head and head == last else key)
        last = head
    more = len(keys) - SHOWN
    return f"{', '.join(told)}{f' and {more} more' if more > 0 else ''}"
