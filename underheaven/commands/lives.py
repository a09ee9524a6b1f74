"""`underheaven lives`: examples among the citizens of a run, found by what befell them or how they stand."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.text import Text

from underheaven.commands.console import output, print_json
from underheaven.commands.gathering import Gathered, had
from underheaven.commands.values import whole
from underheaven.documents.problems import InputError, refuse
from underheaven.engine.scratch import LIFE
from underheaven.record.examples import QUESTIONS, Unit, Where, where
from underheaven.record.people import Block, adults_of, categories_of, clear_of, everybody, keeps_lives
from underheaven.record.query import RunFolder
from underheaven.record.sampling import communities_of, lived_again, spread
from underheaven.record.searching import Example, Search

MOST = 1_000
"""Examples that are listed at most."""
SAMPLE = 32
"""Communities that are lived again where a run kept no row for each citizen."""
MOST_COMMUNITIES = 1_000_000
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


def lives_command(run: Path, text: str, limit: str, communities: str | None, as_json: bool) -> None:
    """List the first examples of what is searched for; InputError where nobody is one.

    `communities` of the run are lived again and searched; otherwise all its citizens, if it kept them.
    """
    found = Gathered()
    most = found.take(lambda: _between("--limit", limit, MOST))
    some = found.take(
        lambda: None if communities is None else _between("--communities", communities, MOST_COMMUNITIES)
    )
    opened = found.take(lambda: RunFolder(run, verify=False))
    asked = None
    if opened is not None:
        asked = found.take(lambda: where(text, categories_of(had(opened))))
    found.settle()
    folder, wanted = had(opened), had(asked)
    people = _people(folder, some)
    search = searched(people, wanted, had(most))
    if not search.found:
        raise _nobody(people, wanted, search)
    if as_json:
        print_json(_as_json(run, people, search))
    else:
        for line in _lines(run, people, search):
            output().print(line)


@dataclass(frozen=True)
class People:
    """Whom of a run to search: everybody that it kept, or those of some communities, lived again."""

    folder: RunFolder
    communities: list[tuple[int, int]] | None

    def blocks(self, columns: tuple[str, ...]) -> Iterator[Block]:
        """Their blocks, with these columns."""
        if self.communities is None:
            return everybody(self.folder, columns)
        return lived_again(self.folder, columns, self.communities)

    def words(self, searched: int) -> str:
        """Who was searched."""
        if self.communities is None:
            return f"{searched:,} synthetic citizens"
        many = len(communities_of(self.folder.world))
        return (
            f"{searched:,} synthetic citizens of {len(self.communities):,} of {many:,} communities, evenly "
            "spread and lived again,"
        )


def _people(folder: RunFolder, some: int | None) -> People:
    if some is None and keeps_lives(folder):
        return People(folder, None)
    return People(folder, spread(folder.world, SAMPLE if some is None else some))


def searched(people: People, wanted: Where, limit: int) -> Search:
    """Search people for up to `limit` examples."""
    folder = people.folder
    search = Search(
        wanted,
        limit,
        categories_of(folder),
        adults_of(folder),
        clear_of(folder),
        folder.world.step_minutes,
    )
    search.add_all(people.blocks(wanted.columns))
    return search


def _between(option: str, text: str, most: int) -> int:
    number = whole(option, text)
    if not 1 <= number <= most:
        near = min(max(number, 1), most)
        raise refuse(f"{option} {number}", f"it is 1 to {most:,}", f"write {option} {near}")
    return number


def _nobody(people: People, wanted: Where, search: Search) -> InputError:
    """That nobody is an example, and of what there are some."""
    counts = [question for question in QUESTIONS.values() if question.column in LIFE and not question.only]
    each = {
        question.name: Search(
            where(question.name, search.categories), 1, search.categories, search.adults, search.clear,
            search.step_minutes,
        )
        for question in counts
    }  # fmt: skip
    for block in people.blocks(tuple(question.column for question in counts)):
        for other in each.values():
            other.add(block)
    there = [f"{name} ({other.found:,})" for name, other in each.items() if other.found]
    return refuse(
        f"nobody of {people.words(search.searched).rstrip(',')} is an example of '{wanted.text}'",
        f"the policy is {people.folder.world.policy.policy}",
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


def _lines(run: Path, people: People, search: Search) -> Iterator[Text]:
    folder, rank = people.folder, search.where.rank
    world = folder.world
    shown = search.examples
    values = [_value(example, rank.unit) for example in shown]
    width = max(map(len, values))
    yield Text(f"{search.where.text}: {rank.finds}", style="bold")
    yield Text(
        f"{len(shown):,} of {search.found:,} found among {people.words(search.searched)} under "
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


def _as_json(run: Path, people: People, search: Search) -> dict[str, Any]:
    rank, world = search.where.rank, people.folder.world
    every = communities_of(world)
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
        "communities": len(every if people.communities is None else people.communities),
        "communities_of_the_run": len(every),
        "lived_again": people.communities is not None,
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
