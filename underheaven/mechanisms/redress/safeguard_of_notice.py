"""A record takes effect only some days after it was announced."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.safeguard import Words, sized
from underheaven.policy.schema import Policy
from underheaven.policy.words import Row

NAME, PLACE = "notice", 10


WORDS = Words(
    title="Notice before effect",
    about="a record that costs points takes effect only after the person was told of it",
    presumes="thirty days, as in `rights-respecting`",
    promise="notice before a record takes effect",
    written="a record that costs points takes effect only `days` after it was announced",
)


def _rows(policy: Policy) -> Iterator[Row]:
    notice = policy.safeguards.notice
    assert notice is not None
    yield NAME, f"{notice.days.value} days", "before a record that costs points takes effect"


SAFEGUARD = sized(NAME, WORDS, _rows)
