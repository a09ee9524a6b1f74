"""What is wrong with it in a society: nothing to weigh, gains of loans, and gains that nobody weighs."""

from __future__ import annotations

from underheaven.society.checks.findings import Findings
from underheaven.society.schema import Society


def check(society: Society, findings: Findings) -> None:
    """Notes reckoning without gains, gains without reckoning, and those of kinds of credit."""
    gains = {name: act for name, act in society.acts.items() if act.gain is not None}
    deterrence = society.behaviour.deterrence
    if deterrence is not None and not gains:
        findings.note(
            ("behaviour", "deterrence"),
            "people reckon with a record, and no kind of act has a gain",
            "what a record costs is weighed against what an act gains",
            "give kinds of act a `gain`, or remove `deterrence`",
        )
    for name, act in gains.items():
        if act.kind == "credit":
            findings.note(
                ("acts", name, "gain"),
                f"{name} is credit, and has a gain that is weighed against a record",
                "what a record of a loan costs depends on how the loan ends",
                "remove `gain`",
            )
        elif deterrence is None:
            findings.note(
                ("acts", name, "gain"),
                f"{name} has a gain, and nobody weighs it",
                "only with `behaviour.deterrence` do people reckon with a record",
                "add `deterrence` to the society's behaviour, or remove `gain`",
            )
