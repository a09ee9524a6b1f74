"""Factors, classes of people and gaming in a small random society."""

from decimal import Decimal
from typing import Any

from tests.dice import Dice


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
