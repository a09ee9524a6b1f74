"""Standing: how scores are spread, who is under which consequence, and how the score moves."""

from __future__ import annotations

import numpy as np

from underheaven.engine.layout import BINS
from underheaven.measure.counts import Counts, Floats, ratio
from underheaven.measure.frame import SIXTEENTHS
from underheaven.measure.hospital import queue
from underheaven.measure.specification import (
    NO_ADULTS,
    NO_RECORDS,
    NOBODY,
    SPECIFICATION,
    Specification,
    bound,
    every_consequence,
    nothing,
    one,
)


def enrolled(counts: Counts) -> Floats:
    """Share of adults who are in the scheme."""
    return ratio(counts["person.enrolled"], counts["person.adults"])


def mean_score(counts: Counts) -> Floats:
    """Mean shown score, points."""
    return ratio(counts["person.shown_sum"] / SIXTEENTHS, counts["person.enrolled"])


def quantile(counts: Counts, share: float) -> Floats:
    """The score below which `share` of person-steps lie, points; linear within a bin of the histogram.

    NaN where nobody is enrolled or the histogram is not kept.
    """
    if counts.histogram is None:
        return np.full(counts.tallies.shape[:-1], np.nan)
    frame = counts.frame
    reached = counts.histogram.cumsum(axis=-1)
    total = reached[..., -1]
    wanted = total * share
    short = (reached < wanted[..., None]) | (reached == 0)
    bin_ = np.minimum(short.sum(axis=-1), BINS - 1)
    inside = np.take_along_axis(counts.histogram, bin_[..., None], axis=-1)[..., 0]
    before = np.take_along_axis(reached, bin_[..., None], axis=-1)[..., 0] - inside
    score = frame.minimum / SIXTEENTHS + (bin_ + ratio(wanted - before, inside)) * frame.bin_width
    return np.asarray(np.where(total > 0, np.minimum(score, frame.maximum / SIXTEENTHS), np.nan))


def gini(counts: Counts) -> Floats:
    """Gini coefficient of the score above the scale's minimum, from the bins' midpoints (Gini 1912).

    NaN where nobody is enrolled or the histogram is not kept.
    """
    if counts.histogram is None:
        return np.full(counts.tallies.shape[:-1], np.nan)
    people = counts.histogram.astype(np.float64)
    middle = np.arange(BINS) + 0.5
    below = people.cumsum(axis=-1) - people
    below_sum = (people * middle).cumsum(axis=-1) - people * middle
    # Mean difference between pairs, each pair taken once: the upper one's midpoint less the lower one's.
    pairs = (people * (middle * below - below_sum)).sum(axis=-1)
    return ratio(pairs, people.sum(axis=-1) * (people * middle).sum(axis=-1))


def under_any(counts: Counts) -> Floats:
    """Share of enrolled adult person-steps under any consequence."""
    return ratio(counts["person.any_under"], counts["person.enrolled"])


def under(counts: Counts, consequence: str) -> Floats:
    """Share of enrolled adult person-steps under one consequence."""
    return ratio(counts[f"consequence.{consequence}.under"], counts["person.enrolled"])


def points(counts: Counts, way: str) -> Floats:
    """Points `lost` or `gained` by records a year, per adult in the scheme."""
    return ratio(counts[f"person.points_{way}"] / SIXTEENTHS, counts.enrolled_years)


def clamped(counts: Counts) -> Floats:
    """Share of records that met the end of the scale."""
    kinds = counts.frame.kinds
    return ratio(counts["person.clamped"], counts.acts("recorded", kinds) + counts.acts("wrong", kinds))


def mean_level(counts: Counts, level: str) -> Floats:
    """Mean `dread` or `hardship` of adults, 0 to 255."""
    return ratio(counts[f"person.{level}_sum"], counts["person.adults"])


SPECIFICATIONS = (
    Specification(
        name="enrolled",
        title="Adults in the scheme",
        unit="share",
        formula="enrolled adults / adults, over person-steps",
        source=SPECIFICATION,
        direction="more: the scheme reaches more people",
        label="input",
        undefined=NO_ADULTS,
        bind=one(enrolled),
        highest=1.0,
    ),
    Specification(
        name="mean_score",
        title="Mean score",
        unit="points",
        formula="Σ shown / enrolled adults, over person-steps",
        source=SPECIFICATION,
        direction="higher: better standing",
        label="emergent",
        undefined=NOBODY,
        bind=one(mean_score),
        lowest=None,
    ),
    *(
        Specification(
            name=f"score_p{percent}",
            title=f"Score below which {percent} % are",
            unit="points",
            formula=f"{percent} % point of shown scores over person-steps, linear within 64 bins",
            source=SPECIFICATION,
            direction="higher: better standing",
            label="emergent",
            undefined=NOBODY,
            bind=one(bound(quantile, percent / 100)),
            lowest=None,
            of="scores",
        )
        for percent in (10, 50, 90)
    ),
    Specification(
        name="score_gini",
        title="Inequality of scores",
        unit="Gini coefficient",
        formula="mean difference of two scores / (2 × mean score), scores above the scale's minimum",
        source="Gini 1912",
        direction="0: all alike; towards 1: more unequal",
        label="emergent",
        undefined=NOBODY,
        bind=one(gini),
        highest=1.0,
        of="scores",
    ),
    Specification(
        name="under",
        title="Time under any consequence",
        unit="share",
        formula="person-steps that end under any consequence / enrolled adult person-steps",
        source=SPECIFICATION,
        direction="more: more people punished, or for longer",
        label="emergent",
        undefined=NOBODY,
        bind=one(under_any),
        highest=1.0,
    ),
    Specification(
        name="under.CONSEQUENCE",
        title="Time under",
        unit="share",
        formula="person-steps that end under it / enrolled adult person-steps",
        source=SPECIFICATION,
        direction="more: more people punished, or for longer",
        label="emergent",
        undefined=NOBODY,
        bind=every_consequence(under),
        each="consequence",
        highest=1.0,
    ),
    *(
        Specification(
            name=f"points_{way}",
            title=f"Points {way}",
            unit="points a year",
            formula=f"Σ points {way} by records / enrolled adult person-years",
            source=SPECIFICATION,
            direction=f"more: more {way}",
            label="emergent",
            undefined=NOBODY,
            bind=one(bound(points, way)),
        )
        for way in ("lost", "gained")
    ),
    Specification(
        name="clamped",
        title="Records that met the end of the scale",
        unit="share",
        formula="records that would have left the scale / records",
        source=SPECIFICATION,
        direction="more: the scale is too short for its rules",
        label="emergent",
        undefined=NO_RECORDS,
        bind=one(clamped),
        highest=1.0,
    ),
    *(
        Specification(
            name=f"mean_{level}",
            title=f"Mean {level}",
            unit="0 to 255",
            formula=f"Σ {level} / adults, over person-steps",
            source=SPECIFICATION,
            direction=f"more: more {level}",
            label="calibrated",
            undefined=NO_ADULTS,
            bind=one(bound(mean_level, level)),
            highest=255.0,
            shared=shared,
        )
        for level, shared in (("dread", nothing), ("hardship", queue))
    ),
)
