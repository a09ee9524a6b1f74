"""The command line: parse, call, print. `commands/line/` has the options, `commands/` what is done.

Exit status: 0 done, 1 a check failed, 2 the input is wrong (a message on stderr, never a traceback),
70 a fault of the program (what to report), 130 interrupted (the state is kept and `--resume` is named).
"""

from __future__ import annotations

import gc
import io
import sys
from typing import Annotated

import typer

from underheaven import __version__
from underheaven.commands.line import checking, looking, making, observing, studying, weighing
from underheaven.commands.line.help import NAMES, Commands

app = typer.Typer(
    cls=Commands,
    no_args_is_help=True,
    context_settings=NAMES,
    pretty_exceptions_enable=False,
    help="A laboratory for social credit systems. Everybody in it is synthetic.",
    epilog="A beginning:  underheaven run article-2019 --out out/first --html first.html",
)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"underheaven {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Options that stand before any command."""


for room in (making, looking, observing, weighing, studying, checking):
    room.register(app)


def main() -> None:
    """Entry point of the command `underheaven`."""
    # What a command reads in to begin stays to its end: looking for garbage in it, every few hundred
    # objects, takes a sixth of a short command's time.
    gc.set_threshold(50_000, 20, 20)
    try:
        from underheaven.commands.console import ends_well, open_closed_streams
        from underheaven.faults import faults_told
    except KeyboardInterrupt:
        sys.exit(130)  # nothing but imports has happened
    open_closed_streams()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal of another alphabet shows a character's number instead of ending the program.
            stream.reconfigure(errors="backslashreplace")
    with faults_told(), ends_well():
        app()


if __name__ == "__main__":
    main()
