"""Firms as integers."""

from fractions import Fraction
from math import floor
from typing import Any

import numpy as np
import pytest
from scipy import stats

from tests.engine.small import shipped, with_policy, with_society
from tests.worlds import FEATURES, random_world
from underheaven.documents.problems import InputError
from underheaven.engine.compiling import compile_tables
from underheaven.engine.compiling.schedule import Segments
from underheaven.engine.compiling.scoring import NOT_IN_FORCE
from underheaven.engine.world import World

WORLD = shipped()
SEEDS = range(15)


def _world(seed: int) -> World:
    return random_world(seed, frozenset(FEATURES))[0]


@pytest.mark.parametrize("seed", SEEDS)
def test_what_a_sector_considers_is_its_own(seed: int) -> None:
    world = _world(seed)
    given, tables = world.society.firms, compile_tables(world).firms
    if given is None:
        assert (tables.any, tables.scheme, tables.base.size) == (0, 0, 0)
        return
    for s, sector in enumerate(given.sectors):
        factors = [act.rate_by_sector.get(sector) for act in given.acts.values()]
        rates = [
            float(act.per_year.value) * (1.0 if factor is None else float(factor.value))
            for act, factor in zip(given.acts.values(), factors, strict=True)
        ]
        until = tables.count_until[s] / 2**32
        mean = sum(rates) * world.step_minutes / 525_960
        assert until.tolist() == pytest.approx(stats.poisson.cdf(range(len(until)), mean), abs=1e-9)
        if mean:
            shares = np.diff(tables.kind_until[s], prepend=0) / 2**32
            assert shares.tolist() == pytest.approx([rate / sum(rates) for rate in rates], abs=1e-9)
    assert tables.size.tolist() == [int(size) for size in given.sizes]
    for until, table in ((tables.size_until, given.sizes), (tables.sector_until, given.sectors)):
        shares = [float(share.value) for share in table.values()]
        assert (np.diff(until, prepend=0) / 2**32).tolist() == pytest.approx(shares, abs=1e-9)


@pytest.mark.parametrize("seed", SEEDS)
def test_rules_and_thresholds_are_those_of_the_day(seed: int) -> None:
    world = _world(seed)
    scheme, firms, tables = world.policy.firms, world.society.firms, compile_tables(world).firms
    if scheme is None or firms is None:
        assert tables.scheme == 0
        assert not tables.points.any()
        return
    sunset = world.policy.safeguards.sunset
    for z, day in enumerate(Segments.of(world).days):
        over = sunset is not None and sunset <= day
        for k, kind in enumerate(firms.acts):
            rule = scheme.rules.get(kind)
            none = rule is None or over
            points, caught = (0, 0) if none or rule is None else (rule.points.on(day), rule.caught.on(day))
            assert tables.points[z, k] == 16 * (points or 0)
            assert tables.caught[z, k] == floor(2**32 * Fraction(caught or 0))
        for d, what in enumerate(scheme.consequences.values()):
            limit = None if over else what.below.on(day)
            assert tables.below[z, d] == (NOT_IN_FORCE if limit is None else 16 * limit)
    assert (tables.low, tables.start, tables.high) == tuple(
        16 * getattr(scheme.score, end).value for end in ("minimum", "start", "maximum")
    )
    assert tables.recovery.sum() == floor(
        Fraction(16 * scheme.score.recovery.value) * world.horizon / 525_960
    )


@pytest.mark.parametrize("seed", SEEDS)
def test_dread_leaves_a_part_of_what_would_be_done(seed: int) -> None:
    world = _world(seed)
    firms, tables = world.society.firms, compile_tables(world).firms
    behaviour = world.society.behaviour
    bins = 256 if behaviour.interpolate or behaviour.deterrence else 16
    for k, act in enumerate(firms.acts.values() if firms else ()):
        response = Fraction(act.dread_response.value)
        expected = [65_536 - floor(65_536 * response * b / (bins - 1)) for b in range(bins)]
        assert tables.dread[k].tolist() == [min(max(left, 0), 2**20) for left in expected]
        assert tables.base[k] == floor(2**32 * Fraction(act.propensity.value))


def _scheme(**parts: Any) -> World:
    score = {"minimum": -10, "maximum": 10, "start": 0}
    return with_policy(WORLD, firms={"score": score, **parts})


def test_what_follows_for_people_is_a_number_of_points_and_of_hardship() -> None:
    what = {"title": "Shut", "below": -1, "representative_points": -2.5, "employees_hardship": 9.9}
    tables = compile_tables(_scheme(consequences={"shut": what})).firms
    assert (tables.representative.tolist(), tables.hardship.tolist()) == ([-40], [9])


def test_a_scheme_for_firms_where_there_are_none_is_refused() -> None:
    with pytest.raises(InputError, match="has no firms"):
        compile_tables(with_society(_scheme(), firms=None))


def test_an_act_that_no_firm_of_the_society_does_is_refused() -> None:
    rules = {"levitation": {"points": -1, "caught": 1}}
    with pytest.raises(InputError, match="levitation"):
        compile_tables(_scheme(rules=rules))
