"""What a policy says of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.schema import Policy
from underheaven.policy.words import Row, origin, points

HEADING, PLACE = "Rules", 10


def rows(policy: Policy) -> Iterator[Row]:
    """A row for each kind of act and outcome: points, and where they come from."""
    for kind, rule in policy.rules.items():
        limit = f", at most {rule.per_day.value} a day" if rule.per_day else ""
        outcomes = ((rule.points, ""), (rule.repaid, " repaid"), (rule.defaulted, " defaulted"))
        for given, when in outcomes:
            if given is not None:
                yield kind, f"{points(given)}{when}{limit}", origin(given)
