"""Equalised odds, and why they cannot all be equal: consequences as a prediction of conduct.

Positive is who is under a consequence at the end of the year; true is who does (or is expected to do) at
least so many deeds a year that the policy punishes. Hardt, Price and Srebro 2016 ask for equal rates of false
positives and false negatives; Chouldechova 2017 shows that where base rates differ, equal precision, equal
false positive rates and equal false negative rates exclude each other: FPR = p / (1 − p) × (1 − PPV) / PPV ×
(1 − FNR), with p the base rate.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from underheaven.engine.records import Int64
from underheaven.measure.conduct import Conduct
from underheaven.measure.counts import Floats, Numbers, ratio
from underheaven.measure.period import Period, period_of
from underheaven.measure.rows import EVERYONE, FEWEST_PEOPLE, About, Behind, Row, Whom, row
from underheaven.measure.sample import Ratio, Sample, Statistic, by_group, differences, ratios, values
from underheaven.record.census import DONE, EXPECTED, FREE

SUBJECT = "odds"
TN, FP, FN, TP = range(4)


def base_rate(counts: Numbers) -> Floats:
    """Share for whom it is true, [...], from [..., 4]: TN, FP, FN, TP."""
    return ratio(counts[..., FN] + counts[..., TP], counts.sum(axis=-1))


def selected(counts: Numbers) -> Floats:
    """Share who are under a consequence."""
    return ratio(counts[..., FP] + counts[..., TP], counts.sum(axis=-1))


def true_positive_rate(counts: Numbers) -> Floats:
    """Of those for whom it is true, those under a consequence."""
    return ratio(counts[..., TP], counts[..., TP] + counts[..., FN])


def false_positive_rate(counts: Numbers) -> Floats:
    """Of those for whom it is not true, those under a consequence."""
    return ratio(counts[..., FP], counts[..., FP] + counts[..., TN])


def false_negative_rate(counts: Numbers) -> Floats:
    """Of those for whom it is true, those under no consequence."""
    return ratio(counts[..., FN], counts[..., TP] + counts[..., FN])


def precision(counts: Numbers) -> Floats:
    """Of those under a consequence, those for whom it is true: PPV."""
    return ratio(counts[..., TP], counts[..., TP] + counts[..., FP])


def identity(p: Floats, ppv: Floats, fnr: Floats) -> Floats:
    """The false positive rate that a base rate, a precision and a false negative rate leave no choice about.

    NaN where p is 1 or the precision 0: then the quotient says nothing. Chouldechova 2017, equation 2.6.
    """
    return ratio(p, 1 - p) * ratio(1 - ppv, ppv) * (1 - fnr)


def by_identity(counts: Numbers) -> Floats:
    """The false positive rate by the identity, from [..., 4]."""
    return identity(base_rate(counts), precision(counts), false_negative_rate(counts))


RATES: dict[str, tuple[str, Statistic, tuple[int, ...], tuple[int, ...], str]] = {
    "base_rate": (
        "Share who do such deeds", base_rate, (FN, TP), (TN, FP, FN, TP), "nobody is in the scheme"
    ),
    "selected": (
        "Share under a consequence", selected, (FP, TP), (TN, FP, FN, TP), "nobody is in the scheme"
    ),
    "true_positive_rate": (
        "Of those who do such deeds: under a consequence", true_positive_rate,
        (TP,), (FN, TP), "nobody does such deeds"
    ),
    "false_positive_rate": (
        "Of those who do not: under a consequence", false_positive_rate,
        (FP,), (TN, FP), "everybody does such deeds"
    ),
    "false_negative_rate": (
        "Of those who do such deeds: under no consequence", false_negative_rate,
        (FN,), (FN, TP), "nobody does such deeds"
    ),
    "precision": (
        "Of those under a consequence: do such deeds", precision,
        (TP,), (FP, TP), "nobody is under a consequence"
    ),
}  # fmt: skip
"""Name -> title, function, the counts above and below the line, and why it can be undefined."""
BY_IDENTITY = About(
    "identity", "false_positive_rate_by_identity", "False positive rate by the identity", "share"
)
FORCED = About(
    "identity",
    "false_positive_rate_forced",
    "False positive rate that equal precision and equal false negatives would force",
    "share",
)
CONTRASTED = ("true_positive_rate", "false_positive_rate", "false_negative_rate", "precision")
NO_IDENTITY = "somebody has to do such deeds, somebody not, and somebody under a consequence has to do them"


def truths(basis: str) -> dict[float, int]:
    """Deeds a year that may be called misconduct -> the first band of the census that has so many."""
    if basis == "done":
        return {float(deeds): band for band, deeds in enumerate(DONE) if deeds > 0}
    return {deeds: band + 1 for band, deeds in enumerate(EXPECTED[:-1]) if deeds > 0}


def confusion(conduct: Conduct, basis: str, first: int) -> Int64:
    """TN, FP, FN, TP by group, region and block, int64[G, R, 32, 4]; true from band `first` on."""
    return _confused(conduct.by(basis, "standing"), first)


def _confused(table: Int64, first: int) -> Int64:
    """The same, int64[..., 4], of counts by band and standing, int64[..., bands, standings]."""
    did, did_not = table[..., first:, :].sum(axis=-2), table[..., :first, :].sum(axis=-2)
    cells = [did_not[..., FREE], did_not[..., FREE + 1 :].sum(axis=-1)]
    cells += [did[..., FREE], did[..., FREE + 1 :].sum(axis=-1)]
    return np.stack(cells, axis=-1)


def usual_truth(conduct: Conduct, basis: str) -> float:
    """The number of deeds at which about as many do so many as are under a consequence.

    With it a score could be right about everybody; with any other it must be wrong about some. Numbers that
    fewer than 30 people reach, or fewer than 30 do not, are passed over where there are others.
    """
    bands = truths(basis)
    everyone = conduct.by(basis, "standing").sum(axis=(0, 1, 2))

    def away(first: int) -> float:
        counts = _confused(everyone, first)
        return abs(float(base_rate(counts)) - float(selected(counts)))

    def few(first: int) -> bool:
        counts = _confused(everyone, first)
        return bool(min(counts[FN] + counts[TP], counts[TN] + counts[FP]) < FEWEST_PEOPLE)

    if not len(conduct.counts):
        return min(bands)
    return min(bands, key=lambda deeds: (few(bands[deeds]), away(bands[deeds]), deeds))


def odds(conduct: Conduct, deeds: Mapping[str, float]) -> Iterator[Row]:
    """Rates by group, their differences and ratios, and the identity; `deeds` a year are misconduct."""
    frame = conduct.frame
    largest = int(conduct.adults.sum(axis=(1, 2)).argmax())
    for basis in conduct.bases:
        # What another run's settings do not say is not audited.
        if (least := deeds.get(basis)) is None:
            continue
        counts = confusion(conduct, basis, truths(basis)[least])
        sample = by_group(counts, conduct.adults, conduct.strata)
        about = basis_title(basis, least, period_of(frame.world, (conduct.year,)))
        yield from _rates(sample, about, frame.groups)
        yield from _contrasts(sample, about, frame.groups, 1 + largest)
        yield from _identity(sample, about, frame.groups, 1 + largest)


def nearest(deeds: float, basis: str) -> float:
    """The least deeds, of those that the census tells apart, that are not below `deeds`."""
    known = truths(basis)
    return min((each for each in known if each >= deeds), default=max(known))


def basis_title(basis: str, deeds: float, period: Period) -> str:
    """What is called true, in words; deeds done are those of the period, of a part of a year as well."""
    return (
        f"{basis}, at least {deeds:g} {period.so_many}"
        if basis == "done"
        else f"{basis}, over {deeds:g} a year"
    )


def _named(groups: tuple[str, ...]) -> list[tuple[str, str]]:
    return [(EVERYONE, EVERYONE), *(("group", group) for group in groups)]


def _rates(sample: Sample, basis: str, groups: tuple[str, ...]) -> Iterator[Row]:
    for name, (title, statistic, above, below, undefined) in RATES.items():
        found = values(sample, statistic, undefined, 0.0, 1.0)
        events = sample.whole[:, list(above)].sum(axis=1).tolist()
        people = sample.whole[:, list(below)].sum(axis=1).tolist()
        for (by, category), value, n, k in zip(_named(groups), found, people, events, strict=True):
            whom = Whom(by, category, basis)
            yield row(About(SUBJECT, name, title, "share"), value, whom, Behind(n, k))


def _contrasts(sample: Sample, basis: str, groups: tuple[str, ...], against: int) -> Iterator[Row]:
    reference = groups[against - 1]
    for name in CONTRASTED:
        title, statistic, above, below, undefined = RATES[name]
        events = sample.whole[:, list(above)].sum(axis=1).tolist()
        people = sample.whole[:, list(below)].sum(axis=1).tolist()
        less = [Ratio(each, None) for each in differences(sample, statistic, against, undefined)]
        over = ratios(sample, statistic, against, undefined)
        for what, found, unit in (("difference", less, "share"), ("ratio", over, "times")):
            for number in range(1, len(found)):
                if number != against:
                    about = About(SUBJECT, f"{name}_{what}", f"{title}: {what}", unit)
                    whom = Whom("group", groups[number - 1], basis, reference)
                    behind = Behind(people[number], events[number], found[number].p)
                    yield row(about, found[number].value, whom, behind)


def _identity(sample: Sample, basis: str, groups: tuple[str, ...], against: int) -> Iterator[Row]:
    """The false positive rate by the identity, and the one that others' precision and FNR would force."""

    def forced(counts: Numbers) -> Floats:
        others = counts[against]
        return identity(base_rate(counts), precision(others), false_negative_rate(others))

    by_itself = values(sample, by_identity, NO_IDENTITY, 0.0)
    by_others = values(sample, forced, NO_IDENTITY, 0.0, design=sample.design(against))
    people = sample.whole.sum(axis=1).tolist()
    for number, (by, category) in enumerate(_named(groups)):
        behind = Behind(people[number])
        yield row(BY_IDENTITY, by_itself[number], Whom(by, category, basis), behind)
        if number not in (0, against):
            yield row(FORCED, by_others[number], Whom(by, category, basis, groups[against - 1]), behind)
