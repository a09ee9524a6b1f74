"""Digests follow the specification, and notice every byte."""

import hashlib
from dataclasses import dataclass, replace

import numpy as np
import pytest

from tests.engine.small import guarded, shipped
from underheaven.engine.cpu import Engine
from underheaven.engine.digest import NOTHING, chained, run_digest, state_digest
from underheaven.engine.kernel import Communities
from underheaven.engine.records import StepRecord
from underheaven.engine.scratch import Ledger, State

PARTS = ("tallies", "histogram", "public", "known")


@dataclass
class Run:
    """What a run leaves behind."""

    communities: Communities
    state: State
    ledger: Ledger
    steps: list[StepRecord]
    digests: dict[str, str]


@pytest.fixture(scope="module")
def result() -> Run:
    """A run under a policy that needs every column of the state, and a ledger."""
    guards = {"same_context": True, "expiry": {"days": 30, "records": "all"}}
    world = replace(guarded(shipped(days=21, citizens=300), **guards), renewal=True)
    engine = Engine(world)
    steps = [record for record in engine.records() if isinstance(record, StepRecord)]
    engine.close()
    return Run(engine.communities, engine.state, engine.ledger, steps, engine.digests())


def test_the_digest_of_a_run_is_that_of_its_parts(result: Run) -> None:
    chain = NOTHING
    for record in result.steps:
        chain = chained(chain, record)
    state = state_digest(result.communities, result.state, result.ledger)
    assert result.digests == {
        "state": state.hex(),
        "tallies": chain.hex(),
        "run": hashlib.sha256(state + chain).hexdigest(),
    }
    assert run_digest(state, chain) == result.digests["run"]


def test_every_column_of_the_state_counts(result: Run) -> None:
    before = state_digest(result.communities, result.state, result.ledger)
    for name, column in result.state._asdict().items():
        changed = column.copy()
        changed[-1] ^= 1
        state = result.state._replace(**{name: changed})
        assert state_digest(result.communities, state, result.ledger) != before, name


def test_every_entry_of_the_ledger_counts_and_nothing_behind_the_last(result: Run) -> None:
    before = state_digest(result.communities, result.state, result.ledger)
    used = int(result.ledger.used[0])
    assert 0 < used < result.ledger.at.shape[1]
    for name in Ledger._fields[:-1]:
        for entry, counts in ((used - 1, True), (used, False)):
            column = getattr(result.ledger, name).copy()
            column[0, entry] ^= 1
            ledger = result.ledger._replace(**{name: column})
            assert (state_digest(result.communities, result.state, ledger) != before) == counts, name
    fewer = result.ledger._replace(used=result.ledger.used - (result.ledger.used > 0))
    assert state_digest(result.communities, result.state, fewer) != before


def test_the_digest_of_the_state_is_written_as_the_specification_says(result: Run) -> None:
    """Column by column, in its order, little-endian; the places of firms are a power of two."""
    c, whole = result.communities, hashlib.sha256()
    for number, (begin, n) in enumerate(zip(c.begin.tolist(), c.size.tolist(), strict=True)):
        one = hashlib.sha256()
        for name, code in (
            ("own", "<i2"), ("shown", "<i2"), ("clean_own", "<i2"), ("clean", "<i2"), ("archetype", "<u2"),
            ("dread", "u1"), ("hardship", "u1"), ("contexts", "<u2"), ("generation", "u1"),
        ):  # fmt: skip
            one.update(getattr(result.state, name)[begin : begin + n].astype(code).tobytes())
        first = int(c.firms[number])
        places = max(2, 1 << (n - 1).bit_length())
        one.update(result.state.firm[first : first + places].astype("<i2").tobytes())
        used = int(result.ledger.used[number])
        for name, code in (
            ("at", "<i4"), ("decide", "<i4"), ("slot", "<u2"), ("points", "<i2"), ("moved_own", "<i2"),
            ("moved_clean", "<i2"), ("flags", "u1"),
        ):  # fmt: skip
            one.update(getattr(result.ledger, name)[number, :used].astype(code).tobytes())
        whole.update(one.digest())
    assert result.digests["state"] == whole.hexdigest()


def test_every_count_of_a_step_counts(result: Run) -> None:
    record = result.steps[-1]
    before = chained(NOTHING, record)
    for name in PARTS:
        part = getattr(record, name).copy()
        part.flat[-1] += 1
        assert chained(NOTHING, replace(record, **{name: part})) != before


def test_the_order_of_bytes_of_the_machine_does_not_matter(result: Run) -> None:
    record = result.steps[0]
    swapped = {name: getattr(record, name).astype(">i8") for name in PARTS}
    assert chained(NOTHING, replace(record, **swapped)) == chained(NOTHING, record)
    assert swapped["tallies"].dtype != np.dtype("<i8")
