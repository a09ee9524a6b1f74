"""The table of measures as plain JSON: of all worlds with its patterns, and of one world filled in.

From the second, with tallies, a reader in any language computes every value (docs/measures-as-data.md).
"""

from __future__ import annotations

from typing import Any

from underheaven.engine.world import World
from underheaven.measure.combinators import COMBINATORS
from underheaven.measure.conditions import CONDITIONS
from underheaven.measure.expression import written
from underheaven.measure.frame import MINUTES_PER_YEAR, Frame
from underheaven.measure.lived.cohorts import COHORTS
from underheaven.measure.lived.figures import FIGURES
from underheaven.measure.lived.margins import MARGINAL
from underheaven.measure.lived.sides import COLUMNS, SIDES
from underheaven.measure.of_world import VERSION, interval, measures_of, said
from underheaven.measure.selections import SELECTIONS
from underheaven.measure.specification import LABELS
from underheaven.measure.table import SPECIFICATIONS
from underheaven.measure.weights import LEAST, MOST, PERSONS, shares_of
from underheaven.measure.world_numbers import NUMBERS


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
                **said(each),
                "entries": each.entries or None,
                "where": each.where or None,
                "shared_where": each.shared_where or None,
                "shared_entries": each.shared_entries or None,
                "interval": interval(each, each.shared),
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
    return measures_of(world, weights_as_data(Frame.of(world)))


def weights_as_data(frame: Frame) -> dict[str, Any]:
    """By what people are weighed; it hangs on the society alone."""
    return {
        "column": PERSONS,
        "shares": {
            region: dict(zip(frame.groups, of_region, strict=True))
            for region, of_region in zip(frame.regions, shares_of(frame).T.tolist(), strict=True)
        },
        "least": LEAST,
        "most": MOST,
    }
