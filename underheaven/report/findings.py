"""What an audit comes to in plain sentences, each with how sure it is; never a verdict."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.documents.words import agreeing, counted
from underheaven.measure.audit import Audit
from underheaven.measure.rows import EVERYONE, FEWEST_EVENTS, FEWEST_PEOPLE
from underheaven.measure.standardised import STRATA
from underheaven.report.finding import (
    MOST_TOLD,
    Finding,
    few_of,
    how_many_are_clear,
    left_untold,
    one,
    over_the_same,
)
from underheaven.report.findings_on_scores import calibration, identity, odds, validity
from underheaven.report.gaps import in_words
from underheaven.report.said import (
    AS_SURE,
    CLEAR,
    FEW,
    as_told,
    axes,
    called,
    shown_by_rule,
    sure,
    with_interval,
)
from underheaven.report.words import capital, listed, number, percent


def findings(audit: Audit) -> list[Finding]:
    """The findings of an audit, the score's worth first; what is undefined comes last."""
    basis = "done" if audit.counted else "expected"
    return [
        *validity(audit, basis),
        *odds(audit, basis),
        *identity(audit, basis),
        *calibration(audit, basis),
        *_four_fifths(audit),
        *_gaps(audit),
        *_intersections(audit),
        *_both_sides(audit),
        *_watch(audit),
        *_undefined(audit),
    ]


def _four_fifths(audit: Audit) -> Iterator[Finding]:
    compared, below, chance = (
        one(audit.of("four fifths", name)) for name in ("compared", "below", "below_by_chance")
    )
    starred = _starred(audit)
    if compared is not None and below is not None and chance is not None and compared.value:
        found = below.value or 0
        runs = ", on average over the runs," if len(audit.seeds) > 1 else ""
        many = counted(round(compared.value), "comparison")
        text = (
            f"Of {many} of a share with the highest share{runs or ','} {number(found)} "
            f"{agreeing(round(found), 'is', 'are')} below four fifths"
        )
        if chance.value is None:
            unknown = f"{text}; how many chance alone would put there is not known.{starred}"
            yield Finding("four fifths", unknown, chance.reason or "")
        else:
            yield Finding(
                "four fifths",
                f"{text}. If nobody differed, chance alone would put about {chance.value:.1f} there, and "
                f"in 95 of 100 cases {number(chance.low or 0)} to {number(chance.high or 0)}.{starred}",
                "more than by chance" if found > (chance.high or 0) else "no more than by chance",
            )
    elif starred:
        yield Finding("four fifths", f"No share is compared with the highest share.{starred}", FEW)
    free = [row for row in shown_by_rule(audit.of("four fifths")) if row.basis == "free"]
    known = [row for row in free if row.value is not None and not row.small]
    first = [row for row in free if row.by == known[0].by] if known else []
    if first:
        told = over_the_same(first)
        yield Finding(
            "four fifths",
            f"The share of people under no consequence is {told}, where it is highest. Where nearly all are "
            "under none, the four-fifths rule says little.",
            how_many_are_clear(first),
        )


def _gaps(audit: Audit) -> Iterator[Finding]:
    """Gaps of being under a consequence, crude and standardised, each with the part that is composition."""
    for by in STRATA:
        if text := in_words(audit, by):
            rows = audit.of("disparity", "under_standardised_difference", by=by)
            known = [row for row in rows if row.low is not None]
            clear = sum(sure(row, 0.0) == CLEAR for row in known)
            without = next((row.reason for row in rows if row.reason), "no interval")
            told = f"{clear or 'none'} of {len(known)} standardised {CLEAR}" if known else without
            yield Finding("disparity", text, told or "")


def _starred(audit: Audit) -> str:
    """How many comparisons bear a star and are not counted; nothing where none does."""
    few = few_of(row for row in audit.of("four fifths", "impact_ratio") if "," not in row.by)
    if not few:
        return ""
    return (
        f" {capital(counted(few, 'comparison'))} with a star {agreeing(few, 'is', 'are')} left out: "
        f"{agreeing(few, 'it rests', 'they rest')} on fewer than {FEWEST_PEOPLE} people, or on fewer than "
        f"{FEWEST_EVENTS} of either outcome."
    )


def _intersections(audit: Audit) -> Iterator[Finding]:
    rows = [row for row in audit.of("intersections", "under") if row.by != EVERYONE]
    by = rows[0].by if rows else ""
    rows = [row for row in rows if row.by == by]
    known = [row for row in rows if row.value is not None and not row.small]
    few = len(rows) - len(known)
    low, high = (
        one(audit.of("intersections", name, by=by)) for name in ("least_by_chance", "most_by_chance")
    )
    if len(known) < 2 or low is None or high is None or low.value is None or high.value is None:
        return
    least, most = min(known, key=lambda row: row.value or 0), max(known, key=lambda row: row.value or 0)
    left = (
        f" {capital(counted(few, 'intersection'))} with too few people {agreeing(few, 'is', 'are')} left out."
        if few
        else ""
    )
    apart = (least.value or 0) < (low.low or 0) or (most.value or 0) > (high.high or 1)
    yield Finding(
        "intersections",
        f"Of {counted(len(known), 'intersection')} of {listed(axes(by).split(', '))}, "
        f"{called(least.category)} has the lowest share under a consequence, {with_interval(least)}, and "
        f"{called(most.category)} the highest, {with_interval(most)}. If nobody differed, chance alone would "
        f"spread them from about {percent(low.value)} to {percent(high.value)}.{left}",
        "further apart than by chance" if apart else "no further apart than by chance",
    )


def _both_sides(audit: Audit) -> Iterator[Finding]:
    """Of time under consequences, what is in error and what due to others; and what ties spare beside it."""
    error, ties, spared = (
        one(audit.of("measures", name, category=EVERYONE))
        for name in ("error_time", "ties_time", "spared_time")
    )
    if error is not None and error.value is not None:
        worst = [
            row
            for row in audit.rows
            if row.subject == "measures" and row.measure.startswith("error_share.") and row.by == EVERYONE
        ]
        told = [f"{with_interval(row)} under “{row.title.partition(': ')[2]}”" for row in worst if row.value]
        each = f", {listed(told)}" if told else ""
        yield Finding(
            "measures",
            f"Of the time under each consequence, {with_interval(error)} is in error{each}. The command "
            "cohorts tells whom wrong records spare.",
            as_told(error),
        )
    if ties is not None and ties.value is not None and spared is not None and spared.value is not None:
        yield Finding(
            "measures",
            f"Of the time under each consequence, {with_interval(ties)} is due to the scores of others. Of "
            "the time that people's own records would bring, the scores of others spare "
            f"{with_interval(spared)}.",
            as_told(ties, spared),
        )


def _watch(audit: Audit) -> Iterator[Finding]:
    rows = [row for row in audit.of("watch", "precision") if row.by == "group" and row.value is not None]
    ratios = [row for row in audit.of("disparity", "precision_ratio") if row.by == "group"]
    if len(rows) < 2:
        return
    told = listed([f"{with_interval(row)} in {called(row.category)}" for row in rows[:MOST_TOLD]])
    known = [row for row in ratios if row.value is not None]
    yield Finding(
        "watch",
        f"The share of records that are about the right person is {told}{left_untold(rows)}.",
        how_many_are_clear(known) if known else AS_SURE,
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
