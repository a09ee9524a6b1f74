"""What a society has of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.words import Row, percent, value
from underheaven.society.schema import Society

HEADING, PLACE = "Credit", 60


def rows(society: Society) -> Iterator[Row]:
    """How often each kind of credit is paid back, and by whom."""
    for kind, act in society.acts.items():
        if act.repayment is not None:
            yield kind, f"paid back in {percent(act.repayment)}", ""
            for attribute, factors in act.repayment_by.items():
                by = ", ".join(f"{name} x {value(each)}" for name, each in factors.items())
                yield "", f"by {attribute}", by
            if act.repayment_by_band:
                yield "", "by score", ", ".join(f"x {value(each)}" for each in act.repayment_by_band)
