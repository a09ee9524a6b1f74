"""Panels of dots with intervals: values of the same categories under several heads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from underheaven.measure.results import Value
from underheaven.report.few import Base, is_few, unknown
from underheaven.report.labels import wrap
from underheaven.report.scales import level, rows, up_to, wide
from underheaven.report.theme import GREEN, GREY, INK, OCHRE, PURPLE, SKY, SMALL, TEXT
from underheaven.report.vega import TITLE_GAP, Spec, below, beside, datum, heading, marks, view
from underheaven.report.vega import field as column
from underheaven.report.words import plain

ROW = 16
COLOURS = {"all": INK, "group": GREEN, "place": OCHRE, "quintile": PURPLE, "wave": SKY}
"""Neither blue nor orange, which stand for better and worse, or right and wrong, in pictures with dots."""
SHAPES = {"all": "circle", "group": "square", "place": "diamond", "quintile": "circle", "wave": "triangle-up"}
QUINTILES = {"q1": "poorest fifth", "q2": "second", "q3": "third", "q4": "fourth", "q5": "richest fifth"}
NARROW_QUINTILES = {**QUINTILES, "q1": "poorest", "q5": "richest"}
SIZE = 55
"""Area of a dot, in square pixels."""


@dataclass(frozen=True)
class Row:
    """A named value with its interval; `few` if it rests on few people."""

    name: str
    dimension: str
    value: float | None
    low: float | None
    high: float | None
    few: bool = False


GAP = Row("", "", None, None, None)
"""An empty row, which keeps two dimensions apart."""


@dataclass(frozen=True)
class Panel:
    """Values under one head. The first row is everyone's.

    `axis` says what the values are; shares are written as percentages. `who` says what the rows are.
    """

    title: str
    axis: str
    rows: Sequence[Row]
    percents: bool = False
    who: str = field(default="people", kw_only=True)


def row(name: str, dimension: str, value: Value, base: float | None = None) -> Row:
    """A row of a panel."""
    return Row(name, dimension, value.value, value.low, value.high, is_few(base))


def rows_of(
    everyone: Value, by: Mapping[str, Mapping[str, Value]], narrow: bool, base: Base = unknown
) -> list[Row]:
    """Rows of everyone and, apart, of the categories of some dimensions."""
    found = [row("everyone", "all", everyone, base("all", None))]
    quintiles = NARROW_QUINTILES if narrow else QUINTILES
    for dimension, values in by.items():
        found.append(GAP)
        found += [
            row(quintiles.get(category, plain(category)), dimension, value, base(dimension, category))
            for category, value in values.items()
        ]
    return found


def dots_chart(panels: Sequence[Panel], narrow: bool = False) -> Spec:
    """A panel for each head, all with the same rows, each with its own scale from 0."""
    across = 2 if narrow else 3
    parts = []
    for first in range(0, len(panels), across):
        some = panels[first : first + across]
        titles = [wrap(panel.title, 15 if narrow else 30) for panel in some]
        most = max(map(len, titles))
        parts.append(
            beside(
                [
                    _panel(panel, [""] * (most - len(title)) + title, number == 0, narrow)
                    for number, (panel, title) in enumerate(zip(some, titles, strict=True))
                ],
                16 if narrow else 24,
            )
        )
    return below(parts, 18)


def _domain(panel: Panel) -> tuple[float, float]:
    """From 0, or from below it, to round values beyond everything that is drawn."""
    ends = [end for each in panel.rows for end in (each.value, each.low, each.high) if end is not None]
    low, high = min([0.0, *ends]), max([0.0, *ends])
    if low == high:
        return 0.0, 1.0
    return (-up_to(-low, 4) if low < 0 else 0.0), (up_to(high, 4) if high > 0 else 0.0)


def _panel(panel: Panel, title: list[str], first: bool, narrow: bool) -> Spec:
    names = [each.name for each in panel.rows]
    extent = wide(names)
    layers: list[Spec] = []
    everyone = panel.rows[0].value
    if everyone is not None:
        layers.append(
            marks([{}], "rule", {"x": datum(everyone)}, color=GREY, strokeDash=[3, 3], strokeWidth=1)
        )
    for dimension, colour in COLOURS.items():
        layers += _of(dimension, colour, panel.rows)
    width = 112 if narrow else 232
    return view(
        layers,
        width,
        ROW * len(names),
        level(*_domain(panel), _short(panel.axis) if narrow else panel.axis, width, 3, panel.percents),
        rows(names, panel.who, extent, hidden=not first),
        heading(
            title,
            (),
            extent if first else 0,
            SMALL if narrow else TEXT,
            # As high as the title of the panel beside it, which stands above the title of an axis.
            offset=8 if first else 8 + TITLE_GAP + SMALL,
        ),
    )


def _short(axis: str) -> str:
    """What fits below a narrow panel."""
    return axis.replace("a year, per 1,000 adults", "per 1,000 adults").replace("percentage points", "points")


def _of(dimension: str, colour: str, every: Sequence[Row]) -> list[Spec]:
    """The intervals and the dots of one dimension; hollow where they rest on few."""
    there = [
        (at, each) for at, each in enumerate(every) if each.dimension == dimension and each.value is not None
    ]
    spans = [{"row": at, "low": each.low, "high": each.high} for at, each in there if each.low is not None]
    layers = []
    if spans:
        where = {"x": column("low"), "x2": column("high"), "y": column("row"), "y2": column("row")}
        layers.append(marks(spans, "rule", where, color=colour, strokeWidth=1.5))
    for few in (False, True):
        dots = [{"row": at, "value": each.value} for at, each in there if each.few == few]
        if dots:
            where = {"x": column("value"), "y": column("row")}
            style = {"shape": SHAPES[dimension], "size": SIZE, "color": colour, "filled": not few}
            layers.append(marks(dots, "point", where, **style, **({"strokeWidth": 1.6} if few else {})))
    return layers
