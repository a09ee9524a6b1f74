"""Validity: how well a score tells who does what the policy punishes.

Three measures of the same table of scores by conduct, all 1 where the score orders people exactly by
conduct and 0 where it says nothing: Kendall's tau-b of ranks, Pearson's correlation, and its square, the
share of the differences in conduct that goes with the score. Each is turned so that a lower score with more
deeds counts as agreement.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np

from underheaven.engine.layout import BINS
from underheaven.measure.conduct import THOUSAND, Conduct
from underheaven.measure.counts import Counts, Floats, Numbers, ratio
from underheaven.measure.frame import SIXTEENTHS
from underheaven.measure.rows import EVERYONE, About, Behind, Row, Whom, row
from underheaven.measure.sample import Statistic, by_group, values
from underheaven.measure.selections import gameable

SUBJECT = "validity"
ALIKE = "all have the same score, or do the same, or there is nobody"
NOT_GAMED = "nobody gains points by a record"


def rank_agreement(table: Numbers) -> Floats:
    """Kendall's tau-b of score and conduct, turned, [...]; from people by score and conduct, [..., S, X].

    Pairs that are tied in one of the two are taken out of the denominator half and half (Kendall 1945). NaN
    where all pairs are tied.
    """
    people = np.asarray(table, dtype=np.float64)
    above = np.zeros_like(people)
    above[..., :-1, :] = np.flip(np.flip(people, -2).cumsum(axis=-2), -2)[..., 1:, :]
    more, fewer = np.zeros_like(people), np.zeros_like(people)
    more[..., :-1] = np.flip(np.flip(above, -1).cumsum(axis=-1), -1)[..., 1:]
    fewer[..., 1:] = above.cumsum(axis=-1)[..., :-1]
    pairs = (people * (fewer - more)).sum(axis=(-2, -1))
    total = people.sum(axis=(-2, -1))
    untied = [(total**2 - (people.sum(axis=axis) ** 2).sum(axis=-1)) / 2 for axis in (-1, -2)]
    both = untied[0] * untied[1]
    # Rounding leaves a little where all pairs are tied.
    tied = both <= 1e-12 * np.maximum(total, 1) ** 4
    return ratio(pairs, np.sqrt(np.where(tied, 0, both)))


def linear_agreement(table: Numbers, scores: Floats, deeds: Floats) -> Floats:
    """Pearson's correlation of score and conduct, turned, [...].

    `table` [..., S, X] people; `scores` [S] points and `deeds` [X] at which the bins and bands are taken.
    """
    people = np.asarray(table, dtype=np.float64)
    total = people.sum(axis=(-2, -1))
    of_score, of_deeds = people.sum(axis=-1), people.sum(axis=-2)
    mean = ratio((of_score * scores).sum(axis=-1), total)
    mean_deeds = ratio((of_deeds * deeds).sum(axis=-1), total)
    away = scores - mean[..., None]
    apart = deeds - mean_deeds[..., None]
    together = np.einsum("...sx,...s,...x->...", people, away, apart)
    spread = (of_score * away**2).sum(axis=-1) * (of_deeds * apart**2).sum(axis=-1)
    return -ratio(together, np.sqrt(np.where(spread > 1e-9, spread, 0)))


def statistics(scores: Floats, deeds: Floats) -> dict[str, tuple[str, str, float, Statistic]]:
    """Name -> title, unit, lowest possible value and function of people by score and conduct."""
    return {
        "rank_agreement": ("Score and conduct in the same order", "Kendall's tau-b", -1.0, rank_agreement),
        "linear_agreement": (
            "Score and conduct on a line",
            "Pearson's correlation",
            -1.0,
            lambda table: linear_agreement(table, scores, deeds),
        ),
        "explained_share": (
            "Differences in conduct that go with the score",
            "share",
            0.0,
            lambda table: linear_agreement(table, scores, deeds) ** 2,
        ),
    }


def validity(conduct: Conduct) -> Iterator[Row]:
    """Agreement of the score with conduct, expected and done, for everyone and in each group."""
    frame = conduct.frame
    scores: Floats = np.asarray(frame.minimum / SIXTEENTHS + (np.arange(BINS) + 0.5) * frame.bin_width)
    for basis in conduct.bases:
        table = conduct.by("score", basis)
        sums = conduct.by(basis, count="expected_deeds_thousandths" if basis == "expected" else "deeds")
        per_deed = THOUSAND if basis == "expected" else 1
        deeds = np.nan_to_num(ratio(sums.sum(axis=(0, 1, 2)) / per_deed, table.sum(axis=(0, 1, 2, 3))))
        sample = by_group(table, conduct.adults, conduct.strata)
        people = sample.whole.sum(axis=(1, 2)).tolist()
        for name, (title, unit, lowest, statistic) in statistics(scores, deeds).items():
            found = values(sample, statistic, ALIKE, lowest, 1.0)
            for category, value, many in zip((EVERYONE, *frame.groups), found, people, strict=True):
                by = EVERYONE if category == EVERYONE else "group"
                about = About(SUBJECT, name, title, unit)
                yield row(about, value, Whom(by, category, basis), Behind(many))


def gained_by_gaming(counts: Counts, day: dt.date) -> Floats:
    """Share of the points gained that acts done for the score alone bring, [...]; an estimate.

    An act done for the score alone is recorded as often as others of its kind, so it brings the points of the
    rule on `day` that often; a rule's limit of records a day is not taken off. NaN where nobody gains any.
    """
    frame = counts.frame
    policy = frame.world.policy
    gained = np.zeros(np.shape(counts["person.points_gained"]))
    for kind in gameable(frame):
        points = float(policy.rules[kind].points_on(day)[0])
        seen = np.nan_to_num(ratio(counts.acts("recorded", (kind,)), counts.acts("answerable", (kind,))))
        gained = gained + counts.acts("gamed", (kind,)) * seen * max(points, 0.0)
    return ratio(gained, counts["person.points_gained"] / SIXTEENTHS)
