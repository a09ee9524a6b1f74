"""Whether the society has the hospital, places, partners and firms that a policy reaches for."""

from __future__ import annotations

from underheaven.policy.coherence import Findings
from underheaven.policy.demands.naming import instead
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society


def check_services(policy: Policy, society: Society, findings: Findings) -> None:
    """Notes privileges, ranks and scores of firms that would be of nothing."""
    _check_privileges(policy, society, findings)
    _check_positional(policy, society, findings)
    _check_firms(policy, society, findings)


def _check_privileges(policy: Policy, society: Society, findings: Findings) -> None:
    for name, privilege in policy.privileges.items():
        if privilege.fast_lane and society.hospital is None:
            findings.note(
                ("privileges", name, "fast_lane"),
                f"the society {society.society} has no hospital",
                "nobody queues, so nobody can be served before others",
                "remove `fast_lane`, or add `hospital` to the society",
            )
        if privilege.visibility is not None and society.dating is None:
            findings.note(
                ("privileges", name, "visibility"),
                f"nobody looks for a partner in the society {society.society}",
                "nobody is shown to anybody, so nobody can be shown more often",
                "remove `visibility`, or add `dating` to the society",
            )


def _check_positional(policy: Policy, society: Society, findings: Findings) -> None:
    for good in policy.positional:
        if good not in society.places:
            findings.note(
                ("positional", good),
                f"{good} is not a good of the society {society.society}",
                "only what there is a fixed number of is given by rank",
                instead(good, list(society.places))
                if society.places
                else "remove it, or add it to `places` of the society",
            )


def _check_firms(policy: Policy, society: Society, findings: Findings) -> None:
    if society.firms is None:
        for name, consequence in policy.consequences.items():
            if consequence.bars_representative:
                findings.note(
                    ("consequences", name, "bars_representative"),
                    f"the society {society.society} has no firms",
                    "nobody represents one, so nobody can be barred from it",
                    "remove `bars_representative`, or add `firms` to the society",
                )
        if policy.firms is not None:
            findings.note(
                ("firms",),
                f"the society {society.society} has no firms",
                "nothing would be scored",
                "remove `firms`, or add it to the society",
            )
        return
    for kind in policy.firms.rules if policy.firms is not None else ():
        if kind not in society.firms.acts:
            findings.note(
                ("firms", "rules", kind),
                f"{kind} is not an act of firms of the society {society.society}",
                "a policy can only speak of acts that firms consider",
                instead(kind, list(society.firms.acts))
                if society.firms.acts
                else "remove it, or add it to `firms.acts` of the society",
            )
