"""The picture of what each source writes down, and how much of it is about the wrong person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import cycle

from underheaven.documents.words import quoted
from underheaven.measure import named
from underheaven.measure.results import Value
from underheaven.report.few import Base, base_of, hollow, is_few, unknown
from underheaven.report.keys import Entry, key
from underheaven.report.picture import Picture
from underheaven.report.results import Results
from underheaven.report.scales import level, rows, up_to, wide
from underheaven.report.theme import BLUE, CATEGORIES, INK, ORANGE, QUIET, SHAPES, SMALL
from underheaven.report.vega import (
    Axis,
    Spec,
    below,
    beside,
    datum,
    field,
    heading,
    marks,
    pixel,
    view,
    words,
)
from underheaven.report.words import capital, number, of_many, percent, plain

NAME, PLACE = "errors", 120

TITLE = "True and wrong records"
ROW, NARROW_ROW = 26, 40
WIDE_PART, NARROW_WIDTH = 310, 320
BAR, MARK = 0.23, 0.28
"""Half the height of a bar, and of the mark of everyone, in rows."""
BELOW = 0.2
"""Part of a row by which a narrow row's marks stand below its middle, with its name above."""
COLOURS = tuple(each for each in CATEGORIES if each not in (BLUE, ORANGE, INK))
"""Of groups: those of true and wrong records, and of everyone, have their meaning."""
WRONG = "about the wrong person"


@dataclass(frozen=True)
class Source:
    """A source: true and wrong records a year per 1,000 adults in the scheme, and shares that are wrong.

    `everyone` and the values of `groups` are such shares, with intervals; None where nothing was recorded.
    `records` says on how many each rests.
    """

    title: str
    true: float
    wrong: float
    everyone: Value
    groups: Mapping[str, Value]
    records: Base = unknown


def errors_chart(sources: Sequence[Source], narrow: bool = False) -> Spec:
    """Records of each source, true and wrong, and the share wrong, for everyone and by group."""
    written = [Entry("true", BLUE, "area"), Entry(WRONG, ORANGE, "area")]
    groups = [
        Entry(f"of {plain(group)}", colour, "point", shape=shape)
        for group, colour, shape in zip(sources[0].groups, cycle(COLOURS), SHAPES, strict=False)
    ]
    everyone = Entry("everyone", INK)
    width = NARROW_WIDTH if narrow else WIDE_PART
    names = [source.title for source in sources]
    extent = 0.0 if narrow else wide(names)
    parts = [
        below([key(written, width, extent), _bars(sources, names, extent, narrow)], 6),
        below([key([everyone, *groups], width), _shares(sources, narrow)], 6),
    ]
    return below(parts, 26) if narrow else beside(parts, 30)


def _rows(names: Sequence[str], extent: float, narrow: bool, first: bool) -> Axis:
    return rows([""] * len(names) if narrow else names, "source", extent, hidden=not first)


def _names(sources: Sequence[Source]) -> list[Spec]:
    """The names of sources above their rows, in a narrow picture."""
    return [
        layer
        for place, source in enumerate(sources)
        for layer in words(source.title, pixel(0), pixel(NARROW_ROW * (place + 0.5) - 11), halo=True)
    ]


def _bars(sources: Sequence[Source], names: Sequence[str], extent: float, narrow: bool) -> Spec:
    down = BELOW if narrow else 0.0
    row, width = (NARROW_ROW, NARROW_WIDTH) if narrow else (ROW, WIDE_PART)
    height = BAR * ROW / row
    highest = max(source.true + source.wrong for source in sources) * 1.25 or 1.0
    layers: list[Spec] = []
    for colour, of in ((BLUE, 0), (ORANGE, 1)):
        bars = [
            {
                "top": place + down - height, "foot": place + down + height,
                "begin": source.true if of else 0.0, "end": source.true + (source.wrong if of else 0.0),
            }
            for place, source in enumerate(sources)
        ]  # fmt: skip
        where = {"x": field("begin"), "x2": field("end"), "y": field("top"), "y2": field("foot")}
        layers.append(marks(bars, "rect", where, color=colour))
    for place, source in enumerate(sources):
        total = source.true + source.wrong
        layers += words(number(total), datum(total), datum(place + down), dx=5)
    x = Axis((0, highest), hidden=True)
    title = heading("Records a year per 1,000 adults", (), extent, SMALL + 0.5, offset=6)
    layers += _names(sources) if narrow else []
    return view(layers, width, row * len(sources), x, _rows(names, extent, narrow, True), title)


