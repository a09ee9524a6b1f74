"""Which rules of a shipped policy its headline rests on: known from runs with them and without, in pairs.

The file beside this one was made by `tools/headline_rules.py`. It speaks of a policy as it was shipped: of
one that was changed since, or of another version of the model, nothing is known.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from underheaven.engine.world import MODEL_VERSION
from underheaven.policy.schema import Policy

KEPT = Path(__file__).with_name("headline_rules.json")
UNDER, GAIN = "under", "gain"
"""Headline of a policy that has consequences, and of one that has privileges alone."""


@dataclass(frozen=True)
class HeadlineRules:
    """What becomes of a policy's headline without the rules that make most of it.

    Values are of `measure`, of everyone, in the last year; the interval is of the difference, over seeds.
    """

    measure: str
    kinds: tuple[str, ...]
    """Kinds of act whose rules are left out together, that which matters most first."""
    with_them: float
    without: float
    low: float
    high: float
    """Ends of the 95 % interval of what they add."""
    society: str
    years: tuple[int, int]
    """The first year and the last of the runs."""
    seeds: int

    @classmethod
    def of_dict(cls, data: dict[str, Any]) -> HeadlineRules:
        """From the plain values of the file."""
        return cls(**{**data, "kinds": tuple(data["kinds"]), "years": tuple(data["years"])})


def fingerprint(policy: Policy) -> str:
    """A hash of a policy and the model's version: what was found holds for these alone."""
    rules = policy.model_dump(mode="json", exclude={"structure", "about", "corrections"})
    said = json.dumps([MODEL_VERSION, rules], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()


def measure_of(policy: Policy) -> str | None:
    """The measure that is the policy's headline; None where it neither takes nor gives anything."""
    if policy.consequences:
        return UNDER
    return GAIN if policy.privileges else None


def headline_rules(policy: Policy) -> HeadlineRules | None:
    """What is known of a policy; None of one that is not shipped, was changed, or has no headline."""
    kept = _kept().get(policy.policy)
    if kept is None or kept["policy"] != fingerprint(policy) or not kept["found"]["kinds"]:
        return None
    return HeadlineRules.of_dict(kept["found"])


@cache
def _kept() -> dict[str, Any]:
    return dict(json.loads(KEPT.read_text(encoding="utf-8"))["policies"]) if KEPT.exists() else {}
