"""The table of measures as plain JSON: of all worlds with its patterns, and of one world filled in.

From the second, with tallies, a reader in any language computes every value (docs/measures-as-data.md).
"""

from __future__ import annotations

from typing import Any

from underheaven.engine.layout import BINS
from underheaven.engine.world import World
from underheaven.measure.combinators import COMBINATORS
from underheaven.measure.conditions import CONDITIONS
from underheaven.measure.counts import QUEUE
from underheaven.measure.evaluate import filled
from underheaven.measure.expression import written
from underheaven.measure.frame import DERIVED, MINUTES_PER_YEAR, SIXTEENTHS, Frame
from underheaven.measure.selections import SELECTIONS
from underheaven.measure.specification import KEPT, LABELS, Specification
from underheaven.measure.table import SPECIFICATIONS
from underheaven.measure.world_numbers import NUMBERS

VERSION = 1
"""Of the form of these data: another number where a reader must be written anew."""


def table_as_data() -> dict[str, Any]:
    """Every measure of every world, with the closed lists that its expressions draw on."""
    return {
        "form": VERSION,
        "minutes_per_year": MINUTES_PER_YEAR,
        "labels": dict(LABELS),
        "combinators": {
            name: {
                "operands": each.operands,
                "fewest": each.fewest,
                "most": each.most,
                "formula": each.formula,
            }
            for name, each in COMBINATORS.items()
        },
        "selections": {name: {"block": each.block, "each": each.words} for name, each in SELECTIONS.items()},
        "numbers": list(NUMBERS),
        "conditions": [name for name in CONDITIONS if name],
        "measures": [
            {
                **_said(each),
                "entries": each.entries or None,
                "where": each.where or None,
                "shared_where": each.shared_where or None,
                "interval": _interval(each, each.shared),
                "expression": written(each.parsed),
            }
            for each in SPECIFICATIONS
        ],
    }


def measures_as_data(world: World) -> dict[str, Any]:
    """Every measure of a world, with its numbers and names of columns filled in."""
    frame = Frame.of(world)
    return {
        "form": VERSION,
        "minutes_per_year": MINUTES_PER_YEAR,
        "columns": list(frame.layout.columns),
        "derived": {
            name: {"column": "person.employed_confined", "times_of_quintile": list(frame.income)}
            for name in DERIVED
        },
        "queue": list(QUEUE),
        "histogram": {
            "bins": BINS,
            "lowest": frame.minimum / SIXTEENTHS,
            "highest": frame.maximum / SIXTEENTHS,
            "width": frame.bin_width,
        },
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
                **_said(specification),
                "name": specification.called(entry),
                "title": specification.titled(title),
                "interval": _interval(specification, tuple(specification.unsure(frame))),
                "expression": written(filled(specification.parsed, frame, names)),
            }
        )
    return found


def _said(specification: Specification) -> dict[str, Any]:
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
    }


def _interval(specification: Specification, shared: tuple[str, ...]) -> dict[str, Any]:
    """The kind of interval, its limits, and the breakdowns ("everyone" for all) of which there is none."""
    return {
        "kind": specification.interval,
        "lowest": specification.lowest,
        "highest": specification.highest,
        "against_everyone": specification.against_all,
        "none_by": [breakdown or "everyone" for breakdown in shared],
    }