def _shares(sources: Sequence[Source], narrow: bool) -> Spec:
    down = BELOW if narrow else 0.0
    row, width = (NARROW_ROW, NARROW_WIDTH) if narrow else (ROW, WIDE_PART)
    height = MARK * ROW / row
    known = [(place, source) for place, source in enumerate(sources) if source.wrong]
    layers: list[Spec] = []
    spans = [
        {"row": place + down, "low": source.everyone.low, "high": source.everyone.high}
        for place, source in known
        if source.everyone.low is not None
    ]
    whole = [
        {"top": place + down - height, "foot": place + down + height, "value": source.everyone.value}
        for place, source in known
        if source.everyone.value is not None
    ]
    if spans:
        where = {"x": field("low"), "x2": field("high"), "y": field("row"), "y2": field("row")}
        layers.append(marks(spans, "rule", where, color=INK, strokeWidth=1.5, opacity=0.6))
    if whole:
        where = {"x": field("value"), "x2": field("value"), "y": field("top"), "y2": field("foot")}
        layers.append(marks(whole, "rule", where, color=INK, strokeWidth=3))
    highest = max([0.001, *(each["high"] or 0 for each in spans), *(each["value"] for each in whole)])
    for group, colour, shape in zip(sources[0].groups, cycle(COLOURS), SHAPES, strict=False):
        of = [(place, source.groups[group].value, source) for place, source in known]
        for few in (False, True):
            points = [
                {"row": place + down, "value": value}
                for place, value, source in of
                if value is not None and is_few(source.records("group", group)) == few
            ]
            highest = max([highest, *(point["value"] for point in points)])
            if points:
                where = {"x": field("value"), "y": field("row")}
                style = {"shape": shape, "size": 45, "color": colour, "filled": not few}
                layers.append(marks(points, "point", where, **style, **({"strokeWidth": 1.6} if few else {})))
    for place, source in enumerate(sources):
        if not source.wrong:
            layers += words("all true", datum(0), datum(place + down), dx=4, color=QUIET)
    title = heading("Share about the wrong person", (), 0, SMALL + 0.5, offset=6)
    x = level(0, up_to(highest, 4), "of the records", width, 4, percents=True)
    names = [""] * len(sources)
    layers += _names(sources) if narrow else []
    return view(layers, width, row * len(sources), x, _rows(names, 0, True, narrow), title)


def _wrong(value: Value) -> Value:
    """The share that is wrong, from the share that is true."""
    if value.value is None:
        return value
    low = None if value.high is None else 1 - value.high
    high = None if value.low is None else 1 - value.low
    return Value(1 - value.value, low, high, value.reason)


def _sources(results: Results) -> list[Source]:
    counts, found = results.timeline.counts, []
    years = counts.enrolled_years.sum()
    for name, title in results.frame.sources.items():
        measure = results.measures[f"precision_of_source.{name}"]
        true, wrong = (
            float(1000 * counts[f"source.{name}.{what}"].sum() / years) for what in ("true", "wrong")
        )
        groups = {group: _wrong(value) for group, value in measure.by("group").items()}
        records = base_of(results.measures, partial(named.base_of, f"precision_of_source.{name}"))
        found.append(Source(title, true, wrong, _wrong(measure.all), groups, records))
    return sorted(found, key=lambda source: -(source.everyone.value or 0))


def picture(results: Results) -> Picture:
    """How much each source wrote down over the run, and how much of it about the wrong person."""
    reading = (
        "First: records that each source wrote a year, per 1,000 adults in the scheme, over the whole run; "
        "orange are those about a person who had not done it. Second: their share, for everyone (black bar, "
        "with the 95 % interval where there is one) and for the people of each group about whom it was "
        "written."
    )
    precision = results.measures.precision.all.value
    if precision is None:
        return Picture("errors", TITLE, reading, "Nothing was recorded about anybody.")
    sources = _sources(results)
    few = sum(
        is_few(source.records("group", group))
        for source in sources
        for group, value in source.groups.items()
        if source.wrong and value.value is not None
    )
    reading = f"{reading} {hollow('records', few)}".strip()
    charts = [errors_chart(sources, narrow) for narrow in (False, True)]
    worst = sources[0]
    finding = f"{capital(of_many(1 - precision, 'records'))} were about the wrong person"
    if worst.everyone.value:
        finding += (
            f"; the source most often wrong was {quoted(worst.title)} ({percent(worst.everyone.value)})."
        )
    return Picture("errors", TITLE, reading, finding.removesuffix(".") + ".", *charts)
