"""Every measure of one world as plain JSON, with its numbers and names of columns filled in.

NumPy is not needed for it, so that a page tells the measures of an edited policy by the same code.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from underheaven.engine.layout import BINS
from underheaven.engine.world import World
from underheaven.measure.counted import counted_over
from underheaven.measure.expression import written
from underheaven.measure.filling import filled
from underheaven.measure.frame import DERIVED, MINUTES_PER_YEAR, QUEUE, SIXTEENTHS, Frame
from underheaven.measure.specification import KEPT, WEIGHED, Specification
from underheaven.measure.table import SPECIFICATIONS

VERSION = 2
"""Of the form of these data: another number where a reader must be written anew."""


def measures_of(world: World, weights: Mapping[str, Any]) -> dict[str, Any]:
    """Every measure of a world; `weights` are those of its society (`as_data.weights_as_data`)."""
    frame = Frame.of(world)
    return {
        "form": VERSION,
        "minutes_per_year": MINUTES_PER_YEAR,
        "columns": list(frame.layout.columns),
        "derived": {
            name: {"column": column, "times_of_quintile": list(frame.income)}
            for name, column in DERIVED.items()
        },
        "queue": list(QUEUE),
        "histogram": {
            "bins": BINS,
            "lowest": frame.minimum / SIXTEENTHS,
            "highest": frame.maximum / SIXTEENTHS,
            "width": frame.bin_width,
        },
        "weights": dict(weights),
        "breakdowns": {name: list(categories) for name, categories in frame.dimensions.items()},
        "measures": [
            measure for specification in SPECIFICATIONS for measure in _filled(specification, frame)
        ],
    }


def _filled(specification: Specification, frame: Frame) -> list[dict[str, Any]]:
    """The measures of a specification in a world, one for each entry."""
    found = []
    for entry, title in specification.titles(frame).items():
        names = specification.names(entry)
        found.append(
            {
                **said(specification),
                "name": specification.called(entry),
                "title": specification.titled(title),
                "interval": {
                    **interval(specification, tuple(specification.unsure(frame, entry))),
                    **_few(specification, frame, entry),
                },
                "expression": written(filled(specification.parsed, frame, names)),
            }
        )
    return found


def said(specification: Specification) -> dict[str, Any]:
    """What is said of a measure in every world."""
    return {
        "name": specification.name,
        "title": specification.title,
        "unit": specification.unit,
        "definition": specification.formula,
        "source": specification.source,
        "reading": specification.direction,
        "label": specification.label,
        "missing": specification.undefined,
        "breakdowns": list(KEPT[specification.of]),
        "from_start": specification.from_start,
        "weighed": specification.of in WEIGHED,
    }


def _few(specification: Specification, frame: Frame, entry: str) -> dict[str, Any]:
    """What few events are made sure of by: what they are counted over, and what one person adds in a step."""
    over, one = counted_over(specification, frame, entry)
    names = specification.names(entry)
    return {"over": written(filled(over, frame, names)), "one": None if math.isnan(one) else one}


def interval(specification: Specification, shared: tuple[str, ...]) -> dict[str, Any]:
    """The kind of interval, its limits, and the breakdowns ("everyone" for all) of which there is none."""
    return {
        "kind": specification.interval,
        "lowest": specification.lowest,
        "highest": specification.highest,
        "against_everyone": specification.against_all,
        "none_by": [breakdown or "everyone" for breakdown in shared],
    }
