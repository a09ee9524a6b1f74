"""Disparity: outcomes of one kind of people over those of another, with the four-fifths rule.

The four-fifths rule (29 CFR 1607.4 D) holds each category's rate of a favourable outcome against the highest
rate; below four fifths it is evidence of adverse impact, no proof. It says little where nearly everybody has
the outcome, so ratios of harms stand beside it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from underheaven.measure.cells import Cells
from underheaven.measure.chance import Chance, changes_of
from underheaven.measure.counts import Counts, Floats, ratio
from underheaven.measure.frame import Frame
from underheaven.measure.linear import Part, parts_of
from underheaven.measure.results import Value
from underheaven.measure.rows import FEWEST_PEOPLE, About, Behind, Row, Whom, is_small, row
from underheaven.measure.sample import Ratio, Statistic, differences, ratios, values
from underheaven.measure.specification import NO_FAMILIES, NOBODY, Measure, Specification
from underheaven.measure.standardised import Gaps, Standard
from underheaven.society.schema import QUINTILES

SUBJECT = "four fifths"
COUNTED = "no interval: it is a count of comparisons"
NOTHING_COMPARED = "no two kinds of people with enough of them have such an outcome"
HARMS = (
    "under", "in_error", "error_share", "by_ties", "wrong_records", "records", "points_lost", "denied",
    "denied_share", "prevented", "loss_over_income", "chill_critical", "mean_dread", "mean_hardship",
    "precision", "recall", "gain", "mean_score",
)  # fmt: skip
"""Measures whose ratios and differences are given."""
NOT_OVER_EACH_OTHER = ("mean_score",)
"""Measures on a scale without a natural 0: their ratios would mean nothing."""
RICHEST = QUINTILES[-1]
"""What quintiles are held against; groups, regions and places are held against the one with most people."""


@dataclass(frozen=True)
class Outcome:
    """A favourable outcome: its name, what it is, and from which columns its share is made.

    `adverse` says that the columns count those without it. `yearly` counts families once a year, others
    are counted at the end of every step.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    of: str
    adverse: bool
    undefined: str
    yearly: bool = False


def outcomes(frame: Frame) -> list[Outcome]:
    """Being free of consequences, holding a privilege, and being given a place."""
    enrolled = "person.enrolled"
    found = [Outcome("free", "Under no consequence", ("person.any_under",), enrolled, True, NOBODY)]
    if len(frame.consequences) > 1:
        found += [
            Outcome(
                f"free.{name}", f"Not under: {title}", (f"consequence.{name}.under",), enrolled, True, NOBODY
            )
            for name, title in frame.consequences.items()
        ]
    found += [
        Outcome(f"holds.{name}", f"Holds: {title}", (f"privilege.{name}.holders",), enrolled, False, NOBODY)
        for name, title in frame.privileges.items()
    ]
    found += [
        Outcome(
            f"placed.{name}", f"Family given: {title}", (f"place.{name}.placed",),
            f"place.{name}.families", False, NO_FAMILIES, True,
        )
        for name, title in frame.ranked_goods.items()
    ]  # fmt: skip
    return found


def share_of(outcome: Outcome, frame: Frame) -> Measure:
    """The share that has an outcome, as a function of counts."""
    columns = [frame.columns[name] for name in outcome.columns]

    def found(counts: Counts) -> Floats:
        share = ratio(counts.tallies[..., columns].sum(axis=-1), counts[outcome.of])
        return 1 - share if outcome.adverse else share

    return found


def four_fifths(
    cells: Cells,
    outcome: Outcome,
    steps: int,
    chance: Chance | None = None,
    standard: Standard | None = None,
) -> Iterator[Row]:
    """Each category's share and its ratio to the highest; `steps` is how often people were counted.

    The highest is sought among categories that are not small. Comparisons are added to `chance`, those of
    small categories left out. With `standard` the ratio is given standardised too.
    """
    times = 1 if outcome.yearly else steps
    statistic = cells.of(share_of(outcome, cells.frame))
    people, events = cells.total((outcome.of,)) / times, cells.total(outcome.columns) / times
    if outcome.adverse:
        events = people - events
    shares = values(cells.sample, statistic, outcome.undefined, 0.0, 1.0)
    best = _highest(shares, people)
    over_best = ratios(cells.sample, statistic, best, outcome.undefined) if best is not None else None
    if chance is not None and best is not None:
        known = np.array([share.value is not None for share in shares[1:]])
        enough = known & ~np.array([is_small(*of) for of in zip(people, events, strict=True)][1:])
        found = np.array([share.value or 0.0 for share in shares])
        changes = changes_of(cells.sample, statistic)
        chance.add(found, changes, people, enough, known & (people[1:] >= FEWEST_PEOPLE))
    if standard is not None and best is not None:
        yield from _standardised_ratio(cells, outcome, best, standard)
    for number, (by, category) in enumerate(cells.titles):
        whom = Whom(by, category, outcome.name)
        behind = Behind(float(people[number]), float(events[number]))
        yield row(About(SUBJECT, "favourable", outcome.title, "share"), shares[number], whom, behind)
        if over_best is None or best is None or number in (0, best):
            continue
        about = About(SUBJECT, "impact_ratio", f"{outcome.title}: share over the highest", "times")
        whom = whom._replace(against=cells.titles[best][1])
        yield row(about, over_best[number].value, whom, behind._replace(p=over_best[number].p))


