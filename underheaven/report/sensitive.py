"""The picture of a sensitivity analysis: a panel for each outcome, a row for each key as it was asked."""

from __future__ import annotations

from underheaven.documents.words import quoted
from underheaven.report.dots import ROW
from underheaven.report.labels import wrap
from underheaven.report.picture import Picture
from underheaven.report.scales import level, rows, up_to, wide
from underheaven.report.studied import chance_said, ran
from underheaven.report.theme import BLUE, GREY, INK, ORANGE, SMALL, TEXT
from underheaven.report.vega import TITLE_GAP, Spec, below, beside, datum, field, heading, marks, view
from underheaven.report.words import capital
from underheaven.study.sensitivity.designs import MORRIS
from underheaven.study.sensitivity.found import IN_ORDER, Sensitivity
from underheaven.study.sensitivity.indices import Index
from underheaven.study.sweeping.outcomes import Outcome

FIRST, TOTAL = BLUE, ORANGE
APART = 0.18
"""Distance of the dots of one key from the middle of its row, in rows."""


def picture(found: Sensitivity) -> Picture:
    """Sobol's indices or Morris' means with their intervals, of every outcome."""
    policy = quoted(found.plan.world.policy.policy)
    if found.method == MORRIS:
        reading = (
            "A dot is mu*, the mean size of what an outcome changes by when the key goes through its whole "
            "range, with its 95 % interval. The broken line is what mu* would be through chance between "
            f"seeds alone: what lies about there or left of it cannot be told from chance. {IN_ORDER}"
        )
    else:
        reading = (
            "Blue circles are first-order indices, the share of variance that a key makes alone; orange "
            "diamonds are total indices, the share in which it has any part. Lines are 95 % intervals by "
            f"drawing points again. {IN_ORDER}"
        )
    said = [f"{capital(each.name)}: {chance_said(found, each.name)}" for each in found.plan.outcomes]
    return Picture(
        "sensitivity", f"What moves the outcomes of {policy}", reading, " ".join([ran(found.plan), *said]),
        _chart(found, narrow=False), _chart(found, narrow=True),
    )  # fmt: skip


def _chart(found: Sensitivity, narrow: bool) -> Spec:
    outcomes = found.plan.outcomes
    across = 1 if narrow else 2
    lines = []
    for first in range(0, len(outcomes), across):
        some = outcomes[first : first + across]
        lines.append(beside([_panel(found, each, place == 0, narrow) for place, each in enumerate(some)], 24))
    return below(lines, 18)


def _panel(found: Sensitivity, outcome: Outcome, first: bool, narrow: bool) -> Spec:
    """The indices of one outcome."""
    names = [
        [line.replace(". ", ".") for line in wrap(_short(axis.key.path), 18 if narrow else 30)]
        for axis in found.plan.design.axes
    ]
    lines = max(map(len, names))
    morris = found.method == MORRIS
    series = [("mu_star", INK, "circle", 0.0)] if morris else [
        ("first", FIRST, "circle", -APART), ("total", TOTAL, "diamond", APART),
    ]  # fmt: skip
    layers: list[Spec] = []
    ends = [0.0]
    if (by_chance := found.by_chance(outcome.name)) is not None:
        layers.append(marks([{}], "rule", {"x": datum(by_chance)}, color=GREY, strokeDash=[3, 3]))
        ends.append(by_chance)
    if not morris:
        layers.append(marks([{}], "rule", {"x": datum(0)}, color=GREY, strokeWidth=1))
        ends.append(1.0)
    for name, colour, shape, lift in series:
        indices = found.of(outcome.name, name)
        ends += [end for each in indices for end in (each.value, each.low, each.high) if end is not None]
        layers += _marks(indices, colour, shape, lift)
    low, high = min(ends), max(ends)
    domain = (-up_to(-low, 4) if low < 0 else 0.0, up_to(high, 4))
    extent, width = wide(names), 200 if narrow else 232
    axis = f"mu*, {outcome.unit}" if morris else "share of variance"
    return view(
        layers, width, (ROW + 6 + 14 * (lines - 1)) * len(names), level(*domain, axis, width, 4),
        rows(names, "key", extent, hidden=not first),
        heading(
            wrap(capital(outcome.name), 26), (), extent if first else 0, SMALL if narrow else TEXT,
            offset=8 if first else 8 + TITLE_GAP + SMALL,
        ),
    )  # fmt: skip


def _marks(indices: list[Index], colour: str, shape: str, lift: float) -> list[Spec]:
    there = [(at + lift, each) for at, each in enumerate(indices) if each.value is not None]
    spans = [{"row": at, "low": each.low, "high": each.high} for at, each in there if each.low is not None]
    layers = []
    if spans:
        where = {"x": field("low"), "x2": field("high"), "y": field("row"), "y2": field("row")}
        layers.append(marks(spans, "rule", where, color=colour, strokeWidth=1.5))
    if there:
        dots = [{"row": at, "value": each.value} for at, each in there]
        where = {"x": field("value"), "y": field("row")}
        layers.append(marks(dots, "point", where, shape=shape, size=55, color=colour, filled=True))
    return layers


def _short(path: str) -> str:
    """A path that can be broken into lines: blanks after its points."""
    return path.partition(".")[2].replace(".", ". ")
