"""How the classes of several lasting factors come together (specification, 30.3)."""

from __future__ import annotations

from decimal import Decimal
from itertools import product
from typing import NamedTuple

from underheaven.society.schema import Society


class Combination(NamedTuple):
    """What one combination of classes multiplies, by kind of act in the order of the file."""

    considering: tuple[Decimal, ...]
    """How often an act is considered."""
    propensity: tuple[Decimal, ...]
    """The chance that it is then done."""


def combinations(society: Society) -> list[Combination]:
    """All combinations of classes in order: factors by name, the class of the last changing fastest."""
    lasting = [factor for _, factor in sorted(society.behaviour.lasting.items())]
    found = []
    for chosen in product(*(factor.classes for factor in lasting)):
        considering, propensity = [], []
        for kind, act in society.acts.items():
            often, wont = Decimal(1), Decimal(1)
            for factor, each in zip(lasting, chosen, strict=True):
                if factor.is_about(kind, act.context):
                    often = often * each.factor.value if factor.multiplies("considering") else often
                    wont = wont * each.factor.value if factor.multiplies("propensity") else wont
            considering.append(often)
            propensity.append(wont)
        found.append(Combination(tuple(considering), tuple(propensity)))
    return found
