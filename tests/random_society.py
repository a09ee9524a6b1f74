"""Small random societies, in which much happens."""

from decimal import Decimal
from typing import Any

from tests.dice import MINUTES_PER_YEAR, Dice
from tests.drawn import Ground, drawn
from tests.random_services import chance_by, classes, factors, gaming
from underheaven.society.schema import PLACES, QUINTILES, SEXES, Society

CLASSES = ("need", "conduct", "purchase", "credit")
CONTEXTS = ("traffic", "money", "speech", "health")
FIRST_AGES = (4, 15, 18, 40, 65)


def random_society(dice: Dice, step_minutes: int, features: frozenset[str]) -> Society:
    """A society whose people consider up to about ten acts in a step."""
    groups = [f"g{i}" for i in range(dice.whole(1, 3))]
    ages = [0, *dice.some(FIRST_AGES, 1, 3)]
    bands = {
        f"b{i}": {"first": first, "last": None if i + 1 == len(ages) else ages[i + 1] - 1}
        for i, first in enumerate(ages)
    }
    opinions = [f"o{i}" for i in range(dice.whole(1, 3))]
    categories = {
        "group": groups,
        "sex": list(SEXES),
        "age": list(bands),
        "quintile": list(QUINTILES),
        "place": list(PLACES),
        "child": ["no", "yes"],
        "opinion": opinions,
    }
    kinds = dice.whole(3, 8)
    per_step = dice.number("0.5", "4.5")
    regions = {f"r{i}": _region(dice, i, categories) for i in range(dice.whole(1, 4))}
    acts = {
        f"k{i}": _act(dice, i, share * per_step * MINUTES_PER_YEAR / step_minutes, categories, features)
        for i, share in enumerate(dice.shares([f"k{i}" for i in range(kinds)], 20).values())
    }
    behaviour = _behaviour(dice, list(bands), features)
    if "gaming" in features and dice.maybe(0.7):
        behaviour["gaming"] = gaming(dice, step_minutes)
    ground = Ground(dice, step_minutes, features, categories, acts, regions, behaviour["workplace_size"])
    return Society.model_validate(
        {
            "society": "chance",
            "title": "Chance",
            "about": "A society drawn by lot.",
            "invented": True,
            "default_citizens": 100,
            "groups": groups,
            "age_bands": bands,
            "opinions": opinions,
            "segregation": dice.number("0", "0.5"),
            "regions": regions,
            "acts": acts,
            "behaviour": behaviour,
            "matching": _matching(dice, groups) if "matching" in features else {},
            "income": {name: dice.whole(1_000, 90_000) for name in dice.some(categories["quintile"], 0, 5)},
            **drawn("of_society", ground),
        }
    )


def _region(dice: Dice, number: int, categories: dict[str, list[str]]) -> dict[str, Any]:
    age_sex = [f"{band}/{sex}" for band in categories["age"] for sex in SEXES]
    return {
        "title": f"Region {number}",
        "tile": (0, number),
        "population": dice.whole(1_000, 20_000),
        "age_sex": {"values": dice.shares(age_sex, 20)},
        "groups": {"values": dice.shares(categories["group"])},
        "urban": dice.number("0", "1"),
        "quintiles_urban": {"values": dice.shares(QUINTILES, 20)},
        "quintiles_rural": {"values": dice.shares(QUINTILES, 20)},
        "opinions": {"values": dice.shares(categories["opinion"])},
        "household_sizes": {"values": dice.shares(["1", "2", "3", "4"], 20)},
        "densities": {name: dice.number("0.2", "2.5") for name in dice.some(("cameras", "readers"), 0, 2)},
    }


def _act(
    dice: Dice, number: int, per_year: Decimal, categories: dict[str, list[str]], features: frozenset[str]
) -> dict[str, Any]:
    """A kind of act; every fourth one, beginning with the first, is a need."""
    kind = CLASSES[number % len(CLASSES)]
    certain = {"propensity": Decimal(1)}
    return {
        "title": f"Kind {number}",
        "kind": kind,
        "speech": dice.pick(("none", "critical", "supportive")) if number % 4 == 1 else "none",
        "essential": dice.maybe(0.3),
        "context": dice.pick(CONTEXTS),
        "outside": dice.maybe(0.6),
        "per_year": per_year.quantize(Decimal("0.001")),
        "rate_by": factors(dice, categories, "1.5"),
        **(certain if dice.maybe(0.05) else chance_by(dice, "propensity", categories, "0.1", "0.6")),
        "dread_response": dice.number("-1", "1") if "dread" in features else 0,
        "hardship_response": dice.number("-1", "3") if "hardship" in features else 0,
        "hardship": dice.whole(0, 120) if "hardship" in features else 0,
        "effort": dice.number("0", "6") if "gaming" in features and dice.maybe(0.7) else None,
        **(_repayment(dice, categories) if kind == "credit" and "credit" in features else {}),
    }


def _repayment(dice: Dice, categories: dict[str, list[str]]) -> dict[str, Any]:
    if dice.maybe(0.1):
        return {}
    bands = dice.whole(1, 16) if dice.maybe(0.6) else 0
    return {
        **chance_by(dice, "repayment", categories, "0.3", "0.9"),
        "repayment_by_band": [dice.number("0.2", "1.5") for _ in range(bands)],
    }


def _behaviour(dice: Dice, bands: list[str], features: frozenset[str]) -> dict[str, Any]:
    afraid = "dread" in features
    return {
        "dread": {
            "record": dice.whole(0, 90) * afraid,
            "sanction": dice.whole(0, 150) * afraid,
            "denial": dice.whole(0, 90) * afraid,
            "associate": dice.whole(0, 60) if "associate" in features and dice.maybe(0.8) else 0,
            "fade_per_year": dice.number("0", "4000"),
            "secrecy_spread": dice.number("0", "1"),
        },
        "hardship": {"fade_per_year": dice.number("0", "3000")},
        "climate": {
            "prior": dice.number("0", "1"),
            "alone": dice.number("0.5", "2.5"),
            "crowd": dice.number("0", "1"),
        },
        "speech_thresholds": classes(dice, "climate", "0", "1")
        if "speech_thresholds" in features and dice.maybe(0.6)
        else (),
        "employed_ages": dice.some(bands, 1, 9),
        "workplace_size": dice.pick((2, 4, 8, 16, 32, 64)),
    }


def _matching(dice: Dice, groups: list[str]) -> dict[str, Any]:
    return {
        "false_match": {
            searched: {matched: dice.number("0.25", "2.5") for matched in dice.some(groups, 1, 3)}
            for searched in dice.some(groups, 0, 3)
        },
        "false_non_match": {group: dice.number("0", "3") for group in dice.some(groups, 0, 3)},
    }
