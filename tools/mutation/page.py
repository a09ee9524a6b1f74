"""docs/mutation.md: what is mutated, how, and which mutants survive, each with its explanation."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tools.mutation.mutants import ROOT, Mutant
from tools.mutation.operators import OPERATORS
from tools.mutation.results import Source, change_of

PAGE = ROOT / "docs" / "mutation.md"
EXPLAINED = Path(__file__).parent / "survivors.toml"


@dataclass(frozen=True)
class Explanation:
    """Why a mutant survives: what it changes, so that it is known to be the same one, and the reason."""

    was: str
    becomes: str
    because: str
    equivalent: bool = False
    """Whether the reason is a proof that it does what the source does."""


@cache
def explanations() -> dict[str, Explanation]:
    """By the mutant's name."""
    data = tomllib.loads(EXPLAINED.read_text(encoding="utf-8"))
    return {name: Explanation(**row) for name, row in data.items()}


def explanation_of(mutant: Mutant) -> Explanation | None:
    """That of the mutant, if it is still of what stands there."""
    found = explanations().get(mutant.name)
    return found if found and (found.was, found.becomes) == (mutant.was, mutant.becomes) else None


def survivors(results: dict[str, Source]) -> list[Mutant]:
    """All mutants that were tried and noticed by nobody."""
    return [change_of(name, number).mutant for name, source in results.items() for number in source.survived]


def said(results: dict[str, Source]) -> str:
    """How many of all were tried, and what came of them, in a sentence or two."""
    every = sum(source.mutants for source in results.values())
    tried = sum(len(source.tried) for source in results.values())
    killed, left = sum(len(source.by) for source in results.values()), survivors(results)
    equal = sum(1 for each in left if (found := explanation_of(each)) and found.equivalent)
    explained = sum(1 for each in left if explanation_of(each))
    if not tried:
        return f"None of {every:,} mutants has been tried."
    return (
        f"Of {every:,} mutants {tried:,} have been tried. {killed:,} are killed "
        f"({100 * killed / tried:.1f} of 100 tried), {len(left):,} survive. Of the survivors {explained:,} "
        f"are explained, {equal:,} of them proved to be equivalent ({100 * equal / tried:.1f} of 100 tried)."
    )


def write_page(results: dict[str, Source]) -> None:
    """Make the page anew."""
    PAGE.write_text(text_of(results), encoding="utf-8")


def text_of(results: dict[str, Source]) -> str:
    """The page."""
    days = sorted({source.made for source in results.values() if source.made})
    when = f"Tried on {days[0]}" + (f" to {days[-1]}" if len(days) > 1 else "") + ". " if days else ""
    lines = [
        *HEAD.split("\n"),
        "## What came of them",
        "",
        when + said(results),
        "",
        ENDLESS_SAID,
        "",
        "| source | mutants | tried | killed | of them without end | survive | not explained |",
        "|---|---|---|---|---|---|---|",
        *(_row(name, source) for name, source in sorted(results.items()) if source.mutants),
        "",
        "## The operators",
        "",
        "| name | what it does |",
        "|---|---|",
        *(f"| {name} | {(do.__doc__ or '').splitlines()[0]} |" for name, do in OPERATORS.items()),
        "",
        "## The survivors",
        "",
        *_survivors(results),
    ]
    return "\n".join(lines).rstrip("\n") + "\n"


HEAD = """<!-- Made by python -m tools.mutation --page; do not edit. -->
# Tests of the tests

A test that cannot fail says nothing. So each rule, phase and compile step is made wrong in one place at a
time, and some test must notice. A source with one thing made wrong is called a *mutant*. `make mutate` tries
all mutants, and `tests/tools/mutation/test_sample.py` tries a sample of them.

These files are mutated; they are found by patterns: the files of `underheaven/mechanisms/` from which kernels
are made, all of `underheaven/life/`, the compile steps in `underheaven/engine/compiling/`, the phases that
make up `underheaven/engine/order.py`, and what follows a step (`underheaven/engine/following.py`).
Declarations, records of tables, and code that refuses something with a message are left as they are.

Each mutant is run, uncompiled, in small random worlds whose runs execute the changed line
(`tools/mutation/trials.py`). The test suite runs those worlds in both engines, which share no code that
decides anything. So a mutant that changes tallies, public state, people, the ledger, years, or what is told
of a life differs from the reference engine, and is *killed*. Where no world shows a difference, the unit
tests that execute the line are run.
"""
ENDLESS_SAID = """A mutant that does not come to an end is killed by a limit on processor time. The table
says how many mutants that happened to; no other verdict depends on time."""


def _row(name: str, source: Source) -> str:
    left = [change_of(name, number).mutant for number in source.survived]
    unexplained = sum(explanation_of(each) is None for each in left)
    numbers = (source.mutants, len(source.tried), len(source.by), len(source.endless), len(left), unexplained)
    return f"| `underheaven/{name}` | " + " | ".join(map(str, numbers)) + " |"


def _survivors(results: dict[str, Source]) -> list[str]:
    lines = list[str]()
    for name, source in sorted(results.items()):
        if not source.survived:
            continue
        lines += [f"### `underheaven/{name}`", ""]
        for number in source.survived:
            mutant = change_of(name, number).mutant
            found = explanation_of(mutant)
            why = "not explained yet" if found is None else found.because
            kind = "Equivalent: " if found and found.equivalent else ""
            lines.append(
                f"- `{mutant.function or 'constants'}`, {mutant.operator} {mutant.number}: "
                f"`{_short(mutant.was)}` becomes `{_short(mutant.becomes)}`. {kind}{why}"
            )
        lines.append("")
    return lines


def _short(text: str) -> str:
    return text if len(text) <= 110 else text[:107] + "..."
