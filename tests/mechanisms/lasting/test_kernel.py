"""Lasting differences in both engines: what they move, and what they leave."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any

import numpy as np
import pytest

from tests.engine.small import exact, shipped, totals, with_society
from underheaven import draws
from underheaven.documents.problems import InputError
from underheaven.engine import reference
from underheaven.engine.compiling import compile_tables
from underheaven.engine.compiling.acts import MOST_MANNERS, ways_of_acting
from underheaven.engine.cpu import Result, simulate
from underheaven.engine.reference.differing import Differing
from underheaven.engine.reference.philox import Draws, Purpose
from underheaven.engine.world import World
from underheaven.mechanisms.lasting.combining import combinations
from underheaven.record.lasting import classes_of, combination_of, occupants

Classes = list[dict[str, Any]]
TENTH: Classes = [{"share": 0.9, "factor": 0.5}, {"share": 0.1, "factor": 5.5}]
EVEN: Classes = [{"share": 0.5, "factor": 0.4}, {"share": 0.5, "factor": 1.6}]
SPEECH = {"contexts": ["speech"], "on": "considering", "classes": TENTH}
ROADS = {"contexts": ["traffic"], "kinds": ["fare_evasion"], "on": "propensity", "classes": EVEN}


@cache
def plain(renewal: bool = False) -> World:
    """Who answer, and differ in nothing for life."""
    return differing(shipped(days=14, citizens=400, community_size=256, renewal=renewal))


def differing(world: World, **lasting: Any) -> World:
    behaviour = world.society.behaviour.model_dump(exclude_none=True)
    return with_society(world, behaviour={**behaviour, "lasting": exact(lasting)})


def considered(world: World, result: Result, kind: str) -> int:
    return int(totals(world, result.steps, f"act.{kind}.considered").sum())


@pytest.mark.parametrize("renewal", [False, True])
def test_both_engines_agree(renewal: bool) -> None:
    world = differing(plain(renewal), speech=SPEECH, roads=ROADS)
    assert simulate(world).digests == reference.simulate(world).digests != simulate(plain(renewal)).digests


@pytest.mark.parametrize("on", ["considering", "propensity", "both"])
def test_one_class_of_everybody_is_none(on: str) -> None:
    one = {"contexts": ["speech"], "on": on, "classes": [{"share": 1, "factor": 1}]}
    assert simulate(differing(plain(), all=one)).digests == simulate(plain()).digests


def test_a_factor_that_is_the_same_in_every_class_is_none() -> None:
    same = {**SPEECH, "classes": [{"share": 0.5, "factor": 1}, {"share": 0.5, "factor": 1}]}
    assert simulate(differing(plain(), speech=same)).digests == simulate(plain()).digests


def test_a_class_that_is_cut_in_two_changes_nobody() -> None:
    """Not only on the average: everybody keeps the factor, since the classes stand in the same order."""
    cut = [{"share": each["share"] / 2, "factor": each["factor"]} for each in TENTH for _ in range(2)]
    found = [simulate(differing(plain(), speech={**SPEECH, "classes": how})) for how in (TENTH, cut)]
    assert found[0].digests == found[1].digests


def test_a_factor_changes_no_draw_of_another_kind_where_it_is_on_propensity() -> None:
    alike, other = simulate(plain()), simulate(differing(plain(), roads=ROADS))
    for kind in plain().society.acts:
        assert considered(plain(), alike, kind) == considered(plain(), other, kind)


def test_factors_go_by_name_and_not_by_place() -> None:
    found = [differing(plain(), **dict(order)) for order in (
        (("speech", SPEECH), ("roads", ROADS)), (("roads", ROADS), ("speech", SPEECH)),
    )]  # fmt: skip
    assert simulate(found[0]).digests == simulate(found[1]).digests
    assert found[0].hash == found[1].hash


def test_a_kind_of_two_factors_takes_their_product() -> None:
    both = {"kinds": ["critical_post"], "on": "both", "classes": EVEN}
    world = differing(plain(), a=both, b=SPEECH)
    kind = list(world.society.acts).index("critical_post")
    found = [(each.considering[kind], each.propensity[kind]) for each in combinations(world.society)]
    parts = [(Decimal(str(one)), Decimal(str(other))) for one in (0.4, 1.6) for other in (0.5, 5.5)]
    assert found == [(one * other, one) for one, other in parts]


def test_the_tables_have_a_row_for_each_combination() -> None:
    alike, world = compile_tables(plain()), differing(plain(), speech=SPEECH, roads=ROADS)
    tables = compile_tables(world)
    assert len(tables.doing) == len(tables.considering) == 4 * len(alike.doing)
    assert tables.manner.tolist() == (4 * alike.manner.astype(int)).tolist()
    assert tables.lasting.stride.tolist() == [2, 1]
    assert np.array_equal(tables.base[tables.doing[0::4]][:, :3], alike.base[alike.doing][:, :3])
    assert alike.lasting.any == 0
    assert alike.lasting.until.shape == (0, 8)


def test_the_classes_that_are_told_are_those_that_are_lived() -> None:
    world = differing(plain(), speech=SPEECH, roads=ROADS)
    generation = np.array([0, 3, 0, 255], np.uint8)
    found = classes_of(world, draws.counter(2, 0), occupants(4, generation))
    differ, lots = Differing(world), Draws(world.seed)
    expected = [
        differ.classes(lots.words(Purpose.LASTING, (2, 0), slot, int(past)))
        for slot, past in enumerate(generation)
    ]
    assert list(zip(found["roads"].tolist(), found["speech"].tolist(), strict=True)) == expected
    assert combination_of(world.society, found).tolist() == [2 * one + other for one, other in expected]


def test_classes_are_independent_and_of_the_shares_that_are_written() -> None:
    world = differing(plain(), speech=SPEECH, roads=ROADS)
    found = classes_of(world, draws.counter(0, 0), occupants(4_096, np.zeros(0, np.uint8)))
    speech, roads = (found[name] == 1 for name in ("speech", "roads"))
    assert abs(speech.mean() - 0.1) < 5 * (0.09 / 4_096) ** 0.5
    assert abs(roads.mean() - 0.5) < 5 * (0.25 / 4_096) ** 0.5
    assert abs((speech & roads).mean() - 0.05) < 5 * (0.05 / 4_096) ** 0.5
    again = classes_of(world, draws.counter(0, 0), occupants(4_096, np.ones(4_096, np.uint8)))
    assert not np.array_equal(found["speech"], again["speech"])


def test_the_highest_class_has_to_fit_into_a_step() -> None:
    often = [{"share": 0.99, "factor": 0}, {"share": 0.01, "factor": 100}]
    world = differing(plain(), needs={"contexts": ["health"], "on": "considering", "classes": often})
    for refusing in (compile_tables, reference.simulate):
        with pytest.raises(InputError, match="acts considered"):
            refusing(replace(world))


def test_more_ways_of_acting_than_there_is_room_for_are_refused() -> None:
    eight = [{"share": 0.125, "factor": 1}] * 8
    world = differing(plain(), a={**SPEECH, "classes": eight}, b={**SPEECH, "classes": eight})
    assert len(ways_of_acting(world.society)[1]) * 64 > MOST_MANNERS
    with pytest.raises(InputError) as caught:
        compile_tables(world)
    (problem,) = caught.value.problems
    assert problem.where == "behaviour.lasting"
    assert "64 by their lasting classes" in problem.why
    assert "fewer classes" in problem.remedy
