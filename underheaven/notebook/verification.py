"""The engine held against laws and published results, and measured, as frames."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from underheaven.documents import taking
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import refuse
from underheaven.documents.taking import Whole
from underheaven.documents.words import counted
from underheaven.notebook.progress import progress as progress_of
from underheaven.notebook.tables import Tables
from underheaven.notebook.telling import told
from underheaven.record.provenance import NOTICE
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.study.bench.costs import require_pairs
from underheaven.study.bench.fixed import require_unchanged
from underheaven.study.bench.measuring import Setting
from underheaven.study.bench.rows import NAMES, Benchmark, as_data, asked, measure
from underheaven.verify import Verdicts, cases, run_cases
from underheaven.verify.table import as_json, passed, written

MOST_STEPS, MOST_REPEATS, MOST_CITIZENS = 5_000, 1_000, 100_000_000


class Verification(Tables):
    """The frame `findings`: what was expected, what was found, and how far the two may be apart.

    `passed` says whether every case did. A name that is no frame is an InputError.
    """

    def __init__(self, verdicts: Verdicts, stamp: Stamp) -> None:
        self.verdicts = verdicts
        rows = [
            {"case": case.name, "title": case.title, "what": each.what, "expected": written(each.expected),
             "found": written(each.found), "tolerance": each.tolerance, "passed": each.passed}
            for case, findings in verdicts for each in findings
        ]  # fmt: skip
        frame = Frame.of_rows("Expected and found", rows, stamp)
        failed = [case.name for case, findings in verdicts if not all(each.passed for each in findings)]
        said = f"{counted(len(verdicts), 'case')}, {len(verdicts) - len(failed)} passed" + (
            f"; failed: {', '.join(failed)}." if failed else "."
        )
        super().__init__({"findings": frame}, stamp, [said])

    @property
    def passed(self) -> bool:
        """Whether every case passed."""
        return passed(self.verdicts)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values: what `underheaven verify --json` prints."""
        return as_json(self.verdicts)


@told
def verified(
    names: Iterable[str] | None = None, *, quick: bool = False, progress: bool | None = None
) -> Verification:
    """Hold the engine against laws and published results: all cases, some by `names`, or the quick ones.

    Raises InputError, with the nearest, for a name of no case.
    """
    found = Gathered()
    every = [case.name for case in cases()]
    chosen = found.take(lambda: None if names is None else taking.words("names", names, every))
    short = found.take(lambda: taking.flag("quick", quick))
    shown = found.take(lambda: taking.some_flag("progress", progress))
    found.settle()
    many = len(chosen or cases(had(short)))
    with progress_of("Verifying", shown) as on_step:
        begun = iter(range(many + 1))
        verdicts = run_cases(had(short), only=chosen, progress=lambda _: on_step(next(begun), many))
    words = "".join(f" {name}" for name in chosen or ()) + " --quick" * had(short)
    arguments = [*([repr(list(chosen))] if chosen else []), *["quick=True"] * had(short)]
    python = ("import underheaven as uh", f"found = uh.verified({', '.join(arguments)})")
    about = "The engine held against laws and published results."
    return Verification(verdicts, Stamp(about, (f"underheaven verify{words}",), python, (), NOTICE))


class Bench(Tables):
    """The frames `ratios` (over fixed yardsticks, with what they should be), `mechanisms` (what each costs)
    and `unused` (what a policy pays for mechanisms that it does not use).

    A name that is no frame is an InputError.
    """

    def __init__(self, result: Benchmark, stamp: Stamp) -> None:
        self.result = result
        plain = self.to_dict()
        heads = {"ratios": "Ratios over yardsticks", "costs": "What each mechanism costs",
                 "unused": "What none pays for what it does not use"}  # fmt: skip
        names = {"costs": "mechanisms"}
        frames = {names.get(key, key): Frame.of_rows(head, plain[key], stamp) for key, head in heads.items()}
        super().__init__(frames, stamp)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values: what `underheaven bench --json` prints."""
        return as_data(self.result)


@told
def bench(
    citizens: Whole = 200_000,
    steps: Whole = 26,
    repeats: Whole = 9,
    *,
    rows: Iterable[str] | None = None,
    largest: Whole = 10_000_000,
    progress: bool | None = None,
) -> Bench:
    """Measure the engine's speed, in ratios over yardsticks that are fixed files: all `rows`, or some.

    `citizens` are of china-2019, `steps` are weeks, and of `repeats` pairs the median counts; the cost by the
    number of citizens goes up to the `largest`. Raises InputError for numbers that cannot be, and, with the
    nearest, for a row that there is not.
    """
    found = Gathered()
    people = found.take(lambda: taking.whole("citizens", citizens, 1, MOST_CITIZENS))
    weeks = found.take(lambda: taking.whole("steps", steps, 1, MOST_STEPS))
    times = found.take(lambda: taking.whole("repeats", repeats, 1, MOST_REPEATS))
    chosen = found.take(lambda: _rows(rows))
    most = found.take(lambda: taking.whole("largest", largest, 1))
    shown = found.take(lambda: taking.some_flag("progress", progress))
    found.take(require_unchanged)
    found.settle()
    require_pairs(had(people), had(weeks))
    with progress_of("Measuring", shown) as on_step:
        setting = Setting(had(people), had(weeks), had(times), had(most))
        result = measure(setting, asked(had(chosen)), on_step)
    words = "".join(f" {name}" for name in had(chosen))
    options = f"--citizens {people} --steps {weeks} --repeats {times} --largest {most}"
    named = f", rows={list(had(chosen))!r}" if chosen else ""
    python = (
        "import underheaven as uh",
        f"found = uh.bench({people}, {weeks}, {times}, largest={most}{named})",
    )
    about = f"The engine measured: {people:,} synthetic citizens, {weeks} weeks, {times} pairs."
    return Bench(result, Stamp(about, (f"underheaven bench{words} {options}",), python, (), NOTICE))


def _rows(rows: Iterable[str] | None) -> tuple[str, ...]:
    """The rows that were named, none where all are meant."""
    if rows is None:
        return ()
    chosen = taking.words("rows", rows, NAMES)
    if not chosen:
        raise refuse("rows is empty", "nothing would be measured", "name some rows, or leave rows out")
    return chosen
