"""The shipped policies as the page /policies/ has them: as written, in words, and against each other."""

from __future__ import annotations

from collections.abc import Collection
from itertools import combinations
from typing import Any

from underheaven.mechanisms.declared import MECHANISMS
from underheaven.observatory.reading.differing import differing
from underheaven.policy.described import RULES_OF_THE_MODEL, sections
from underheaven.policy.flags import flags
from underheaven.policy.loading import load_policy, policy_names, policy_path
from underheaven.policy.schema import Policy

STATUS = {
    "none": ("baseline", "the baseline of every comparison"),
    "article-2019": (
        "as described",
        "described, not found; its `corrections` say what scholarship found instead",
    ),
    "suining-2010": ("documented", "rules and orders of size reported; class borders from memory"),
    "rongcheng-2016": ("documented", "deductions read in the standard; grades and losses from memory"),
    "rongcheng-2021": ("documented", "consent and no penalty read; how many join is assumed"),
    "sesame-2015": ("documented", "scale, tiers and perks reported; the points are assumed"),
    "defaulter-list-2017": (
        "documented",
        "rules, consequences and counts read; errors are published nowhere",
    ),
    "rights-respecting": ("normative", "a choice of design throughout; a yardstick, not a proposal"),
}
"""Of each shipped policy whether it was described, is documented or is a norm, and how far; docs/policies.md
says the same."""


def policies(carried: Collection[str], compared: bool) -> dict[str, Any]:
    """All of it as plain JSON values.

    `carried` are those that can be lived on the site, and `compared` says whether it has a page that compares
    two of them. `differences` has the pairs by their names, in the order of `policies`, a blank between them.
    """
    shipped = {name: load_policy(name) for name in policy_names()}
    return {
        "policies": {name: _told(policy) for name, policy in shipped.items()},
        "carried": [name for name in shipped if name in carried],
        "compared": compared,
        "differences": {
            f"{one} {other}": differing(shipped[one], shipped[other])
            for one, other in combinations(shipped, 2)
        },
    }


def _told(policy: Policy) -> dict[str, Any]:
    status, how_far = STATUS[policy.policy]
    said = policy.structure
    return {
        "title": policy.title,
        "status": status,
        "how_far": how_far,
        "about": " ".join(policy.about.split()),
        "flags": list(flags(policy)),
        "corrections": [" ".join(each.split()) for each in policy.corrections],
        "words": {
            heading: [list(row) for row in rows]
            for heading, rows in sections(policy).items()
            if heading != RULES_OF_THE_MODEL
        },
        "uses": _reasons(said.uses if said else {}),
        "leaves_out": _reasons(said.leaves_out if said else {}),
        "text": policy_path(policy.policy).read_text(encoding="utf-8-sig"),
    }


def _reasons(said: dict[str, str]) -> list[tuple[str, str]]:
    """Each rule of the model by its title, with the reason."""
    return [(MECHANISMS[name].title, why) for name, why in said.items()]
