"""What the attention of a random policy's sources follows, and how; shares and corrections that change."""

from decimal import Decimal
from typing import Any

from tests.draft import Draft
from underheaven.policy.schema import Policy


def learning(policy: Policy, draft: Draft) -> Policy:
    """The policy with sources that learn in all ways; most of those that have attention do."""
    data = policy.model_dump(exclude_none=True)
    for name, source in data["sources"].items():
        if draft.dice.maybe(0.25) or not policy.sources[name].attention.values[0]:
            continue
        source["attention"] = draft.dated("0.3", "1")
        source["learning"] = _learning(draft, [other for other in data["sources"] if other != name])
    return Policy.model_validate(data)


def _learning(draft: Draft, others: list[str]) -> dict[str, Any]:
    dice = draft.dice
    days = Decimal(draft.step_minutes) / 1_440
    found: dict[str, Any] = {}
    if dice.maybe(0.7):
        found["memory_days"] = days + dice.whole(0, 60)
    if dice.maybe(0.6):
        found["prior"] = _prior(draft)
    if dice.maybe(0.6):
        found["fed_by"] = {other: dice.number("0", "3") for other in dice.some(others, 0, 3)}
    if dice.maybe(0.7):
        found["correction"] = draft.dated("0", "1") if dice.maybe(0.6) else 1
    return found


def _prior(draft: Draft) -> dict[str, Any]:
    dice, regions = draft.dice, draft.society.regions
    densities = sorted({name for region in regions.values() for name in region.densities})
    prior: dict[str, Any] = {"per_person_year": draft.yearly("0", "3")}
    if densities and dice.maybe(0.4):
        name = dice.pick(densities)
        if any(name not in each.densities or each.densities[name].value for each in regions.values()):
            return {**prior, "density": name}
    levels = {name: dice.number("0", "4") for name in dice.some(list(regions), 0, 3)}
    if any(name not in levels or levels[name] for name in regions):
        prior["levels"] = levels
    return prior
