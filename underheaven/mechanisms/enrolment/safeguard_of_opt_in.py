"""Only those who join are in the scheme."""

from __future__ import annotations

from dataclasses import replace

from underheaven.policy.loading import load_policy
from underheaven.policy.safeguard import Changes, Safeguard, Words, switch
from underheaven.policy.schema import Policy

NAME, PLACE = "opt_in", 120


CONSENT = "rongcheng-2021"
"""The policy from which it is taken who joins, where nothing says so."""
WORDS = Words(
    title="Opt-in",
    about="only those who join are in the scheme",
    presumes="35 % join, more of the content and fewer critics and old people, as in `rongcheng-2021`",
    promise="only those who join",
)


def _on(policy: Policy) -> Changes:
    """A rollout by consent; where nothing says who joins, as in the policy by consent."""
    forced = [name for name, entry in policy.rollout.items() if entry.joining == "mandatory"]
    changes: Changes = {"safeguards": {NAME: True}}
    if forced:
        changes["rollout"] = {name: {"joining": "voluntary"} for name in forced}
    if policy.joining is None:
        joining = load_policy(CONSENT).joining
        assert joining is not None
        changes["joining"] = joining.model_dump(exclude_none=True)
    return changes


def _off(policy: Policy) -> Changes:
    changes: Changes = {"safeguards": {NAME: False}, "joining": None}
    return {**changes, "rollout": {name: {"joining": "mandatory"} for name in policy.rollout}}


SAFEGUARD: Safeguard = replace(switch(NAME, WORDS), on=_on, off=_off)
