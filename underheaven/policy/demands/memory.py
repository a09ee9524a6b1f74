"""Whether what a source remembers can be told apart in steps of a length."""

from __future__ import annotations

from underheaven.mechanisms.attention.model import MOST_STEPS_REMEMBERED
from underheaven.policy.coherence import Findings
from underheaven.policy.schema import Policy

DAY = 1_440
"""Minutes."""
LENGTHS = (5_040, DAY)
"""Of steps shorter than a week; a day is the shortest memory."""


def check_memory(policy: Policy, findings: Findings, step_minutes: int) -> None:
    """Notes memories shorter than a step, or so long that what a step finds would be rounded away."""
    for name, source in policy.sources.items():
        if source.learning is None:
            continue
        at, days = ("sources", name, "learning", "memory_days"), source.learning.memory_days.value
        if days * DAY < step_minutes:
            shorter = next(length for length in LENGTHS if length <= days * DAY)
            findings.note(
                at,
                f"a memory of {days:f} days is shorter than a step of {step_minutes / DAY:g} days",
                "attention changes from step to step, by what was found in whole steps",
                f"give at least {step_minutes / DAY:g}, or run with --step-minutes {shorter}",
            )
        elif days * DAY > MOST_STEPS_REMEMBERED * step_minutes:
            most = MOST_STEPS_REMEMBERED * step_minutes // DAY
            findings.note(
                at,
                f"a memory of {days:f} days is longer than {MOST_STEPS_REMEMBERED:,} steps"
                f" of {step_minutes / DAY:g} days",
                "levels are whole numbers, and what one step adds to it would be rounded away",
                f"give at most {most}, or run with longer steps",
            )
