"""What a policy says of thresholds that move, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.mechanisms.standards.model import Follows
from underheaven.policy.schema import Policy
from underheaven.policy.words import Row, value

HEADING, PLACE = "Thresholds that follow outcomes", 21
WHAT = {
    "done": "the share of what is considered that is done",
    "recorded": "records a person and year",
    "repaid": "the share that is paid back",
    "under": "the share of those scored who are under it",
}
"""What is followed, in words."""


def rows(policy: Policy) -> Iterator[Row]:
    """For each what it follows, how, and between which points."""
    for name, consequence in policy.consequences.items():
        if (follows := consequence.follows) is not None:
            yield name, f"follows {WHAT[follows.what]}{_of(follows)}", _when(follows)
            between = f"between {value(follows.between.least)} and {value(follows.between.most)}"
            moves = f"by {value(follows.gain)} points for 1 off, {value(follows.step)} at most at once"
            yield "", moves, between


def _of(follows: Follows) -> str:
    kinds = f" of {', '.join(follows.kinds)}" if follows.kinds else ""
    whose = {"nation": "", "region": ", in each region"}[follows.of]
    return f"{kinds}{whose}{', for each group its own' if follows.by_group else ''}"


def _when(follows: Follows) -> str:
    lag = f", {value(follows.lag_days)} days later" if follows.lag_days.value else ""
    return (
        f"every {value(follows.over_days)} days{lag}; rises where it is {follows.raise_when}"
        f" {value(follows.target)}"
    )
