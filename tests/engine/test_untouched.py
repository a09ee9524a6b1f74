"""An entry that can do nothing leaves every other entry's counts as they were, one by one.

So two policies differ only where they make a difference (specification, 1.6).
"""

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

import numpy as np
import pytest

from tests.engine.small import with_policy, with_society
from tests.worlds import ALL, Columns, random_world
from underheaven.engine import reference
from underheaven.engine.cpu import Result, simulate
from underheaven.engine.layout import layout_of
from underheaven.engine.world import World

SEEDS = range(22)
FIRST, LAST = "aa", "zz"
"""Names that stand before and behind those of every other entry."""
Counts = dict[str, list[list[int]]]


def _unruled(world: World) -> list[str]:
    return [kind for kind in world.society.acts if kind not in world.policy.rules]


def _idle_source(world: World, kinds: list[str]) -> dict[str, Any]:
    """A source that sees, mistakes and matches kinds without a rule, everywhere and all the time."""
    searching = [each.faces for each in world.policy.sources.values() if each.faces is not None]
    persistence = [each.model_dump() for each in searching[0].persistence] if searching else [
        {"share": 1, "factor": 1}
    ]  # fmt: skip
    steps = Decimal(525_960) / world.step_minutes
    records = {kinds[0]: 1}
    return {
        "title": "Idle",
        "coverage": {"urban": 1, "rural": 1},
        "attention": Decimal("0.5"),
        "sees": dict.fromkeys(kinds, 1),
        "mistakes": {"per_person_year": steps / 2, "records": records},
        "faces": {
            "searches_per_person_year": steps / 10,
            "gallery": 1,
            "acted_on": "every_hit",
            "false_match_rate": 1,
            "false_non_match_rate": 0,
            "persistence": persistence,
            "records": records,
        },
    }


def _added(mapping: Mapping[str, Any], name: str, entry: Any) -> dict[str, Any]:
    """A mapping with one entry more, first or last in its order too."""
    others = {key: each.model_dump(exclude_none=True) for key, each in mapping.items()}
    return {name: entry, **others} if name == FIRST else {**others, name: entry}


def _with_source(world: World, name: str) -> World | None:
    kinds = _unruled(world)
    if not kinds or len(world.policy.sources) == 16:
        return None
    sources = _added(world.policy.sources, name, _idle_source(world, kinds))
    watched = {kind: sum(kind in each["sees"] for each in sources.values()) for kind in kinds}
    sources[name]["sees"] = {kind: 1 for kind in kinds if watched[kind] <= 4}
    return with_policy(world, sources=sources)


def _with_news(world: World, name: str) -> World | None:
    if len(world.policy.news) == 4:
        return None
    news = {"title": "N", "day": world.start, "per_day": Decimal("0.5"), "half_life_days": 30, "dread": 0}
    return with_policy(world, news=_added(world.policy.news, name, news))


def _with_good(world: World, name: str) -> World | None:
    if len(world.society.places) == 4:
        return None
    good = {"title": "Good", "families": "all", "share": Decimal("0.5")}
    return with_society(world, places=_added(world.society.places, name, good))


def _with_consequence(world: World, name: str) -> World | None:
    if len(world.policy.consequences) == 8:
        return None
    never = {
        "title": "Never",
        "below": world.policy.score.minimum.value,
        "denies": list(world.society.acts),
        "confines": not world.policy.safeguards.same_context,
    }
    return with_policy(world, consequences=_added(world.policy.consequences, name, never))


def _with_privilege(world: World, name: str) -> World | None:
    if len(world.policy.privileges) == 8:
        return None
    never = {"title": "Never", "above": world.policy.score.maximum.value, "kinds": list(world.society.acts)}
    return with_policy(world, privileges=_added(world.policy.privileges, name, never))


def _with_rule(world: World, name: str) -> World | None:
    """A rule for good conduct, by a source that never sees it, in a world without games."""
    sources = world.policy.sources.values()
    recorded = {
        kind for each in sources for part in (each.faces, each.mistakes) if part for kind in part.records
    }
    free = [
        kind
        for kind in _unruled(world)
        if kind not in recorded and not any(kind in each.sees for each in sources)
    ]
    if not free or len(sources) == 16:
        return None
    kind = free[0 if name == FIRST else -1]
    blind = {"title": "Blind", "coverage": {"urban": 1, "rural": 1}, "sees": {kind: 0}}
    return with_policy(
        world,
        rules=_added(world.policy.rules, kind, {"points": 1}),
        sources=_added(world.policy.sources, name, blind),
    )


