"""The map of regions as tiles, coloured by what is denied there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import altair as alt

from underheaven.documents.words import agreeing, counted
from underheaven.report.fonts import has_chinese_font
from underheaven.report.labels import shorten
from underheaven.report.picture import Picture
from underheaven.report.render import Chart
from underheaven.report.results import Results
from underheaven.report.theme import HARM, INK, NARROW, WIDE
from underheaven.report.words import number

TITLE = "Where it is denied"
LARGEST = 96
"""Side of a tile at most, in pixels."""
NARROW_EXTRA = 82
"""What a narrow map may use besides: it has no axis and no labels beside it."""
KINDS_OF_REGION = ("壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "特别行政区", "省", "市")
EMPTY = "#eceef1"
LIGHT_ABOVE = 0.65
"""Share of the highest value from which a tile is so dark that its letters are white."""


@dataclass(frozen=True)
class Tile:
    """A region: its place on the map, its names, and a value (None where missing)."""

    row: int
    column: int
    title: str
    local: str | None
    value: float | None


def local_name(title: str | None) -> str | None:
    """A Chinese name without the kind of region: 新疆 for 新疆维吾尔自治区."""
    if title is None:
        return None
    ending = next((kind for kind in KINDS_OF_REGION if title.endswith(kind)), "")
    return title.removesuffix(ending) or title


def tile_chart(tiles: Sequence[Tile], unit: str, chinese: bool = False, narrow: bool = False) -> Chart:
    """A square for each region with its name and value; with local names if `chinese`."""
    top, left = min(tile.row for tile in tiles), min(tile.column for tile in tiles)
    rows = max(tile.row for tile in tiles) - top + 1
    columns = max(tile.column for tile in tiles) - left + 1
    room = NARROW + NARROW_EXTRA if narrow else WIDE
    side = min(LARGEST, room // columns)
    type_size = max(7.5, min(11.5, side / 6.8))
    letters = int((side - 2) / (0.58 * type_size))
    names: list[str] = []
    for tile in tiles:
        names.append(shorten(tile.title, letters, names))
    highest = max((tile.value for tile in tiles if tile.value is not None), default=0) or 1
    local = chinese and not narrow and any(tile.local for tile in tiles)
    data = [
        {
            "x": (tile.column - left) * side,
            "y": (tile.row - top) * side,
            "right": (tile.column - left + 1) * side,
            "bottom": (tile.row - top + 1) * side,
            "middle": (tile.column - left + 0.5) * side,
            "centre": (tile.row - top + 0.5) * side,
            "name": name,
            "local": local_name(tile.local) or "",
            "value": tile.value,
            "text": "–" if tile.value is None else number(tile.value),
            "ink": "white" if (tile.value or 0) > LIGHT_ABOVE * highest else INK,
        }
        for tile, name in zip(tiles, names, strict=True)
    ]
    base = alt.Chart(alt.InlineData(values=data))
    squares = base.encode(
        x=alt.X("x:Q", scale=None, axis=None),
        y=alt.Y("y:Q", scale=None, axis=None),
        x2="right:Q",
        y2="bottom:Q",
    )
    empty = squares.transform_filter("!isValid(datum.value)").mark_rect(
        stroke="white", strokeWidth=2, color=EMPTY
    )
    full = squares.transform_filter("isValid(datum.value)").mark_rect(stroke="white", strokeWidth=2)
    written: list[tuple[str, float, float, Literal["normal", "bold"]]] = [
        ("name", -0.2 if local else -0.12, type_size, "normal"),
        ("text", 0.17, type_size + 1.5, "bold"),
    ]
    if local:
        written = [
            ("name", -0.27, type_size, "normal"),
            ("local", 0.0, type_size + 1, "normal"),
            ("text", 0.27, type_size + 1, "bold"),
        ]
    texts = [
        base.mark_text(dy=side * down, fontSize=size, fontWeight=weight, baseline="middle").encode(
            x=alt.X("middle:Q", scale=None, axis=None),
            y=alt.Y("centre:Q", scale=None, axis=None),
            text=f"{field}:N",
            color=alt.Color("ink:N", scale=None, legend=None),
        )
        for field, down, size, weight in written
    ]
    full = full.encode(color=_colour(unit, highest, room))
    layers = alt.layer(empty, full, *texts).properties(width=columns * side, height=rows * side)
    chart: Chart = layers.resolve_scale(color="independent")
    return chart


def _colour(unit: str, highest: float, room: int) -> alt.Color:
    return alt.Color(
        "value:Q",
        scale=alt.Scale(range=list(HARM), domain=[0, highest], nice=True),
        legend=alt.Legend(
            title=unit,
            orient="top",
            gradientLength=min(260, room - 60),
            gradientThickness=10,
            offset=10,
            tickCount=4,
        ),
    )


def picture(results: Results) -> Picture:
    """What standing denied in each region in the last year."""
    when, denied = results.when, results.last.denied
    reading = (
        f"Each square is a region, about where it lies; the darker, the more acts were denied {when}, per "
        "1,000 adults in the scheme. Differences between regions may be chance: the table by region has the "
        "intervals."
    )
    values = {name: value.value for name, value in denied.by("region").items()}
    known = {name: value for name, value in values.items() if value is not None}
    if len(known) < len(values):
        reading += " Nobody was in the scheme where a dash stands."
    if not any(known.values()):
        return Picture("tiles", TITLE, reading, "Nothing was denied in any region.")
    regions = results.world.society.regions
    tiles = [
        Tile(region.tile[0], region.tile[1], region.title, region.title_local, values[name])
        for name, region in regions.items()
    ]
    unit = f"Acts denied {when}, per 1,000 adults"
    charts = [tile_chart(tiles, unit, has_chinese_font(), narrow) for narrow in (False, True)]
    most, least = max(known, key=known.__getitem__), min(known, key=known.__getitem__)
    finding = (
        f"Most was denied in {regions[most].title} ({number(known[most])} acts per 1,000 adults), least in "
        f"{regions[least].title} ({number(known[least])})."
    )
    if bare := sum(value.low is None for value in denied.by("region").values()):
        which = (
            "No region holds"
            if bare == len(regions)
            else f"Of {counted(len(regions), 'region')}, {bare} {agreeing(bare, 'does', 'do')} not hold"
        )
        finding += f" {which} enough communities in this run for an interval; with more citizens it would."
    return Picture("tiles", TITLE, reading, finding, *charts)
