"""The command that shows worlds in the browser while this machine lives them."""

from __future__ import annotations

from typing import Annotated

import typer

from underheaven.commands.line.completing import runs_or_policies
from underheaven.commands.line.help import LOOK, add
from underheaven.commands.line.options import Citizens, End, Json, Seed, Society, Start, Threads


def observe(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="POLICY|RUN...",
            help="Policies by name or file, and folders of runs, offered before those that are shipped.",
            autocompletion=runs_or_policies,
        ),
    ] = None,
    society: Society = "riverton",
    citizens: Citizens = None,
    start: Start = "2014-01-01",
    end: End = "2021-12-31",
    seed: Seed = "1",
    threads: Threads = None,
    port: Annotated[
        str, typer.Option("--port", metavar="PORT", help="Where to listen; 0 is any that is free.")
    ] = "8642",
    host: Annotated[
        str,
        typer.Option(
            "--host", metavar="ADDRESS", help="Off this machine, as with 0.0.0.0, a token is asked for."
        ),
    ] = "127.0.0.1",
    minutes: Annotated[
        str | None,
        typer.Option("--minutes", metavar="M", help="End by itself after so many minutes; 0: at once."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Show societies in the browser as they are lived by this machine, until Ctrl-C."""
    from underheaven.commands.observe import Request, observe_command

    observe_command(
        Request(names or [], society, citizens, start, end, seed, threads, host, port, minutes, as_json)
    )


def register(app: typer.Typer) -> None:
    """Add this command."""
    add(app, observe, LOOK, "underheaven observe mine.yaml --society land.yaml")
