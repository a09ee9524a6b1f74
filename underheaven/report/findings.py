"""What an audit comes to in plain sentences, each with how sure it is; never a verdict."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from underheaven.measure.audit import Audit
from underheaven.measure.disparity import FOUR_FIFTHS
from underheaven.measure.rows import EVERYONE, Row
from underheaven.report.said import (
    AS_SURE,
    CLEAR,
    FEW,
    MAYBE,
    called,
    sure,
    what_is_true,
    whom,
    with_interval,
)
from underheaven.report.words import capital, listed, percent, small


@dataclass(frozen=True)
class Finding:
    """A sentence, what it is about, and how sure it is."""

    subject: str
    text: str
    sure: str

    def to_dict(self) -> dict[str, str]:
        """Plain JSON values."""
        return {"subject": self.subject, "text": self.text, "sure": self.sure}


def findings(audit: Audit) -> list[Finding]:
    """The findings of an audit, the score's worth first; what is undefined comes last."""
    basis = "done" if audit.counted else "expected"
    return [
        *_validity(audit, basis),
        *_odds(audit, basis),
        *_identity(audit, basis),
        *_calibration(audit, basis),
        *_four_fifths(audit),
        *_intersections(audit),
        *_watch(audit),
        *_undefined(audit),
    ]


def _one(rows: Iterable[Row]) -> Row | None:
    return next(iter(rows), None)


def _validity(audit: Audit, basis: str) -> Iterator[Finding]:
    share = _one(audit.of("validity", "explained_share", basis=basis, category=EVERYONE))
    order = _one(audit.of("validity", "rank_agreement", basis=basis, category=EVERYONE))
    if share is None or order is None or share.value is None or order.value is None:
        return
    what = "did" if basis == "done" else "would do, left to themselves,"
    yield Finding(
        "validity",
        f"Of the differences in how many punished deeds people {what} in the year, "
        f"{with_interval(share)} go with the score; in order of rank score and conduct agree by "
        f"{with_interval(order)}, where 1 is wholly and 0 not at all.",
        sure(order, 0.0),
    )
    gamed = _one(audit.of("validity", "gained_by_gaming", category=EVERYONE))
    if gamed is not None and gamed.value:
        yield Finding(
            "validity",
            f"About {with_interval(gamed)} of the points gained come from acts done for the score alone.",
            sure(gamed, 0.0),
        )


def _odds(audit: Audit, basis: str) -> Iterator[Finding]:
    rates = [row for row in audit.of("odds", "false_positive_rate") if row.basis.startswith(basis)]
    everyone = _one(row for row in rates if row.by == EVERYONE)
    right = _one(
        row for row in audit.of("odds", "precision", category=EVERYONE) if row.basis.startswith(basis)
    )
    if everyone is not None and everyone.value is not None and right is not None and right.value is not None:
        truth = what_is_true(everyone.basis)
        others = "did not" if basis == "done" else "would not"
        yield Finding(
            "odds",
            f"Of those under a consequence, {with_interval(right)} {truth}; of those who {others}, "
            f"{with_interval(everyone)} are under one all the same.",
            FEW if everyone.small or right.small else AS_SURE,
        )
    ratios = [
        row
        for row in audit.of("odds", "false_positive_rate_ratio")
        if row.basis.startswith(basis) and row.value is not None and not row.small
    ]
    if ratios:
        worst = max(ratios, key=lambda row: max(row.value or 0, 1 / row.value if row.value else 0))
        yield Finding(
            "odds",
            f"Wrongly under a consequence by that measure: {called(worst.category)} {with_interval(worst)} "
            f"times as often as {called(worst.against)}. Odds are not equal where this is not 1.",
            sure(worst, 1.0),
        )


