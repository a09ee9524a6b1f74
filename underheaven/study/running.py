"""Run a world into a folder: the engine lives it, the recorder keeps what is counted."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Iterator
from dataclasses import replace as changed
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from underheaven.counted.columns import Act
from underheaven.documents.problems import InputError
from underheaven.engine.compiling import compile_tables
from underheaven.engine.cpu import Engine
from underheaven.engine.records import StepRecord
from underheaven.engine.world import MINUTES_PER_DAY, World
from underheaven.life.tables import arrays
from underheaven.record.checkpoint import require_alike
from underheaven.record.final import LIMIT, FinalRows
from underheaven.record.folder import require_free
from underheaven.record.lock import locked
from underheaven.record.recorder import Recorder
from underheaven.record.resuming import require_checkpoint, require_resumable
from underheaven.society.schema import PLACES, QUINTILES
from underheaven.study.engines import Census, Engines, OnThreads
from underheaven.study.limits import require_renewal, require_whole_days, threads_or_default
from underheaven.study.outcome import Outcome, peak_rss
from underheaven.study.watching import UNWATCHED, Watch

if TYPE_CHECKING:
    from underheaven.study.settling import Settling


def counts_lives(world: World, asked: bool) -> bool:
    """Whether a run counts what happens to each citizen, and keeps a row of each."""
    return asked or world.citizens < LIMIT


def day_of(world: World, step: int) -> dt.date:
    """The day on which a step begins; the last day of the run for the step after its end."""
    return world.start + dt.timedelta(minutes=min(step * world.step_minutes, world.horizon - 1))


def run_world(
    world: World,
    folder: Path,
    threads: int = 1,
    *,
    replace: bool = False,
    resume: bool = False,
    final: bool = False,
    extra: dict[str, Any] | None = None,
    watch: Watch = UNWATCHED,
) -> Outcome:
    """Run a world on so many threads of this process; all else is as in `run_on`."""
    engines = OnThreads(threads_or_default(threads))
    return run_on(
        engines, world, folder, replace=replace, resume=resume, final=final, extra=extra, watch=watch
    )


def run_on(
    engines: Engines,
    world: World,
    folder: Path,
    *,
    replace: bool = False,
    resume: bool = False,
    final: bool = False,
    extra: dict[str, Any] | None = None,
    watch: Watch = UNWATCHED,
) -> Outcome:
    """Run a world to its end, or until `watch.stop` says so after a step.

    `engines` is how it is lived, which changes nothing of what is kept. `extra` are plain
    values kept with the run's provenance. A checkpoint is kept after every calendar year, after the first
    step that ends `watch.checkpoint_seconds` after the last one, and when the run is stopped. Raises
    `InputError` before anything is written where the run cannot be, and where the disk fails it afterwards:
    then the last checkpoint is kept, or, where there was none, nothing.
    """
    world = world.checked()
    if watch.until_settled:
        require_whole_days(world)
    require_renewal(world)
    engines.require(world, counts_lives(world, final))
    _require_usable(world, folder, replace, resume)
    with locked(folder) as lock:
        # Once more: somebody may have written to it before it was held.
        _require_usable(world, folder, replace, resume)
        engine, census = engines.begun(world, counts_lives(world, final))
        try:
            engine.compile()
            if resume:
                checkpoint = require_checkpoint(folder, world)
                require_alike(folder, checkpoint.arrays, engine.checkpoint() | census.kept())
                engine.restore(checkpoint.step, checkpoint.arrays)
                census.restore(checkpoint.arrays)
                del checkpoint
            watch.on_begin()
            lock.require()
            recorder = Recorder.resume(folder, world) if resume else _begun(engine, folder, replace)
            recorder.guard = lock.require
            try:
                keeping = _Keeping(engine, census, recorder, watch.checkpoint_seconds)
                return _lived(keeping, final, extra or {}, watch)
            except InputError as error:
                raise _with_what_is_left(error, folder, recorder.give_up(), world) from error
        finally:
            engine.close()


def _require_usable(world: World, folder: Path, replace: bool, resume: bool) -> None:
    if resume:
        require_resumable(folder, world)
    else:
        require_free(folder, replace)


class _Keeping:
    """Keeps checkpoints of an engine: when it is told to, or when the last one was kept long ago."""

    def __init__(self, engine: Engine, census: Census, recorder: Recorder, seconds: float) -> None:
        self.engine, self.census, self.recorder, self._seconds = engine, census, recorder, seconds
        self._kept = time.monotonic()

    def now(self) -> None:
        """Keep one."""
        self.recorder.checkpoint(self.engine.checkpoint() | self.census.kept(), {})
        self._kept = time.monotonic()

    def in_time(self) -> None:
        """Keep one if it is time; how long it took to write the last one does not count."""
        if time.monotonic() - self._kept >= self._seconds:
            self.now()


def _lived(
    keeping: _Keeping,
    final: bool,
    extra: dict[str, Any],
    watch: Watch,
) -> Outcome:
    engine, census, recorder = keeping.engine, keeping.census, keeping.recorder
    world = engine.world
    begun, considered, minutes, firms = time.perf_counter(), 0, 0, 0
    settling = _settling(world, recorder) if watch.until_settled else None
    firm_column = engine.layout.column("firm.firms")
    watch.on_step(engine.step, world.steps)
    for record in engine.records():
        if isinstance(record, StepRecord):
            recorder.step(record)
            kinds = record.tallies[..., : engine.layout.blocks.source]
            considered += int(kinds[..., Act.CONSIDERED :: len(Act)].sum())
            firms = int(record.tallies[..., firm_column].sum())
            minutes += world.citizens * (world.end_of(record.step) - record.step * world.step_minutes)
            watch.on_record(record)
            watch.on_step(engine.step, world.steps)
            if not engine.year_is_over:
                if watch.stop():
                    break
                keeping.in_time()
        else:
            year = record.year
            recorder.year(record)
            watch.on_record(record)
            settled = settling is not None and settling.after(record)
            # A year's counts are large, and the next year's come beside them.
            del record
            recorder.census(census.take(year))
            if settled and engine.step < world.steps:
                world = _ended_here(engine, recorder)
                break
            if engine.step < world.steps:
                keeping.now()
                if watch.stop():
                    break
    seconds = time.perf_counter() - begun
    finished = engine.step == world.steps
    digests = engine.digests() if finished else {}
    if finished:
        people = _people(engine) if engine.lives.size else None
        recorder.finish(digests, seconds, extra, people, asked=final)
    else:
        keeping.now()
        recorder.interrupt(engine.step, seconds, extra)
    return Outcome(
        recorder.folder,
        world,
        finished,
        engine.step,
        digests.get("run"),
        digests,
        seconds,
        considered,
        minutes,
        firms,
        peak_rss(),
        engine.bytes_per_citizen,
        # Without the number of entries that each community has, which is there in any case.
        engine.extra_bytes - int(engine.ledger.used.nbytes) + int(engine.lives.nbytes),
        len(engine.lives) * engine.lives.itemsize * bool(engine.lives.size),
    )


def _with_what_is_left(error: InputError, folder: Path, step: int | None, world: World) -> InputError:
    """The error of a run that failed while it was going on, saying what can be done with its folder."""
    left = (
        "nothing of the run was kept: start it again"
        if step is None
        else f"{folder} is kept up to {day_of(world, step)}: go on with --resume"
    )
    return InputError([changed(each, remedy=f"{each.remedy}; {left}") for each in error.problems])


def _settling(world: World, recorder: Recorder) -> Settling:
    # Imported here: what measures takes long to import, and is needed before the end by this alone.
    from underheaven.study.settling import Settling

    return Settling(world, recorder.recorded_years())


def _ended_here(engine: Engine, recorder: Recorder) -> World:
    """End a run after the step that was lived last; returns the world that ends there."""
    world = ending_after(engine.world, engine.step - 1)
    recorder.end_here(world, _communities(engine, world), arrays(compile_tables(world)))
    return world


def ending_after(world: World, step: int) -> World:
    """The world that ends with `step`, and is the same up to there."""
    days = world.end_of(step) // MINUTES_PER_DAY
    return changed(world, end=world.start + dt.timedelta(days=days - 1))


def _communities(engine: Engine, world: World) -> NDArray[np.int64]:
    """Region, number, citizens and first enrolled step (-1 for none) of each community, int64[n, 4]."""
    c = engine.communities
    first = np.minimum(c.enrolled_from, c.joined_from)
    return np.stack([c.region, c.number, c.size, np.where(first < world.steps, first, -1)], axis=1)


def _begun(engine: Engine, folder: Path, replace: bool) -> Recorder:
    world, groups = engine.world, engine.world.society.groups
    return Recorder.create(
        folder,
        world,
        engine.layout,
        [(group, place, quintile) for group in groups for place in PLACES for quintile in QUINTILES],
        _communities(engine, world),
        arrays(engine.tables),
        replace,
        lives=bool(engine.lives.size),
    )


def _people(engine: Engine) -> Iterator[FinalRows]:
    """Everybody at the end, community by community."""
    s, c = engine.state, engine.communities
    for region, number, begin, size in zip(*(a.tolist() for a in c[:4]), strict=True):
        part = slice(begin, begin + size)
        yield FinalRows(
            region,
            number,
            s.archetype[part],
            s.own[part],
            s.shown[part],
            s.clean_own[part],
            s.clean[part],
            s.dread[part],
            s.hardship[part],
            engine.lives[:, part],
        )
