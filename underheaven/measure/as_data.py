"""The table of measures as plain JSON: of all worlds with its patterns, and of one world filled in.

From the second, with tallies, a reader in any language computes every value (docs/measures-as-data.md).
"""

from __future__ import annotations

import math
from typing import Any

from underheaven.engine.layout import BINS
from underheaven.engine.world import World
from underheaven.measure.combinators import COMBINATORS
from underheaven.measure.conditions import CONDITIONS
from underheaven.measure.counts import QUEUE
from underheaven.measure.evaluate import filled
from underheaven.measure.expression import written
from underheaven.measure.frame import DERIVED, MINUTES_PER_YEAR, SIXTEENTHS, Frame
from underheaven.measure.lived.cohorts import COHORTS
from underheaven.measure.lived.figures import FIGURES
from underheaven.measure.lived.margins import MARGINAL
from underheaven.measure.lived.sides import COLUMNS, SIDES
from underheaven.measure.named import counted_over
from underheaven.measure.selections import SELECTIONS
from underheaven.measure.specification import KEPT, LABELS, WEIGHED, Specification
from underheaven.measure.table import SPECIFICATIONS
from underheaven.measure.weights import LEAST, MOST, PERSONS, shares_of
from underheaven.measure.world_numbers import NUMBERS

VERSION = 2
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
                "shared_entries": each.shared_entries or None,
                "interval": _interval(each, each.shared),
                "expression": written(each.parsed),
            }
            for each in SPECIFICATIONS
        ],
        "lived": {
            "cohorts": dict(COHORTS),
            "figures": [each.to_dict() for each in FIGURES],
            "columns": list(COLUMNS),
            "sides": [each.to_dict() for each in SIDES],
            "margins": list(MARGINAL),
        },
    }


def measures_as_data(world: World) -> dict[str, Any]:
    """Every measure of a world, with its numbers and names of columns filled in."""
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
        "weights": {
            "column": PERSONS,
            "shares": {
                region: dict(zip(frame.groups, of_region, strict=True))
                for region, of_region in zip(frame.regions, shares_of(frame).T.tolist(), strict=True)
            },
            "least": LEAST,
            "most": MOST,
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
                "interval": {
                    **_interval(specification, tuple(specification.unsure(frame, entry))),
                    **_few(specification, frame, entry),
                },
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
        "weighed": specification.of in WEIGHED,
    }


def _few(specification: Specification, frame: Frame, entry: str) -> dict[str, Any]:
    """What few events are made sure of by: what they are counted over, and what one person adds in a step."""
    over, one = counted_over(specification, frame, entry)
    names = specification.names(entry)
    return {"over": written(filled(over, frame, names)), "one": None if math.isnan(one) else one}


def _interval(specification: Specification, shared: tuple[str, ...]) -> dict[str, Any]:
    """The kind of interval, its limits, and the breakdowns ("everyone" for all) of which there is none."""
    return {
        "kind": specification.interval,
        "lowest": specification.lowest,
        "highest": specification.highest,
        "against_everyone": specification.against_all,
        "none_by": [breakdown or "everyone" for breakdown in shared],
    }
