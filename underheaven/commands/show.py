"""`underheaven show` and `schema`: what stands in a policy or a society, and what may."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

from pydantic import BaseModel
from rich.table import Table
from rich.text import Text

from underheaven.commands.console import output, print_json
from underheaven.commands.evidence import evidence_command
from underheaven.commands.values import head_count, whole
from underheaven.documents.document import Document
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import refuse
from underheaven.documents.reading import read_document
from underheaven.documents.schema import json_schema
from underheaven.documents.words import nearest
from underheaven.policy.described import sections
from underheaven.policy.flags import flags
from underheaven.policy.loading import load_policy, policy_names
from underheaven.policy.named import is_society, place_of
from underheaven.policy.schema import Policy
from underheaven.society.loading import read_society, society_names
from underheaven.society.schema import Society

ANY_DAY = dt.date(2020, 1, 1)
MEASURES = "measures"
FIT_CITIZENS = 120_000
"""Citizens synthesised by default to show a large society's fit: seconds, not minutes."""


def schema_command(what: str) -> None:
    """The JSON Schema of a kind of file, or the table of measures as data."""
    models: dict[str, type[BaseModel]] = {"policy": Policy, "society": Society}
    if what == MEASURES:
        from underheaven.measure.as_data import table_as_data

        print_json(table_as_data())
        return
    if what not in models:
        raise refuse(
            f"there is no schema of {what}",
            "files are policies or societies, and measures have a table",
            "say policy, society or measures",
        )
    print_json(json_schema(models[what]))


def show_command(
    name: str, citizens: str | None, seed: str, source: bool, as_json: bool, evidence: bool = False
) -> None:
    """One policy or society."""
    found = Gathered()
    asked = found.take(lambda: None if citizens is None else head_count("--citizens", citizens))
    number = found.take(lambda: whole("--seed", seed))
    file = found.take(lambda: _document_of(name))
    found.settle()
    path, document = had(file)
    if source:
        sys.stdout.write(path.read_text(encoding="utf-8-sig"))
    elif evidence:
        evidence_command(read_society(path) if is_society(document) else load_policy(str(path)), as_json)
    elif is_society(document):
        _show_society(read_society(path), asked, had(number), as_json)
    else:
        policy = load_policy(str(path))
        if as_json:
            print_json({**json.loads(policy.model_dump_json()), "flags": list(flags(policy))})
        else:
            _print_policy(policy)


def _show_society(society: Society, citizens: int | None, seed: int, as_json: bool) -> None:
    # Imported here: what draws people takes half a second to load, and a policy draws none.
    from underheaven.commands.fitted import fit_tables
    from underheaven.engine.world import World
    from underheaven.society.fit import fit, fit_as_json
    from underheaven.study.limits import require_memory

    number = min(society.default_citizens.value, FIT_CITIZENS) if citizens is None else citizens
    # Refuses impossible numbers.
    require_memory(World(load_policy("none"), society, seed, ANY_DAY, ANY_DAY, number), 1)
    found = fit(society, seed, number)
    if as_json:
        print_json(fit_as_json(society, found))
    else:
        output().print(fit_tables(society, found))


def _document_of(name: str) -> tuple[Path, Document]:
    if (path := place_of(name)) is not None:
        return path, read_document(path, keep_faults=True)
    known = [*policy_names(), *society_names()]
    close = nearest(name, known)
    raise refuse(
        f"there is no policy, society or file '{name}'",
        f"the catalogue has {', '.join(known)}",
        f"did you mean {close}?" if close else "name one of them, or a file",
    )


def _print_policy(policy: Policy) -> None:
    console = output()
    console.print(Text(f"{policy.policy}: {policy.title}", style="bold"))
    console.print(Text(policy.about.strip()))
    told = (("What to know about it", flags(policy)), ("What scholarship corrects", policy.corrections))
    for heading, points in told:
        if points:
            console.print(Text(f"\n{heading}", style="bold"))
            for point in points:
                console.print(Text(f"- {' '.join(point.split())}"))
    for title, cells in sections(policy).items():
        console.print(Text(f"\n{title}", style="bold"))
        table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
        for row in cells:
            table.add_row(*map(Text, row))
        console.print(table)
