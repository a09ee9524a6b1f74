"""What is wrong with the kinds of act: factors of nobody, chances above 1, outcomes of what is not credit."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from underheaven.documents.document import Path
from underheaven.documents.words import counted
from underheaven.society.checks.findings import Findings, check_names, largest_product
from underheaven.society.numbering import categories
from underheaven.society.schema import ATTRIBUTES, CHILD, Act, Society

MAX_CONTEXTS = 16
"""A citizen's contexts are the bits of a 16-bit number."""


def check_acts(society: Society, findings: Findings) -> None:
    """Notes what is wrong with each kind of act, and too many contexts."""
    known = {**categories(society), "child": CHILD}
    for name, act in society.acts.items():
        _check_factors(name, act, known, findings)
        _check_repayment(name, act, known, findings)
        _check_chance(
            ("acts", name, "propensity_by" if act.propensity_by else "propensity"),
            largest_product(act.propensity, act.propensity_by, known),
            "somebody does it",
            "`propensity`",
            findings,
        )
    contexts = list(dict.fromkeys(act.context for act in society.acts.values()))
    if len(contexts) > MAX_CONTEXTS:
        first = next(name for name, act in society.acts.items() if act.context == contexts[MAX_CONTEXTS])
        findings.note(
            ("acts", first, "context"),
            f"{counted(len(contexts), 'context')} of acts",
            f"acts belong to at most {MAX_CONTEXTS} parts of life",
            "join some of them",
        )


def _check_factors(name: str, act: Act, known: Mapping[str, tuple[str, ...]], findings: Findings) -> None:
    for key, factors in (
        ("rate_by", act.rate_by),
        ("propensity_by", act.propensity_by),
        ("effort_by", act.effort_by),
        ("repayment_by", act.repayment_by),
    ):
        check_names(findings, ("acts", name, key), factors, ATTRIBUTES)
        for attribute, table in factors.items():
            if attribute in known:
                check_names(findings, ("acts", name, key, attribute), table, known[attribute])


def _check_repayment(name: str, act: Act, known: Mapping[str, tuple[str, ...]], findings: Findings) -> None:
    at: Path = ("acts", name)
    given = [
        key
        for key, is_given in (
            ("repayment", act.repayment is not None),
            ("repayment_by", act.repayment_by),
            ("repayment_by_band", act.repayment_by_band),
        )
        if is_given
    ]
    if given and act.kind != "credit":
        findings.note(
            (*at, given[0]),
            f"{name} is not credit",
            f"its kind is {act.kind}, and only credit is paid back or not",
            "write `kind: credit`, or remove " + " and ".join(f"`{key}`" for key in given),
        )
    elif given and act.repayment is None:
        findings.note(
            (*at, given[0]),
            "factors on a chance that is not given",
            "without `repayment` everything is paid back",
            "add `repayment`",
        )
    if act.repayment is not None:
        chance = largest_product(act.repayment, act.repayment_by, known)
        key = "repayment_by" if act.repayment_by else "repayment"
        _check_chance((*at, key), chance, "it is paid back", "`repayment`", findings)


def _check_chance(path: Path, chance: Decimal, that: str, key: str, findings: Findings) -> None:
    if chance > 1:
        findings.note(
            path,
            f"the chance that {that} is {chance}",
            f"{key} times the largest factors is above 1",
            "lower them",
        )
