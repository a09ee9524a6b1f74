"""What a society has beside its people, in words: queues, places, partners, firms, and how people differ."""

from __future__ import annotations

from underheaven.commands import changing
from underheaven.mechanisms.registry import parts, placed
from underheaven.policy.words import Row
from underheaven.society.schema import Society


def offers(society: Society) -> dict[str, list[Row]]:
    """Heading -> its rows: a name, what holds, and more about it. Parts that say nothing are left out."""
    sections = placed((changing, *parts("offered")), "HEADING")
    found = {heading: list(module.rows(society)) for heading, module in sections.items()}
    return {heading: rows for heading, rows in found.items() if rows}
