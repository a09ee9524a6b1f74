"""What is wrong with who is in the scheme: joining that nobody asks for, and force where none may be."""

from __future__ import annotations

from underheaven.policy.coherence.findings import Findings
from underheaven.policy.schema import Policy


def check_joining(policy: Policy, findings: Findings) -> None:
    """Notes joining that is missing or says nothing, and a mandatory rollout under `opt_in`."""
    opt_in = policy.safeguards.opt_in
    voluntary = [name for name, entry in policy.rollout.items() if entry.joining == "voluntary"]
    if policy.joining is None and (opt_in or voluntary):
        findings.note(
            ("safeguards", "opt_in") if opt_in else ("rollout", voluntary[0], "joining"),
            "joining is voluntary, and nothing says who joins",
            "`joining` gives the share of people who do",
            "add `joining: {share: ...}`" + (", or remove `opt_in`" if opt_in else ", or write `mandatory`"),
        )
    if policy.joining is not None and not opt_in and not voluntary:
        findings.note(
            ("joining",),
            "nothing is voluntary",
            "everybody whom the rollout reaches is in the scheme, so nobody joins",
            "write `joining: voluntary` in an entry of `rollout`, or remove `joining`",
        )
    forced = [
        f"{name} (from {entry.since})"
        for name, entry in policy.rollout.items()
        if entry.joining == "mandatory" and entry.share.value > 0
    ]
    if opt_in and forced:
        findings.note(
            ("safeguards", "opt_in"),
            f"an opt-in policy whose rollout is mandatory in {', '.join(forced)}",
            "with `opt_in` only those who join are in the scheme, and there everybody would be",
            "write `joining: voluntary` in these entries of `rollout`, or remove `opt_in`",
        )
