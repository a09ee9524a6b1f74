"""Small random policies that watch closely and punish early."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from tests.dice import Dice
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

MINUTES_PER_YEAR = 525_960
PERSISTENCES: tuple[list[tuple[str, str]], ...] = (
    [("1", "1")],
    [("0.5", "0.5"), ("0.5", "1.5")],
    [("0.9", "0.7"), ("0.1", "3.7")],
    [("0.75", "0"), ("0.25", "4")],
)
UNITS = (Decimal(0), Decimal("0.3"), Decimal("0.5"))


@dataclass
class Draft:
    """What the parts of a policy are drawn for. A feature that is not named is left out."""

    dice: Dice
    society: Society
    first: dt.date
    last: dt.date
    step_minutes: int
    features: frozenset[str]

    def has(self, feature: str, chance: float = 1) -> bool:
        return feature in self.features and self.dice.maybe(chance)

    def dated(self, low: str, high: str, digits: int = 3) -> Any:
        """A number that often changes within the run."""
        number = self.dice.whole(2, 3) if self.has("dated", 0.25) else 1
        values = [self.dice.number(low, high, digits) for _ in range(number)]
        return self.dice.dated(values, self.first - dt.timedelta(days=3), self.last)

    def points(self, low: Decimal, high: Decimal) -> Any:
        number = self.dice.whole(2, 3) if self.has("dated", 0.3) else 1
        values = [self.dice.sixteenths(low, high) for _ in range(number)]
        return self.dice.dated(values, self.first - dt.timedelta(days=3), self.last)

    def regions(self, chance_of_all: float) -> Any:
        names = list(self.society.regions)
        return "all" if self.dice.maybe(chance_of_all) else self.dice.some(names, 1, 3)


def random_policy(draft: Draft) -> Policy:
    """A policy that the draft's society can carry out."""
    dice = draft.dice
    start = dice.sixteenths(Decimal(-50), Decimal(50))
    # A short scale, so that scores reach its ends, or a long one.
    low = start - (dice.sixteenths(Decimal(2), Decimal(6)) if dice.maybe(0.4) else dice.whole(10, 60))
    high = start + dice.sixteenths(Decimal(1), Decimal(5) if dice.maybe(0.5) else Decimal(30))
    sources = _sources(draft) if "sources" in draft.features else {}
    seen = sorted({kind for source in sources.values() for kind in source["sees"]})
    ages = [band.first for band in draft.society.age_bands.values()]
    most = dice.whole(0, 4) if dice.maybe(0.3) else dice.whole(2, 4)
    return Policy.model_validate(
        {
            "policy": "chance",
            "title": "Chance",
            "about": "A policy drawn by lot.",
            "score": {
                "minimum": low,
                "maximum": high,
                "start": start,
                "recovery": dice.number("0", "400") * Decimal(10_080) / draft.step_minutes,
                "scored_from_age": dice.pick(ages) if draft.has("children") else 0,
            },
            "secrecy": draft.dated("0", "1") if draft.has("secrecy") else 0,
            "sources": sources,
            "rules": {kind: _rule(draft) for kind in seen if dice.maybe(0.9)},
            "consequences": {
                f"c{i}": _consequence(draft, max(low, start - 5), min(high, start + 1)) for i in range(most)
            }
            if "consequences" in draft.features
            else {},
            "association": _association(draft),
            "announcements": {f"a{i}": _announcement(draft) for i in range(dice.whole(0, 2))}
            if "announcements" in draft.features
            else {},
            "news": {f"n{i}": _news(draft) for i in range(dice.whole(0, 4))}
            if "news" in draft.features
            else {},
            "rollout": _rollout(draft),
        }
    )


def _sources(draft: Draft) -> dict[str, dict[str, Any]]:
    """Up to five sources, of which at most four see the same kind."""
    dice, kinds = draft.dice, list(draft.society.acts)
    densities = sorted({name for region in draft.society.regions.values() for name in region.densities})
    persistence = [{"share": Decimal(s), "factor": Decimal(f)} for s, f in dice.pick(PERSISTENCES)]
    number = 0 if dice.maybe(0.05) else dice.whole(1, 5)
    found: dict[str, dict[str, Any]] = {}
    for i in range(number):
        watchers = [kind for source in found.values() for kind in source["sees"]]
        free = [kind for kind in kinds if watchers.count(kind) < 4]
        found[f"s{i}"] = {
            "title": f"Source {i}",
            "coverage": {"urban": draft.dated("0.3", "1"), "rural": draft.dated("0.1", "1")},
            "density": dice.pick((None, *densities)),
            "sees": {kind: draft.dated("0.3", "1") for kind in dice.some(free, 1, 5)},
            "mistakes": _mistakes(draft, kinds) if draft.has("mistakes", 0.6) else None,
            "faces": _faces(draft, kinds, persistence) if draft.has("faces", 0.6) else None,
        }
    return found


