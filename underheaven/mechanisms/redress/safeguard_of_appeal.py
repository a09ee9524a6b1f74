"""People can appeal against a record."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.policy.safeguard import Changes, Safeguard, Words, given
from underheaven.policy.schema import Policy
from underheaven.policy.words import Row, percent, value

NAME, PLACE = "appeal", 20


WORDS = Words(
    title="Appeal that suspends",
    about="a record that is appealed against takes no effect before the decision",
    presumes="rates, days and capacity of `rights-respecting`; a policy's own appeal keeps its own",
    promise="appeal against a record",
    written="who appeals (`appeals_wrong`, `appeals_true`), who succeeds (`upheld_wrong`, "
    "`upheld_true`), after how many `days`, with what `capacity_per_1000_year`; `suspensive`: the "
    "points wait for the decision",
)


def _suspends(policy: Policy) -> bool:
    appeal = policy.safeguards.appeal
    return appeal is not None and appeal.suspensive


def _on(policy: Policy) -> Changes:
    """An appeal that suspends; where there is one that does not, its own rates stay."""
    own = policy.safeguards.appeal
    return {"safeguards": {NAME: given(NAME) if own is None else {"suspensive": True}}}


def _off(policy: Policy) -> Changes:
    del policy
    return {"safeguards": {NAME: None}}


def _rows(policy: Policy) -> Iterator[Row]:
    appeal = policy.safeguards.appeal
    assert appeal is not None
    points = "points wait for it" if appeal.suspensive else "points do not wait for it"
    capacity = f"at most {value(appeal.capacity_per_1000_year)} a year per 1,000 inhabitants"
    yield NAME, f"decided after {appeal.days.value} days", f"{points}; {capacity}"
    for which, appealed, upheld in (
        ("wrong records", appeal.appeals_wrong, appeal.upheld_wrong),
        ("true records", appeal.appeals_true, appeal.upheld_true),
    ):
        yield "", which, f"{percent(appealed)} appealed, of which {percent(upheld)} are upheld"


SAFEGUARD = Safeguard(NAME, WORDS, _suspends, _on, _off, _rows)
