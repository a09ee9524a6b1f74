"""The map of regions as tiles, coloured by what is denied there."""

from __future__ import annotations

import bisect
from collections.abc import Sequence
from dataclasses import dataclass

from underheaven.documents.words import agreeing, counted
from underheaven.report.few import FEWEST, in_scheme, is_few
from underheaven.report.fonts import has_chinese_font
from underheaven.report.labels import shorten
from underheaven.report.picture import Picture
from underheaven.report.results import Results
from underheaven.report.scales import round_values, up_to, written
from underheaven.report.theme import EMPTY, HARM, INK, NARROW, PAPER, QUIET, WIDE
from underheaven.report.vega import NO_AXIS, Axis, Spec, below, field, marks, pixel, stepped, view, words
from underheaven.report.words import number

NAME, PLACE, ROOM = "tiles", 60, "consequences"

TITLE = "Where it is denied"
LARGEST = 96
"""Side of a tile at most, in pixels."""
NARROW_EXTRA = 82
"""What a narrow map may use besides: it has no axis and no labels beside it."""
KINDS_OF_REGION = ("壮族自治区", "回族自治区", "维吾尔自治区", "自治区", "特别行政区", "省", "市")
INKS = (INK, INK, INK, INK, PAPER, PAPER)
"""The colour of letters on each colour of `HARM`."""
STAIR, LABELS = 44, 6
"""Width of a step of the key, in pixels, and how many it has."""


@dataclass(frozen=True)
class Tile:
    """A region: its place on the map, its names, and a value (None where missing).

    `few` if the value rests on few people: the tile is grey.
    """

    row: int
    column: int
    title: str
    local: str | None
    value: float | None
    few: bool = False


def local_name(title: str | None) -> str | None:
    """A Chinese name without the kind of region: 新疆 for 新疆维吾尔自治区."""
    if title is None:
        return None
    ending = next((kind for kind in KINDS_OF_REGION if title.endswith(kind)), "")
    return title.removesuffix(ending) or title


def tile_chart(tiles: Sequence[Tile], unit: str, chinese: bool = False, narrow: bool = False) -> Spec:
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
    highest = up_to(max((tile.value or 0.0 for tile in tiles if _shown(tile)), default=0.0), 6)
    edges = [highest * step / len(HARM) for step in range(1, len(HARM))]
    local = chinese and not narrow and any(tile.local for tile in tiles)
    squares = [
        {
            "left": (tile.column - left) * side, "top": (tile.row - top) * side,
            "right": (tile.column - left + 1) * side, "foot": (tile.row - top + 1) * side,
            "name": tile.title, "value": tile.value,
        }
        for tile in tiles
    ]  # fmt: skip
    where = {"x": field("left"), "x2": field("right"), "y": field("top"), "y2": field("foot")}
    style = {"stroke": PAPER, "strokeWidth": 2}
    full = [square for square, tile in zip(squares, tiles, strict=True) if _shown(tile)]
    grey = [square for square, tile in zip(squares, tiles, strict=True) if not _shown(tile)]
    grey = [{key: each for key, each in square.items() if each is not None} for square in grey]
    layers: list[Spec] = []
    if grey:
        layers.append(marks(grey, "rect", where, color=EMPTY, **style))
    if full:
        layers.append(marks(full, "rect", {**where, "color": stepped("value", edges, HARM)}, **style))
    for tile, name in zip(tiles, names, strict=True):
        ink = INKS[bisect.bisect_right(edges, tile.value or 0)] if _shown(tile) else QUIET
        x, y = (tile.column - left + 0.5) * side, (tile.row - top + 0.5) * side
        said = "–" if tile.value is None else number(tile.value)
        written_in = [(name, -0.12, type_size, False), (said, 0.17, type_size + 1.5, True)]
        if local:
            written_in = [
                (name, -0.27, type_size, False),
                (local_name(tile.local) or "", 0.0, type_size + 1, False),
                (said, 0.27, type_size + 1, True),
            ]
        for text, down, size, bold in written_in:
            weight = "bold" if bold else "normal"
            layers += words(
                text,
                pixel(x),
                pixel(y + side * down),
                align="center",
                fontSize=size,
                color=ink,
                fontWeight=weight,
            )
    width, height = columns * side, rows * side
    plot = view(layers, width, height, Axis((0, width), hidden=True), Axis((height, 0), hidden=True))
    few = any(tile.few and tile.value is not None for tile in tiles)
    return below([_key(highest, unit, few), plot], 10)


def _shown(tile: Tile) -> bool:
    """Whether a tile has a colour: it has a value that rests on enough people."""
    return tile.value is not None and not tile.few


def _key(highest: float, unit: str, few: bool) -> Spec:
    """The colours from little to much, with the values at their edges."""
    stairs = [
        {"from": highest * step / len(HARM), "to": highest * (step + 1) / len(HARM), "step": step + 0.5}
        for step in range(len(HARM))
    ]
    where = {
        "x": field("from"), "x2": field("to"), "y": pixel(0), "y2": pixel(10),
        "color": stepped("step", list(range(1, len(HARM))), HARM),
    }  # fmt: skip
    values, decimals = round_values(0, highest, 3)
    width = STAIR * len(HARM)
    axis = Axis((0, highest), unit, values, written(values, decimals, False), grid=False)
    layers = [marks(stairs, "rect", where, stroke=PAPER, strokeWidth=1)]
    stair = view(layers, width, 10, axis, NO_AXIS)
    if not few:
        return stair
    grey = [
        marks([{}], "rect", {"x": pixel(0), "x2": pixel(16), "y": pixel(3), "y2": pixel(14)}, color=EMPTY),
        *words(f"fewer than {FEWEST} adults in the scheme", pixel(22), pixel(9)),
    ]
    return below([stair, view(grey, width, 16, NO_AXIS, NO_AXIS)], 4)


def picture(results: Results) -> Picture:
    """What standing denied in each region in the last year."""
    when, denied = results.when, results.last.denied
    reading = (
        f"Each square is a region, about where it lies; the darker, the more acts were denied {when}, per "
        "1,000 adults in the scheme. Differences between regions may be chance"
    )
    sure = any(value.low is not None for value in denied.by("region").values())
    reading += ": the table by region has the intervals." if sure else "."
    values = {name: value.value for name, value in denied.by("region").items()}
    known = {name: value for name, value in values.items() if value is not None}
    if len(known) < len(values):
        reading += " Nobody was in the scheme where a dash stands."
    if not any(known.values()):
        return Picture("tiles", TITLE, reading, "Nothing was denied in any region.")
    regions, people = results.world.society.regions, in_scheme(results.last)
    tiles = [
        Tile(
            region.tile[0], region.tile[1], region.title, region.title_local, values[name],
            is_few(people("region", name)),
        )
        for name, region in regions.items()
    ]  # fmt: skip
    unit = f"acts denied {when}, per 1,000 adults"
    charts = [tile_chart(tiles, unit, has_chinese_font(), narrow) for narrow in (False, True)]
    enough = {name: value for name, value in known.items() if not is_few(people("region", name))} or known
    most, least = max(enough, key=enough.__getitem__), min(enough, key=enough.__getitem__)
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
