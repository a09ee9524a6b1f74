"""Labels at the right end of a picture's lines, moved apart where they would touch, with a leader to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from underheaven.report.labels import spread
from underheaven.report.vega import Spec, marks, pixel, words

GAP = 15
"""Least distance between two labels, in pixels."""
LEADER = 12


@dataclass(frozen=True)
class End:
    """A label at `height` pixels from the top of the plot, where its line ends."""

    text: str
    height: float
    colour: str
    bold: bool = False


def end_labels(ends: Sequence[End], width: float, height: float) -> list[Spec]:
    """Layers that write labels to the right of a plot of this size."""
    layers: list[Spec] = []
    moved = spread([end.height for end in ends], GAP, 4, height + 4)
    for end, place in zip(ends, moved, strict=True):
        where = {
            "x": pixel(width + 1), "y": pixel(end.height), "x2": pixel(width + LEADER), "y2": pixel(place),
        }  # fmt: skip
        weight = "bold" if end.bold else "normal"
        layers += [
            marks([{}], "rule", where, color=end.colour, strokeWidth=1),
            *words(end.text, pixel(width + LEADER), pixel(place), dx=3, color=end.colour, fontWeight=weight),
        ]
    return layers
