"""Commands that check the laboratory itself: its engine against laws, and its speed."""

from __future__ import annotations

from typing import Annotated

import typer

from underheaven.commands.line.help import CHECK, add
from underheaven.commands.line.options import Json


def verify(
    cases: Annotated[
        list[str] | None, typer.Argument(metavar="CASE...", help="All of them, unless some are named.")
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="Under a minute on two cores.")] = False,
    as_json: Json = False,
) -> None:
    """Check the engine against laws and published results; a table of expected and found."""
    from underheaven.commands.verify import verify_command

    verify_command(cases or [], quick, as_json)


def bench(
    citizens: Annotated[str, typer.Option(metavar="N", help="Synthetic citizens of china-2019.")] = "200000",
    steps: Annotated[str, typer.Option(metavar="WEEKS", help="Weeks in each measurement.")] = "26",
    repeats: Annotated[str, typer.Option(metavar="N", help="Measurements; the median counts.")] = "5",
    as_json: Json = False,
) -> None:
    """Measure the engine: time per citizen-day and considered act, beside the floor of this machine."""
    from underheaven.commands.bench import bench_command

    bench_command(citizens, steps, repeats, as_json)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    add(app, verify, CHECK, "underheaven verify --quick")
    add(app, bench, CHECK, "underheaven bench --citizens 50000")
