"""Digests follow the specification, and notice every byte."""

import hashlib
from dataclasses import dataclass, replace

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.engine.small import guarded, shipped
from underheaven.draws import key
from underheaven.engine.chaining import NOTHING, Chain
from underheaven.engine.cpu import Engine
from underheaven.engine.digest import digesting_of, digests_of
from underheaven.engine.laid import Laid
from underheaven.engine.layout import Layout
from underheaven.engine.records import StepRecord
from underheaven.engine.state import Communities, Ledger, State
from underheaven.life.tables import Tables
from underheaven.mechanisms.firms.founding import Founding

PARTS = ("tallies", "histogram", "public", "known")


@dataclass
class Run:
    """What a run leaves behind."""

    communities: Communities
    state: State
    ledger: Ledger
    steps: list[StepRecord]
    digests: dict[str, str]
    layout: Layout
    rest: NDArray[np.int64]
    """What is known before the first step."""

    founding: Founding
    tables: Tables
    seed: tuple[int, int]
    groups: int

    def of(self, state: State, ledger: Ledger) -> bytes:
        """The digest of a state."""
        block = int(self.tables.workplace_size)
        records = digesting_of(self.communities, state, ledger, self.tables.firms, block)
        return digests_of(records, NOTHING, self.seed, threads=2)[0]

    def after(self, chain: bytes, record: StepRecord) -> bytes:
        """The next link of the chain."""
        return Chain(self.layout, self.rest, self.groups).after(chain, record)


@pytest.fixture(scope="module")
def result() -> Run:
    """A run under a policy that needs every column of the state, and a ledger."""
    guards = {"same_context": True, "expiry": {"days": 30, "records": "all"}}
    world = replace(guarded(shipped(days=21, citizens=300), **guards), renewal=True)
    engine = Engine(world)
    rest = engine.known
    steps = [record for record in engine.records() if isinstance(record, StepRecord)]
    engine.close()
    return Run(
        engine.communities, engine.state, engine.ledger, steps, engine.digests(), engine.layout, rest,
        engine.founding, engine.tables, key(world.seed), len(world.society.groups),
    )  # fmt: skip


def test_the_digest_of_a_run_is_that_of_its_parts(result: Run) -> None:
    chain = NOTHING
    for record in result.steps:
        chain = result.after(chain, record)
    state = result.of(result.state, result.ledger)
    assert result.digests == {
        "state": state.hex(),
        "tallies": chain.hex(),
        "run": hashlib.sha256(state + chain).hexdigest(),
    }


def test_every_column_of_the_state_counts(result: Run) -> None:
    before = result.of(result.state, result.ledger)
    for name, column in result.state._asdict().items():
        # What the world does not use is empty, and counts where it is there.
        changed = column.copy() if len(column) else np.zeros(len(result.state.shown), column.dtype)
        changed[-1] ^= 1
        state = result.state._replace(**{name: changed})
        assert result.of(state, result.ledger) != before, name


def test_every_entry_of_the_ledger_counts_and_nothing_behind_the_last(result: Run) -> None:
    before = result.of(result.state, result.ledger)
    used = int(result.ledger.used[0])
    assert 0 < used < result.ledger.at.shape[1]
    for name in Ledger._fields[:-1]:
        for entry, counts in ((used - 1, True), (used, False)):
            column = getattr(result.ledger, name).copy()
            column[0, entry] ^= 1
            ledger = result.ledger._replace(**{name: column})
            assert (result.of(result.state, ledger) != before) == counts, name
    fewer = result.ledger._replace(used=result.ledger.used - (result.ledger.used > 0))
    assert result.of(result.state, fewer) != before


STATE = {
    "archetype": "<u2", "clean": "<i2", "clean_own": "<i2", "contexts": "<u2", "dread": "u1", "firm": "<i2",
    "generation": "u1", "hardship": "u1", "own": "<i2", "shown": "<i2",
}  # fmt: skip
LEDGER = {
    "at": "<i4", "decide": "<i4", "flags": "u1", "moved_clean": "<i2", "moved_own": "<i2", "points": "<i2",
    "slot": "<u2",
}  # fmt: skip


