"""What docs/expected.json says, in words, as docs/expected.md shows it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Any

from underheaven.policy.expected import Expected, Intervals

WIDTH = 78
Kept = Mapping[str, Mapping[str, Any]]


def printed(kept: Kept) -> str:
    """A line for each policy, all policies together, and what is not told."""
    rows = [
        (name, of["intervals"], of["unseen"] - len(of["missed"]), of["unseen"], *_told(of))
        for name, of in kept.items()
    ]
    lines = [
        textwrap.fill(
            f"Made {_days(kept)}, from the seeds 1 to {min(of['trained'] for of in kept.values())}."
        ),
        "",
        "policy               intervals  unseen seeds       disturbed worlds",
        "                                that satisfy all   that are told",
        *(
            f"{name:<20} {many:9,}  {held:3} of {seeds:3}         {told:3} of {of:3}"
            for name, many, held, seeds, told, of in rows
        ),
    ]
    held, seeds, told, of = (sum(column) for column in list(zip(*rows, strict=True))[2:])
    lines.append(f"{'all':<20} {'':9}  {held:3} of {seeds:3}         {told:3} of {of:3}")
    lines += ["", *_wrapped("Seeds that lie outside, and where:"), *_missed(kept)]
    lines += ["", *_wrapped("Disturbed worlds that are not told:"), *_not_told(kept)]
    return "\n".join(lines) + "\n"


def quotients(table: Expected, intervals: Intervals) -> str:
    """What a policy's table says in words: each quotient with its interval, its kind and its reason."""
    lines = _wrapped(
        f"{table.policy} on {table.society}, {table.citizens:,} citizens, "
        f"{table.first_day} to {table.last_day}."
    )
    for row in table.rows:
        low, high = intervals.rows[row.what]
        ends = f"{low:g}" if low == high else f"{low:g} to {high:g}"
        lines += ["", *_wrapped(f"{row.what}: {ends} ({row.kind})"), *_wrapped(f"Why: {row.why}.", "  ")]
        if row.published:
            lines += _wrapped(f"Published: {row.published}.", "  ")
    return "\n".join(lines) + "\n"


def _told(of: Mapping[str, Any]) -> tuple[int, int]:
    return sum(many > 0 for many, _ in of["disturbed"].values()), len(of["disturbed"])


def _days(kept: Kept) -> str:
    days = sorted({of["made"] for of in kept.values()})
    return days[0] if len(days) == 1 else f"from {days[0]} to {days[-1]}"


def _missed(kept: Kept) -> Iterator[str]:
    for name, of in kept.items():
        for seed, what in of["missed"].items():
            more = f" and {len(what) - 1} more" if len(what) > 1 else ""
            yield from _wrapped(f"{name}, seed {seed}: {what[0]}{more}", "  ")


def _not_told(kept: Kept) -> Iterator[str]:
    for name, of in kept.items():
        missing = [said for said, (many, _) in of["disturbed"].items() if not many]
        if missing:
            yield from _wrapped(f"{name}: {'; '.join(missing)}", "  ")


def _wrapped(text: str, indent: str = "") -> list[str]:
    return textwrap.wrap(
        text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=False,
        break_on_hyphens=False,
    )  # fmt: skip
