"""The recorder: an engine's counts, written to a run folder as they come.

A folder holds `provenance.json`, `tables.npz`, `communities.parquet`, `steps.parquet`,
`public.parquet`, `histogram.parquet`, `years.parquet`, `census.parquet`, while the run is unfinished
`checkpoint/`, and if asked `final.parquet`. What is kept in memory does not grow with the number of steps.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace as changed
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import ArrayLike, NDArray

from underheaven.documents.problems import InputError
from underheaven.engine.layout import BINS, Layout
from underheaven.engine.records import StepRecord, YearRecord
from underheaven.engine.world import World
from underheaven.record.beginning import begin, provenance_of, write_beginning
from underheaven.record.census import CensusRecord, census_table
from underheaven.record.census import schema as census_schema
from underheaven.record.checkpoint import kept_step, load_checkpoint, save_checkpoint
from underheaven.record.final import FinalRows, write_final
from underheaven.record.folder import (
    discard,
    files_of,
    names_of,
    remove_unfinished,
)
from underheaven.record.journal import Journal, row_groups
from underheaven.record.provenance import Provenance, now
from underheaven.record.resuming import require_resumable, require_rows
from underheaven.record.schemas import (
    histogram_table,
    public_table,
    steps_table,
    years_table,
)

STEPS_PER_SEGMENT = 32
YEAR_ROWS = 8_192
CENSUS_ROWS = 131_072


class Recorder:
    """Writes one run. Made by `create` or `resume`; ended by `finish` or `interrupt`."""

    def __init__(self, folder: Path, world: World, provenance: Provenance) -> None:
        self.folder = folder
        self.world = world
        self._provenance = provenance
        self._names = names_of(provenance)
        regions, groups = len(self._names.regions), len(self._names.groups)
        layout = self._names.layout
        rows = STEPS_PER_SEGMENT * regions
        # Those of many columns, whose packing takes most: it goes on beside the engine.
        self._aside = ThreadPoolExecutor(1)
        self._steps = Journal(folder, "steps", self._names.steps, rows * groups, self._aside)
        self._histograms = Journal(folder, "histogram", self._names.histogram, rows * groups)
        self._public = Journal(folder, "public", self._names.public, rows)
        self._years = Journal(folder, "years", self._names.years, YEAR_ROWS, self._aside)
        self._census = Journal(folder, "census", census_schema(self._names), CENSUS_ROWS)
        self._tallies = np.zeros((STEPS_PER_SEGMENT, regions, groups, layout.width), dtype=np.int64)
        self._bins = np.zeros((STEPS_PER_SEGMENT, regions, groups, BINS), dtype=np.int64)
        self._fields = np.zeros((STEPS_PER_SEGMENT, regions, len(layout.public)), dtype=np.int64)
        self._known = np.zeros((STEPS_PER_SEGMENT, regions, len(layout.known)), dtype=np.int64)
        self._first = self._next = provenance.steps_recorded
        self._last_year: int | None = None
        self._made: tuple[Path, ...] = ()
        self.guard: Callable[[], None] = lambda: None
        """Called before anything is written; it may refuse, where the folder is no longer this run's."""

    @classmethod
    def create(
        cls,
        folder: Path,
        world: World,
        layout: Layout,
        cells: Sequence[tuple[str, str, str]],
        communities: ArrayLike,
        tables: Mapping[str, NDArray[Any]],
        replace: bool = False,
        lives: bool = False,
    ) -> Recorder:
        """Begin a folder.

        `cells` are (group, place, quintile) in the order of the tallies' cells. `communities` are rows
        (region number, community, citizens, first enrolled step or -1), int64[n, 4]. `tables` are the
        compiled tables. InputError, before anything is changed, if the folder holds something else, or
        holds a run and `replace` is not given, or if its disk has too little room; `lives` is whether a row
        of each citizen is kept.
        """
        rows = np.asarray(communities, dtype=np.int64).reshape(-1, 4)
        provenance = provenance_of(world, layout, cells)
        made = begin(folder, provenance, world, rows, tables, replace=replace, lives=lives)
        recorder = cls(folder, world, provenance)
        recorder._made = made
        return recorder

    @classmethod
    def resume(cls, folder: Path, world: World) -> Recorder:
        """Go on with a folder from its checkpoint, at step `load_checkpoint(folder).step`.

        Rows of later steps are dropped: they will be made again, the same. InputError if the folder is
        of another world, was finished, or has no checkpoint.
        """
        provenance = require_resumable(folder, world)
        step = load_checkpoint(folder, mapped=True).step
        places = step * len(provenance.axes.regions)
        recorder = cls(folder, world, provenance)
        rows = dict[Journal, int | None].fromkeys(recorder._journals)
        rows[recorder._public] = places
        rows[recorder._steps] = rows[recorder._histograms] = places * len(provenance.axes.groups)
        require_rows(folder, rows, step)
        provenance = provenance.model_copy(
            update={"status": "running", "steps_recorded": step, "files": {}, "sizes": {}, "ended": None}
        )
        provenance.write(folder)
        recorder = cls(folder, world, provenance)
        # A year is recorded before the checkpoint at which its steps are over.
        year = world.year_of(step) if step < world.steps else world.year_of(world.steps - 1) + 1
        recorder._last_year = year - 1
        for journal in recorder._journals:
            journal.reopen(year if journal in (recorder._years, recorder._census) else step)
        return recorder

    def end_here(self, world: World, communities: ArrayLike, tables: Mapping[str, NDArray[Any]]) -> None:
        """End after the last recorded step: the run is from now on that of `world`, which ends there.

        `communities` and `tables` are those of `create`, of that world. ValueError where it has more steps
        or fewer than were recorded.
        """
        if world.steps != self._next:
            raise ValueError(f"a world of {world.steps} steps cannot end after {self._next}")
        self.guard()
        update = {"world": world.identity(), "world_hash": world.hash, "steps": world.steps}
        self.world, self._provenance = world, self._provenance.model_copy(update=update)
        self._names = names_of(self._provenance)
        schemas = (
            self._names.steps, self._names.histogram, self._names.public, self._names.years,
            census_schema(self._names),
        )  # fmt: skip
        self._flush()
        for journal, schema in zip(self._journals, schemas, strict=True):
            journal.describe_anew(schema)
        rows = np.asarray(communities, dtype=np.int64).reshape(-1, 4)
        write_beginning(self.folder, self._provenance, rows, tables)

    def recorded_years(self) -> Iterator[pa.RecordBatch]:
        """The rows of `years.parquet` so far, in order, some at a time."""
        for table in row_groups(self._years.kept()):
            yield from table.to_batches()

    @property
    def next_step(self) -> int:
        """The step that is to be recorded next."""
        return self._next

    @property
    def _journals(self) -> tuple[Journal, ...]:
        return self._steps, self._histograms, self._public, self._years, self._census

    def step(self, record: StepRecord) -> None:
        """Keep one step; the arrays are copied. ValueError if steps come out of order."""
        if record.step != self._next:
            raise ValueError(f"step {record.step} came where step {self._next} was due")
        place = self._next - self._first
        self._tallies[place] = record.tallies
        self._bins[place] = record.histogram
        self._fields[place] = record.public
        self._known[place] = record.known
        self._next += 1
        if self._next - self._first == STEPS_PER_SEGMENT:
            self._flush()

    def year(self, record: YearRecord) -> None:
        """Keep one calendar year, some rows at a time. ValueError if years come out of order."""
        if self._last_year is not None and record.year <= self._last_year:
            raise ValueError(f"year {record.year} came after year {self._last_year}")
        self._last_year = record.year
        self.guard()
        at_once = max(1, YEAR_ROWS // record.tallies.shape[1])
        parts = (
            changed(record, rows=record.rows[i : i + at_once], tallies=record.tallies[i : i + at_once])
            for i in range(0, len(record.rows), at_once)
        )
        self._years.extend(record.year, (years_table(self._names, part) for part in parts))

    def census(self, record: CensusRecord) -> None:
        """Keep the census of a calendar year. ValueError unless it is the year recorded last."""
        if record.year != self._last_year:
            raise ValueError(f"a census of {record.year} came after year {self._last_year}")
        self.guard()
        self._census.append(record.year, census_table(self._names, record))

    def checkpoint(self, arrays: Mapping[str, NDArray[Any]], extra: dict[str, Any]) -> None:
        """Keep the state after the last recorded step, and before it every row up to there.

        ValueError if a calendar year is over and has not been recorded yet: its rows would be lost.
        """
        self._require_year()
        self._flush()
        self.guard()
        save_checkpoint(self.folder, self._next, arrays, {**extra, "world": self.world.hash})

    def final(self, rows: Iterable[FinalRows], asked: bool = False) -> Path:
        """Write `final.parquet`, a row per synthetic citizen; InputError above ten million unless asked."""
        self.guard()
        return write_final(self.folder, self.world, rows, asked)

    def interrupt(self, step: int, seconds: float = 0.0, extra: dict[str, Any] | None = None) -> None:
        """End before `step`: files are closed and hashed, the checkpoint stays; readable, and to be resumed.

        ValueError if `step` is not the next one to be recorded.
        """
        if step != self._next:
            raise ValueError(f"interrupted before step {step} where step {self._next} was due")
        self._end("interrupted", {}, seconds, extra or {})

    def finish(
        self,
        digests: dict[str, str],
        seconds: float,
        extra: dict[str, Any] | None = None,
        people: Iterable[FinalRows] | None = None,
        asked: bool = False,
    ) -> None:
        """End after the last step: files are closed and hashed; the checkpoint, of no use now, is removed.

        Where `people` are given, they are written as by `final`.
        """
        if self._next != self._provenance.steps:
            raise ValueError(f"finished after {self._next} of {self._provenance.steps} steps")
        self._require_year()
        self._end(
            "finished", digests, seconds, extra or {},
            (lambda: None) if people is None else lambda: self.final(people, asked),
        )  # fmt: skip

    def give_up(self) -> int | None:
        """End after a failure to write: the step from which the run can be resumed.

        None where no checkpoint had been kept; the files of the run are removed then. What is there is left
        as it is where the folder is no longer this run's.
        """
        for journal in self._journals:
            journal.give_up()
        self._aside.shutdown()
        try:
            self.guard()
        except InputError:
            return None
        if (step := kept_step(self.folder)) is None:
            discard(self.folder, self._made)
        return step

    def _end(
        self,
        status: str,
        digests: dict[str, str],
        seconds: float,
        extra: dict[str, Any],
        beside: Callable[[], Any] = lambda: None,
    ) -> None:
        self._flush()
        self.guard()
        # Most of the work is done outside the interpreter: two are packed at a time.
        with ThreadPoolExecutor(2) as pool:
            done = pool.submit(beside)
            list(pool.map(Journal.close, self._journals))
            done.result()
        self._aside.shutdown()
        hashes, sizes = files_of(self.folder)
        self._provenance = self._provenance.model_copy(
            update={
                "status": status,
                "steps_recorded": self._next,
                "ended": now(),
                "seconds": (self._provenance.seconds or 0.0) + seconds,
                "digests": digests,
                "extra": extra,
                "files": hashes,
                "sizes": sizes,
            }
        )
        self.guard()
        self._provenance.write(self.folder)
        remove_unfinished(self.folder, keep_checkpoint=status == "interrupted")

    def _require_year(self) -> None:
        if not self._next:
            return
        year = self.world.year_of(self._next - 1)
        over = self._next == self.world.steps or self.world.year_of(self._next) != year
        if over and self._last_year != year:
            raise ValueError(f"year {year} is over and was not recorded")

    def _flush(self) -> None:
        count = self._next - self._first
        if not count:
            return
        self.guard()
        first = self._first
        self._steps.append(first, steps_table(self._names, first, self._tallies[:count]))
        self._histograms.append(first, histogram_table(self._names, first, self._bins[:count]))
        self._public.append(
            first, public_table(self._names, first, self._fields[:count], self._known[:count])
        )
        self._first = self._next
