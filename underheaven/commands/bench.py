"""`underheaven bench`: the engine's speed, as ratios over yardsticks that do not change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from rich.console import Group, RenderableType
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from underheaven.commands.compiling import tell_of_compiling
from underheaven.commands.console import leave, messages, output, print_json
from underheaven.commands.peers import peers_command
from underheaven.commands.values import between, head_count
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import refuse
from underheaven.documents.words import counted
from underheaven.study.bench.base import (
    FILE,
    PAIRS,
    Base,
    Held,
    base_of,
    held,
    read_base,
    require_place,
    write_base,
)
from underheaven.study.bench.costs import Cost, require_pairs
from underheaven.study.bench.fixed import require_unchanged
from underheaven.study.bench.measuring import Setting, processor
from underheaven.study.bench.pairs import Ratio
from underheaven.study.bench.rows import MEASURED, Benchmark, as_data, asked, measure, row_of, title

MOST_STEPS = 5_000
"""Weeks, nearly a century: about as far as a world may go."""
MOST_REPEATS = 1_000
USUAL = {"citizens": 200_000, "steps": 26, "repeats": PAIRS, "largest": 10_000_000}


@dataclass(frozen=True)
class Wanted:
    """What was typed; numbers are None where nothing was."""

    rows: list[str]
    citizens: str | None = None
    steps: str | None = None
    repeats: str | None = None
    largest: str | None = None
    base: Path | None = None
    write_base: bool = False
    check: bool = False
    peers: bool = False
    as_json: bool = False


def bench_command(wanted: Wanted) -> None:
    """Measure and print; exits with 1 where `--check` finds that a ratio has grown."""
    if wanted.peers:
        _require_peers_alone(wanted)
        peers_command(wanted.rows, wanted.citizens, wanted.steps, wanted.repeats, wanted.as_json)
        return
    found = Gathered()
    rows = found.take(lambda: asked(wanted.rows))
    setting = found.take(lambda: _setting(wanted))
    comparing = wanted.check and not wanted.write_base
    base = found.take(lambda: read_base(wanted.base or FILE)) if comparing else None
    if wanted.write_base:
        found.take(lambda: _require_writing(wanted))
    elif wanted.base is not None and not wanted.check:
        found.take(_refuse_base)
    found.take(require_unchanged)
    found.settle()
    chosen, measured_in = had(rows), had(setting)
    if base is not None:
        _require_same(wanted, measured_in, base)
        chosen, measured_in = tuple(name for name in chosen if name in MEASURED), base.setting
    require_pairs(measured_in.citizens, measured_in.weeks)
    tell_of_compiling()
    result = _measured(measured_in, chosen, wanted.as_json)
    if base is not None:
        _check(base, result, wanted)
        return
    if wanted.write_base:
        write_base(wanted.base or FILE, base_of(measured_in, result.ratios, dt.datetime.now(dt.UTC).date()))
    if wanted.as_json:
        print_json(as_data(result))
        return
    output().print(_ratios(result))
    for heading, prices in (
        ("What each mechanism costs under article-2019: the same with it and without it", result.costs),
        ("What none pays for what it does not use: in the society, and in one without it", result.unused),
    ):
        if prices:
            output().print(_costs(heading, prices))


def _setting(wanted: Wanted) -> Setting:
    found = Gathered()
    typed = {name: getattr(wanted, name) or str(usual) for name, usual in USUAL.items()}
    citizens = found.take(lambda: head_count("--citizens", typed["citizens"]))
    weeks = found.take(lambda: between("--steps", typed["steps"], 1, MOST_STEPS))
    pairs = found.take(lambda: between("--repeats", typed["repeats"], 1, MOST_REPEATS))
    largest = found.take(lambda: head_count("--largest", typed["largest"]))
    found.settle()
    return Setting(had(citizens), had(weeks), had(pairs), max(1, had(largest)))


def _require_writing(wanted: Wanted) -> None:
    if wanted.check:
        raise refuse(
            "--check and --write-base exclude each other",
            "a base line that is written is not one to compare with",
            "leave one of them out",
        )
    if wanted.rows:
        raise refuse(
            "--write-base was given with some rows", "a base line holds all of them", "leave the rows out"
        )
    require_place(wanted.base or FILE)


def _require_peers_alone(wanted: Wanted) -> None:
    given = {"--largest": wanted.largest is not None, "--base": wanted.base is not None,
             "--write-base": wanted.write_base, "--check": wanted.check}  # fmt: skip
    for name in (name for name, typed in given.items() if typed):
        raise refuse(f"{name} was given with --peers", "the peers have no base line", f"leave out {name}")


def _refuse_base() -> None:
    raise refuse(
        "--base names a base line, and nothing is done with it",
        "it is compared with by --check, and written by --write-base",
        "add one of them",
    )


def _require_same(wanted: Wanted, setting: Setting, base: Base) -> None:
    """A comparison lives what the base line lived."""
    there = {"citizens": base.citizens, "steps": base.weeks, "repeats": PAIRS, "largest": base.largest}
    given = {"citizens": setting.citizens, "steps": setting.weeks, "repeats": setting.pairs,
             "largest": setting.largest}  # fmt: skip
    found = Gathered()
    for name, number in given.items():
        if getattr(wanted, name) is not None and number != there[name]:

            def refused(name: str = name, number: int = number) -> None:
                raise refuse(
                    f"--{name} is {number:,}, and --check compares with a base line of {there[name]:,}",
                    "ratios of worlds that differ cannot be compared",
                    f"leave out --{name}",
                )

            found.take(refused)
    found.settle()


def _measured(setting: Setting, names: Sequence[str], quiet: bool) -> Benchmark:
    console = messages()
    with Progress(console=console, transient=True, disable=quiet or not console.is_terminal) as progress:
        task = progress.add_task("measuring", total=None)
        return measure(setting, names, lambda done, whole: progress.update(task, completed=done, total=whole))


def _check(base: Base, result: Benchmark, wanted: Wanted) -> None:
    def again(names: Sequence[str]) -> dict[str, float]:
        rows = {row_of(name) for name in names}
        wide = [name for name, (theirs, _) in MEASURED.items() if rows & set(theirs)]
        return _by_name(_measured(result.setting, wide, wanted.as_json).ratios)

    kept = {name: each.ratio for name, each in base.ratios.items()}
    found = held(kept, _by_name(result.ratios), again)
    here = processor()
    grown = [each.name for each in found if each.grown]
    if wanted.as_json:
        print_json({
            "base": {"version": base.version, "measured": str(base.measured), "processor": base.processor},
            "processor": here, "held": [asdict(each) for each in found], "grown": grown, "synthetic": True,
        })  # fmt: skip
    else:
        output().print(_held(base, here, found))
    if grown:
        leave(1)


def _by_name(ratios: Sequence[Ratio]) -> dict[str, float]:
    return {each.name: each.ratio for each in ratios}


def _ratios(result: Benchmark) -> RenderableType:
    table = _right(Table("row", "ratio", "quartiles", "wanted", "goal", "reached"), 1, 5)
    meaning = _right(Table("row", "what, over what"), 1, 1)
    for each in result.ratios:
        row = row_of(each.name)
        reached = row.reached(each)
        table.add_row(
            each.name,
            f"{each.ratio:.2f}",
            f"{each.low:.2f} to {each.high:.2f}",
            "" if row.reach is None else f"{row.reach:g}",
            "" if row.goal is None else f"{row.goal:g}",
            "" if reached is None else "yes" if reached else "no",
        )
        figures = f"{each.measured:.3g} and {each.yardstick:.3g} {each.unit}"
        meaning.add_row(each.name, f"{title(each)} ({figures})")
    s, facts = result.setting, result.facts
    words = (
        f"On {processor()}: {s.citizens:,} synthetic citizens of china-2019, everybody in the scheme, "
        f"{counted(s.weeks, 'week')}, {counted(s.pairs, 'pair')} in turn. Medians and quartiles.\n"
        f"Of article-2019: {facts['acts_per_citizen_day']:.4f} acts considered a citizen-day, "
        f"{facts['bytes_per_citizen']:.0f} bytes of state a citizen and "
        f"{facts['bytes_of_firms'] / s.citizens:.2f} for firms, "
        f"{facts['tables_seconds']:.2f} s for the tables.\n"
    )
    return Group(Text(words), table, Text(), meaning) if result.ratios else Text(words)


def _costs(heading: str, prices: Sequence[Cost]) -> RenderableType:
    table = _right(Table("mechanism", "a citizen-day", "with/without", "quartiles"), 1, 4)
    for cost in prices:
        table.add_row(
            cost.name,
            f"{cost.ns_per_citizen_day:+.2f} ns",
            f"{cost.ratio:.3f}",
            f"{cost.low:.3f} to {cost.high:.3f}",
        )
    return Group(Text(f"\n{heading}"), table)


def _held(base: Base, here: str, found: Sequence[Held]) -> RenderableType:
    table = _right(Table("measured", "base line", "now", "measured anew", "grown by a tenth"), 1, 4)
    for each in found:
        anew = f"{each.found[1]:.2f}" if len(each.found) > 1 else ""
        said = "yes" if each.grown else "no"
        table.add_row(each.name, f"{each.base:.2f}", f"{each.found[0]:.2f}", anew, said)
    words = f"The base line is of version {base.version}, measured on {base.measured} on {base.processor}."
    if here != base.processor:
        words += f" This is another processor, {here}: ratios may differ for that."
    missing = [name for name in base.ratios if name not in {each.name for each in found}]
    if missing:
        words += f" Not measured now: {', '.join(missing)}."
    return Group(Text(words), table)


def _right(table: Table, first: int, last: int) -> Table:
    """The table without a frame, some of its columns set to the right."""
    table.box, table.padding = None, (0, 2, 0, 0)
    for column in table.columns[first:last]:
        column.justify = "right"
    return table
