"""Sweeps and sensitivity analyses from Python, as frames that show themselves."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from numbers import Real
from pathlib import Path
from typing import Any, TypeAlias

from underheaven.documents import taking
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.taking import Day, Whole
from underheaven.notebook.asked import Settings
from underheaven.notebook.given import PolicyLike, SocietyLike
from underheaven.notebook.progress import progress as progress_of
from underheaven.notebook.tables import Tables
from underheaven.notebook.telling import told
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.report.sensitive import picture
from underheaven.report.studied import BOUNDARY, chance_said
from underheaven.report.study_stamp import stamp_of
from underheaven.study.limits import MOST_THREADS
from underheaven.study.pool import on_threads
from underheaven.study.sensitivity.analysis import SAMPLES, TRAJECTORIES, plan_sensitivity
from underheaven.study.sensitivity.analysis import sensitivity as analyse
from underheaven.study.sensitivity.designs import METHODS, MORRIS, blocks_of
from underheaven.study.sensitivity.found import IN_ORDER
from underheaven.study.sensitivity.found import Sensitivity as Found
from underheaven.study.sweeping.axes import STATED
from underheaven.study.sweeping.design import DESIGNS, GRID
from underheaven.study.sweeping.planning import SEEDS, plan_sweep
from underheaven.study.sweeping.sweep import MOST_RUNS, MOST_SEEDS, Swept
from underheaven.study.sweeping.sweep import sweep as live

START, END, CITIZENS = dt.date(2020, 1, 1), dt.date(2020, 12, 31), 2_000
MOST_POINTS = MOST_OF_RUNS = 10_000_000
Keys: TypeAlias = "Mapping[str, str | Sequence[float] | Mapping[str, Sequence[float]] | None]"
"""Path -> `"2..10"`, `{"range": (2, 10)}`, a list of values, or None for the range in its file."""


class Sweep(Tables):
    """The frames `runs` (a row for each point, seed and outcome) and `points` (one for each point and seed).

    Rows stand in the order of the design. `found` is the sweep itself. A name that is no frame is an
    InputError with the nearest that is.
    """

    def __init__(self, found: Swept, stamp: Stamp) -> None:
        self.found = found
        frames = _frames(stamp, [
            ("runs", "Runs of a sweep", found.runs()), ("points", "Points of a sweep", found.points()),
        ])  # fmt: skip
        super().__init__(frames, stamp, [BOUNDARY])

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values: what `underheaven sweep --json` prints, without its files."""
        return self.found.to_dict()


