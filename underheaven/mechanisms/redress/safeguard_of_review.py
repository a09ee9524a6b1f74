"""Somebody looks at each record before it is written."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.safeguard import Words, sized
from underheaven.policy.schema import Policy
from underheaven.policy.words import Row, percent

NAME, PLACE = "review", 30


WORDS = Words(
    title="Human review",
    about="somebody looks at each record before it is written",
    presumes="four wrong records in five are struck out and one true one in fifty, as in `rights-respecting`",
    promise="a person looks at every record first",
    written="somebody looks at each record first and strikes out a share of the wrong ones, "
    "`strikes_wrong`, and of the true ones, `strikes_true`",
)


def _rows(policy: Policy) -> Iterator[Row]:
    review = policy.safeguards.review
    assert review is not None
    struck = f"strikes out {percent(review.strikes_wrong)} of wrong records"
    yield NAME, "of every record", f"{struck}, {percent(review.strikes_true)} of true ones"


SAFEGUARD = sized(NAME, WORDS, _rows)