def _identity(audit: Audit, basis: str) -> Iterator[Finding]:
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
    example = max(forced, key=lambda row: row.value or 0)
    apart = any(
        one.low is not None and other.high is not None and one.low > other.high
        for one in bases
        for other in bases
    )
    if not apart:
        yield Finding(
            "identity",
            f"Such deeds are done by {rates}: no difference beyond chance, so that precision, false "
            "positives and false negatives could be equal for all.",
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


def _calibration(audit: Audit, basis: str) -> Iterator[Finding]:
    rows = [
        row for row in audit.of("calibration", "deeds_at_same_score", basis=basis) if row.value is not None
    ]
    if rows:
        widest = max(rows, key=lambda row: abs((row.value or 1) - 1))
        verb = "did" if basis == "done" else "would do"
        yield Finding(
            "calibration",
            f"At the same score, people of {called(widest.category)} {verb} {with_interval(widest)} times "
            "the deeds of everyone; 1 would mean that a score means the same for all.",
            sure(widest, 1.0),
        )


def _four_fifths(audit: Audit) -> Iterator[Finding]:
    rows = [row for row in audit.of("four fifths", "impact_ratio") if row.value is not None]
    single = [row for row in rows if "," not in row.by]
    if not single:
        return
    below = [row for row in single if row.value is not None and row.value < FOUR_FIFTHS and not row.small]
    for row in sorted(below, key=lambda row: row.value or 0)[:3]:
        test = f"; {row.test}, people taken one by one: p {_p(row.p)}" if row.p is not None else ""
        yield Finding(
            "four fifths",
            f"{row.title.partition(':')[0]}{_of(row)}: the share of {whom(row.category)} is "
            f"{with_interval(row)} times that of {whom(row.against)}, below four fifths{test}.",
            "below four fifths, clear of chance"
            if row.high is not None and row.high < FOUR_FIFTHS
            else sure(row, FOUR_FIFTHS),
        )
    if not below:
        near = min(single, key=lambda row: (row.small, row.value or 0))
        outcome = small(near.title.removesuffix(": share over the highest"))
        yield Finding(
            "four fifths",
            "No group, place or fifth of incomes falls below four fifths of the highest share in any "
            f"favourable outcome; nearest is {whom(near.category)} with {with_interval(near)} times that "
            f"of {whom(near.against)} ({outcome}). Where nearly everybody has an outcome, the rule says "
            "little.",
            FEW if near.small else AS_SURE if near.high else near.reason or "",
        )


def _p(p: float) -> str:
    return f"= {p:.1g}" if p > 1e-99 else "below 1e-99"


def _of(row: Row) -> str:
    title = row.title.removesuffix(": share over the highest")
    return f": {title.partition(': ')[2]}" if ": " in title else ""


def _intersections(audit: Audit) -> Iterator[Finding]:
    rows = [row for row in audit.of("intersections", "under") if row.by != EVERYONE]
    known = [row for row in rows if row.value is not None and not row.small]
    few = len(rows) - len(known)
    if len(known) < 2:
        return
    least, most = min(known, key=lambda row: row.value or 0), max(known, key=lambda row: row.value or 0)
    apart = least.high is not None and most.low is not None and least.high < most.low
    left = f" {few} small ones are left out." if few else ""
    yield Finding(
        "intersections",
        f"Of {len(rows)} intersections of {listed(rows[0].by.split(', '))}, {called(least.category)} is "
        f"least often under a consequence, {with_interval(least)}, and {called(most.category)} most often, "
        f"{with_interval(most)}.{left}",
        f"{CLEAR}; the extremes of many" if apart else MAYBE,
    )


def _watch(audit: Audit) -> Iterator[Finding]:
    rows = [row for row in audit.of("watch", "precision") if row.by == "group" and row.value is not None]
    if len(rows) < 2:
        return
    worst, best = min(rows, key=lambda row: row.value or 0), max(rows, key=lambda row: row.value or 0)
    apart = worst.high is not None and best.low is not None and worst.high < best.low
    yield Finding(
        "watch",
        f"Of what is written about people of {called(worst.category)}, {with_interval(worst)} is true; about "
        f"{called(best.category)}, {with_interval(best)}.",
        CLEAR if apart else MAYBE,
    )


def _undefined(audit: Audit) -> Iterator[Finding]:
    """Subjects of which nothing at all can be said, and why."""
    for subject in dict.fromkeys(row.subject for row in audit.rows):
        rows = audit.of(subject)
        if all(row.value is None for row in rows):
            reasons = list(dict.fromkeys(row.reason or "" for row in rows))[:2]
            yield Finding(subject, f"{capital(subject)}: undefined; {listed(reasons)}.", "undefined")
    if not audit.counted and audit.of("validity") and audit.of("validity")[0].value is not None:
        yield Finding(
            "validity",
            "Deeds done were not counted in this run; conduct is what is expected of people left to "
            "themselves.",
            "undefined",
        )
