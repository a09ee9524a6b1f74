"""Finds how far the main measures of shipped worlds move within the ranges of what is assumed.

    nice python -m tools.assumption_ranges FOLDER [--policies NAME ...] [--society NAME] [--processes 2]
    python -m tools.assumption_ranges --print

Without names: every shipped policy on `riverton`, and `article-2019` on `china-2019`. Each world is lived
from 2014 to 2021 with 4,000 citizens, at 200 draws with two seeds, and at the mixed points that tell which
group of numbers drives a measure. FOLDER keeps each run; called again after being stopped, the command goes
on. When a world is done its file stands in underheaven/study/assuming/catalogue, with the day and a hash of
all that it follows from. Several of these commands may make different worlds in one FOLDER at once.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from underheaven.engine.world import World
from underheaven.measure.headlines import MAIN
from underheaven.measure.results import Value
from underheaven.measure.table import BY_NAME
from underheaven.policy.loading import load_policy, policy_names
from underheaven.record.disk import whole
from underheaven.report.words import SPACE, in_unit, interval, percent
from underheaven.society.loading import load_society
from underheaven.study.assuming.assuming import Plan, find, plan_of
from underheaven.study.assuming.beside import CATALOGUE, ranges_of, shipped
from underheaven.study.assuming.found import Ranges
from underheaven.study.lived import live
from underheaven.study.pool import Here

SOCIETY, CITIZENS = "riverton", 4_000
FIRST, LAST = dt.date(2014, 1, 1), dt.date(2021, 12, 31)
OTHERS = (("article-2019", "china-2019"),)
"""Worlds on other societies."""
CHANCE = 100_000
"""Citizens of the run that tells the interval of chance, with the numbers as they are."""
DRIVERS, WIDTH = 3, 78
DIGITS = 6
"""Digits of what is kept."""


def worlds() -> list[tuple[str, str]]:
    """Policy and society of every world whose range is shipped."""
    return [*((name, SOCIETY) for name in policy_names()), *OTHERS]


def world(policy: str, society: str, citizens: int = CITIZENS) -> World:
    """A world whose range is shipped."""
    return World(load_policy(policy), load_society(society), 1, FIRST, LAST, citizens)


def plan(policy: str, society: str) -> Plan:
    """What is lived of it."""
    return plan_of(world(policy, society))


def made(policy: str, society: str, folder: Path, processes: int = 1) -> None:
    """Live what is not kept yet in `folder`, and write the file of a world, whole or not at all."""
    asked = plan(policy, society)
    place = folder / f"{policy}-{society}-{asked.inputs[:12]}"
    begun, last = time.process_time(), 0.0

    def tell(done: int, of: int) -> None:
        nonlocal last
        if time.monotonic() - last > 30:
            last = time.monotonic()
            sys.stderr.write(
                f"{policy} on {society}: {done:,} of {of:,}, {time.process_time() - begun:.0f} s\n"
            )

    found = find(asked, pool=Here(processes), folder=place, on_run=tell)
    CATALOGUE.mkdir(exist_ok=True)
    data = _rounded({**found.to_dict(), "as_given": as_given(policy, society)})
    with whole(shipped(policy, society)) as file:
        file.write(_readable(data).encode())


def as_given(policy: str, society: str) -> dict[str, Any]:
    """The main measures of the last year with their intervals of chance, the numbers being as they are."""
    of = world(policy, society, CHANCE)
    measures = live(of, 1, lives=False).measures
    last = measures.last_year or measures
    values = {name: last[name].all.to_dict() for name in MAIN if name in last}
    return {"citizens": of.citizens, "year": last.years[-1], "values": values}


def _rounded(data: Any) -> Any:
    if isinstance(data, float):
        return float(f"{data:.{DIGITS}g}")
    if isinstance(data, dict):
        return {key: _rounded(each) for key, each in data.items()}
    return [_rounded(each) for each in data] if isinstance(data, list) else data


def _readable(data: Any) -> str:
    """JSON with each group's shares and each range on a line of their own."""
    text = json.dumps(data, indent=1, ensure_ascii=False)
    flat = re.sub(r"\{[^{}\[\]]*\}", lambda found: re.sub(r"\s*\n\s*", " ", found[0]), text)
    return flat.replace("{ ", "{").replace(" }", "}") + "\n"


def kept() -> Iterator[tuple[dict[str, Any], Ranges]]:
    """What is shipped and of today's numbers, in the order of the worlds: the file, and the ranges in it."""
    for policy, society in worlds():
        path = shipped(policy, society)
        if path.exists():
            ranges = ranges_of(world(policy, society))
            if isinstance(ranges, Ranges):
                yield json.loads(path.read_text(encoding="utf-8")), ranges


def printed() -> str:
    """For each world that is shipped: one main measure by chance and by assumption, and what drives it."""
    parts = []
    for data, ranges in kept():
        of = data["as_given"]
        head = f"{data['policy']} on {data['society']}, {of['year']}. Made {data['date']}."
        parts.append("\n".join([head, *_told(of, ranges)]))
    return "\n\n".join(parts) + "\n" if parts else "None is shipped.\n"


def _told(of: dict[str, Any], ranges: Ranges) -> Iterator[str]:
    name = next((each for each in ranges.groups if of["values"].get(each, {}).get("value") is not None), None)
    found = None if name is None else ranges.of(of["year"], name)
    if name is None or found is None or found.low is None:
        yield from _lines("No main measure has a range: nobody is in a scheme.")
        return
    value, unit = Value(**of["values"][name]), BY_NAME[name].unit
    spread = interval(Value(None, found.low, found.high, None), unit)
    yield from _lines(
        f"{MAIN[name]}: {in_unit(value.value or 0.0, unit)}, by chance {interval(value, unit)} "
        f"({of['citizens']:,} citizens), by assumption {spread} ({ranges.draws} draws)"
    )
    yield from _lines(
        f"assumption is {percent(found.share or 0.0)} of the variance of single runs of "
        f"{ranges.world.citizens:,} citizens"
    )
    for each in ranges.drivers(name)[:DRIVERS]:
        between = f"{percent(each.total_low)} to {percent(each.total_high)}"
        yield from _lines(f"part of it that {each.group} has: {percent(each.total)}, {between}")


def _lines(text: str) -> list[str]:
    return textwrap.wrap(text.replace(SPACE, " "), WIDTH, initial_indent="  ", subsequent_indent="    ")


def main() -> int:
    """Find the ranges of the worlds that are named, or print what is kept."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.assumption_ranges", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--policies", nargs="+", choices=policy_names(), default=[])
    parser.add_argument("--society", help=f"of the policies that are named; {SOCIETY} unless given")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--print", action="store_true", dest="prints", help="print what the files say")
    asked = parser.parse_args()
    if asked.folder is not None:
        named = [(name, asked.society or SOCIETY) for name in asked.policies]
        for policy, society in named or worlds():
            made(policy, society, asked.folder, asked.processes)
    if asked.prints:
        sys.stdout.write(printed())
    return 0


if __name__ == "__main__":
    sys.exit(main())
