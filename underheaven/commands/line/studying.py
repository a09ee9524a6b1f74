"""Commands that live a world many times, each time with other numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from underheaven.commands.line.completing import calibrations, one_of, outcomes, policies, study_keys
from underheaven.commands.line.help import WEIGH, add
from underheaven.commands.line.options import Address, Csv, Json, Png, Replace, SideBySide, Svg

What = Annotated[
    str,
    typer.Argument(
        metavar="POLICY",
        help="A catalogue name or a file; or a file that asks for a study by its `keys`.",
        autocompletion=policies,
    ),
]
Keys = Annotated[
    list[str] | None,
    typer.Option(
        "--key",
        metavar="PATH=VALUES",
        help="Such as society.behaviour.dread.record=2..10, or =2,4,8; a path alone takes its file's range.",
        autocompletion=study_keys,
    ),
]
Outcomes = Annotated[
    list[str] | None,
    typer.Option(
        "--outcome",
        metavar="NAME",
        help="A harm, or a measure where no key of the policy is moved; all harms by default.",
        autocompletion=outcomes,
    ),
]
Place = Annotated[str | None, typer.Option("--society", metavar="S", help="A catalogue name or a file.")]
People = Annotated[
    str | None,
    typer.Option("--citizens", metavar="N", help="Number of citizens of each run; by default 2000."),
]
First = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="The first day; by default 2020-01-01.")
]
Last = Annotated[
    str | None, typer.Option("--to", metavar="DATE", help="The last day; by default 2020-12-31.")
]
OneSeed = Annotated[str | None, typer.Option("--seed", metavar="K", help="The first seed; by default 1.")]
Most = Annotated[
    str | None, typer.Option("--runs", metavar="N", help="The most runs that may be begun; by default 10000.")
]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", help="Keep every run there; by default studies/HASH.")
]


def sweep(
    what: What,
    keys: Keys = None,
    design: Annotated[
        str | None,
        typer.Option(
            "--design",
            metavar="NAME",
            help="grid, latin-hypercube or sobol; a grid where all keys have values.",
            autocompletion=one_of(("grid", "latin-hypercube", "sobol")),
        ),
    ] = None,
    points: Annotated[
        str | None,
        typer.Option("--points", metavar="N", help="Number of points drawn from ranges; by default 64."),
    ] = None,
    seeds: Annotated[
        str | None, typer.Option("--seeds", metavar="K", help="Seeds of each point; by default 2.")
    ] = None,
    seed: OneSeed = None,
    names: Outcomes = None,
    society: Place = None,
    citizens: People = None,
    start: First = None,
    end: Last = None,
    most: Most = None,
    threads: SideBySide = None,
    address: Address = None,
    out: Out = None,
    csv: Csv = None,
    parquet: Annotated[
        Path | None, typer.Option("--parquet", metavar="FILE", help="Write every number as Parquet.")
    ] = None,
    replace: Replace = False,
    as_json: Json = False,
) -> None:
    """Live a world at many values of its numbers, and keep one long table; nothing is ranked by it."""
    from underheaven.commands.studied import Request
    from underheaven.commands.sweep import sweep_command

    files = ((csv, (".csv",), "the table"), (parquet, (".parquet",), "the table"))
    request = Request(
        what, society, citizens, start, end, keys or [], design, points, seeds, seed, names or [], most,
        threads, out, files, replace, as_json, address,
    )  # fmt: skip
    sweep_command(request)


def sensitivity(
    what: What,
    keys: Keys = None,
    method: Annotated[
        str | None,
        typer.Option(
            "--method",
            metavar="NAME",
            help="morris (screening, the default) or sobol (shares of variance).",
            autocompletion=one_of(("morris", "sobol")),
        ),
    ] = None,
    points: Annotated[
        str | None,
        typer.Option(
            "--points",
            metavar="N",
            help="Trajectories of morris (by default 10), or samples of sobol (64, 128...).",
        ),
    ] = None,
    seeds: Annotated[
        str | None,
        typer.Option("--seeds", metavar="K", help="Seeds of each point, two or more; by default 2."),
    ] = None,
    seed: OneSeed = None,
    names: Outcomes = None,
    society: Place = None,
    citizens: People = None,
    start: First = None,
    end: Last = None,
    most: Most = None,
    threads: SideBySide = None,
    address: Address = None,
    out: Out = None,
    csv: Csv = None,
    png: Png = None,
    svg: Svg = None,
    replace: Replace = False,
    as_json: Json = False,
) -> None:
    """Tell which numbers move the outcomes of a world, and how much of it is chance between seeds."""
    from underheaven.commands.sensitivity import sensitivity_command
    from underheaven.commands.studied import Request

    files = (
        (csv, (".csv",), "the table"), (png, (".png",), "a picture"), (svg, (".svg",), "a picture"),
    )  # fmt: skip
    request = Request(
        what, society, citizens, start, end, keys or [], method, points, seeds, seed, names or [], most,
        threads, out, files, replace, as_json, address,
    )  # fmt: skip
    sensitivity_command(request)


def calibrate(
    file: Annotated[
        str,
        typer.Argument(
            metavar="FILE",
            help="A shipped calibration, such as defaulter-list-2017, or a file that asks for one.",
            autocompletion=calibrations,
        ),
    ],
    citizens: Annotated[
        str | None, typer.Option("--citizens", metavar="N", help="Number of citizens; by default the file's.")
    ] = None,
    threads: SideBySide = None,
    address: Address = None,
    out: Out = None,
    csv: Csv = None,
    png: Png = None,
    svg: Svg = None,
    replace: Replace = False,
    as_json: Json = False,
) -> None:
    """Fit what people do to observed totals, never a policy, and predict totals that were not seen."""
    from underheaven.commands.calibrate import Request, calibrate_command

    files = (
        (csv, (".csv",), "the table"), (png, (".png",), "a picture"), (svg, (".svg",), "a picture"),
    )  # fmt: skip
    calibrate_command(Request(file, citizens, threads, out, files, replace, as_json, address))


def register(app: typer.Typer) -> None:
    """Add these commands."""
    add(app, sweep, WEIGH, "underheaven sweep none --key society.behaviour.climate.alone=1..3")
    add(app, sensitivity, WEIGH, "underheaven sensitivity none --key society.behaviour.climate.alone")
    add(app, calibrate, WEIGH, "underheaven calibrate defaulter-list-2017")
