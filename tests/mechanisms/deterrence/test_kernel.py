"""Reckoning in a whole run: what it hangs on, and what it leaves as it is."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from tests.engine.small import dreading, shipped, totals, with_society
from underheaven.engine import reference
from underheaven.engine.cpu import Engine, Result, simulate
from underheaven.engine.layout import layout_of
from underheaven.engine.world import World
from underheaven.verify import deterrence, small

KIND = "traffic_offence"
HELD = f"reckon.{KIND}.held_back"


def reckoning(world: World, chance: dict[str, Any] | None = None, **more: Any) -> World:
    """The world, whose people weigh traffic offences."""
    behaviour = world.society.behaviour.model_dump(exclude_none=True)
    behaviour["deterrence"] = {"point": 20, "chance": {"guess": Decimal("0.1"), **(chance or {})}, **more}
    acts = world.society.model_dump(exclude_none=True)["acts"]
    acts[KIND]["gain"] = {"exponential": 100}
    return with_society(world, behaviour=behaviour, acts=acts)


WORLD = reckoning(shipped(days=21, citizens=300, community_size=256))
LEARNING = {
    "published": 0,
    "by_record": Decimal("0.2"),
    "by_unseen": Decimal("0.1"),
    "by_others": Decimal("0.3"),
}


def _sum(world: World, result: Result, what: str) -> int:
    return int(totals(world, result.steps, what).sum())


def before() -> World:
    """A week of people who do not reckon."""
    return replace(shipped(days=7, citizens=300), society=dreading())


def test_it_is_in_use_and_both_engines_agree() -> None:
    for world in (WORLD, reckoning(shipped(days=21, citizens=300, community_size=256), LEARNING)):
        fast = simulate(world, threads=2)
        held = _sum(world, fast, HELD)
        assert 0 < held <= _sum(world, fast, f"act.{KIND}.held_back")
        assert held < _sum(world, fast, f"reckon.{KIND}.weighed")
        assert fast.digests == reference.simulate(world).digests


def test_no_belief_is_kept_where_none_moves() -> None:
    assert len(simulate(WORLD).state.belief) == 0
    assert Engine(WORLD).bytes_per_citizen == Engine(before()).bytes_per_citizen
    learning = reckoning(WORLD, LEARNING)
    assert Engine(learning).bytes_per_citizen == Engine(WORLD).bytes_per_citizen + 1


def test_nobody_reckons_without_points_to_lose() -> None:
    """Under no scheme nothing is weighed, and everybody does what they would have done."""
    world = replace(WORLD, policy=shipped("none").policy)
    assert not any(column.startswith("reckon.") for column in layout_of(world).columns)
    assert _sum(world, simulate(world), f"act.{KIND}.held_back") == 0


def test_what_is_counted_of_it_has_columns_only_where_it_is_used() -> None:
    def columns(world: World) -> list[str]:
        of = layout_of(world)
        names = (*of.columns, *of.public, *of.known)
        return [each for each in names if each.startswith(("reckon.", "deeds.", "heard."))]

    plain = before()
    kinds = [f"reckon.{KIND}.{what}" for what in ("held_back", "weighed", "chance_sum")]
    assert columns(plain) == []
    assert columns(WORLD) == kinds
    assert columns(reckoning(plain, LEARNING)) == [
        *kinds,
        "deeds.done",
        "deeds.recorded",
        "heard.done",
        "heard.recorded",
    ]


def test_whoever_has_nothing_left_to_lose_is_not_deterred() -> None:
    """At the bottom of the scale a record takes no points."""
    of = deterrence.Deterred(Decimal(1), Decimal(10), weeks=4, citizens=500)
    world = of.world()
    low = int(small.LOWEST) * 16
    assert deterrence.lived(of).sum("held_back") > 0
    assert deterrence.lived(of, [low] * of.citizens).sum("held_back") == 0
    assert world.policy.score.recovery.value == 0


def test_points_have_a_direct_effect() -> None:
    """A sixteenth of a point and a hundred do not hold back equally many (they did)."""
    little, much = (
        deterrence.lived(deterrence.Deterred(Decimal("0.2"), Decimal(points), weeks=4, citizens=500))
        for points in ("0.0625", "100")
    )
    assert little.sum("held_back") < much.sum("held_back") / 10


def test_secrecy_leaves_people_to_guess() -> None:
    """Perceived is what is published as far as it is not secret, and else what is guessed."""
    chance, guess = Decimal("0.2"), Decimal("0.5")
    believed = round(float(guess) ** 0.5 * 255) ** 2 / 255**2
    for secrecy in (Decimal(0), Decimal("0.4"), Decimal(1)):
        of = deterrence.Deterred(chance, Decimal(1), weeks=2, citizens=300, more={"secrecy": secrecy})
        run = deterrence.lived(of)
        expected = float(chance) * (1 - float(secrecy)) + believed * float(secrecy)
        assert run.chance == pytest.approx(expected, abs=1e-4)


def test_an_announcement_of_a_chance_is_believed() -> None:
    """Heard at each act, with half of the weight: belief goes there."""
    told = {
        "told": {
            "title": "Said",
            "on": ("offence",),
            "dread": 0,
            "chance": Decimal("0.9"),
            "since": small.FIRST_DAY,
        }
    }
    weight = {"published": 0, "guess": Decimal("0.1"), "by_announcement": Decimal("0.5")}
    of = deterrence.Deterred(Decimal("0.2"), Decimal(1), weeks=30, citizens=300, belief=weight, point=0,
                             more={"announcements": told})  # fmt: skip
    assert deterrence.lived(of).belief.mean() == pytest.approx(0.9, abs=0.01)


def test_levels_act_without_steps_where_it_is_asked_for() -> None:
    """One level of dread more holds back more people, and not only every sixteenth one does."""
    act = small.act(40, 1, dread_response=1)
    held = {}
    for fine in (False, True):
        society = small.society({"offence": act}, behaviour={"interpolate": fine})
        world = small.world(
            small.policy({"watch": small.source({"offence": 1})}, {"offence": -1}), society, 4_000, 7
        )
        for level in (0, 7, 15, 16):
            engine = Engine(world, archetypes=small.columns(world, np.full(4_000, small.archetype())))
            engine.state.dread[:] = level
            steps = small.run(engine)
            held[fine, level] = int(totals(world, steps, "act.offence.held_back").sum())
    assert held[False, 0] == held[False, 7] == held[False, 15] == 0 < held[False, 16]
    assert held[True, 0] == 0 < held[True, 7] < held[True, 15] < held[True, 16]


def test_a_threshold_that_has_moved_deters_where_it_is() -> None:
    """Nobody is a record away from house arrest, until after a fortnight the threshold has come close."""
    follows = {
        "what": "under", "over_days": 14, "target": 1, "raise_when": "below", "gain": 10_000, "step": 100,
        "between": {"least": 0, "most": 500},
    }  # fmt: skip
    house = {"arrest": {"title": "House arrest", "below": 400, "confines": True, "follows": follows}}
    of = deterrence.Deterred(
        Decimal("0.001"), Decimal(10), {"confined_year": 200_000}, weeks=4, citizens=2_000,
        more={"consequences": house},
    )  # fmt: skip
    run = deterrence.lived(of, [16 * 505] * of.citizens)
    held = run.columns["act.offence.held_back"]
    assert held[:2].max() < 30
    assert held[2:].min() > 300
    world = of.world()
    columns = small.columns(world, np.full(of.citizens, small.archetype()))
    assert simulate(world, archetypes=columns).digests == reference.simulate(world, columns).digests


@pytest.mark.parametrize("belief", [{}, {"by_record": Decimal("0.3"), "by_unseen": Decimal("0.1")}])
def test_a_record_changes_what_the_next_one_costs_in_the_same_week(belief: dict[str, Any]) -> None:
    """Four acts a week, each a record away from house arrest, which nobody dreads."""
    house = {"arrest": {"title": "House arrest", "below": 0, "confines": True}}
    of = deterrence.Deterred(
        Decimal("0.3"), Decimal(10), {"confined_year": 3_000}, belief, rate=Decimal(200), weeks=4,
        citizens=120, more={"consequences": house, "score": {"start": 15}},
    )  # fmt: skip
    world = of.world()
    columns = small.columns(world, np.full(of.citizens, small.archetype()))
    assert simulate(world, archetypes=columns).digests == reference.simulate(world, columns).digests