class Sensitivity(Tables):
    """The frames `indices` (a row for each outcome, key and index), `chance`, `runs` and `points`.

    Keys stand in the order in which they were asked. `found` is the analysis itself. A name that is no frame
    is an InputError with the nearest that is.
    """

    def __init__(self, found: Found, stamp: Stamp) -> None:
        self.found = found
        frames = _frames(stamp, [
            ("indices", "Indices of sensitivity", found.table()),
            ("chance", "Chance between seeds", found.chances()),
            ("runs", "Runs of the analysis", found.swept.runs()),
            ("points", "Points of the analysis", found.swept.points()),
        ])  # fmt: skip
        said = [f"{each.name}: {chance_said(found, each.name)}" for each in found.plan.outcomes]
        super().__init__(frames, stamp, [IN_ORDER, *said])

    @told
    def plot(self) -> Figure:
        """The picture of the indices."""
        *before, command = self.stamp.command
        made = replace(self.stamp, command=(*before, f"{command} --png sensitivity.png"))
        return Figure(picture(self.found), made.with_python("found.plot().save('sensitivity.png')"))

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values: what `underheaven sensitivity --json` prints, without its files."""
        return self.found.to_dict()


@told
def sweep(
    policy: PolicyLike,
    keys: Keys,
    society: SocietyLike = "riverton",
    *,
    design: str | None = None,
    points: Whole | None = None,
    seeds: Whole = SEEDS,
    seed: Whole = 1,
    outcomes: str | Iterable[str] = (),
    start: Day = START,
    end: Day = END,
    citizens: Whole = CITIZENS,
    runs: Whole = MOST_RUNS,
    threads: Whole | None = None,
    folder: str | os.PathLike[str] | None = None,
    progress: bool | None = None,
) -> Sweep:
    """Live a world at many values of its numbers: a grid, a Latin hypercube or a Sobol' sequence.

    `keys` are paths such as "society.behaviour.dread.record" with a list of values, with "2..10", or None for
    the range in the file. `outcomes` are harms, and measures where no key of the policy is among the keys;
    all harms by default. With a `folder` every run is kept there, and gone on from; `runs` is the most that
    are begun. Other arguments are those of `ablate`. Raises InputError, before anything is lived, for what
    cannot be, and for what the boundary refuses.
    """
    found = Gathered()
    name = found.take(lambda: None if design is None else taking.word("design", design, DESIGNS))
    many = found.take(lambda: taking.some_whole("points", points, 1, MOST_POINTS))
    each = found.take(lambda: taking.whole("seeds", seeds, 1, MOST_SEEDS))
    common = _Common(found, keys, outcomes, runs, threads, folder, progress)
    # A study runs many worlds: None for all of the society's citizens is refused.
    found.take(lambda: taking.whole("citizens", citizens, 1))
    asked = Settings(society, start, end, citizens, seed).worlds(found, [("policy", policy)])
    plan = plan_sweep(asked.models[0], had(common.keys), name, many, had(each), had(common.outcomes))
    with progress_of("Sweeping", common.shown) as on_run:
        swept = live(
            plan, pool=on_threads(common.threads), folder=common.folder,
            most_runs=had(common.runs), on_run=on_run,
        )  # fmt: skip
    samples = None if plan.design.name == GRID else len(plan.design.points)
    return Sweep(swept, stamp_of("sweep", plan, asked.given, samples))


@told
def sensitivity(
    policy: PolicyLike,
    keys: Keys,
    society: SocietyLike = "riverton",
    *,
    method: str = MORRIS,
    points: Whole | None = None,
    seeds: Whole = SEEDS,
    seed: Whole = 1,
    outcomes: str | Iterable[str] = (),
    start: Day = START,
    end: Day = END,
    citizens: Whole = CITIZENS,
    runs: Whole = MOST_RUNS,
    threads: Whole | None = None,
    folder: str | os.PathLike[str] | None = None,
    progress: bool | None = None,
) -> Sensitivity:
    """Tell which numbers move the outcomes of a world: Morris' screening, or Sobol's shares of variance.

    `points` is the number of trajectories ("morris", 10 by default) or of samples ("sobol", a power of two,
    64 by default); `seeds` is two or more, so that chance between them can be told from what the keys do.
    Other arguments are those of `sweep`. Raises InputError as `sweep` does, and where SALib, the extra
    `sensitivity`, is not installed.
    """
    found = Gathered()
    how = found.take(lambda: taking.word("method", method, METHODS))
    many = found.take(lambda: taking.some_whole("points", points, 1, MOST_POINTS))
    each = found.take(lambda: taking.whole("seeds", seeds, 2, MOST_SEEDS))
    common = _Common(found, keys, outcomes, runs, threads, folder, progress)
    found.take(lambda: taking.whole("citizens", citizens, 1))
    asked = Settings(society, start, end, citizens, seed).worlds(found, [("policy", policy)])
    plan = plan_sensitivity(
        asked.models[0], had(common.keys), had(how), many, had(each), had(common.outcomes)
    )
    with progress_of("Telling what moves the outcomes", common.shown) as on_run:
        made = analyse(
            plan, pool=on_threads(common.threads), folder=common.folder,
            most_runs=had(common.runs), on_run=on_run,
        )  # fmt: skip
    stamp = stamp_of("sensitivity", plan, asked.given, len(blocks_of(plan.design)))
    return Sensitivity(made, stamp)


class _Common:
    """What both take besides a world, read with what is wrong gathered."""

    def __init__(
        self,
        found: Gathered,
        keys: object,
        outcomes: object,
        runs: object,
        threads: object,
        folder: object,
        progress: object,
    ) -> None:
        self.keys = found.take(lambda: keys_given(keys))
        self.outcomes = found.take(lambda: _outcomes(outcomes))
        self.runs = found.take(lambda: taking.whole("runs", runs, 1, MOST_OF_RUNS))
        self.threads = found.take(lambda: taking.some_whole("threads", threads, 1, MOST_THREADS))
        self.folder: Path | None = found.take(lambda: taking.some_path("folder", folder))
        self.shown = found.take(lambda: taking.some_flag("progress", progress))


def keys_given(value: object) -> list[tuple[str, str]]:
    """The paths of an argument with what is given to each, as text; InputError for what is none."""
    if not isinstance(value, Mapping) or not value:
        raise taking.unfit(
            "keys", value, "a mapping of paths", "{'society.behaviour.dread.record': '2..10'}, for one"
        )
    return [
        (taking.text("keys", path, "a path such as 'policy.secrecy'"), _text(path, each))
        for path, each in value.items()
    ]


def _text(path: str, value: object) -> str:
    if value is None:
        return STATED
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping) and set(value) == {"range"}:
        ends = _numbers(path, value["range"])
        if len(ends) == 2:
            return "..".join(ends)
    elif not isinstance(value, Mapping):
        return ",".join(_numbers(path, value))
    raise taking.unfit(f"keys[{path!r}]", value, "values or a range", "[2, 4, 8], '2..8' or None")


def _numbers(path: str, value: object) -> list[str]:
    if hasattr(value, "tolist"):  # of NumPy
        value = value.tolist()
    listed = value if isinstance(value, Iterable) and not isinstance(value, str | bytes) else [value]
    found = []
    for each in listed:
        if isinstance(each, bool) or not isinstance(each, Real | Decimal):
            raise taking.unfit(f"keys[{path!r}]", each, "a number", "a list of numbers such as [2, 4, 8]")
        found.append(str(each) if isinstance(each, int | Decimal) else repr(float(each)))
    if not found:
        raise taking.unfit(f"keys[{path!r}]", value, "a list with a number in it", "[2, 4, 8]")
    return found


def _outcomes(value: object) -> tuple[str, ...]:
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, Iterable) or isinstance(listed, bytes | Mapping):
        raise taking.unfit("outcomes", value, "a list of names", "['sanctioned in error']")
    return tuple(taking.text("outcomes", each, "a name such as 'sanctioned'") for each in listed)


def _frames(stamp: Stamp, tables: Iterable[tuple[str, str, Any]]) -> dict[str, Frame]:
    return {
        name: Frame.of_table(title, table, stamp.with_python(f"found[{name!r}].save('{name}.csv')"))
        for name, title, table in tables
    }


__all__ = ["SAMPLES", "TRAJECTORIES", "Sensitivity", "Sweep", "sensitivity", "sweep"]
