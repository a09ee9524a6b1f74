"""What random worlds have of each mechanism: the `drawn.py` in the folder of its tests.

A part has a `PLACE`, in the order of which all draw, and the names of its `FEATURES`, which can be left out.
It may have `of_society`, `of_policy` and `safeguards`, which give parts of the documents as in a file.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

from tests.dice import Dice

FOLDER = Path(__file__).resolve().parent / "mechanisms"


@dataclass(frozen=True)
class Ground:
    """What the parts of a society that are no people are drawn for."""

    dice: Dice
    step_minutes: int
    features: frozenset[str]
    categories: dict[str, list[str]]
    acts: dict[str, dict[str, Any]]
    regions: dict[str, dict[str, Any]]
    workplace_size: int

    def has(self, feature: str, chance: float) -> bool:
        """Whether it is wanted, and then whether it comes."""
        return feature in self.features and self.dice.maybe(chance)

    @property
    def densities(self) -> tuple[str | None, ...]:
        """Those of the regions, or none."""
        return (None, *sorted({name for region in self.regions.values() for name in region["densities"]}))


@dataclass(frozen=True)
class Scale:
    """Of citizens: from where to where thresholds above which something is won lie, and the whole length."""

    low: Decimal
    high: Decimal
    length: Decimal


@cache
def parts() -> tuple[ModuleType, ...]:
    """The `drawn.py` of all mechanisms, in the order of their `PLACE`."""
    names = (path.parent.name for path in FOLDER.glob("*/drawn.py"))
    found = (import_module(f"tests.mechanisms.{name}.drawn") for name in names)
    return tuple(sorted(found, key=lambda module: (module.PLACE, module.__name__)))


def features() -> Iterator[str]:
    """The features of all parts."""
    for part in parts():
        yield from part.FEATURES


def drawn(what: str, *given: Any) -> dict[str, Any]:
    """What all parts draw that have such a function."""
    found: dict[str, Any] = {}
    for part in parts():
        if hasattr(part, what):
            found |= getattr(part, what)(*given)
    return found