def _records(dice: Dice, kinds: Sequence[str]) -> dict[str, Decimal]:
    return dice.shares(dice.some(kinds, 1, 4))


def _per_year(draft: Draft, low: str, high: str) -> Any:
    """A rate per year that gives `low` to `high` events in a step."""
    steps = Decimal(MINUTES_PER_YEAR) / draft.step_minutes
    return draft.dated(str(Decimal(low) * steps), str(Decimal(high) * steps))


def _mistakes(draft: Draft, kinds: Sequence[str]) -> dict[str, Any]:
    return {"per_person_year": _per_year(draft, "0.02", "0.5"), "records": _records(draft.dice, kinds)}


def _faces(draft: Draft, kinds: Sequence[str], persistence: list[dict[str, Decimal]]) -> dict[str, Any]:
    """At most 0.1 searches a head in a step with the best hit, and 0.2 wrong hits a head with every hit."""
    dice = draft.dice
    people = [int(region.population.value) for region in draft.society.regions.values()]
    galleries: list[str | int] = ["region", "nation", dice.whole(1, min(people))]
    gallery = dice.pick(galleries)
    size = gallery if isinstance(gallery, int) else sum(people) if gallery == "nation" else max(people)
    every = dice.maybe(0.5)
    chance = Decimal(dice.whole(2, 20)) / 10 / size if every else dice.number("0", "0.002", 6)
    return {
        "searches_per_person_year": _per_year(draft, "0.02", "0.1"),
        "gallery": gallery,
        "acted_on": "every_hit" if every else "best_hit",
        "false_match_rate": chance.quantize(Decimal("1e-8")),
        "false_non_match_rate": dice.number("0", "0.4"),
        "persistence": persistence,
        "records": _records(dice, kinds),
    }


def _rule(draft: Draft) -> dict[str, Any]:
    bad = draft.dice.maybe(0.7)
    points = draft.points(Decimal(-7), Decimal(1)) if bad else draft.points(Decimal(-1), Decimal(5))
    return {"points": points, "per_day": draft.dice.pick((None, None, 1, 1, 2, 3))}


def _consequence(draft: Draft, low: Decimal, high: Decimal) -> dict[str, Any]:
    return {
        "title": "Consequence",
        "below": draft.points(low, high),
        "denies": draft.dice.some(list(draft.society.acts), 0, 4),
        "confines": draft.dice.maybe(0.25),
    }


def _association(draft: Draft) -> dict[str, Any]:
    if not draft.has("association", 0.85):
        return {"alpha": 0, "household": 0, "employer": 0, "friends": 0}
    household, employer = draft.dice.pick(UNITS), draft.dice.pick(UNITS)
    return {
        "alpha": draft.dated("0.1", "1"),
        "household": household,
        "employer": employer,
        "friends": 1 - household - employer,
    }


def _announcement(draft: Draft) -> dict[str, Any]:
    since = draft.dice.day(draft.first - dt.timedelta(days=3), draft.last)
    return {
        "title": "Announcement",
        "on": draft.dice.some(list(draft.society.acts), 1, 3),
        "dread": draft.dice.whole(0, 60),
        "since": since,
        "until": since + dt.timedelta(days=draft.dice.whole(0, 12)) if draft.dice.maybe(0.5) else None,
    }


def _news(draft: Draft) -> dict[str, Any]:
    return {
        "title": "News",
        "day": draft.dice.day(draft.first - dt.timedelta(days=10), draft.last),
        "per_day": draft.dice.number("0", "0.9"),
        "half_life_days": draft.dice.number("0.5", "40", 1),
        "dread": draft.dice.whole(0, 90),
        "regions": draft.regions(0.5),
    }


def _rollout(draft: Draft) -> dict[str, Any]:
    """Everywhere at once; or somewhere, for some, and elsewhere later."""
    day = draft.first - dt.timedelta(days=1)
    if not draft.has("rollout", 0.6):
        return {"all": {"since": day, "share": 1}}
    waves = {"first": {"since": day, "share": draft.dice.number("0.6", "1"), "regions": draft.regions(0.5)}}
    for i in range(draft.dice.whole(1, 2)):
        waves[f"wave{i}"] = {
            "since": draft.dice.day(draft.first, draft.last),
            "share": draft.dice.number("0.5", "1"),
            "regions": draft.regions(0.7),
        }
    return waves
