"""What the form says of redress."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.schema import Policy
from underheaven.report.form.parts import Statement

PLACE = 10


def measures(policy: Policy) -> Iterator[Statement]:
    """What is done where risks materialise: point (f) of the form."""
    guards = policy.safeguards
    if (appeal := guards.appeal) is not None:
        waits = "the points wait for the decision" if appeal.suspensive else "the points do not wait for it"
        yield Statement(
            f"Complaint: a record that costs points can be appealed against; a decision takes "
            f"{appeal.days.value} days when nobody waits, {appeal.capacity_per_1000_year.value:f} a year are "
            f"decided per 1,000 inhabitants, and {waits}.",
            ("safeguards.appeal",),
        )
    else:
        yield Statement("Complaint: no record can be appealed against.", ("safeguards.appeal",))
    if (expiry := guards.expiry) is not None:
        yield Statement(f"Records end after {expiry.days.value:,} days.", ("safeguards.expiry",))
    if (notice := guards.notice) is not None:
        yield Statement(f"Records take effect {notice.days.value} days after notice.", ("safeguards.notice",))
