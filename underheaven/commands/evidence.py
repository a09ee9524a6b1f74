"""`underheaven show NAME --evidence`: where every number of a policy or a society comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import fill
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from underheaven.commands.console import output, print_json
from underheaven.documents.evidence import KINDS, Kind, Number, counted, numbers
from underheaven.documents.words import counted as number_of
from underheaven.documents.works import HOW, Work, cited
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

WIDE = 56
"""Characters of a line of a value, or of where it comes from."""
COLUMNS = ("number", "value", "unit", "range", "letter", "where from")


def evidence_command(document: Policy | Society, as_json: bool) -> None:
    """Print the registry of a file: a row for each number, or for several that share an origin."""
    found = numbers(document)
    if as_json:
        print_json(registry_as_json(document, found))
        return
    console = output()
    for part in _told(document, found):
        console.print(part)


def registry_as_json(document: Policy | Society, found: list[Number]) -> dict[str, Any]:
    """The registry as plain JSON values: `numbers`, `works`, and how many numbers have which letter."""
    return {
        "name": document.policy if isinstance(document, Policy) else document.society,
        "counted": dict(counted(found)),
        "numbers": [row_of(each) for each in found],
        "works": [{"name": work.name, "work": work.work, "how": work.how} for work in works_of(found)],
    }


def of_evidence(unsourced: Sequence[str]) -> Iterator[str]:
    """What `check --evidence` says of a file: a line for each number that says no origin."""
    for path in unsourced:
        yield f"{path}: says neither where it comes from nor, as an assumption, where it may lie"
    if not unsourced:
        yield "every number says where it comes from"


def row_of(number: Number) -> dict[str, Any]:
    """An entry as plain JSON values; `range` is null where none is given, `times` marks one of factors."""
    span = None if number.span is None else [float(end) for end in number.span]
    return {
        "number": number.path, "value": number.text, "many": number.many, "unit": number.unit,
        "range": span, "times": number.range.startswith("times"), "letter": number.kind,
        "source": number.source, "where from": number.origin or None,
    }  # fmt: skip


def works_of(found: list[Number]) -> list[Work]:
    """The works that the origins of some numbers name."""
    return cited("\n".join(each.origin for each in found))


def _lettered(kind: Kind) -> str:
    """What a letter means, with the letter, where it has one: `from memory (M)`, `assumed`."""
    return f"{KINDS[kind]} ({kind})" if len(kind) == 1 else KINDS[kind]


def _told(document: Policy | Society, found: list[Number]) -> Iterator[RenderableType]:
    yield Text(f"{document.title}: where its numbers come from", style="bold")
    kinds = (f"{many:,} {_lettered(kind)}" for kind, many in counted(found).items())
    yield Text(f"{number_of(sum(each.many for each in found), 'number')}: {', '.join(kinds)}.\n")
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in COLUMNS:
        table.add_column(column, no_wrap=True)
    for each in found:
        cells = (each.path, fill(each.text, WIDE), each.unit, each.range, each.kind, fill(each.origin, WIDE))
        table.add_row(*map(Text, cells))
    yield table
    if named := works_of(found):
        yield Text("\nWorks", style="bold")
        yield from (Text(f"{work.name}: {work.work} ({HOW[work.how]}).") for work in named)
