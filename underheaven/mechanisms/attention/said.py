"""What a policy says of where its sources look, in words."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.mechanisms.attention.model import Learning, Prior
from underheaven.policy.schema import Policy
from underheaven.policy.words import Row, shares, value

HEADING, PLACE = "Attention", 5


def rows(policy: Policy) -> Iterator[Row]:
    """A row for each source that looks where something was found, and rows for what it learns from."""
    for name, source in policy.sources.items():
        if not any(source.attention.values):
            continue
        yield name, shares(source.attention), "of its attention goes where it found something before"
        if source.learning is not None:
            yield from _learning(source.learning)


def _learning(learning: Learning) -> Iterator[Row]:
    yield "", "remembers", f"findings of {value(learning.memory_days)} days on average"
    if learning.prior is not None:
        yield "", "before any finding", _prior(learning.prior)
    for other, weight in learning.fed_by.items():
        yield "", "is fed by", f"{other}, of which a record counts {value(weight)}"
    if learning.correction is not None and any(learning.correction.values):
        how = "of the attention with which something was found is taken out of what is learned"
        yield "", "correction", f"{shares(learning.correction)} {how}"


def _prior(prior: Prior) -> str:
    found = f"{value(prior.per_person_year)} findings a person and year are taken to be there"
    if prior.density is not None:
        return f"{found}, by the density of {prior.density}"
    if not prior.levels:
        return f"{found}, the same in every region"
    told = ", ".join(f"{value(level)} in {region}" for region, level in prior.levels.items())
    return f"{found}, in parts of {told}, and 1 elsewhere"
