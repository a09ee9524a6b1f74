"""The table of the peers, and what was to be reached, from what was measured."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from benchmarks.peers.known import BY_NAME, COUNTING, KEYED, LOOP, MESA, OURS

TIMES_FRAMEWORK, TIMES_MESA = 2, 100
Rows = Mapping[str, Mapping[str, Any]]


def bars(found: Rows) -> list[tuple[str, str, bool]]:
    """What was to be reached: in words, what was found, and whether it is reached; what was not measured is
    absent.
    """
    frameworks = {name: row for name, row in found.items() if BY_NAME[name].framework}
    out = []
    if frameworks:
        name, row = min(frameworks.items(), key=lambda item: item[1]["ratio"])
        what = f"at least {TIMES_FRAMEWORK} times as fast as the fastest framework, {BY_NAME[name].title}"
        out.append((what, f"{row['ratio']:.1f} times", row["ratio"] >= TIMES_FRAMEWORK))
    if MESA.name in found:
        ratio = found[MESA.name]["ratio"]
        out.append(
            (f"at least {TIMES_MESA} times as fast as Mesa", f"{ratio:.0f} times", ratio >= TIMES_MESA)
        )
    if LOOP.name in found:
        ratio = found[LOOP.name]["ratio"]
        out.append(("no slower than the plain loop", f"{1 / ratio:.2f} times its time", ratio >= 1))
    if frameworks:
        name, row = min(frameworks.items(), key=lambda item: item[1]["bytes"])
        ours = found[OURS.name]["bytes"]
        what = f"fewer bytes a citizen than every framework, of which {BY_NAME[name].title} takes the fewest"
        out.append((what, f"{ours:.0f} and {row['bytes']:.0f}", ours < row["bytes"]))
    others = [row for row in found.values() if "equal" in row]
    if others:
        equal = sum(row["equal"] for row in others)
        out.append(("each has lived what Underheaven has", f"{equal} of {len(others)}", equal == len(others)))
    return out


COLUMNS = ("", "ns", "ratio", "quartiles", "bytes", "lines", "paired", "threads", "equal")
WIDTHS = (14, 8, 8, 15, 7, 7, 8, 9, 7)
TO_THE_LEFT = (0, 3, 6, 7, 8)


def table(found: Rows) -> list[str]:
    """A line a peer, from the fastest."""
    lines = [_row(COLUMNS)]
    for name, row in sorted(found.items(), key=lambda item: item[1]["ratio"]):
        if BY_NAME[name].beside:
            continue
        lines.append(
            _row((
                BY_NAME[name].title, _short(row["ns"]), _short(row["ratio"]),
                f"{_short(row['low'])} to {_short(row['high'])}", f"{row['bytes']:.0f}", str(row["lines"]),
                "yes" if row["paired"] == 1 else "no", "same" if row["threads"] else "differ",
                "" if "equal" not in row else "yes" if row["equal"] else "no",
            ))
        )  # fmt: skip
    return lines


def _row(cells: Sequence[str]) -> str:
    """A line, most of whose columns are set to the right."""
    parts = [
        f"  {cell:<{width - 2}}"
        if at in TO_THE_LEFT and at
        else f"{cell:<{width}}"
        if not at
        else f"{cell:>{width}}"
        for at, (cell, width) in enumerate(zip(cells, WIDTHS, strict=True))
    ]
    return "".join(parts).rstrip()


def _short(number: float) -> str:
    """Three figures, and no more after the point than two."""
    return f"{number:,.2f}" if number < 10 else f"{number:,.1f}" if number < 100 else f"{number:,.0f}"


def differences(found: Rows) -> list[str]:
    """A line a peer that was held against the engine: the largest differences."""
    lines = [f"{'':<14}{'citizens':>10}  {'score':<15}{'under it':<12}{'errors':>7}  groups within a tenth"]
    for name, row in found.items():
        if "worst" not in row:
            continue
        score, below = row["worst"]["score"]["found"], row["worst"]["below"]["found"]
        lines.append(
            f"{BY_NAME[name].title:<14}{row['citizens']:>10,}  {f'{score:+.3f} points':<15}"
            f"{f'{100 * below:+.3f} pp':<12}{row['furthest']:>7.1f}  {'yes' if row['stated'] else 'no'}"
        )
    return lines


def prices(found: Rows) -> list[str]:
    """What it costs to pair and to record, on the plain loop; nothing where it was not measured."""
    if not {LOOP.name, KEYED.name, COUNTING.name} <= set(found):
        return []
    plain, keyed, counting = (found[each.name]["ns"] for each in (LOOP, KEYED, COUNTING))
    pairing, recording = keyed - plain, counting - keyed
    return [
        f"Pairing costs the plain loop, whose draws then belong to citizens, {pairing:+.1f} ns.",
        f"Recording costs it beyond that, for acts and people by class and kind, {recording:+.1f} ns.",
    ]


def told(document: Mapping[str, Any]) -> list[str]:
    """The whole text of a measured file."""
    s, found = document["setting"], document["peers"]
    machine = (
        f"{document['measured']}, version {document['version']}, {document['processor']} with "
        f"{document['processors']} processors, load {document['load']:.1f}:"
    )
    lived = (
        f"{s['citizens']:,} synthetic citizens ({min(s['few'], s['citizens']):,} where each is an object), "
        f"{s['timed']} weeks in {s['turns']} turns."
    )
    lines = [
        machine,
        lived,
        "Medians: nanoseconds of the processor a citizen-day, on one processor, over those of Underheaven;",
        "bytes a citizen by which memory grows.",
        "",
        *table(found),
        "",
        f"Largest differences from Underheaven in week {s['weeks']}, of all classes and groups; the furthest",
        "in standard errors; whether all groups are within a tenth of a point and of a percentage point:",
        *differences(found),
        "",
    ]
    cost = prices(found)
    reached = [f"{'reached' if yes else 'not reached'}: {what}: {value}" for what, value, yes in bars(found)]
    return [*lines, *cost, *([""] if cost else []), *reached]
