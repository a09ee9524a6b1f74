"""The marks of a layer as SVG: marks of one colour are one path, which keeps pages small."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from underheaven.report.drawing.paths import Bounds, Point, line, rectangle, symbol
from underheaven.report.drawing.scales import Plot, Row, colour_of
from underheaven.report.drawing.text import words, written

Spec = Mapping[str, Any]
Rows = Sequence[Row]
Place = Callable[[Row], float]
Drawn = tuple[str, Bounds]


@dataclass(frozen=True)
class Layer:
    """Rows of one colour that are drawn by one mark, and where its channels lie."""

    mark: Spec
    rows: Rows
    places: Mapping[str, Place | None]
    plot: Plot


def layer(spec: Spec, rows: Rows, plot: Plot) -> Iterator[Drawn]:
    """The elements of a layer with what they cover."""
    mark, encoding = spec["mark"], spec["encoding"]
    places = {name: plot.place(name, encoding.get(name)) for name in ("x", "y", "x2", "y2")}
    if mark["type"] == "text":
        yield from _texts(mark, encoding, rows, places)
        return
    colour = colour_of(mark, encoding)
    for name, of in _groups(encoding, rows, colour):
        found, bounds = PATHS[mark["type"]](Layer(mark, of, places, plot))
        yield f'<path{written(_style(mark, name))} d="{found}"/>', bounds


def _groups(encoding: Spec, rows: Rows, colour: Callable[[Row], str]) -> Iterator[tuple[str, list[Row]]]:
    """Rows of one colour, and of one `detail` where lines and areas are told apart."""
    detail = encoding.get("detail", {}).get("field")
    groups: dict[tuple[str, Any], list[Row]] = {}
    for row in rows:
        groups.setdefault((colour(row), row[detail] if detail else None), []).append(row)
    for (name, _), of in groups.items():
        yield name, of


def _style(mark: Spec, colour: str) -> dict[str, Any]:
    """Attributes of a path: filled, or drawn as a line."""
    filled = mark.get("filled", mark["type"] in ("rect", "area"))
    style: dict[str, Any] = {"fill": colour if filled else "none"}
    if not filled or "stroke" in mark:
        style["stroke"] = mark.get("stroke", colour)
        style["stroke-width"] = mark.get("strokeWidth", 1)
    if "strokeDash" in mark:
        style["stroke-dasharray"] = ",".join(map(str, mark["strokeDash"]))
    if mark.get("opacity", 1) != 1:
        style["opacity"] = mark["opacity"]
    return style


def _around(points: Sequence[Point], room: float) -> Bounds:
    across, down = zip(*points, strict=True)
    return Bounds(min(across) - room, min(down) - room, max(across) + room, max(down) + room)


def _line(of: Layer) -> Drawn:
    points = _many(of.rows, of.places)
    return line(points, of.mark.get("interpolate", "linear")), _around(points, 0)


def _many(rows: Rows, places: Mapping[str, Place | None], end: str = "") -> list[Point]:
    x, y = places[f"x{end}"] or places["x"], places[f"y{end}"] or places["y"]
    assert x is not None
    assert y is not None
    return [(x(row), y(row)) for row in rows]


def _point(row: Row, places: Mapping[str, Place | None], end: str = "") -> Point:
    return _many([row], places, end)[0]


def _area(of: Layer) -> Drawn:
    over, under = _many(of.rows, of.places), _many(of.rows[::-1], of.places, "2")
    return f"{line([*over, *under])}z", _around([*over, *under], 0)


def _rule(of: Layer) -> Drawn:
    """Lines from x to x2 and from y to y2; across the whole plot where there is one place alone."""
    found, ends = [], []
    for row in of.rows:
        if of.places["y"] is None or of.places["x"] is None:
            upright, whole = (
                of.places["y"] is None,
                of.plot.height if of.places["y"] is None else of.plot.width,
            )
            place = of.places["x"] if upright else of.places["y"]
            assert place is not None
            at = place(row)
            pair = [(at, 0.0), (at, whole)] if upright else [(0.0, at), (whole, at)]
        else:
            pair = [_point(row, of.places), _point(row, of.places, "2")]
        found.append(line(pair))
        ends += pair
    return "".join(found), _around(ends, of.mark.get("strokeWidth", 1) / 2)


def _rect(of: Layer) -> Drawn:
    pairs = list(zip(_many(of.rows, of.places), _many(of.rows, of.places, "2"), strict=True))
    return "".join(rectangle(*pair) for pair in pairs), _around([each for pair in pairs for each in pair], 0)


def _points(of: Layer) -> Drawn:
    centres = _many(of.rows, of.places)
    room = of.mark["size"] ** 0.5 / 2
    return "".join(symbol(of.mark["shape"], each, of.mark["size"]) for each in centres), _around(
        centres, room
    )


PATHS: dict[str, Callable[[Layer], Drawn]] = {
    "line": _line, "area": _area, "rule": _rule, "rect": _rect, "point": _points,
}  # fmt: skip


def _texts(mark: Spec, encoding: Spec, rows: Rows, places: Mapping[str, Place | None]) -> Iterator[Drawn]:
    colour = colour_of(mark, encoding)
    name = encoding.get("text", {}).get("field")
    for row in rows:
        x, y = _point(row, places)
        said = words(row[name] if name else mark["text"], x, y, {**mark, "color": colour(row)})
        yield said.svg, said.bounds
