"""How people differ for good, and what gaming is worth."""

import math
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import numpy as np
import pytest

from tests.engine.small import shipped, with_policy, with_society
from tests.worlds import FEATURES, random_world
from underheaven.documents.problems import InputError
from underheaven.engine.compiling import compile_tables
from underheaven.engine.compiling.safeguarding import points_on, secrecy_on
from underheaven.engine.compiling.schedule import Segments
from underheaven.engine.world import World
from underheaven.society.archetypes import Archetypes

WORLD = shipped()
SEEDS = range(12)


def _world(seed: int) -> World:
    return random_world(seed, frozenset(FEATURES) - {"thresholds"})[0]


def _behaving(**parts: Any) -> World:
    behaviour = WORLD.society.behaviour.model_dump(exclude_none=True)
    return with_society(WORLD, behaviour={**behaviour, **parts})


def test_voices_are_classes_with_thresholds() -> None:
    classes = [{"share": 0.25, "climate": 0}, {"share": 0.25, "climate": 0.5}, {"share": 0.5, "climate": 1}]
    voice = compile_tables(_behaving(speech_thresholds=classes)).speech
    assert voice.any == 1
    assert voice.until.tolist() == [2**30, 2**31, *[2**32] * 6]
    assert voice.threshold.tolist() == [0, 32_768, 65_536, 0, 0, 0, 0, 0]


def test_without_thresholds_of_speech_nobody_has_one() -> None:
    assert compile_tables(_behaving(speech_thresholds=[])).speech.any == 0
    assert compile_tables(_behaving(speech_thresholds=[{"share": 1, "climate": 0}])).speech.any == 0


@pytest.mark.parametrize("seed", SEEDS)
def test_a_game_is_worth_it_where_its_points_are_worth_more_than_the_effort(seed: int) -> None:
    world = _world(seed)
    tables, given = compile_tables(world), world.society.behaviour.gaming
    acts, game = list(world.society.acts.items()), tables.gaming
    if given is None:
        assert game.any == 0
        return
    cheap = [k for k, (_, act) in enumerate(acts) if act.effort is not None and act.kind != "credit"]
    assert game.kinds.tolist() == cheap
    ever = False
    assert given.worth is not None
    for z, day in enumerate(Segments.of(world).days):
        known = 1 - secrecy_on(world.policy, day)
        assert game.chance[z] == floor(2**32 * known)
        for k, (name, act) in enumerate(acts):
            points = Fraction(points_on(world.policy, name, act, day)[0])
            for c, effort in enumerate(given.efforts):
                cost = Fraction(act.effort.value if act.effort else 0) * Fraction(effort.factor.value)
                pays = k in cheap and points > 0 and Fraction(given.worth.value) * points > cost
                for f in range(game.worth.shape[1]):
                    assert game.worth[z, f, c, k] == pays
                ever |= pays and known > 0
    assert game.any == ever


def test_gaming_that_a_step_cannot_hold_is_refused() -> None:
    gaming = {"per_year": 3_000, "worth": 1, "efforts": [{"share": 1, "factor": 1}]}
    with pytest.raises(InputError, match="games considered"):
        compile_tables(_behaving(gaming=gaming))


def test_who_joins_depends_on_what_people_are() -> None:
    wave = {"since": WORLD.start, "share": 1, "joining": "voluntary"}
    joining = {"share": 0.5, "share_by": {"place": {"urban": 1.5}, "sex": {"male": 0}}}
    tables = compile_tables(with_policy(WORLD, rollout={"all": wave}, joining=joining))
    archetypes = Archetypes(WORLD.society)
    for chance, place, sex in zip(
        tables.joining.tolist(), archetypes.codes("place"), archetypes.codes("sex"), strict=True
    ):
        assert chance == (0 if sex == 0 else 3 * 2**30 if place == 1 else 2**31)


def test_a_share_of_joiners_above_one_is_refused() -> None:
    wave = {"since": WORLD.start, "share": 1, "joining": "voluntary"}
    joining = {"share": 0.8, "share_by": {"place": {"urban": 1.5}}}
    with pytest.raises(InputError, match="join"):
        compile_tables(with_policy(WORLD, rollout={"all": wave}, joining=joining))


@pytest.mark.parametrize("step_minutes", [1_440, 10_080])
def test_renewal_is_a_rate_of_the_age(step_minutes: int) -> None:
    bands = list(WORLD.society.age_bands)
    world = with_society(WORLD, renewal={"per_year": {bands[0]: 2, bands[-1]: Decimal("0.1")}})
    tables = compile_tables(replace(world, renewal=True, step_minutes=step_minutes))
    expected = dict.fromkeys(range(len(bands)), 0.0) | {0: 2.0, len(bands) - 1: 0.1}
    ages = Archetypes(world.society).codes("age")
    for age, rate in expected.items():
        (chance,) = set(tables.renewing[ages == age].tolist())
        assert chance / 2**32 == pytest.approx(-math.expm1(-rate * step_minutes / 525_960), abs=1e-9)
    assert not np.any(compile_tables(world).renewing)


def test_nothing_is_drawn_for_people_who_do_not_differ() -> None:
    gaming = {"per_year": 1, "worth": 1, "efforts": [{"share": 1, "factor": 1}]}
    same = _behaving(speech_thresholds=[{"share": 1, "climate": 0.5}], gaming=gaming)
    sources = {name: each.model_dump(exclude_none=True) for name, each in same.policy.sources.items()}
    for each in sources.values():
        if "faces" in each:
            each["faces"]["persistence"] = [{"share": 1, "factor": 1}]
    assert compile_tables(with_policy(same, sources=sources)).person_drawn == 0
    assert compile_tables(WORLD).person_drawn == 1
