"""`underheaven bench`: the engine's speed beside the machine's floor."""

from __future__ import annotations

from dataclasses import asdict

from rich.console import Group, RenderableType
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from underheaven.commands.compiling import tell_of_compiling
from underheaven.commands.console import messages, output, print_json
from underheaven.commands.values import between, whole
from underheaven.documents.gathering import Gathered, had
from underheaven.study.benchmark import Benchmark, benchmark
from underheaven.study.costs import Cost, costs, require_pairs
from underheaven.study.mechanisms import MECHANISMS

MOST_STEPS = 5_000
"""Weeks, nearly a century: about as far as a world may go."""
MOST_REPEATS = 1_000


def bench_command(citizens: str, steps: str, repeats: str, as_json: bool) -> None:
    """Measure and print; nothing is written."""
    found = Gathered()
    people = found.take(lambda: whole("--citizens", citizens))
    weeks = found.take(lambda: between("--steps", steps, 1, MOST_STEPS))
    times = found.take(lambda: between("--repeats", repeats, 1, MOST_REPEATS))
    found.settle()
    require_pairs(had(people), had(weeks))
    tell_of_compiling()
    console = messages()
    with Progress(console=console, transient=True, disable=as_json or not console.is_terminal) as progress:
        task = progress.add_task("measuring", total=had(times) + len(MECHANISMS))
        result = benchmark(
            had(people), had(weeks), had(times), lambda done: progress.update(task, completed=done)
        )
        prices = costs(
            had(people), had(weeks), lambda done: progress.update(task, completed=had(times) + done)
        )
    if as_json:
        print_json({**asdict(result), "costs": [asdict(cost) for cost in prices], "synthetic": True})
    else:
        output().print(_table(result))
        output().print(_costs(prices))


def _table(b: Benchmark) -> RenderableType:
    least, median, most = b.ns_per_citizen_day
    rows = (
        (
            "per citizen-day, one thread",
            f"{median:.1f} ns",
            f"{least:.1f} to {most:.1f}, the processor's time",
        ),
        (
            "per considered act",
            f"{b.ns_per_considered_act:.0f} ns",
            f"{b.acts_per_citizen_day:.4f} acts a citizen-day",
        ),
        ("two threads over one", f"{b.two_threads:.2f} times", "by the clock, median of pairs"),
        (
            "compiling the tables",
            f"{b.tables_seconds:.2f} s",
            "once a run; in the first row over eight years",
        ),
        (
            "state of a citizen",
            f"{b.bytes_per_citizen} bytes",
            f"and {b.bytes_of_firms / b.citizens:.2f} for firms" if b.bytes_of_firms else "",
        ),
        ("floor: four random words", f"{b.draw_ns:.2f} ns", "the engine's own loop"),
        ("floor: a citizen's state copied", f"{b.copy_ns:.2f} ns", ""),
        (
            "floor: draws and state of a citizen-day",
            f"{b.floor_ns_per_citizen_day:.2f} ns",
            "no decision, no count",
        ),
    )
    table = Table("measured", "median", "", box=None, padding=(0, 2, 0, 0))
    for row in rows:
        table.add_row(*row)
    return Group(
        Text(
            f"article-2019 on china-2019, everybody in the scheme: {b.citizens:,} citizens, "
            f"{b.steps} weeks, {b.repeats} repeats"
        ),
        table,
    )


def _costs(prices: list[Cost]) -> RenderableType:
    table = Table(
        "mechanism", "a citizen-day", "with/without", "quartiles of weeks", box=None, padding=(0, 2, 0, 0)
    )
    for column in table.columns[1:]:
        column.justify = "right"
    for cost in prices:
        table.add_row(
            cost.name,
            f"{cost.ns_per_citizen_day:+.2f} ns",
            f"{cost.ratio:.3f}",
            f"{cost.low:.3f} to {cost.high:.3f}",
        )
    heading = "What each mechanism costs: the same world with it and without it, in turn; medians of weeks"
    return Group(Text(f"\n{heading}"), table)