def test_the_digest_of_the_state_is_written_as_the_specification_says(result: Run) -> None:
    """By name, little-endian, no column that is 0 all over; the places of firms are a power of two."""
    c, whole = result.communities, hashlib.sha256()
    for number, (begin, n) in enumerate(zip(c.begin.tolist(), c.size.tolist(), strict=True)):
        where = int(c.region[number]), int(c.number[number]), n
        firms = result.state.firm[c.firms[number] : c.firms[number + 1]]
        by_place = np.full(max(2, 1 << (n - 1).bit_length()), int(result.tables.firms.start), np.int16)
        for place, score in zip(result.founding.places(*where), firms, strict=True):
            by_place[place] = score
        used, one = int(result.ledger.used[number]), b""
        state = {
            name: by_place if name == "firm" else getattr(result.state, name)[begin : begin + n]
            for name in STATE
        }
        ledger = {name: getattr(result.ledger, name)[number, :used] for name in LEDGER}
        for title, columns, codes in (("state", state, STATE), ("ledger", ledger, LEDGER)):
            there = [name for name in codes if columns[name].any()]
            one += "\n".join([title, *there]).encode() + b"\n\n"
            one += b"".join(columns[name].astype(codes[name]).tobytes() for name in there)
        whole.update(hashlib.sha256(one).digest())
    assert result.digests["state"] == whole.hexdigest()


def test_the_digest_of_a_step_is_written_as_the_specification_says(result: Run) -> None:
    record, layout = result.steps[0], result.layout
    written = bytes(32)
    for title, names, values, rest in (
        ("tallies", layout.columns, record.tallies, np.zeros_like(record.tallies)),
        ("histogram", (), record.histogram, None),
        ("public", layout.public, record.public, np.zeros_like(record.public)),
        ("known", layout.known, record.known, result.rest),
    ):
        used = sorted(
            (name, number)
            for number, name in enumerate(names)
            if rest is not None and (values[..., number] != rest[..., number]).any()
        )
        written += "".join(f"{line}\n" for line in (title, *(name for name, _ in used), "")).encode()
        if rest is None:
            written += values.astype("<i8").tobytes()
        written += b"".join(values[..., number].astype("<i8").tobytes() for _, number in used)
    assert result.after(NOTHING, record) == hashlib.sha256(written).digest()


def test_the_library_and_the_kernel_hash_alike(result: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    of_library = [result.after(NOTHING, record) for record in result.steps]
    monkeypatch.setattr(Laid, "has_library", False)
    assert [result.after(NOTHING, record) for record in result.steps] == of_library


def test_the_order_of_columns_is_in_no_digest(result: Run) -> None:
    record, layout = result.steps[-1], result.layout
    turned = replace(
        layout, kinds=layout.kinds[::-1], sources=layout.sources[::-1], consequences=layout.consequences[::-1]
    )
    tallies = record.tallies[..., [layout.columns.index(name) for name in turned.columns]]
    public = record.public[:, [layout.public.index(name) for name in turned.public]]
    at = [layout.known.index(name) for name in turned.known]
    other = replace(record, tallies=tallies, public=public, known=record.known[:, at])
    assert not np.array_equal(other.tallies, record.tallies)
    assert Chain(turned, result.rest[:, at], result.groups).after(NOTHING, other) == result.after(
        NOTHING, record
    )


def test_columns_of_what_nobody_uses_are_in_no_digest(result: Run) -> None:
    """A mechanism that is registered, and is in no policy, leaves every digest as it was."""
    record, layout = result.steps[-1], result.layout
    wider = replace(
        layout,
        kinds=(*layout.kinds, "new"),
        sources=("new", *layout.sources),
        consequences=(*layout.consequences, "new"),
        privileges=("new", *layout.privileges),
        places=(*layout.places, "new"),
    )
    tallies = np.zeros((*record.tallies.shape[:2], wider.width), np.int64)
    public = np.zeros((len(record.public), len(wider.public)), np.int64)
    known, rest = (np.full((len(record.known), len(wider.known)), 77, np.int64) for _ in range(2))
    tallies[..., [wider.columns.index(name) for name in layout.columns]] = record.tallies
    public[:, [wider.public.index(name) for name in layout.public]] = record.public
    known[:, [wider.known.index(name) for name in layout.known]] = record.known
    rest[:, [wider.known.index(name) for name in layout.known]] = result.rest
    other = replace(record, tallies=tallies, public=public, known=known)
    assert Chain(wider, rest, result.groups).after(NOTHING, other) == result.after(NOTHING, record)
    tallies[0, 0, wider.columns.index("consequence.new.under")] = 1
    assert Chain(wider, rest, result.groups).after(NOTHING, other) != result.after(NOTHING, record)


def test_every_count_of_a_step_counts(result: Run) -> None:
    record = result.steps[-1]
    before = result.after(NOTHING, record)
    for name in PARTS:
        part = getattr(record, name).copy()
        part.flat[-1] += 1
        assert result.after(NOTHING, replace(record, **{name: part})) != before


def test_the_order_of_bytes_of_the_machine_does_not_matter(result: Run) -> None:
    record = result.steps[0]
    swapped = {name: getattr(record, name).astype(">i8") for name in PARTS}
    assert result.after(NOTHING, replace(record, **swapped)) == result.after(NOTHING, record)
    assert swapped["tallies"].dtype != np.dtype("<i8")