def _standardised_ratio(cells: Cells, outcome: Outcome, best: int, standard: Standard) -> Iterator[Row]:
    """The ratio to the highest share, at the residence and income (or group) of the whole society."""
    part = Part(1.0, share_of(outcome, cells.frame), lambda counts: counts[outcome.of])
    gaps = standard.gaps([part], best)
    title = f"{outcome.title}: standardised share over the highest"
    for number, (by, category) in enumerate(cells.titles):
        if number not in (0, best):
            about = About(SUBJECT, "impact_ratio_standardised", title, "times")
            whom = Whom(by, category, outcome.name, cells.titles[best][1])
            yield row(about, gaps.ratio[number].value, whom)


def counted_below(chance: Chance) -> Iterator[Row]:
    """How many comparisons there were, how many are below four fifths, and how many would be by chance."""
    none = NOTHING_COMPARED if not chance.compared else None
    for name, title, value in (
        (
            "compared",
            "Comparisons with the highest share",
            Value(float(chance.compared), None, None, COUNTED),
        ),
        ("below", "Comparisons below four fifths", Value(float(chance.found), None, None, COUNTED)),
        ("below_by_chance", "Comparisons below four fifths by chance alone", chance.by_chance),
    ):
        about = About(SUBJECT, name, title, "comparisons")
        yield row(about, Value(None, None, None, none) if none else value)


def _highest(shares: list[Value], people: Floats) -> int | None:
    """The category with the highest share, but for everyone and for those of few people; None without any."""
    known = {
        number: share.value
        for number, share in enumerate(shares)
        if number and share.value is not None and people[number] >= FEWEST_PEOPLE
    }
    return max(known, key=lambda number: known[number]) if known else None


def reference(cells: Cells) -> int:
    """The category that others are held against: the one with most people, of quintiles the richest."""
    if cells.by == ("quintile",):
        return 1 + cells.names.index((RICHEST,))
    return 1 + int(cells.sample.people.sum(axis=(1, 2, 3))[1:].argmax())


def disparities(
    cells: Cells,
    specifications: dict[str, tuple[str, Specification, Measure]],
    standard: Standard | None = None,
) -> Iterator[Row]:
    """Harms of each category over, and less, those of the reference; by name: title, what it is, function.

    With `standard` each gap is given standardised too, with the part of the crude one that is composition.
    """
    against = reference(cells)
    for name, (title, specification, function) in specifications.items():
        statistic: Statistic = cells.of(function)
        less = differences(cells.sample, statistic, against, specification.undefined)
        found = {"difference": [Ratio(each, None) for each in less]}
        if name not in NOT_OVER_EACH_OTHER:
            found["ratio"] = ratios(cells.sample, statistic, against, specification.undefined)
        for what, all_of_it in found.items():
            unit = "times" if what == "ratio" else specification.unit
            for number, (by, category) in enumerate(cells.titles):
                if number not in (0, against):
                    about = About("disparity", f"{name}_{what}", f"{title}: {what}", unit)
                    whom = Whom(by, category, against=cells.titles[against][1])
                    yield row(about, all_of_it[number].value, whom, Behind(p=all_of_it[number].p))
        if standard is not None and (parts := parts_of(specification, cells.frame)) is not None:
            gaps = standard.gaps(parts, against)
            yield from _beside(cells, against, (name, title, specification.unit), gaps)


STANDARDISED = {
    "standardised_difference": "difference, standardised",
    "composition_difference": "difference due to composition",
    "rates_difference": "difference due to rates",
    "standardised_ratio": "ratio, standardised",
}
"""What stands beside a crude gap, and in which words."""


def _beside(cells: Cells, against: int, named: tuple[str, str, str], gaps: Gaps) -> Iterator[Row]:
    """What stands beside a crude gap: of a measure's name, title and unit."""
    name, title, unit = named
    found = {
        "standardised_difference": gaps.difference,
        "composition_difference": gaps.composition,
        "rates_difference": gaps.rates,
        "standardised_ratio": [each.value for each in gaps.ratio],
    }
    for what, values_ in found.items():
        if what == "standardised_ratio" and name in NOT_OVER_EACH_OTHER:
            continue
        about = About(
            "disparity",
            f"{name}_{what}",
            f"{title}: {STANDARDISED[what]}",
            "times" if what.endswith("ratio") else unit,
        )
        for number, (by, category) in enumerate(cells.titles):
            if number not in (0, against):
                yield row(about, values_[number], Whom(by, category, against=cells.titles[against][1]))
