"""What a policy says of it, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.schema import Policy
from underheaven.policy.words import Row, origin, percent, points, said_below, threshold, value

HEADING, PLACE = "Firms", 50


def rows(policy: Policy) -> Iterator[Row]:
    """The scale of firms, and a row for each rule and consequence."""
    if (scheme := policy.firms) is None:
        return
    score = scheme.score
    scale = f"{value(score.minimum)} to {value(score.maximum)}, start {value(score.start)}"
    yield "score", scale, f"recovery {value(score.recovery)} points a year"
    for kind, rule in scheme.rules.items():
        caught = f"{value(rule.caught)} come to light; {origin(rule.points)}"
        yield kind, points(rule.points), caught
    for name, each in scheme.consequences.items():
        moved, hardship = each.representative_points, each.employees_hardship
        felt = [
            *([f"its representative {points(moved)}"] if moved.value else []),
            *([f"employees' hardship {value(hardship)}"] if hardship.value else []),
            *([f"wages cut by {percent(each.wage_cut)}"] if each.wage_cut.value else []),
        ]
        yield name, threshold(each.below, said_below), "; ".join(felt)
