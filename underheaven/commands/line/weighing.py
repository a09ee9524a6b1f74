"""Commands that weigh policies and safeguards against each other, over several runs."""

from __future__ import annotations

from typing import Annotated

import typer

from underheaven.commands.line.completing import harms, measures, policies, safeguards
from underheaven.commands.line.help import WEIGH, add
from underheaven.commands.line.options import (
    Address,
    Citizens,
    Csv,
    EachRun,
    End,
    Html,
    Json,
    Kept,
    Png,
    Policy,
    Renewal,
    Replace,
    Seed,
    SideBySide,
    Society,
    Start,
    Steps,
    Svg,
)


def compare(
    names: Annotated[
        list[str],
        typer.Argument(
            metavar="A B...",
            help="Two policies or more: catalogue names or files.",
            autocompletion=policies,
        ),
    ],
    society: Society = "riverton",
    seeds: Annotated[
        str, typer.Option("--seeds", metavar="K", help="Seeds 1 to K; with 1 there are no intervals.")
    ] = "5",
    citizens: Citizens = None,
    start: Start = "2014-01-01",
    end: End = "2021-12-31",
    threads: SideBySide = None,
    address: Address = None,
    step_minutes: Steps = "10080",
    renewal: Renewal = False,
    measure: Annotated[
        str | None,
        typer.Option(
            "--measure",
            metavar="NAME",
            help="Break one measure down by category.",
            autocompletion=measures,
        ),
    ] = None,
    paths: Annotated[
        bool, typer.Option("--paths", help="Split effects by path; 20,000 citizens unless told otherwise.")
    ] = False,
    everything: Annotated[bool, typer.Option("--all", help="Every measure.")] = False,
    csv: Csv = None,
    html: Html = None,
    png: Png = None,
    svg: Svg = None,
    replace: Replace = False,
    as_json: Json = False,
) -> None:
    """Compare policies on the same synthetic people with the same draws: what changes, and for whom."""
    from underheaven.commands.compare import compare_command
    from underheaven.commands.twins import Request

    request = Request(
        tuple(names), society, citizens, start, end, seeds, threads, step_minutes, renewal, measure,
        paths, everything, csv, html, png, svg, replace, as_json, address,
    )  # fmt: skip
    compare_command(request)


def ablate(
    policy: Policy,
    society: Society = "riverton",
    citizens: EachRun = "8000",
    start: Start = "2020-01-01",
    end: End = "2021-12-31",
    seeds: Annotated[str, typer.Option("--seeds", metavar="K", help="Number of seeds, two or more.")] = "5",
    seed: Seed = "1",
    guards: Annotated[
        str | None,
        typer.Option(
            "--safeguards",
            metavar="A,B,C",
            help="Safeguards to weigh; all by default.",
            autocompletion=safeguards,
        ),
    ] = None,
    harm: Annotated[
        str,
        typer.Option(
            "--harm", metavar="NAME", help="The harm that is shown with intervals.", autocompletion=harms
        ),
    ] = "sanctioned in error",
    no_pairs: Annotated[bool, typer.Option("--no-pairs", help="Leave out pairs, which saves time.")] = False,
    threads: SideBySide = None,
    address: Address = None,
    out: Kept = None,
    csv: Csv = None,
    html: Html = None,
    png: Png = None,
    replace: Replace = False,
    as_json: Json = False,
) -> None:
    """Weigh safeguards on a policy: the harm that each avoids, alone and in pairs, and what it costs."""
    from underheaven.commands.ablate import Files, ablate_command
    from underheaven.commands.weighed import Request

    request = Request(
        policy, society, citizens, start, end, seeds, seed, guards, threads, out, as_json, address
    )
    ablate_command(request, Files(csv, html, png, replace), harm, not no_pairs)


def seek(
    policy: Policy,
    limit: Annotated[
        list[str] | None,
        typer.Option(
            "--limit", metavar="LIMIT", help='Such as "sanctioned in error <= 5"; several may be given.'
        ),
    ] = None,
    society: Society = "riverton",
    citizens: EachRun = "8000",
    start: Start = "2020-01-01",
    end: End = "2021-12-31",
    seeds: Annotated[
        str, typer.Option("--seeds", metavar="K", help="Number of seeds on which sets are tried.")
    ] = "3",
    seed: Seed = "1",
    guards: Annotated[
        str | None,
        typer.Option(
            "--safeguards",
            metavar="A,B,C",
            help="Safeguards to choose from; all by default.",
            autocompletion=safeguards,
        ),
    ] = None,
    most: Annotated[
        str, typer.Option("--runs", metavar="N", help="Runs after which not every set is tried.")
    ] = "600",
    threads: SideBySide = None,
    address: Address = None,
    out: Kept = None,
    as_json: Json = False,
) -> None:
    """Look for the fewest safeguards that bring harms below limits; it takes harms alone, never control."""
    from underheaven.commands.seek import seek_command
    from underheaven.commands.weighed import Request

    request = Request(
        policy, society, citizens, start, end, seeds, seed, guards, threads, out, as_json, address
    )
    seek_command(request, limit or [], most)


def spiral(
    policy: Annotated[
        str,
        typer.Argument(
            metavar="POLICY",
            help="A catalogue name or a file; or the folder of a run, for how its records are concentrated.",
            autocompletion=policies,
        ),
    ],
    society: Society = "riverton",
    citizens: EachRun = "20000",
    start: Start = "2020-01-01",
    end: End = "2021-12-31",
    seeds: Annotated[
        str, typer.Option("--seeds", metavar="K", help="Number of seeds of each of the four worlds.")
    ] = "5",
    seed: Seed = "1",
    threads: SideBySide = None,
    as_json: Json = False,
) -> None:
    """Tell what part of repeated sanctions is selection of lasting differences, and what part is caused."""
    from underheaven.commands.spiral import spiral_command
    from underheaven.commands.weighed import Request

    request = Request(policy, society, citizens, start, end, seeds, seed, None, threads, None, as_json)
    spiral_command(request)


def register(app: typer.Typer) -> None:
    """Add these commands."""
    add(app, compare, WEIGH, "underheaven compare article-2019 none --seeds 3")
    add(app, ablate, WEIGH, "underheaven ablate article-2019 --safeguards notice,appeal")
    add(app, spiral, WEIGH, "underheaven spiral article-2019 --society differing.yaml --seeds 3")
    add(app, seek, WEIGH, 'underheaven seek article-2019 --limit "sanctioned in error <= 5"')
