"""A draw lived with several seeds is each of them lived alone."""

import datetime as dt
from dataclasses import replace

from tests.study.assuming.found import world
from underheaven.engine.cpu import simulate
from underheaven.study.assuming.assuming import plan_of
from underheaven.study.assuming.drawing import drawn_world
from underheaven.study.assuming.living import BROUGHT_BACK, AssumedWorld, live_points, measures_of
from underheaven.study.sweeping.kept import Kept


def test_all_seeds_of_a_point_are_lived_as_each_alone() -> None:
    given = world(400, dt.date(2015, 1, 31))
    plan = plan_of(given, 20)
    design = plan.draws.whole()
    two = replace(design, points=design.points[:2], unit=design.unit[:2])
    kept, heard = Kept(), list[tuple[int, int]]()
    model = AssumedWorld(given, plan.draws.numbers, 2)
    rows = live_points(two, model, kept, on_run=lambda done, of: heard.append((done, of)))
    assert [(row.point, row.seed) for row in rows] == [(0, 7), (0, 8), (1, 7), (1, 8)]
    assert heard == [(0, 4), (2, 4), (4, 4)]
    places = [float(each) for each in design.values(1).values()]
    made, back = drawn_world(given, plan.draws.numbers, places)
    alone = replace(made, seed=8)
    assert rows[3].world == alone.hash
    assert rows[3].digest == simulate(alone).digests["run"]
    assert rows[3].values[BROUGHT_BACK] == back
    assert set(rows[3].values) == {BROUGHT_BACK, *measures_of(given)}
    assert {name.split()[0] for name in measures_of(given)} == {"2014"}


def test_what_is_kept_is_not_lived_again() -> None:
    given = world(400)
    plan = plan_of(given, 20)
    design = plan.draws.whole()
    one = replace(design, points=design.points[:1], unit=design.unit[:1])
    kept = Kept()
    rows = live_points(one, AssumedWorld(given, plan.draws.numbers, 2), kept)
    kept.rows.pop((0, 8))
    assert live_points(one, AssumedWorld(given, plan.draws.numbers, 2), kept) == rows
    # A model without a world cannot live anything.
    assert live_points(one, replace(AssumedWorld(given, (), 2)), kept) == rows
