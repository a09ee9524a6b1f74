"""The numbers of a world that no source states, each with its range, and the group that it belongs to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from underheaven.engine.world import World
from underheaven.study.sweeping.keys import Key, inside, key_of, paths

CUTS = frozenset(
    {"society.default_citizens", "society.small_child_below", "society.behaviour.workplace_size"}
)
ZEROS = frozenset({"policy.score.start", "policy.firms.score.start"})
"""Where scores begin is where a scale is read from: it tells nothing but by its distance from a threshold,
and each threshold has a range of its own, written for this beginning."""


@dataclass(frozen=True)
class Assumed:
    """An assumed number, or a table of them that is off by one factor, and what its group is called."""

    key: Key
    group: str


def assumed_numbers(world: World) -> tuple[Assumed, ...]:
    """Every number of a policy and its society that is assumed and states a range, in the schemas' order.

    A table is one: its numbers share their range. What says how many are drawn, and where ages and firms are
    cut, is no assumption about the world, and is left out; so is where a scale is read from.
    """
    found: list[Assumed] = []
    for path in paths(world):
        if path in CUTS | ZEROS or (found and path.startswith(f"{found[-1].key.path}.")):
            continue
        key = key_of(world, path)
        if key.stated is not None and key.stated[0] != key.stated[1] and _is_assumed(at(world, key)):
            found.append(Assumed(key, group_of(world, path)))
    return tuple(found)


def at(world: World, key: Key) -> Any:
    """What stands at a key."""
    thing: Any = world.policy if key.document == "policy" else world.society
    for step in key.steps:
        thing = inside(thing, step)
    return thing


def _is_assumed(thing: Any) -> bool:
    if isinstance(thing, Mapping):
        return any(_is_assumed(each) for each in thing.values())
    return getattr(thing, "assumed", None) is not None


GROUPS = {
    "policy.sources.*.mistakes": "how often sources take one for another",
    "policy.sources.*.faces": "how well faces are recognised",
    "policy.sources": "what sources see",
    "policy.rules": "the points of the rules",
    "policy.consequences": "the thresholds of consequences",
    "policy.privileges": "the thresholds and worth of privileges",
    "policy.association": "how much others count",
    "policy.score": "where scores end, and how they recover",
    "policy.firms": "firms, what they do and their scheme",
    "policy": "what is announced, and when the scheme comes",
    "society.acts.*.dread_response": "how much dread holds back",
    "society.acts.*.hardship_response": "what hardship does, and how hard denials are",
    "society.acts.*.hardship": "what hardship does, and how hard denials are",
    "society.acts.*.effort": "who acts for the score, and at what effort",
    "society.behaviour.climate": "how speech follows the climate",
    "society.behaviour.speech_thresholds": "how speech follows the climate",
    "society.behaviour.gaming": "who acts for the score, and at what effort",
    "society.behaviour": "how dread and hardship grow and fade",
    "society.matching": "how well faces are recognised",
    "society.firms": "firms, what they do and their scheme",
    "society.regions.*.densities": "how densely regions are watched",
    "society.regions": "who the people are",
    "society": "income, loans, places, hospitals, partners and renewal",
}
"""Group of the numbers whose path begins so, the longest that fits; `*` stands for any one name."""
OF_ACTS = {
    ("per_year", "critical"): "how often people consider a critical post",
    ("propensity", "critical"): "how readily people post criticism",
    ("per_year", "supportive"): "how often and how readily people post support",
    ("propensity", "supportive"): "how often and how readily people post support",
    ("per_year", "lawful"): "how often people consider other lawful acts",
    ("propensity", "lawful"): "how readily people do other lawful acts",
    ("per_year", "unlawful"): "how often people have occasion to break the law",
    ("propensity", "unlawful"): "how readily people break the law",
}
"""Group of the rates and propensities of acts, by what and of which acts."""
MOST_GROUPS = 25


def group_of(world: World, path: str) -> str:
    """What the group of a number is called."""
    parts = path.split(".")
    if parts[:2] == ["society", "acts"]:
        what = {"rate_by": "per_year", "propensity_by": "propensity"}.get(parts[3], parts[3])
        act = world.society.acts[parts[2]]
        sort = act.speech if act.speech != "none" else "lawful" if act.lawful else "unlawful"
        if (what, sort) in OF_ACTS:
            return OF_ACTS[what, sort]
        if f"society.acts.*.{what}" not in GROUPS:
            return GROUPS["society"]
    for length in range(len(parts), 0, -1):
        for begin in (parts[:length], [*parts[:2], "*", *parts[3:length]]):
            if (title := GROUPS.get(".".join(begin))) is not None and len(begin) == length:
                return title
    raise ValueError(f"{path} is of no group")
