"""The tables that acts are drawn from, made by the page from what a file says, are those of the engine."""

from __future__ import annotations

import json
import subprocess
from decimal import Context, localcontext
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.engine.small import answering, dreading, exact
from tests.worlds import ALL, random_world
from tools.site_policies import node
from underheaven.engine.compiling import DIGITS
from underheaven.engine.compiling.acts import act_tables
from underheaven.observatory.considered import MADE, considered
from underheaven.society.schema import Society

DRIVER = Path(__file__).with_name("considered_in_node.mjs")
WEEK, DAY = 10_080, 1_440
RANDOM = 12


def idle(society: Society, kinds: int) -> Society:
    """The society in which all but so many kinds of act are never considered by the young."""
    young = next(name for name, band in society.age_bands.items() if band.first == 18)
    acts = {
        name: act.model_dump(exclude_none=True) | ({"rate_by": {"age": {young: 0}}} if at >= kinds else {})
        for at, (name, act) in enumerate(society.acts.items())
    }
    return Society.model_validate({**society.model_dump(exclude_none=True), "acts": exact(acts)})


@cache
def societies() -> dict[str, tuple[Society, int]]:
    """Societies, each with the length of a step."""
    found = {
        "who dread": (dreading(), WEEK),
        "who answer": (answering(), WEEK),
        "who answer by the day": (answering(), DAY),
        "of whom some do nothing": (idle(dreading(), 0), WEEK),
        "of whom some do one thing": (idle(dreading(), 1), WEEK),
    }
    drawn = (random_world(seed, ALL)[0] for seed in range(RANDOM))
    return found | {f"random {seed}": (each.society, each.step_minutes) for seed, each in enumerate(drawn)}


NAMES = [
    "who dread", "who answer", "who answer by the day",
    "of whom some do nothing", "of whom some do one thing", *(f"random {seed}" for seed in range(RANDOM)),
]  # fmt: skip


def compiled(society: Society, step_minutes: int) -> dict[str, Any]:
    """The tables as a world has them."""
    with localcontext(Context(prec=DIGITS)):
        return act_tables(society, step_minutes)


@pytest.fixture(scope="module")
def made() -> dict[str, dict[str, Any]]:
    """What the page makes of each, in one process."""
    told = json.dumps([considered(*each) for each in societies().values()])
    done = subprocess.run([node(), str(DRIVER)], input=told, capture_output=True, text=True, check=True)
    return dict(zip(societies(), json.loads(done.stdout), strict=True))


@pytest.mark.parametrize("name", NAMES)
def test_the_page_makes_the_tables_of_the_engine(name: str, made: dict[str, dict[str, Any]]) -> None:
    tables = compiled(*societies()[name])
    assert set(made[name]) == set(MADE.values())
    for table, found in made[name].items():
        assert np.array_equal(found, tables[table].numbers), table


def test_doubles_are_hardly_ever_off() -> None:
    """What is told of a society that differs for life is short: that is what it is for."""
    said = considered(answering(), WEEK)
    assert len(said["kinds_off"]) + len(said["counts_off"]) < len(said["rows"]) / 10
    tables = compiled(answering(), WEEK)
    whole = sum(len(tables[table].numbers) for table in MADE.values())
    assert len(json.dumps(said)) < whole / 2
