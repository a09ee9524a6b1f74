"""SVG pictures read back: where their words stand, and what their lines go through."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass

from underheaven.report.labels import text_width

SPACE = "{http://www.w3.org/2000/svg}"


@dataclass(frozen=True)
class Word:
    """A line of text: where it is anchored, and the rectangle that it covers."""

    text: str
    x: float
    y: float
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Word") -> bool:
        """Whether both cover a place; a touch is none."""
        return (
            min(self.right, other.right) - max(self.left, other.left) > 2
            and min(self.bottom, other.bottom) - max(self.top, other.top) > 2
        )


def _moved(element: ET.Element) -> tuple[float, float]:
    found = re.match(r"translate\(([-\d.e]+)(?:[ ,]+([-\d.e]+))?\)", element.get("transform", ""))
    return (float(found[1]), float(found[2] or 0)) if found else (0.0, 0.0)


def _walk(
    element: ET.Element, x: float, y: float, size: float
) -> Iterator[tuple[ET.Element, float, float, float]]:
    right, down = _moved(element)
    x, y = x + right, y + down
    written = element.get("font-size", "").removesuffix("px")
    size = float(written) if written else size
    yield element, x, y, size
    for child in element:
        yield from _walk(child, x, y, size)


def words(svg: str) -> list[Word]:
    """Every line of text, without the halos below them."""
    found = []
    for element, x, y, size in _walk(ET.fromstring(svg), 0, 0, 12):
        if element.tag.removeprefix(SPACE) != "text" or element.get("stroke"):
            continue
        parts = [each for each in element if each.tag.removeprefix(SPACE) == "tspan"]
        at = y + float(element.get("y", 0))
        lines = []
        for part in parts:
            at += float(part.get("dy", 0))
            lines.append((part.text or "", x + float(part.get("x", 0)), at))
        for text, left, base in lines or [("".join(element.itertext()), x + float(element.get("x", 0)), at)]:
            text = " ".join(text.split(" ")).strip(" ")
            wide = text_width(text, size)
            begin = (
                left - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[element.get("text-anchor", "start")]
            )
            if text:
                found.append(
                    Word(text, left, base, begin, base - 0.72 * size, begin + wide, base + 0.1 * size)
                )
    return found


def uprights(svg: str, dash: str) -> list[tuple[float, float, float]]:
    """Upright lines of a dash: from the left, from their top to their foot."""
    found = []
    for element, x, y, _ in _walk(ET.fromstring(svg), 0, 0, 12):
        if element.get("stroke-dasharray") == dash:
            for left, top, foot in re.findall(r"M([-\d.]+),([-\d.]+)L\1,([-\d.]+)", element.get("d", "")):
                found.append(
                    (x + float(left), y + min(float(top), float(foot)), y + max(float(top), float(foot)))
                )
    return found
