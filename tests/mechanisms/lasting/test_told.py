"""Which classes somebody belongs to, in the account of a life and in that of a society."""

from __future__ import annotations

from decimal import Decimal

import numpy as np

from tests.mechanisms.lasting.test_kernel import ROADS, SPEECH, differing, plain
from underheaven.engine.compiling import compile_tables
from underheaven.engine.knowing import Knowledge
from underheaven.engine.layout import layout_of
from underheaven.engine.world import World
from underheaven.mechanisms.lasting.offered import rows
from underheaven.record.lives import Life, tell_all
from underheaven.record.reliving import Reliving
from underheaven.report.lives.words import finding, lasting


def lives(world: World) -> list[Life]:
    """Of the first community, as far as its first step."""
    tables = compile_tables(world)
    first = Knowledge(world, layout_of(world), tables).at_first()
    return tell_all(Reliving(world, np.stack([first]), 0, 0, tables=tables), range(60))


def test_a_life_says_in_what_somebody_differs_and_how_many_do() -> None:
    world = differing(plain(), speech=SPEECH, roads=ROADS)
    said = {tuple(lasting(life)) for life in lives(world)}
    assert len(said) == 4
    one = "In roads: one of the 50 % of people who do such acts once they consider them 1.6 times as often"
    assert any(each[0].startswith(one) for each in said)
    other = (
        "In speech: one of the 10 % of people who consider such acts 5.5 times as often as the mean person"
    )
    assert any(each[1] == other for each in said)
    for life in lives(world):
        assert ". ".join(lasting(life)) in finding(life)
        assert life.to_dict()["lasting"] == life.lasting


def test_a_factor_of_nothing_and_of_one_are_said_in_words() -> None:
    classes = [{"share": 0.5, "factor": 1}, {"share": 0.25, "factor": 0}, {"share": 0.25, "factor": 2}]
    world = differing(plain(), speech={**SPEECH, "on": "considering", "classes": classes})
    said = " ".join(sentence for life in lives(world) for sentence in lasting(life))
    assert "consider such acts never" not in said
    assert "never consider such acts" in said
    assert "consider such acts as often as the mean person" in said


def test_who_differs_in_nothing_is_said_nothing_of() -> None:
    (life, *_) = lives(plain())
    assert life.lasting == {}
    assert lasting(life) == []


def test_a_society_tells_its_classes() -> None:
    world = differing(plain(), speech=SPEECH)
    found = list(rows(world.society))
    assert found[0][0] == "speech"
    assert "critical_post" in found[0][1]
    assert found[1:] == [
        ("", "90 % of people", "consider such acts 0.5 times as often"),
        ("", "10 % of people", "consider such acts 5.5 times as often"),
    ]
    assert sum(each.share.value for each in world.society.behaviour.lasting["speech"].classes) == Decimal(1)