def _counts(world: World, result: Result) -> Counts:
    """Every column by name: its sum over groups, in each step and region."""
    return {
        name: [record.tallies[:, :, column].sum(axis=1).tolist() for record in result.steps]
        for column, name in enumerate(layout_of(world).columns)
    }


@cache
def _before(seed: int, features: frozenset[str]) -> tuple[World, Columns, Result, Counts]:
    """A world as it is, its people and what is counted: the same for whatever is added to it."""
    world, columns = random_world(seed, features)
    result = simulate(world, 1, columns)
    return world, columns, result, _counts(world, result)


ADDED: dict[str, tuple[Callable[[World, str], World | None], frozenset[str]]] = {
    "source": (_with_source, ALL),
    "news": (_with_news, ALL),
    "good": (_with_good, ALL),
    "consequence": (_with_consequence, ALL),
    "privilege": (_with_privilege, ALL),
    "rule": (_with_rule, ALL - {"gaming"}),
}


@pytest.mark.parametrize("name", [FIRST, LAST])
@pytest.mark.parametrize("what", ADDED)
def test_what_can_do_nothing_touches_nothing(what: str, name: str) -> None:
    add, features = ADDED[what]
    tried = 0
    for seed in SEEDS:
        world, columns, before, mine = _before(seed, features)
        other = add(world, name)
        if other is None:
            continue
        tried += 1
        after = simulate(other, 1, columns)
        theirs = _counts(other, after)
        touched = [column for column in mine if mine[column] != theirs[column]]
        assert [column for column in touched if not column.endswith(".answerable")] == [], seed
        if what != "rule":
            assert touched == []
        if what not in ("rule", "good"):
            # What is not in force is in no digest.
            assert before.digests == after.digests
            if tried <= 2:
                assert reference.simulate(other, columns).digests == after.digests
    assert tried >= 5


WITHOUT_CONSEQUENCE = ALL - {
    "consequences", "dread", "privileges", "gaming", "credit", "dating", "hospital", "places", "firms",
    "firm_scheme", "review", "notice", "appeal", "expiry", "attention", "associate", "same_context", "opt_in",
    "reckoning",
}  # fmt: skip
"""Worlds in which a record has no effect on anybody's conduct."""


def _watching_too(world: World, name: str, columns: Columns) -> tuple[Counts, Counts] | None:
    """Counts without and with one more source, which sees what others see and errs as they do."""
    ruled = list(world.policy.rules)
    watchers = [kind for each in world.policy.sources.values() for kind in each.sees]
    free = [kind for kind in ruled if watchers.count(kind) < 4]
    if not free:
        return None
    extra = _idle_source(world, free) | {"attention": 0}
    other = with_policy(world, sources=_added(world.policy.sources, name, extra))
    return _counts(world, simulate(world, 1, columns)), _counts(other, simulate(other, 1, columns))


@pytest.mark.parametrize("name", [FIRST, LAST])
def test_one_more_source_moves_no_word_of_another(name: str) -> None:
    """It is first or last to record: then others record less of what is true, or the same; and err alike."""
    tried = wrong = 0
    for seed in SEEDS:
        world, columns = random_world(seed, WITHOUT_CONSEQUENCE)
        found = _watching_too(world, name, columns)
        if found is None:
            continue
        tried += 1
        before, after = found
        wrong += np.array(after[f"source.{name}.wrong"]).sum()
        for each in world.policy.sources:
            assert before[f"source.{each}.wrong"] == after[f"source.{each}.wrong"], (seed, each)
            true, now = (np.array(counts[f"source.{each}.true"]) for counts in (before, after))
            assert (now <= true).all() if name == FIRST else (now == true).all(), (seed, each)
    assert tried >= 5
    assert wrong > 100


def test_whose_review_and_appeal_succeed_does_not_hang_on_the_records_of_others() -> None:
    """Of true records of one kind, the same are struck out, whatever else is written about the person."""
    tried = 0
    for seed in range(80):
        world, columns = random_world(seed, WITHOUT_CONSEQUENCE | {"review", "appeal"})
        guards = world.policy.safeguards
        if guards.review is None or guards.notice is not None or guards.expiry is not None:
            continue
        found = _watching_too(world, LAST, columns)
        if found is None:
            continue
        tried += 1
        before, after = found
        for each in world.policy.sources:
            for sort in ("true", "wrong"):
                column = f"source.{each}.{sort}"
                assert before[column] == after[column], (seed, column)
    assert tried >= 3
