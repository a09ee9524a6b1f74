"""Small random policies that watch closely and punish early."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from tests.dice import Dice
from tests.draft import Draft
from tests.drawn import Scale, drawn
from tests.random_joining import joining, rollout
from tests.random_safeguards import safeguards, sunset
from underheaven.policy.dates import dated_days
from underheaven.policy.schema import Policy

KINDS_OF_SOURCE = ("files", "cameras", "body_scanning", "geo_tracking")
PERSISTENCES: tuple[list[tuple[str, str]], ...] = (
    [("1", "1")],
    [("0.5", "0.5"), ("0.5", "1.5")],
    [("0.9", "0.7"), ("0.1", "3.7")],
    [("0.75", "0"), ("0.25", "4")],
)
UNITS = (Decimal(0), Decimal("0.3"), Decimal("0.5"))


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
    recovery = dice.number("0", "400") * Decimal(10_080) / draft.step_minutes
    guards = safeguards(draft)
    policy = Policy.model_validate(
        {
            "policy": "chance",
            "title": "Chance",
            "about": "A policy drawn by lot.",
            "score": {
                "minimum": low,
                "maximum": high,
                "start": start,
                "recovery": 0 if "expiry" in guards else recovery,
                "scored_from_age": dice.pick(ages) if draft.has("children") else 0,
            },
            "secrecy": draft.dated("0", "1") if draft.has("secrecy") else 0,
            "sources": sources,
            "rules": {kind: _rule(draft, kind) for kind in seen if dice.maybe(0.9)},
            "consequences": {
                f"c{i}": _consequence(draft, guards, max(low, start - 5), min(high, start + 1))
                for i in range(most)
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
            "rollout": (waves := rollout(draft, guards["opt_in"])),
            "joining": joining(draft, waves),
            "safeguards": guards,
            **drawn("of_policy", draft, Scale(max(low, start - 2), min(high, start + 3), high - low)),
        }
    )
    if not draft.has("sunset", 0.15):
        return policy
    end = sunset(draft, dated_days(policy))
    return policy.model_copy(update={"safeguards": policy.safeguards.model_copy(update={"sunset": end})})


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
            "kind": dice.pick(KINDS_OF_SOURCE),
            "coverage": {"urban": draft.dated("0.3", "1"), "rural": draft.dated("0.1", "1")},
            "density": dice.pick((None, *densities)),
            "hours": _hours(dice) if draft.has("hours", 0.5) else (),
            "attention": dice.number("0.1", "1") if draft.has("attention", 0.5) else 0,
            "sees": {kind: draft.dated("0.3", "1") for kind in dice.some(free, 1, 5)},
            "mistakes": _mistakes(draft, kinds) if draft.has("mistakes", 0.6) else None,
            "faces": _faces(draft, kinds, persistence) if draft.has("faces", 0.6) else None,
        }
    return found


def _records(dice: Dice, kinds: Sequence[str]) -> dict[str, Decimal]:
    return dice.shares(dice.some(kinds, 1, 4))


def _hours(dice: Dice) -> list[dict[str, Any]]:
    """Up to four stretches of the day that do not overlap; the last may be past midnight."""
    hours = [dice.whole(0, 23)] * 2
    if dice.maybe(0.9):
        hours = sorted(dice.rng.sample(range(24), 2 * dice.whole(1, 4)))
        hours = [*hours[1:], hours[0]] if dice.maybe(0.5) else hours
    return [
        {"first": first, "last": last, "share": dice.number("0", "1")}
        for first, last in zip(hours[::2], hours[1::2], strict=True)
    ]


def _mistakes(draft: Draft, kinds: Sequence[str]) -> dict[str, Any]:
    return {"per_person_year": draft.dated_yearly("0.02", "0.5"), "records": _records(draft.dice, kinds)}


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
        "searches_per_person_year": draft.dated_yearly("0.02", "0.1"),
        "gallery": gallery,
        "acted_on": "every_hit" if every else "best_hit",
        "false_match_rate": chance.quantize(Decimal("1e-8")),
        "false_non_match_rate": dice.number("0", "0.4"),
        "persistence": persistence,
        "records": _records(dice, kinds),
    }


def _rule(draft: Draft, kind: str) -> dict[str, Any]:
    """Points by kind; of a kind of credit often by what becomes of what was granted."""
    dice = draft.dice
    per_day = dice.pick((None, None, 1, 1, 2, 3))
    if draft.society.acts[kind].kind == "credit" and draft.has("credit", 0.8):
        outcomes = {
            "repaid": draft.points(Decimal(-1), Decimal(3)),
            "defaulted": draft.points(Decimal(-7), Decimal(1)),
        }
        named = dice.some(list(outcomes), 2, 2) if dice.maybe(0.7) else dice.some(list(outcomes), 1, 1)
        return {**{name: outcomes[name] for name in named}, "per_day": per_day}
    bad = dice.maybe(0.7)
    points = draft.points(Decimal(-7), Decimal(1)) if bad else draft.points(Decimal(-1), Decimal(5))
    return {"points": points, "per_day": per_day}


def _consequence(draft: Draft, guards: dict[str, Any], low: Decimal, high: Decimal) -> dict[str, Any]:
    dice = draft.dice
    groups = dice.some(draft.society.groups, 1, 3) if draft.has("groups", 0.3) else []
    return {
        "title": "Consequence",
        "below": draft.points(low, high),
        "below_of_group": {group: draft.points(low, high) for group in groups},
        "denies": dice.some(list(draft.society.acts), 1, 5) if dice.maybe(0.85) else [],
        "confines": dice.maybe(0.4) and not guards["same_context"],
        "bars_representative": draft.society.firms is not None and dice.maybe(0.5),
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
        "half_life_days": draft.dice.number("0.5", "20", 1) if draft.has("half_life", 0.6) else None,
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
