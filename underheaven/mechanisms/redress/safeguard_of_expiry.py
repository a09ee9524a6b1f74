"""Records end, and their points come back."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.safeguard import Words, sized
from underheaven.policy.schema import Policy
from underheaven.policy.words import Row

NAME, PLACE = "expiry", 40


WORDS = Words(
    title="Expiry of records",
    about="what a bad record cost comes back",
    presumes="after 365 days, as in `rights-respecting`",
    promise="records end",
    written="records end exactly `days` after they were written, `records: bad` or `all` of them",
)


def _rows(policy: Policy) -> Iterator[Row]:
    expiry = policy.safeguards.expiry
    assert expiry is not None
    which = "records that cost points" if expiry.records == "bad" else "all records"
    yield NAME, f"after {expiry.days.value} days", f"{which} end"


SAFEGUARD = sized(NAME, WORDS, _rows)
