"""What an audit finds a score to be worth, and whether it errs alike for all; never a verdict."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.measure.audit import Audit
from underheaven.measure.rows import EVERYONE
from underheaven.report.finding import (
    MOST_TOLD,
    Finding,
    few_of,
    how_many_are_clear,
    left_untold,
    one,
    over_the_same,
)
from underheaven.report.said import (
    CLEAR,
    FEW,
    MAYBE,
    as_told,
    called,
    sure,
    what_is_false,
    what_is_true,
    with_interval,
)
from underheaven.report.words import listed, percent


def validity(audit: Audit, basis: str) -> Iterator[Finding]:
    """How far the score goes with what people did, and how much of it was gamed."""
    share = one(audit.of("validity", "explained_share", basis=basis, category=EVERYONE))
    order = one(audit.of("validity", "rank_agreement", basis=basis, category=EVERYONE))
    if share is None or order is None or share.value is None or order.value is None:
        return
    what = "did" if basis == "done" else "would do, left to themselves,"
    yield Finding(
        "validity",
        f"Of the differences in how many punished deeds people {what} {audit.period.within}, "
        f"{with_interval(share)} go with the score. The orders of people by score and by conduct agree by "
        f"{with_interval(order)}, where 1 is complete agreement and 0 none.",
        sure(order, 0.0),
    )
    gamed = one(audit.of("validity", "gained_by_gaming", category=EVERYONE))
    if gamed is not None and gamed.value:
        yield Finding(
            "validity",
            f"About {with_interval(gamed)} of the points gained come from acts done for the score alone.",
            sure(gamed, 0.0),
        )


def odds(audit: Audit, basis: str) -> Iterator[Finding]:
    """Whom consequences hit rightly and wrongly, and whether the wrong ones fall on all alike."""
    rates = [row for row in audit.of("odds", "false_positive_rate") if row.basis.startswith(basis)]
    everyone = one(row for row in rates if row.by == EVERYONE)
    right = one(
        row for row in audit.of("odds", "precision", category=EVERYONE) if row.basis.startswith(basis)
    )
    if everyone is not None and everyone.value is not None and right is not None and right.value is not None:
        truth = what_is_true(everyone.basis)
        yield Finding(
            "odds",
            f"Of those under a consequence, {with_interval(right)} {truth}. Of those who "
            f"{what_is_false(everyone.basis)}, {with_interval(everyone)} are under one of them all the same.",
            FEW if everyone.small or right.small else as_told(right, everyone),
        )
    ratios = [row for row in audit.of("odds", "false_positive_rate_ratio") if row.basis.startswith(basis)]
    if told := over_the_same(ratios):
        yield Finding(
            "odds",
            f"Of those who {what_is_false(ratios[0].basis)}, the share under a consequence is {told}. "
            "Odds are equal where every such ratio is 1.",
            how_many_are_clear(ratios),
        )


def identity(audit: Audit, basis: str) -> Iterator[Finding]:
    """That errors cannot all be equal where conduct differs (Chouldechova 2017)."""
    bases = [
        row for row in audit.of("odds", "base_rate") if row.basis.startswith(basis) and row.by == "group"
    ]
    forced = [
        row
        for row in audit.of("identity", "false_positive_rate_forced")
        if row.basis.startswith(basis) and row.value is not None
    ]
    if not forced or any(row.value is None for row in bases):
        return
    rates = listed([f"{percent(row.value or 0)} in {called(row.category)}" for row in bases])
    example = forced[0]
    apart = any(
        one.low is not None and other.high is not None and one.low > other.high
        for one in bases
        for other in bases
    )
    if not apart:
        yield Finding(
            "identity",
            f"Such deeds are done by {rates}. The difference may be chance alone, so precision, "
            "false positives and false negatives could be equal for all.",
            MAYBE,
        )
        return
    yield Finding(
        "identity",
        f"Such deeds are done by {rates}. Where these differ, precision, false positives and false negatives "
        f"cannot all be equal (Chouldechova 2017): with the precision and the misses of "
        f"{called(example.against)}, false positives in {called(example.category)} "
        f"would have to be {with_interval(example)}.",
        CLEAR,
    )


def calibration(audit: Audit, basis: str) -> Iterator[Finding]:
    """Whether a score means the same deeds for all."""
    every = audit.of("calibration", "deeds_at_same_score", basis=basis)
    rows = [row for row in every if row.value is not None and not row.small]
    if rows:
        verb = "did" if basis == "done" else "would do"
        told = listed([f"{with_interval(row)} in {called(row.category)}" for row in rows[:MOST_TOLD]])
        yield Finding(
            "calibration",
            f"Compared with everyone who has the same scores, people {verb} this many times as many punished "
            f"deeds: {told}{left_untold(rows, few_of(every))}. If a score meant the same for all, each would "
            "be 1.",
            how_many_are_clear(rows),
        )
