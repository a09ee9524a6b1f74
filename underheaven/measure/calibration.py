"""Calibration: whether the same score means the same conduct, whoever has it.

Scores are cut into bands of about equally many adults. Within a band the groups' mean deeds are set side by
side; over all bands a group's deeds are set against what people of the same scores do on average.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.layout import BINS
from underheaven.engine.records import Int64
from underheaven.measure.conduct import THOUSAND, Conduct
from underheaven.measure.counts import Floats, Numbers, ratio
from underheaven.measure.frame import SIXTEENTHS, Frame
from underheaven.measure.period import period_of
from underheaven.measure.rows import EVERYONE, About, Behind, Row, Whom, row
from underheaven.measure.sample import Sample, by_cell, by_group, values

SUBJECT = "calibration"
BANDS = 10
UNIT = "deeds a year"
AT_SAME_SCORE = "Deeds against those of everyone with the same score"
NOBODY_THERE = "nobody of them has such a score"
NO_DEEDS = "nobody with their scores does any"


def bands_of(histogram: Int64) -> NDArray[np.int64]:
    """The band of each bin of the score, int64[64]: at most ten bands of about equally many people."""
    before = histogram.cumsum() - histogram
    share = (before + histogram / 2) / max(int(histogram.sum()), 1)
    band = np.minimum((share * BANDS).astype(np.int64), BANDS - 1)
    return np.unique(band, return_inverse=True)[1].astype(np.int64)


def titles(frame: Frame, band: NDArray[np.int64]) -> list[str]:
    """Each band as the points from which and to which it goes; bins of one band are neighbours."""
    edges = frame.minimum / SIXTEENTHS + np.arange(BINS + 1) * frame.bin_width
    out = []
    for number in range(int(band.max()) + 1):
        of_band = np.flatnonzero(band == number)
        low, high = edges[of_band[0]], min(edges[of_band[-1] + 1], frame.maximum / SIXTEENTHS)
        out.append(f"{low:.0f} to {high:.0f}")
    return out


def mean_deeds(counts: Numbers) -> Floats:
    """Deeds per adult, [...], from [..., 2]: adults and deeds."""
    return ratio(counts[..., 1], counts[..., 0])


def against_same_scores(counts: Numbers) -> Floats:
    """A category's deeds over what as many people of the same scores do on average, [C, ...].

    `counts` [C, ..., K, 2]: adults and deeds in each band, everyone first.
    """
    usual = np.nan_to_num(mean_deeds(counts[:1]))
    return ratio(counts[..., 1].sum(axis=-1), (counts[..., 0] * usual).sum(axis=-1))


def calibration(conduct: Conduct, band: NDArray[np.int64]) -> Iterator[Row]:
    """Mean deeds in each band of the score, and deeds against those of the same scores, by group.

    `band` int64[64] is the band of each bin, as from `bands_of`.
    """
    frame = conduct.frame
    by_score = conduct.by("score")
    adults = _banded(by_score, band)
    for basis in conduct.bases:
        expected = basis == "expected"
        deeds = conduct.by("score", count="expected_deeds_thousandths" if expected else "deeds")
        counts = np.stack([adults, _banded(deeds, band)], axis=-1)
        scale = THOUSAND if expected else 1
        # What is expected is of a whole year; what was done, of what was lived of it.
        unit = UNIT if expected else f"deeds {period_of(frame.world, (conduct.year,)).so_many}"
        yield from _in_bands(
            frame, basis, by_cell(counts, adults, conduct.strata), scale, titles(frame, band), unit
        )
        sample = by_group(counts, conduct.adults, conduct.strata)
        found = values(sample, against_same_scores, NO_DEEDS, against_all=True)
        many = sample.whole[..., 0].sum(axis=-1).tolist()
        for group, value, people in list(zip((EVERYONE, *frame.groups), found, many, strict=True))[1:]:
            whom = Whom("group", group, basis, EVERYONE)
            about = About(SUBJECT, "deeds_at_same_score", AT_SAME_SCORE, "times")
            yield row(about, value, whom, Behind(people))


def _banded(counts: Int64, band: NDArray[np.int64]) -> Int64:
    """Counts by score, int64[..., 64], summed to bands."""
    out = np.zeros((*counts.shape[:-1], int(band.max()) + 1), dtype=np.int64)
    np.add.at(np.moveaxis(out, -1, 0), band, np.moveaxis(counts, -1, 0))
    return out


def _in_bands(
    frame: Frame, basis: str, sample: Sample, scale: int, titles: list[str], unit: str
) -> Iterator[Row]:
    found = values(sample, lambda counts: mean_deeds(counts) / scale, NOBODY_THERE)
    places = [(group, title) for group in (EVERYONE, *frame.groups) for title in titles]
    for (group, title), value, people in zip(places, found, sample.whole[:, 0].tolist(), strict=True):
        whom = Whom("score", title, basis)
        if group != EVERYONE:
            whom = Whom("group, score", f"{group}, {title}", basis)
        about = About(SUBJECT, "deeds", "Deeds of those with such a score", unit)
        yield row(about, value, whom, Behind(people))
