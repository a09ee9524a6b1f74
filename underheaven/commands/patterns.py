"""`underheaven patterns`: which patterns of the world the presets show, and which they do not."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from rich.table import Table
from rich.text import Text

from underheaven.commands.console import output, print_json
from underheaven.commands.values import whole
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import refuse
from underheaven.verify.patterns import Found, chosen, look

MOST_SEEDS = 1_000
SAID = (
    "Each pattern was fixed before any run was looked at. A pattern that is not met is reported as such: no "
    "number is set by hand to meet one, except where the label says so."
)


def patterns_command(names: Sequence[str], seeds: str, as_json: bool) -> None:
    """Live the presets, and say of each pattern whether it is met. Never a status of failure."""
    gathered = Gathered()
    many = gathered.take(lambda: _seeds(seeds))
    asked = gathered.take(lambda: chosen(names))
    gathered.settle()
    found = [look(name, pattern, had(many)) for name, pattern in had(asked).items()]
    if as_json:
        print_json({"seeds": had(many), "patterns": [as_data(each) for each in found]})
        return
    console = output()
    table = Table(box=None, padding=(0, 2, 0, 0))
    for column in ("pattern", "preset", "label", "wanted", "found", "by seed", "verdict"):
        table.add_column(column, no_wrap=True)
    for each in found:
        table.add_row(*map(Text, _cells(each)))
    console.print(table)
    for each in found:
        console.print(Text(f"\n{each.name}: {each.pattern.title}.", style="bold"))
        console.print(Text(f"Measured: {' '.join(each.pattern.measured.split())}."))
        console.print(Text(f"Published: {each.pattern.published} ({each.pattern.source})."))
        if each.pattern.cannot:
            console.print(Text(f"Cannot be expressed: {each.pattern.cannot}."))
    console.print(Text(f"\n{SAID}"))


def _seeds(text: str) -> int:
    number = whole("--seeds", text)
    if not 1 <= number <= MOST_SEEDS:
        raise refuse(
            f"--seeds {number} is not a number of seeds to live",
            "each seed is a run of each preset",
            f"give 1 to {MOST_SEEDS:,}",
        )
    return number


def as_data(found: Found) -> dict[str, Any]:
    """A pattern and what it came to, as plain JSON values."""
    return {
        "name": found.name, **found.pattern.model_dump(mode="json"), "values": list(found.values),
        "mean": found.mean, "verdict": found.verdict,
    }  # fmt: skip


def _cells(found: Found) -> tuple[str, ...]:
    pattern = found.pattern
    wanted = "" if pattern.between is None else f"{pattern.between[0]:g} to {pattern.between[1]:g}"
    mean = "" if found.mean is None else f"{found.mean:.3g}"
    spread = f"{min(found.values):.3g} to {max(found.values):.3g}" if found.values else ""
    return found.name, pattern.policy, pattern.label, wanted, mean, spread, found.verdict
