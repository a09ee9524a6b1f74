"""Whether a run can go on: its world, its state, and the rows that it has kept so far."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa

from underheaven.documents.problems import refuse
from underheaven.engine.world import World
from underheaven.record.checkpoint import Checkpoint, kept_step, load_checkpoint, no_checkpoint
from underheaven.record.inspecting import UNREADABLE, faults_of, is_of, short
from underheaven.record.journal import Journal
from underheaven.record.parquet import parquet
from underheaven.record.provenance import Provenance, read_provenance, untrusted
from underheaven.record.segment import ENDING, batches, segment


def require_resumable(folder: Path, world: World) -> Provenance:
    """The provenance of a run of `world` that was begun; InputError if the folder holds no such run."""
    provenance = read_provenance(folder)
    if provenance.world_hash != world.hash:
        ours, theirs = world.identity(), provenance.world
        differing = ", ".join(key for key in ours if ours[key] != theirs.get(key))
        raise refuse(
            f"{folder} holds a run of another world",
            f"it differs in {differing or 'its format'}",
            "give the same policy, society, dates, citizens and seed, or another folder with --out",
        )
    if provenance.status == "finished":
        raise refuse(
            f"{folder} holds a finished run",
            "there is nothing left to do",
            "start it again with --replace",
        )
    if kept_step(folder) is None:
        raise no_checkpoint(folder)
    if provenance.status == "interrupted" and (faults := faults_of(folder, provenance, world)):
        raise untrusted(folder, faults)
    return provenance


def require_checkpoint(folder: Path, world: World) -> Checkpoint:
    """The state that a run of `world` kept, its arrays on the disk; InputError if it is another run's."""
    checkpoint = load_checkpoint(folder, mapped=True)
    of = checkpoint.extra.get("world")
    if of != world.hash or checkpoint.step > world.steps:
        raise untrusted(folder, ["the state in it is that of another run"])
    return checkpoint


def require_rows(folder: Path, journals: dict[Journal, int | None], limit: int) -> None:
    """Refuse journals that are damaged, or have not as many rows of steps below `limit` as are named.

    None is of a journal in which rows may be any number.
    """
    faults = [fault for journal, rows in journals.items() for fault in _wrong(journal, rows, limit)]
    if faults:
        raise untrusted(folder, faults)


def _wrong(journal: Journal, rows: int | None, limit: int) -> Iterator[str]:
    # Imported here: it takes long, and most commands have no use for it.
    import pyarrow.compute as pc

    found = 0
    for path in journal.kept():
        try:
            with _opened(path) as (schema, firsts):
                if not is_of(journal.schema, schema):
                    yield f"{path.name} does not hold the columns of this run"
                    return
                for column in firsts:
                    found += pc.sum(pc.less(column, limit)).as_py() or 0
        except UNREADABLE as error:
            yield f"{path.name} cannot be read ({short(error)})"
            return
    if rows is not None and found != rows:
        yield f"{journal.name} has {found:,} rows of the steps before the state in it, and {rows:,} are due"


@contextmanager
def _opened(path: Path) -> Iterator[tuple[pa.Schema, Iterator[pa.Array]]]:
    """The schema of a segment or a Parquet file, and its first column, some rows at a time."""
    if path.suffix == ENDING:
        with segment(path) as rows:
            yield rows.schema, (batch.column(0) for batch in batches(rows))
        return
    with parquet(path) as file:
        first = [file.schema_arrow.names[0]]
        yield file.schema_arrow, (batch.column(0) for batch in file.iter_batches(columns=first))
