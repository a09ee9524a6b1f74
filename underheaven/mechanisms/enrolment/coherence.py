"""What is wrong with who is in the scheme, and how long: joining nobody asks for, force where none may be."""

from __future__ import annotations

from underheaven.policy.coherence.findings import Findings
from underheaven.policy.dates import dated_days
from underheaven.policy.schema import Policy


def check(policy: Policy, findings: Findings) -> None:
    """Notes who could never be in the scheme, and who must be and may not."""
    _check_joining(policy, findings)
    _check_sunset(policy, findings)


def _check_joining(policy: Policy, findings: Findings) -> None:
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


def _check_sunset(policy: Policy, findings: Findings) -> None:
    sunset = policy.safeguards.sunset
    if sunset is None:
        return
    begins = min((entry.since for entry in policy.rollout.values()), default=None)
    if begins is not None and sunset <= begins:
        findings.note(
            ("safeguards", "sunset"),
            f"the scheme ends on {sunset}, and begins on {begins}",
            "nobody would ever be in it",
            f"choose a day after {begins}, or let the rollout begin sooner",
        )
    dated = dated_days(policy)
    if dated and sunset <= dated[0]:
        findings.note(
            ("safeguards", "sunset"),
            f"the scheme ends on {sunset}, and its first dated value begins on {dated[0]}",
            "no dated value would ever be in force",
            f"choose a day after {dated[0]}, or an earlier first day for the values",
        )
