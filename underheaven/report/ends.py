"""Labels at the right end of a picture's lines, moved apart where they would touch, with a leader to each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from underheaven.report.labels import spread

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


def end_labels(ends: Sequence[End], width: int, height: int) -> list[alt.Chart]:
    """Layers that write labels to the right of a plot of this size."""
    layers = []
    moved = spread([end.height for end in ends], GAP, 4, height + 4)
    for end, place in zip(ends, moved, strict=True):
        base = alt.Chart(alt.InlineData(values=[{"text": end.text}]))
        layers += [
            base.mark_rule(color=end.colour, opacity=0.8).encode(
                x=alt.value(width + 1),
                y=alt.value(end.height),
                x2=alt.value(width + LEADER),
                y2=alt.value(place),
            ),
            base.mark_text(
                align="left", dx=3, color=end.colour, fontWeight="bold" if end.bold else "normal"
            ).encode(x=alt.value(width + LEADER), y=alt.value(place), text=alt.Text("text:N")),
        ]
    return layers
