"""What many commands are asked with, each in one form and one wording.

Numbers and days are taken as text: the commands read them, and say all that is wrong at once.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from underheaven.commands.line.completing import policies, runs, societies

Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output and nothing else.")]
Citizens = Annotated[
    str | None,
    typer.Option("--citizens", metavar="N", help="Number of synthetic citizens; by default the society's."),
]
Seed = Annotated[str, typer.Option("--seed", metavar="K", help="A number from 0 to 2^64 - 1.")]
Society = Annotated[
    str,
    typer.Option("--society", metavar="S", help="A catalogue name or a file.", autocompletion=societies),
]
Start = Annotated[str, typer.Option("--from", metavar="DATE", help="The first day, as in 2014-01-31.")]
End = Annotated[str, typer.Option("--to", metavar="DATE", help="The last day.")]
Steps = Annotated[
    str,
    typer.Option("--step-minutes", metavar="MINUTES", help="10080 (a week), 5040 or 1440 (a day)."),
]
Renewal = Annotated[bool, typer.Option("--renewal", help="Let births, deaths and moves bring other people.")]
Threads = Annotated[
    str | None,
    typer.Option("--threads", metavar="T", help="Number of threads; by default one for each processor."),
]
SideBySide = Annotated[
    str | None,
    typer.Option("--threads", metavar="T", help="Runs side by side; by default one for each processor."),
]
Address = Annotated[
    str | None,
    typer.Option(
        "--address", metavar="ADDRESS", help="Live the worlds on this Ray cluster: docs/clusters.md."
    ),
]
Replace = Annotated[bool, typer.Option("--replace", help="Replace a file that is there.")]
Policy = Annotated[
    str,
    typer.Argument(metavar="POLICY", help="A catalogue name or a file.", autocompletion=policies),
]
Run = Annotated[Path, typer.Argument(metavar="RUN", help="The folder of a run.", autocompletion=runs)]
Html = Annotated[Path | None, typer.Option("--html", metavar="FILE", help="Write a page with pictures.")]
Png = Annotated[Path | None, typer.Option("--png", metavar="FILE", help="Write the pictures as PNG.")]
Svg = Annotated[Path | None, typer.Option("--svg", metavar="FILE", help="Write the pictures as SVG.")]
Csv = Annotated[Path | None, typer.Option("--csv", metavar="FILE", help="Write every number as a table.")]
Kept = Annotated[
    Path | None,
    typer.Option("--out", metavar="DIR", help="Keep the runs there, and go on from them next time."),
]
EachRun = Annotated[
    str, typer.Option("--citizens", metavar="N", help="Number of synthetic citizens of each run.")
]
