"""How often each archetype considers and does each kind of act."""

from fractions import Fraction
from math import floor
from typing import Any

import pytest
from scipy import stats

from tests.engine.compiling.shown import as_arrays
from tests.engine.small import digits, exact, shipped, society_of, source, watched_by
from tests.worlds import random_world
from underheaven.documents.problems import InputError
from underheaven.engine.compiling import compile_tables
from underheaven.engine.compiling.acts import act_tables
from underheaven.engine.world import World
from underheaven.life.tables import Tables
from underheaven.society.archetypes import Archetypes
from underheaven.society.schema import ATTRIBUTES, Act, Society


def _factor(society: Society, archetype: int, by: Any) -> Fraction:
    """The product of an archetype's factors, looked up one by one."""
    place, categories = digits(society)[archetype], Archetypes(society).categories
    product = Fraction(1)
    for number, attribute in enumerate(ATTRIBUTES):
        factor = by.get(attribute, {}).get(categories[attribute][place[number]])
        product *= 1 if factor is None else Fraction(factor.value)
    return product


def _of_first_classes(society: Society, kind: str, what: str) -> Fraction:
    """What the first class of every lasting factor makes of a kind: the first row of a manner is of these."""
    product = Fraction(1)
    for factor in society.behaviour.lasting.values():
        about = kind in factor.kinds or society.acts[kind].context in factor.contexts
        if about and factor.on in (what, "both"):
            product *= Fraction(factor.classes[0].factor.value)
    return product


def _sample(world: World) -> range:
    number = Archetypes(world.society).number
    return range(0, number, max(1, number // 40))


@pytest.mark.parametrize("seed", range(12))
def test_a_manner_is_the_archetypes_own(seed: int) -> None:
    world = random_world(seed)[0]
    society, tables = world.society, compile_tables(world)
    acts = list(society.acts.values())
    for archetype in _sample(world):
        row = int(tables.manner[archetype])
        rates = [
            Fraction(act.per_year.value)
            * _factor(society, archetype, act.rate_by)
            * _of_first_classes(society, name, "considering")
            for name, act in society.acts.items()
        ]
        mean = float(sum(rates) * world.step_minutes / 525_960)
        often, wont = int(tables.considering[row]), int(tables.doing[row])
        counts = (tables.count_above[:, often].astype(int) + 1) / 2**32
        assert counts.tolist() == pytest.approx(stats.poisson.cdf(range(len(counts)), mean), abs=1e-9)
        for k, act in enumerate(acts):
            done = Fraction(act.propensity.value) * _factor(society, archetype, act.propensity_by)
            done *= _of_first_classes(society, list(society.acts)[k], "propensity")
            assert tables.base[wont, k] == floor(2**32 * done)
        if sum(rates):
            assert _shares(tables, often) == pytest.approx([float(r / sum(rates)) for r in rates], abs=1e-9)


def _shares(tables: Tables, row: int) -> list[float]:
    """What the alias table gives each kind."""
    kinds = tables.alias_cut.shape[1]
    held = [0.0] * kinds
    for column in range(kinds):
        cut = int(tables.alias_cut[row, column])
        held[column] += cut / 2**32 / kinds
        held[int(tables.alias_kind[row, column])] += (2**32 - cut) / 2**32 / kinds
    return held


def _with_act(world: World, **changes: Any) -> World:
    """The world whose first kind of act is changed."""
    name, act = next(iter(world.society.acts.items()))
    data = act.model_dump(exclude_none=True) | exact(changes)
    acts = {**world.society.acts, name: Act.model_validate(data)}
    society = world.society.model_copy(update={"acts": acts})
    return World(world.policy, society, world.seed, world.start, world.end, world.citizens)


@pytest.mark.parametrize("response", [0.375, -0.375, 0.3, 1.0, -1.0, 0.1875])
def test_responses_are_exact(response: float) -> None:
    """Computed as written: multiplied first, then divided by 15, so that thirds do not lose a unit."""
    world = shipped()
    world = watched_by(world, source=source({next(iter(world.society.acts)): 1}))
    world = _with_act(world, dread_response=response, hardship_response=response)
    tables, whole = compile_tables(world), Fraction(repr(response))
    dread, hardship = tables.dread_response[0, 0].tolist(), tables.hardship_factor[0].tolist()
    assert dread == [floor(65_536 * whole * b / 15) for b in range(16)]
    assert hardship == [min(max(floor(65_536 * (1 + whole * b / 15)), 0), 2**20) for b in range(16)]


def test_a_punished_act_is_dreaded_whole() -> None:
    world = shipped()
    tables = compile_tables(world)
    for k, (name, act) in enumerate(world.society.acts.items()):
        rule = world.policy.rules.get(name)
        if rule is not None and min(rule.points_on(world.start)) < 0:
            assert tables.dread_response[0, k, 15] == floor(65_536 * act.dread_response.value)
        else:
            spread = world.society.behaviour.dread.secrecy_spread.value
            assert tables.dread_response[0, k, 15] == floor(65_536 * act.dread_response.value * spread)


def test_the_climate_weighs_on_critical_speech_alone() -> None:
    world = shipped()
    climate = compile_tables(world).climate_factor
    law = world.society.behaviour.climate
    for k, act in enumerate(world.society.acts.values()):
        if act.speech == "critical":
            assert climate[k, 0] == floor(65_536 * law.alone.value)
            assert climate[k, 15] == floor(65_536 * law.crowd.value)
        else:
            assert (climate[k] == 65_536).all()


def test_archetypes_that_act_alike_share_a_row() -> None:
    world = shipped()
    tables = compile_tables(world)
    manners_there = int(tables.manner.max()) + 1
    assert len(tables.considering) == len(tables.doing) == manners_there
    assert manners_there < Archetypes(world.society).number
    assert int(tables.considering.max()) + 1 == tables.count_above.shape[1] == len(tables.alias_cut)
    assert int(tables.doing.max()) + 1 == len(tables.base)
    assert len(set(map(tuple, tables.base.tolist()))) == len(tables.base) < manners_there


def _acts(world: World) -> dict[str, Any]:
    return as_arrays(act_tables(world.society, world.step_minutes))


def test_a_propensity_above_one_is_refused() -> None:
    world = shipped("none")
    place = {"place": {"urban": 3}}
    with pytest.raises(InputError, match="propensity"):
        _acts(_with_act(world, propensity=0.5, propensity_by=place))


def test_more_acts_than_a_step_holds_are_refused() -> None:
    with pytest.raises(InputError, match="acts considered"):
        _acts(_with_act(shipped("none"), per_year=2_000))


def test_shipped_societies_consider_what_a_step_holds() -> None:
    for name in ("riverton", "china-2019"):
        world = shipped("none", name, citizens=society_of(name).default_citizens.value)
        assert len(_acts(world)["count_above"]) <= 32
