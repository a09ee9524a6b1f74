"""What a small random society has beside its people: long queues, few places, firms, partners, renewal."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from tests.dice import Dice

CAPACITIES = (Decimal("0.0005"), Decimal("0.03"), Decimal("0.3"), Decimal(1))
"""Of a hospital, relative to the visits that people consider."""
SIZES = ("2", "4", "8", "16", "32", "64")


def factors(dice: Dice, categories: dict[str, list[str]], most: str) -> dict[str, Any]:
    """Factors of up to two attributes, given for some of their categories."""
    return {
        attribute: {name: dice.number("0", most, 2) for name in dice.some(categories[attribute], 1, 9)}
        for attribute in dice.some(list(categories), 0, 2)
    }


def chance_by(dice: Dice, key: str, categories: dict[str, list[str]], low: str, high: str) -> dict[str, Any]:
    """A share, or a lower one with factors: the product of two factors stays below 1."""
    if dice.maybe(0.5):
        return {key: dice.number(low, high)}
    return {key: dice.number(low, "0.44"), f"{key}_by": factors(dice, categories, "1.5")}


def services(
    dice: Dice,
    step_minutes: int,
    features: frozenset[str],
    categories: dict[str, list[str]],
    acts: dict[str, dict[str, Any]],
    regions: dict[str, dict[str, Any]],
    workplace_size: int,
) -> dict[str, Any]:
    """The parts of a society that are no people; each where its feature is wanted, and then often."""
    densities = (None, *sorted({name for region in regions.values() for name in region["densities"]}))
    found: dict[str, Any] = {
        "income": {name: dice.whole(1_000, 90_000) for name in dice.some(categories["quintile"], 0, 5)}
    }
    if "hospital" in features and dice.maybe(0.7):
        found["hospital"] = _hospital(dice, acts, densities)
    if "places" in features and dice.maybe(0.8):
        found["places"] = {f"p{i}": _place(dice, densities) for i in range(dice.whole(1, 4))}
    if "dating" in features and dice.maybe(0.6):
        found["dating"] = {
            "kind": dice.pick(list(acts)),
            "rounds": dice.whole(1, 4),
            "acceptance": dice.number("0.1", "1"),
        }
    if "firms" in features and dice.maybe(0.7):
        found["firms"] = _firms(dice, step_minutes, workplace_size)
    if "renewal" in features and dice.maybe(0.7):
        bands = dice.some(categories["age"], 1, 9)
        found["renewal"] = {"per_year": {band: dice.yearly("0.01", "0.3", step_minutes) for band in bands}}
    return found


def _hospital(dice: Dice, acts: dict[str, dict[str, Any]], densities: Sequence[str | None]) -> dict[str, Any]:
    """Loads move slowly, so that some must be far too high for any visit to be refused within the run."""
    kind = dice.pick([name for name, act in acts.items() if act["kind"] == "need"])
    return {
        "kind": kind,
        "visits_per_person_year": max(Decimal("0.001"), acts[kind]["per_year"] * dice.pick(CAPACITIES)),
        "density": dice.pick(densities),
        "minutes_per_visit": dice.number("0", "60", 1),
        "variation": dice.number("0", "2", 2),
        "usual_load": dice.number("0.6", "1"),
    }


def _place(dice: Dice, densities: Sequence[str | None]) -> dict[str, Any]:
    return {
        "title": "Place",
        "families": dice.pick(("all", "with_small_child")),
        "share": dice.number("0", "1"),
        "density": dice.pick(densities),
        "yuan": dice.whole(0, 10_000),
        "hardship": dice.whole(0, 120),
    }


def _firms(dice: Dice, step_minutes: int, workplace_size: int) -> dict[str, Any]:
    """Firms that consider up to about five acts in a step, and often do them."""
    sectors = [f"sector{i}" for i in range(dice.whole(1, 3))]
    return {
        "sizes": dice.shares(dice.some([size for size in SIZES if int(size) <= workplace_size], 1, 3)),
        "sectors": dice.shares(sectors),
        "acts": {
            f"f{i}": {
                "title": f"Firm act {i}",
                "per_year": dice.yearly("0.1", "1.5", step_minutes),
                "rate_by_sector": {name: dice.number("0", "2", 2) for name in dice.some(sectors, 0, 3)},
                "propensity": dice.number("0.2", "0.9"),
                "dread_response": dice.number("-1", "1"),
            }
            for i in range(dice.whole(1, 3))
        },
    }


def classes(dice: Dice, key: str, low: str, high: str) -> list[dict[str, Decimal]]:
    """Up to four shares of people that sum to 1, each with a number of its own."""
    names = [str(i) for i in range(dice.whole(1, 4))]
    return [{"share": share, key: dice.number(low, high)} for share in dice.shares(names).values()]


def gaming(dice: Dice, step_minutes: int) -> dict[str, Any]:
    return {
        "per_year": dice.yearly("0.2", "3", step_minutes),
        "worth": dice.number("0.5", "4"),
        "efforts": classes(dice, "factor", "0", "2"),
    }
