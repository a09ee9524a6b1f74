"""What is wrong with thresholds, privileges and weights: what lies off the scale, or does nothing."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.documents.document import Path
from underheaven.documents.quantity import DatedQuantity
from underheaven.mechanisms.firms.scheme import FirmScore
from underheaven.policy.coherence.findings import TOLERANCE, Findings
from underheaven.policy.schema import Policy, Score


def check_scales(policy: Policy, findings: Findings) -> None:
    """Notes thresholds off their scale, and weights that do not share out a whole."""
    _check_thresholds(policy.score, _thresholds(policy), findings)
    _check_firms(policy, findings)
    _check_association(policy, findings)


def _thresholds(policy: Policy) -> Iterator[tuple[Path, DatedQuantity]]:
    """Every threshold on the scale of citizens, and where the policy says so."""
    for name, consequence in policy.consequences.items():
        at: Path = ("consequences", name)
        yield (*at, "below"), consequence.below
        for group, below in consequence.below_of_group.items():
            yield (*at, "below_of_group", group), below
    for name, privilege in policy.privileges.items():
        yield ("privileges", name, "above"), privilege.above


def _check_thresholds(
    score: Score | FirmScore, thresholds: Iterator[tuple[Path, DatedQuantity]], findings: Findings
) -> None:
    low, high = score.minimum.value, score.maximum.value
    for path, threshold in thresholds:
        off = [value for value in threshold.values if not low <= value <= high]
        if off:
            findings.note(
                path,
                f"the threshold {off[0]:f} is off the scale",
                f"scores go from {low:f} to {high:f}",
                "choose a threshold on the scale",
            )


def _check_firms(policy: Policy, findings: Findings) -> None:
    firms = policy.firms
    if firms is None:
        return
    if firms.score.minimum.value == firms.score.maximum.value:
        findings.note(("firms", "score"), "the scale has no length", "", "set `maximum` above `minimum`")
    at: Path = ("firms", "consequences")
    below = (((*at, name, "below"), consequence.below) for name, consequence in firms.consequences.items())
    _check_thresholds(firms.score, below, findings)
    length = policy.score.maximum.value - policy.score.minimum.value
    for name, consequence in firms.consequences.items():
        points = consequence.representative_points.value
        if abs(points) > length:
            findings.note(
                (*at, name, "representative_points"),
                f"a change of {points:f} points",
                f"the scale of citizens is {length:f} points long",
                f"give at most {length:f} either way",
            )


def check_privileges(policy: Policy, findings: Findings) -> None:
    """Notes privileges that bring nothing, or more than can be."""
    for name, privilege in policy.privileges.items():
        at: Path = ("privileges", name)
        shown = privilege.visibility
        if privilege.yuan_per_use.value and not privilege.kinds:
            findings.note(
                (*at, "yuan_per_use"),
                f"{privilege.yuan_per_use.value:f} yuan for each use, and nothing to use it for",
                "`kinds` names the acts that a privilege makes cheaper",
                "name them under `kinds`, or write `yuan_per_year`",
            )
        elif not (privilege.yuan_per_year.value or privilege.kinds or privilege.fast_lane or shown):
            findings.note(
                at,
                "the privilege brings nothing",
                "it has neither `yuan_per_year` nor `kinds`, `fast_lane` or `visibility`",
                "say what it brings, or remove it",
            )


def _check_association(policy: Policy, findings: Findings) -> None:
    ties = policy.association
    if not any(ties.alpha.values):
        return
    total = ties.household.value + ties.employer.value + ties.friends.value
    if abs(total - 1) > TOLERANCE:
        findings.note(
            ("association",),
            f"household, employer and friends sum to {total:f}",
            "they share out the weight `alpha` of others",
            "make them sum to 1, or set `alpha` to 0",
        )
