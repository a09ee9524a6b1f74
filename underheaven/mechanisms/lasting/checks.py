"""What is wrong with the lasting differences of a society."""

from __future__ import annotations

from decimal import Decimal

from underheaven.documents.document import Path
from underheaven.mechanisms.lasting.model import LastingFactor, combinations_of
from underheaven.society.checks.findings import Findings, check_kind, instead, largest_product
from underheaven.society.numbering import categories
from underheaven.society.schema import CHILD, Society

EXACT = Decimal("1e-9")
"""How far sums and means that must be 1 may be from it: what digits that are cut off leave."""
MOST_COMBINATIONS = 64
"""Combinations of classes, so that the tables of how people act stay small."""


def check(society: Society, findings: Findings) -> None:
    """Notes factors about nothing, classes that are no whole or move the mean, and chances above 1."""
    lasting = society.behaviour.lasting
    for name, factor in lasting.items():
        at: Path = ("behaviour", "lasting", name)
        _check_kinds(society, at, name, factor, findings)
        _check_classes(at, factor, findings)
    number = combinations_of(lasting)
    if number > MOST_COMBINATIONS:
        findings.note(
            ("behaviour", "lasting"),
            f"{number:,} combinations of classes",
            f"each has tables of its own, and there is room for {MOST_COMBINATIONS}",
            "give fewer factors, or each of them fewer classes",
        )
        return
    for kind in society.acts:
        _check_chance(society, kind, findings)


def _check_kinds(society: Society, at: Path, name: str, factor: LastingFactor, findings: Findings) -> None:
    if not factor.kinds and not factor.contexts:
        findings.note(
            at,
            f"'{name}' is about no kind of act",
            "it has neither `kinds` nor `contexts`",
            "name the kinds of act, or the contexts, in which people differ",
        )
    for number, kind in enumerate(factor.kinds):
        check_kind((*at, "kinds", number), kind, society, findings)
    known = tuple(dict.fromkeys(act.context for act in society.acts.values()))
    for number, context in enumerate(factor.contexts):
        if context not in known:
            findings.note(
                (*at, "contexts", number),
                f"no kind of act has the context '{context}'",
                f"known are {', '.join(known)}",
                instead(context, known),
            )


def _check_classes(at: Path, factor: LastingFactor, findings: Findings) -> None:
    shares = sum((each.share.value for each in factor.classes), Decimal(0))
    if abs(shares - 1) > EXACT:
        findings.note(
            (*at, "classes"),
            f"the shares add up to {shares:f}",
            "everybody is in one class",
            "correct the share that is off, so that they add up to 1",
        )
        return
    mean = sum((each.share.value * each.factor.value for each in factor.classes), Decimal(0))
    if abs(mean - 1) > EXACT:
        findings.note(
            (*at, "classes"),
            f"the mean factor is {mean:f}",
            "classes share out what is done and must not change how much of it there is",
            f"divide every factor by {mean:f}" if mean > 0 else "give some class a factor above 0",
        )


def _check_chance(society: Society, kind: str, findings: Findings) -> None:
    """Notes a kind of act that somebody would do more than every time."""
    act, known = society.acts[kind], {**categories(society), "child": CHILD}
    usual = largest_product(act.propensity, act.propensity_by, known)
    most, chance = dict[str, int](), usual
    for name, factor in society.behaviour.lasting.items():
        if factor.is_about(kind, act.context) and factor.multiplies("propensity"):
            factors = [each.factor.value for each in factor.classes]
            most[name] = factors.index(max(factors))
            chance *= max(factors)
    if not most or chance <= 1 or usual > 1:
        return
    name = max(most, key=lambda each: society.behaviour.lasting[each].classes[most[each]].factor.value)
    largest = society.behaviour.lasting[name].classes[most[name]].factor.value
    findings.note(
        ("behaviour", "lasting", name, "classes", most[name], "factor"),
        f"the chance that somebody does {kind} is {chance:f}",
        f"the largest `propensity` of {kind}, {usual:f}, times the largest factor"
        f"{'s of its classes' if len(most) > 1 else ''} is above 1",
        f"give the class a factor of at most {float(largest / chance):.4g}, or write `on: considering`",
    )
