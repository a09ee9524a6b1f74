"""Gaming for what lies above: where it begins and stops, by which kinds, and what is spent."""

from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from tests.engine.small import totals
from underheaven.engine import reference
from underheaven.engine.cpu import Engine
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.verify import small

CITIZENS, WEEKS, START = 300, 20, 40
DEED: dict[str, Any] = {"per_year": 1, "propensity": 0, "effort": 1}
GRADES = (("low", 50, 8), ("high", 60, 5))
"""Privileges: from which score on, and what each is worth."""


def _world(
    deeds: dict[str, dict[str, Any]] | None = None,
    points: dict[str, Any] | None = None,
    grades: tuple[tuple[str, Any, Any], ...] = GRADES,
    score: dict[str, Any] | None = None,
    consequences: dict[str, Any] | None = None,
    goods: dict[str, Any] | None = None,
    groups: tuple[str, ...] = ("all",),
    **gaming: Any,
) -> World:
    deeds = {"deed": {}} if deeds is None else deeds
    among = small.society(
        {
            "loan": small.act(4, Decimal("0.5")),
            **{name: small.act(**{**DEED, **deed}) for name, deed in deeds.items()},
        },
        {group: Decimal(1) / len(groups) for group in groups},
        behaviour={
            "gaming": {
                "per_year": 400,
                "aims": "thresholds",
                "goods": {"yuan": 1, **(goods or {})},
                "efforts": [{"share": 1, "factor": 1}],
                **gaming,
            }
        },
    )
    of = small.policy(
        {"watch": small.source(dict.fromkeys(deeds, 1))},
        dict.fromkeys(deeds, 1) if points is None else points,
        score={"start": START, **(score or {})},
        consequences=consequences,
        privileges={
            name: {"title": "A grade", "above": Decimal(at) - Decimal(1) / 16, "yuan_per_year": yuan}
            for name, at, yuan in grades
        },
    )
    return small.world(of, among, CITIZENS, 7 * WEEKS)


class Run:
    """What came of a world whose people begin at a score each."""

    def __init__(self, world: World, before: Any = START) -> None:
        groups = len(world.society.groups)
        self.world = world
        self.group = np.arange(CITIZENS) % groups
        people = np.array([small.archetype(group) for group in range(groups)])[self.group]
        self.columns = small.columns(world, people)
        engine = Engine(world, archetypes=self.columns)
        small.begin(engine, np.full(CITIZENS, 16) * before)
        self.steps: list[StepRecord] = small.run(engine)
        self.after = engine.state.own.astype(int) / 16
        self.digests = engine.digests()

    def total(self, column: str) -> int:
        return int(totals(self.world, self.steps, column).sum())


def test_people_stop_at_the_highest_threshold_that_pays() -> None:
    """Ten acts for 8 do not pay, nor twenty for 13; from 45 five acts for 8 do, and ten more for 5 do not."""
    assert (Run(_world()).after == START).all()
    assert (Run(_world(), 45).after == 50).all()
    assert (Run(_world(), 57).after == 60).all()
    assert (Run(_world(grades=(("low", 50, 8), ("high", 60, 13)))).after == 60).all()


@pytest.mark.parametrize(("worth", "moves"), [("9.999", False), ("10", False), ("10.001", True)])
def test_gaming_goes_from_none_to_all_at_the_point_at_which_it_pays(worth: str, moves: bool) -> None:
    found = Run(_world(grades=(("only", 50, Decimal(worth)),)))
    assert (found.after == (50 if moves else START)).all()


def test_the_end_of_a_consequence_is_worth_what_it_denies() -> None:
    """Two loans are taken a year, each worth 3: an end after five acts pays, one after six does not."""
    shut = {"shut": {"title": "No loans", "below": 50, "denies": ("loan",)}}
    for before, after in ((45, 50), (44, 44)):
        found = Run(_world(grades=(), consequences=shut, goods={"acts": {"loan": 3}}), before)
        assert (found.after == after).all()
    by_class = Run(_world(grades=(), consequences=shut, goods={"classes": {"conduct": 3}}), 45)
    named = Run(_world(grades=(), consequences=shut, goods={"named": {"shut": 7}}), 44)
    assert (by_class.after == 50).all()
    assert (named.after == 50).all()


def test_what_is_gained_is_counted_over_the_years() -> None:
    assert (Run(_world(goods={"years": Decimal("0.5")}), 45).after == 45).all()
    # From 50 on the second grade brings 10 for ten acts, which is not more.
    assert (Run(_world(goods={"years": 2})).after == 50).all()
    assert (Run(_world(goods={"years": Decimal("2.1")})).after == 60).all()


def test_a_margin_is_kept_beyond_a_threshold_and_not_beyond_the_scale() -> None:
    assert (Run(_world(margin=2), 45).after == 52).all()
    assert (Run(_world(margin=2, grades=(("low", 50, 99),), score={"maximum": 51})).after == 51).all()
    out_of_reach = _world(grades=(("low", Decimal("49.0625"), 99),), score={"maximum": 49})
    assert (Run(out_of_reach).after == START).all()


