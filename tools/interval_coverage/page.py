"""The table of coverage in words, as docs/coverage.md shows it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from typing import Any

from tools.interval_coverage.judging import CHANCE, EVENTS, LEAST, WIDEST, Judged
from underheaven.measure.headlines import MAIN

WIDTH = 78
BREAKDOWNS = {"": "everyone", "group": "group", "region": "region", "place": "place", "quintile": "quintile"}
MOST = 20


def printed(kept: dict[str, Any]) -> str:
    """What docs/coverage.json says."""
    lines = [*_wrapped(f"Made {kept['made']}: {kept['repeats']} repeats of each setting.")]
    for name, of in kept["settings"].items():
        rows = [Judged.of_list(each) for each in of["cells"]]
        lines += ["", *_wrapped(f"{name}: {of['about']}"), "", *_table(rows), "", *_words(rows, of)]
    return "\n".join(lines) + "\n"


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent)


def _table(rows: list[Judged]) -> Iterator[str]:
    """A line for each breakdown, and one for the main measures of everyone."""
    yield "                   cells  held  least held  too few  10 events  width  too wide"
    for by, title in BREAKDOWNS.items():
        yield _line(title, [row for row in rows if row.cell.by == by])
    yield _line("main, of everyone", [row for row in rows if row.cell.by == "" and row.cell.measure in MAIN])


def _line(title: str, rows: list[Judged]) -> str:
    if not rows:
        return f"{title:<18} {0:5}"
    shares = [row.held / row.defined for row in rows]
    often = [row for row in rows if row.events >= EVENTS and row.width > 0]
    widths = sorted(row.width for row in often)
    middle = f"{widths[len(widths) // 2]:6.2f}" if widths else "     -"
    return (
        f"{title:<18} {len(rows):5} {100 * sum(shares) / len(shares):4.1f}% {100 * min(shares):9.1f} %"
        f" {sum(row.fails for row in rows):8} {len(often):10} {middle} {sum(row.wide for row in rows):9}"
    )


def _words(rows: list[Judged], of: dict[str, Any]) -> Iterator[str]:
    failed, wide = [row for row in rows if row.fails], [row for row in rows if row.wide]
    yield from _wrapped(
        f"Cells that hold in fewer than {100 * LEAST:.0f} of 100 repeats, beyond a chance of {CHANCE:g} over "
        f"all cells: {_named(failed)}."
    )
    yield from _wrapped(
        f"Cells of {EVENTS} events or more whose median width is above {WIDEST:g} times the spread's: "
        f"{_named(wide)}."
    )
    missing = "; ".join(f"{many:,} because {_because(why)}" for why, many in of["without"].items())
    yield from _wrapped(f"Cells without an interval in any repeat: {missing}.")


def _because(reason: str) -> str:
    return reason.removeprefix("no interval: ")


def _named(rows: Iterable[Judged]) -> str:
    every = [
        f"{' '.join(part for part in row.cell if part)} ({row.held} of {row.defined}, width {row.width:.2f})"
        for row in rows
    ]
    more = f" and {len(every) - MOST} more" if len(every) > MOST else ""
    return "; ".join(every[:MOST]) + more if every else "none"
