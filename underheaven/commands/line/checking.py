"""Commands that check the laboratory itself: its engine against laws, and its speed."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from underheaven.commands.line.help import CHECK, add
from underheaven.commands.line.options import Html, Json


def verify(
    cases: Annotated[
        list[str] | None, typer.Argument(metavar="CASE...", help="All of them, unless some are named.")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Under a minute on two cores.")] = False,
    html: Html = None,
    as_json: Json = False,
) -> None:
    """Check the engine against laws and published results; a table of expected and found."""
    from underheaven.commands.verify import verify_command

    verify_command(cases or [], quick, html, as_json)


def patterns(
    names: Annotated[
        list[str] | None, typer.Argument(metavar="PATTERN...", help="All of them, unless some are named.")
    ] = None,
    seeds: Annotated[str, typer.Option(metavar="N", help="Seeds from 1 on; their mean counts.")] = "5",
    as_json: Json = False,
) -> None:
    """Say which patterns of the world the presets show: met, not met, or cannot be expressed."""
    from underheaven.commands.patterns import patterns_command

    patterns_command(names or [], seeds, as_json)


def bench(
    rows: Annotated[
        list[str] | None,
        typer.Argument(metavar="ROW...", help="Rows of the table; all of them, unless some are named."),
    ] = None,
    citizens: Annotated[
        str | None, typer.Option(metavar="N", help="Synthetic citizens of china-2019: 200000.")
    ] = None,
    steps: Annotated[str | None, typer.Option(metavar="WEEKS", help="Weeks in each measurement: 26.")] = None,
    repeats: Annotated[
        str | None, typer.Option(metavar="N", help="Pairs of measurements; their median counts: 9.")
    ] = None,
    largest: Annotated[
        str | None, typer.Option(metavar="N", help="Citizens at most in the cost by their number: 10000000.")
    ] = None,
    base: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The base line: benchmarks/base.json.")
    ] = None,
    write_base: Annotated[
        bool, typer.Option("--write-base", help="Keep what is measured as the base line.")
    ] = False,
    check: Annotated[
        bool,
        typer.Option("--check", help="Fail where a ratio is worse than the base line's by a tenth, twice."),
    ] = False,
    peers: Annotated[
        bool,
        typer.Option("--peers", help="Compare with other frameworks on one workload; rows are their names."),
    ] = False,
    as_json: Json = False,
) -> None:
    """Measure the engine's speed, in ratios over yardsticks that are fixed files."""
    from underheaven.commands.bench import Wanted, bench_command

    bench_command(
        Wanted(rows or [], citizens, steps, repeats, largest, base, write_base, check, peers, as_json)
    )


def register(app: typer.Typer) -> None:
    """Add these commands."""
    add(app, verify, CHECK, "underheaven verify --quick")
    add(app, patterns, CHECK, "underheaven patterns --seeds 3")
    add(app, bench, CHECK, "underheaven bench --citizens 50000")
