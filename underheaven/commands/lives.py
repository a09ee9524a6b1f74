"""`underheaven lives`: examples among the citizens of a run, by what happened to them or how they stand."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from rich.text import Text

from underheaven.commands.compiling import tell_of_compiling
from underheaven.commands.console import output, print_json, unbroken
from underheaven.commands.progress import at_work
from underheaven.commands.values import between
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import InputError, refuse
from underheaven.documents.words import counted, quoted
from underheaven.measure.last_ranks import last_ranks
from underheaven.measure.ranks import Stood
from underheaven.record.examples import Unit, where
from underheaven.record.looking import Looked, People, look
from underheaven.record.people import categories_of
from underheaven.record.query import RunFolder
from underheaven.record.searching import Example, Search
from underheaven.report.lives.ranked import percentile_in_words, rank_in_words
from underheaven.report.reproduce import policy_name

MOST = 1_000
"""Examples that are listed at most."""
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
    most = found.take(lambda: between("--limit", limit, 1, MOST))
    some = found.take(
        lambda: None if communities is None else between("--communities", communities, 1, MOST_COMMUNITIES)
    )
    opened = found.take(lambda: RunFolder(run))
    asked = None
    if opened is not None:
        asked = found.take(lambda: where(text, categories_of(had(opened))))
    found.settle()
    people = People.of(had(opened), some)
    if people.communities:
        tell_of_compiling()
    with at_work("living communities again" if people.communities else "searching", as_json):
        looked = look(people, had(asked), had(most))
    if not looked.search.found:
        raise _nobody(people, looked)
    ranks = last_ranks(people.folder, looked.search.examples)
    if as_json:
        print_json(_as_json(run, people, looked.search, ranks))
    else:
        for line in _lines(run, people, looked.search, ranks):
            output().print(line)


def _nobody(people: People, looked: Looked) -> InputError:
    """That nobody is an example, and of what there are some."""
    there = [f"{name} ({number:,})" for name, number in looked.others.items()]
    search = looked.search
    return refuse(
        f"nobody of {_searched(people, search.searched)} is an example of '{search.where.text}'",
        f"the policy is {quoted(people.folder.world.policy.policy)}",
        f"there are examples of: {', '.join(there)}"
        if there
        else "nothing that can be searched for happened to anybody",
    )


def _searched(people: People, number: int) -> str:
    """Who was searched."""
    if people.communities is None:
        return f"{number:,} synthetic citizens"
    some, many = len(people.communities), people.many
    which = (
        f"all {many:,} communities" if some == many else f"{some:,} of {many:,} communities, spread evenly"
    )
    return f"{number:,} synthetic citizens ({which}, lived again)"


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
    return f"{', '.join(told)}, {INCOMES[who['quintile']]} fifth of incomes{region}"


def _lines(run: Path, people: People, search: Search, ranks: list[Stood | None]) -> Iterator[Text]:
    folder, rank = people.folder, search.where.rank
    world = folder.world
    shown = search.examples
    values = [_value(example, rank.unit) for example in shown]
    width = max(map(len, values))
    yield Text(f"{search.where.text}: {rank.finds}", style="bold")
    yield Text(
        f"{len(shown):,} of {search.found:,} found among {_searched(people, search.searched)} under "
        f"{quoted(world.policy.policy)}; equal ones stand in the order of their numbers."
    )
    yield Text()
    for example, value, stood in zip(shown, values, ranks, strict=True):
        yield Text.assemble(
            (f"{example.citizen:>{len(str(world.citizens))}}", "bold"),
            f"  {value:>{width}}  {_who(folder, example)}",
        )
        if stood is not None:
            nation, percentile = rank_in_words(stood.nation), percentile_in_words(stood.nation)
            yield Text(f"    rank at the end: {nation} in the nation, percentile {percentile}")
        yield unbroken(f"    {_command(run, example)}")
    if corrections := world.policy.corrections:
        policy = policy_name(world, folder.provenance.extra.get("given"))
        yield Text()
        yield Text(
            f"What scholarship corrects in what is described, {counted(len(corrections), 'point')}. "
            f"The first: {corrections[0].split('. ')[0].rstrip('.')}."
        )
        yield unbroken(f"All of it:  underheaven show {shlex.quote(policy)}")


def _as_json(run: Path, people: People, search: Search, ranks: list[Stood | None]) -> dict[str, Any]:
    rank, world = search.where.rank, people.folder.world
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
        "communities": people.many if people.communities is None else len(people.communities),
        "communities_of_the_run": people.many,
        "lived_again": people.communities is not None,
        "found": search.found,
        "citizens": [
            {
                "citizen": each.citizen,
                "value": each.value,
                **each.who,
                "rank": None if stood is None else stood.to_dict(),
                "command": _command(run, each),
            }
            for each, stood in zip(search.examples, ranks, strict=True)
        ],
    }
