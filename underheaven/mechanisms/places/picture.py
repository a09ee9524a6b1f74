"""The picture of places given by rank: who loses one that a lottery would have given, and who gains it."""

from __future__ import annotations

from functools import partial

from underheaven.measure import named
from underheaven.measure.results import Measure
from underheaven.report.dots import NARROW_QUINTILES, QUINTILES
from underheaven.report.few import Base, base_of, hollow, is_few
from underheaven.report.keys import Entry, key
from underheaven.report.labels import wrap
from underheaven.report.picture import Picture
from underheaven.report.results import Results
from underheaven.report.scales import round_values, rows, up_to, written
from underheaven.report.theme import BLUE, INK, ORANGE, SMALL, TEXT
from underheaven.report.vega import Axis, Spec, below, datum, field, heading, marks, view
from underheaven.report.words import capital, number, plain

NAME, PLACE = "ranks", 80

TITLE = "Places by rank: who loses one, who gains one"
ROW = 17
BAR = 0.33
"""Half the height of a bar, in rows."""
WAYS = {"lost by rank": ORANGE, "gained by rank": BLUE}
EXTENT, NARROW_EXTENT = 110, 84
DIMENSIONS = ("quintile", "group")


def picture(results: Results) -> Picture | None:
    """Families displaced and favoured by rank, by income and group; nothing where no good goes by rank."""
    goods = results.frame.ranked_goods
    if not goods:
        return None
    reading = (
        "Of a fixed number of places a lottery would have given some to other families. To the left, of "
        "1,000 families that want one, those who lose a place to a higher rank; to the right, those whose "
        "rank gives them one, over the whole run. Over everybody, the two numbers are equal."
    )
    measures = results.measures
    if not any(measures[f"displaced.{good}"].all.value for good in goods):
        return Picture("ranks", TITLE, reading, "Nobody lost a place to a higher rank.")
    bases = {good: base_of(measures, partial(named.base_of, f"placed.{good}")) for good in goods}
    few = sum(
        is_few(bases[good](dimension, category))
        for good in goods
        for dimension in DIMENSIONS
        for category in results.frame.dimensions[dimension]
    )
    reading = f"{reading} {hollow('families', few)}".strip()
    charts = [
        below(
            [
                key(
                    [Entry(name, colour, "area") for name, colour in WAYS.items()],
                    300,
                    NARROW_EXTENT if narrow else EXTENT,
                ),
                *(
                    _panel(
                        title,
                        measures[f"displaced.{good}"],
                        measures[f"favoured.{good}"],
                        bases[good],
                        narrow,
                    )
                    for good, title in goods.items()
                ),
            ],
            22,
        )
        for narrow in (False, True)
    ]
    return Picture("ranks", TITLE, reading, _finding(results), *charts)


def _panel(title: str, lost: Measure, won: Measure, base: Base, narrow: bool) -> Spec:
    names: list[str] = []
    bars: list[tuple[int, str, float, bool]] = []
    words = NARROW_QUINTILES if narrow else QUINTILES
    for dimension in DIMENSIONS:
        if names:
            names.append("")
        for category in lost.by(dimension):
            names.append(words.get(category, plain(category)))
            for way, measure, sign in zip(WAYS, (lost, won), (-1, 1), strict=True):
                value = measure.by(dimension)[category].value
                if value is not None:
                    few = is_few(base(dimension, category))
                    bars.append((len(names) - 1, way, sign * value, few))
    layers: list[Spec] = []
    where = {"x": field("value"), "x2": datum(0), "y": field("top"), "y2": field("foot")}
    for way, colour in WAYS.items():
        for few in (False, True):
            found = [
                {"top": row - BAR, "foot": row + BAR, "value": value}
                for row, of, value, thin in bars
                if of == way and thin == few
            ]
            if found:
                style = {"filled": False, "stroke": colour, "strokeWidth": 1.4} if few else {}
                layers.append(marks(found, "rect", where, color=colour, **style))
    layers.append(marks([{}], "rule", {"x": datum(0)}, color=INK, strokeWidth=1))
    most = up_to(max(abs(value) for _, _, value, _ in bars), 3)
    values, decimals = round_values(-most, most, 5 if narrow else 9)
    x = Axis(
        (-most, most),
        "of 1,000 families" if narrow else "of 1,000 families that want one",
        values,
        written([abs(value) for value in values], decimals, False),
    )
    extent = NARROW_EXTENT if narrow else EXTENT
    head = heading(wrap(capital(title), 34 if narrow else 80), (), extent, SMALL if narrow else TEXT)
    y = rows(names, "families", extent)
    return view(layers, 230 if narrow else 560, ROW * len(names), x, y, head)


def _finding(results: Results) -> str:
    measures, goods = results.measures, results.frame.ranked_goods
    good = max(goods, key=lambda name: measures[f"displaced.{name}"].all.value or 0)
    lost = measures[f"displaced.{good}"]
    said = (
        f"Of 1,000 families that wanted “{goods[good]}”, {number(lost.all.value or 0)} lost to a higher rank "
        "what a lottery would have given them"
    )
    net = {name: value.value for name, value in measures[f"shifted_yuan.{good}"].by("quintile").items()}
    known = {name: value for name, value in net.items() if value is not None}
    yuan = results.world.society.places[good].yuan.value
    if yuan and known and min(known.values()) < 0 < max(known.values()):
        least, most = min(known, key=known.__getitem__), max(known, key=known.__getitem__)
        said += (
            f"; ranks took {number(-known[least])} yuan a family from the {_fifth(least)} and brought the "
            f"{_fifth(most)} {number(known[most])}"
        )
    return f"{said}."


def _fifth(quintile: str) -> str:
    name = QUINTILES[quintile]
    return name if name.endswith("fifth") else f"{name} fifth"
