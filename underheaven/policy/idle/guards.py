"""Safeguards with nothing to guard: they forbid what the policy does not do."""

from __future__ import annotations

from underheaven.policy.coherence import Findings
from underheaven.policy.safeguard import safeguards
from underheaven.policy.safeguards import Safeguards
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society


def note_guards(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes the safeguards that are on and change nothing, in one."""
    idle: dict[str, str] = {}
    for name in Safeguards.model_fields:
        each = safeguards()[name]
        if each.there(policy) and each.needless is not None and (why := each.needless(policy, society)):
            idle[name] = why
    if idle:
        several = len(idle) > 1
        findings.note(
            ("safeguards", next(iter(idle))),
            f"{_listed(list(idle))} {'guard' if several else 'guards'} against what the policy does not do",
            "; ".join(dict.fromkeys(idle.values())),
            f"keep {'them as promises' if several else 'it as a promise'} for reforms, or remove"
            f" {'them' if several else 'it'}",
        )


def _listed(words: list[str]) -> str:
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} and {quoted[-1]}"