def test_what_recovery_brings_is_waited_for() -> None:
    """Of 12 points below, 4 come by themselves in half a year: eight acts are left, which pay for 9."""
    score = {"start": 50, "recovery": 8}
    low = (("low", 50, 9),)
    below = Run(_world(grades=low, score=score), 38)
    waiting = Run(_world(grades=low, score=score, wait_days=Decimal("182.625")), 38)
    assert below.total("act.deed.gamed") == 0
    assert waiting.total("act.deed.gamed") > 0
    comes_by_itself = Run(_world(grades=low, score=score, wait_days=730), 46)
    assert comes_by_itself.total("act.deed.gamed") == 0


SPLIT = {name: {"per_year": Decimal("0.5")} for name in ("deed_a", "deed_b")}


@pytest.mark.parametrize("sharpness", [None, 0, 1, Decimal("2.5")])
def test_two_halves_of_a_kind_are_gamed_as_the_whole(sharpness: Any) -> None:
    """Beside another kind that yields less: the same people do as much, to the same scores."""
    other: dict[str, dict[str, Any]] = {"weak": {"effort": 2}}
    whole_kind: dict[str, dict[str, Any]] = {"deed": {}}
    grades = (("only", 50, 99),)
    points = {"deed": 2, "deed_a": 2, "deed_b": 2, "weak": 3}
    whole, halves = (
        Run(
            _world(
                {**deeds, **other},
                {name: points[name] for name in (*deeds, *other)},
                grades,
                sharpness=sharpness,
            )
        )
        for deeds in (whole_kind, SPLIT)
    )
    assert np.array_equal(whole.after, halves.after)
    one = whole.total("game.deed.effort")
    two = sum(halves.total(f"game.{name}.effort") for name in SPLIT)
    assert one == two > 0
    assert whole.total("act.weak.gamed") == halves.total("act.weak.gamed")
    assert (whole.total("act.weak.gamed") > 0) == (sharpness is not None)


def test_two_kinds_alike_are_gamed_as_much_as_one() -> None:
    grades = (("only", 50, 99),)
    one = Run(_world(grades=grades))
    two = Run(_world({"deed_a": {}, "deed_b": {}}, grades=grades))
    assert np.array_equal(one.after, two.after)
    assert one.total("act.deed.gamed") == two.total("act.deed_a.gamed") + two.total("act.deed_b.gamed")


def test_kinds_that_yield_more_are_chosen_more_often_the_sharper() -> None:
    deeds: dict[str, Any] = {"good": {}, "weak": {"effort": 2}}
    points = {"good": 1, "weak": 1}
    shares = []
    for sharpness in (0, 1, 3, None):
        run = Run(_world(deeds, points, (("only", 50, 99),), sharpness=sharpness))
        good, weak = run.total("act.good.gamed"), run.total("act.weak.gamed")
        shares.append(good / (good + weak))
    assert shares == sorted(shares)
    assert shares[0] == pytest.approx(1 / 2, abs=0.04)
    assert shares[1] == pytest.approx(2 / 3, abs=0.04)
    assert shares[2] == pytest.approx(8 / 9, abs=0.04)
    assert shares[3] == 1


def test_effort_spent_is_games_times_effort_by_class_and_attribute() -> None:
    run = Run(
        _world(
            {"deed": {"effort": Decimal("1.5"), "effort_by": {"group": {"poor": 2}}}},
            grades=(("only", 50, 16), ),
            groups=("rich", "poor"),
        )
    )  # fmt: skip
    rich, poor = (run.after[run.group == group] for group in (0, 1))
    assert (rich == 50).all()
    assert (poor == START).all()
    games = totals(run.world, run.steps, "act.deed.gamed")
    assert totals(run.world, run.steps, "game.deed.effort").tolist() == (games * 98_304).tolist()
    halves = [{"share": Decimal("0.5"), "factor": factor} for factor in (1, 3)]
    classes = Run(_world(grades=(("only", 50, 99),), efforts=halves))
    spent, played = classes.total("game.deed.effort") / 65_536, classes.total("act.deed.gamed")
    assert played == 10 * CITIZENS
    assert played < spent < 3 * played
    assert spent == int(spent)


def test_those_with_a_higher_effort_game_less() -> None:
    by = {"deed": {"effort_by": {"group": {"poor": 2}}}}
    run = Run(_world(by, grades=(("only", 50, 11),), groups=("rich", "poor")), np.tile((42, 42, 46, 46), 75))
    moved = run.after > np.tile((42, 42, 46, 46), 75)
    assert moved[run.group == 0].mean() > moved[run.group == 1].mean() > 0


def test_what_points_are_gamed_for_can_be_counted_too_and_changes_nothing_else() -> None:
    gaming: dict[str, Any] = {"aims": "points", "worth": 2}
    plain, counted = Run(_world(**gaming)), Run(_world(**gaming, count_effort=True))
    assert plain.digests["state"] == counted.digests["state"]
    assert counted.total("game.deed.effort") == counted.total("act.deed.gamed") << 16 > 0
    with pytest.raises(KeyError):
        plain.total("game.deed.effort")


def test_both_engines_end_at_the_same_counts() -> None:
    world = _world({"deed": {}, "weak": {"effort": 2}}, {"deed": 1, "weak": 1}, margin=1, sharpness=1)
    run = Run(world)
    slow = reference.simulate(world, run.columns)
    assert slow.digests == run.digests
