"""`underheaven lives`: examples among the citizens of a run, found by what befell them or how they stand."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.text import Text

from underheaven.commands.console import output, print_json
from underheaven.commands.gathering import Gathered, had
from underheaven.commands.values import whole
from underheaven.documents.problems import InputError, refuse
from underheaven.engine.scratch import LIFE
from underheaven.record.examples import QUESTIONS, Unit, Where, where
from underheaven.record.people import adults_of, categories_of, clear_of, everybody, keeps_lives
from underheaven.record.query import RunFolder
from underheaven.record.searching import Example, Search

MOST = 1_000
"""Examples that are listed at most."""
INCOMES = dict(
    zip(("q1", "q2", "q3", "q4", "q5"), ("poorest", "second", "third", "fourth", "richest"), strict=True)
)
THINGS: dict[Unit, tuple[str, str]] = {
    "acts": ("act", "acts"),
    "records": ("record", "records"),
    "days": ("day", "days"),
    "points": ("point", "points"),
    "level": ("of 255", "of 255"),
}


def lives_command(run: Path, text: str, limit: str, as_json: bool) -> None:
    """List the first examples of what is searched for; InputError where nobody is one."""
    found = Gathered()
    most = found.take(lambda: _limit(limit))
    opened = found.take(lambda: RunFolder(run, verify=False))
    asked = None
    if opened is not None:
        asked = found.take(lambda: where(text, categories_of(had(opened))))
    found.settle()
    folder, wanted = had(opened), had(asked)
    search = searched(folder, wanted, had(most))
    if not search.found:
        raise _nobody(folder, wanted, search)
    if as_json:
        print_json(_as_json(run, folder, search))
    else:
        for line in _lines(run, folder, search):
            output().print(line)


def searched(folder: RunFolder, wanted: Where, limit: int) -> Search:
    """Search a run's citizens; InputError if it kept none of them."""
    world = folder.world
    search = Search(
        wanted,
        limit,
        categories_of(folder),
        adults_of(folder),
        clear_of(folder),
        world.step_minutes,
    )
    if not keeps_lives(folder):
        raise refuse(
            f"{folder.path} kept no row for each citizen",
            "it was stopped, or has ten million citizens or more",
            "make the run with --final",
        )
    search.add_all(everybody(folder, wanted.columns))
    return search


def _limit(text: str) -> int:
    number = whole("--limit", text)
    if not 1 <= number <= MOST:
        raise refuse(
            f"--limit {number}",
            f"1 to {MOST:,} examples are listed",
            f"write --limit {min(max(number, 1), MOST)}",
        )
    return number


def _nobody(folder: RunFolder, wanted: Where, search: Search) -> InputError:
    """That nobody is an example, and of what there are some."""
    there = []
    for name, question in QUESTIONS.items():
        if question.column in LIFE and not question.only:
            number = searched(folder, where(name, search.categories), 1).found
            if number:
                there.append(f"{name} ({number:,})")
    return refuse(
        f"nobody of {search.searched:,} is an example of '{wanted.text}'",
        f"the policy is {folder.world.policy.policy}",
        f"there are examples of: {', '.join(there)}"
        if there
        else "nothing that can be searched for befell anybody",
    )


def _command(run: Path, example: Example) -> str:
    return shlex.join(["underheaven", "life", str(run), str(example.citizen)])


def _value(example: Example, unit: Unit) -> str:
    one, many = THINGS[unit]
    value = f"{example.value:,.1f}" if unit == "points" else f"{example.value:,g}"
    return f"{value} {one if value == '1' else many}"


def _who(folder: RunFolder, example: Example) -> str:
    who, regions = example.who, folder.world.society.regions
    region = f", {regions[who['region']].title}" if len(regions) > 1 else ""
    told = (who[name] for name in ("group", "sex", "age", "place"))
    return f"{', '.join(told)}, {INCOMES[who['quintile']]} fifth{region}"


def _lines(run: Path, folder: RunFolder, search: Search) -> Iterator[Text]:
    world, rank = folder.world, search.where.rank
    shown = search.examples
    values = [_value(example, rank.unit) for example in shown]
    width = max(map(len, values))
    yield Text(f"{search.where.text}: {rank.finds}", style="bold")
    yield Text(
        f"{len(shown):,} of {search.found:,} found among {search.searched:,} synthetic citizens under "
        f"{world.policy.policy}; equals by their number."
    )
    yield Text()
    for example, value in zip(shown, values, strict=True):
        yield Text.assemble(
            (f"{example.citizen:>{len(str(world.citizens))}}", "bold"),
            f"  {value:>{width}}  {_who(folder, example)}",
        )
        yield Text(f"    {_command(run, example)}")
    if corrections := world.policy.corrections:
        yield Text()
        yield Text(
            f"What scholarship corrects in what is described, {len(corrections)} points: "
            f"underheaven show {world.policy.policy}. The first: {corrections[0].split('. ')[0]}."
        )


def _as_json(run: Path, folder: RunFolder, search: Search) -> dict[str, Any]:
    rank, world = search.where.rank, folder.world
    return {
        "synthetic": True,
        "run": str(run),
        "world": world.hash,
        "policy": world.policy.policy,
        "corrections": list(world.policy.corrections),
        "where": search.where.text,
        "measure": rank.finds,
        "unit": rank.unit,
        "searched": search.searched,
        "citizens_of_the_run": world.citizens,
        "found": search.found,
        "citizens": [
            {
                "citizen": each.citizen,
                "value": each.value,
                **each.who,
                "command": _command(run, each),
            }
            for each in search.examples
        ],
    }
