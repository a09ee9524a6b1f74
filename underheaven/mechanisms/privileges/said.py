"""What a policy says of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.schema import Policy
from underheaven.policy.words import Row, said_above, threshold, value

HEADING, PLACE = "Privileges", 30


def rows(policy: Policy) -> Iterator[Row]:
    """A row for each privilege: its threshold, and what it brings."""
    for name, each in policy.privileges.items():
        what = [
            *([f"{value(each.yuan_per_year)} yuan a year"] if each.yuan_per_year.value else []),
            *([f"{value(each.yuan_per_use)} yuan for each {', '.join(each.kinds)}"] if each.kinds else []),
            *(["served before others in the hospital"] if each.fast_lane else []),
            *(
                [f"shown {value(each.visibility)} times as often to those who look for a partner"]
                if each.visibility
                else []
            ),
        ]
        yield name, threshold(each.above, said_above), "; ".join(what)
