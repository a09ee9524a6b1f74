"""Digests follow the specification, and notice every byte."""

import hashlib
from dataclasses import replace

import numpy as np
import pytest

from tests.worlds import random_world
from underheaven.engine.cpu import Result, simulate
from underheaven.engine.digest import NOTHING, chained, run_digest, state_digest


@pytest.fixture(scope="module")
def result() -> Result:
    world, columns = random_world(4)
    return simulate(world, archetypes=columns)


def test_the_digest_of_a_run_is_that_of_its_parts(result: Result) -> None:
    chain = NOTHING
    for record in result.steps:
        chain = chained(chain, record)
    state = state_digest(result.communities, result.state)
    assert result.digests == {
        "state": state.hex(),
        "tallies": chain.hex(),
        "run": hashlib.sha256(state + chain).hexdigest(),
    }
    assert run_digest(state, chain) == result.digests["run"]


def test_every_column_of_the_state_counts(result: Result) -> None:
    before = state_digest(result.communities, result.state)
    for name, column in result.state._asdict().items():
        changed = column.copy()
        changed[-1] ^= 1
        after = state_digest(result.communities, result.state._replace(**{name: changed}))
        assert after != before, name


def test_every_count_of_a_step_counts(result: Result) -> None:
    record = result.steps[-1]
    before = chained(NOTHING, record)
    for name in ("tallies", "histogram", "public"):
        part = getattr(record, name).copy()
        part.flat[-1] += 1
        assert chained(NOTHING, replace(record, **{name: part})) != before


def test_the_order_of_bytes_of_the_machine_does_not_matter(result: Result) -> None:
    record = result.steps[0]
    swapped = {name: getattr(record, name).astype(">i8") for name in ("tallies", "histogram", "public")}
    assert chained(NOTHING, replace(record, **swapped)) == chained(NOTHING, record)
    assert swapped["tallies"].dtype != np.dtype("<i8")
