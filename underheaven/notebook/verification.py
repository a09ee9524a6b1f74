"""The engine held against laws and published results, and measured, as frames."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from underheaven.documents import taking
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.taking import Whole
from underheaven.documents.words import counted
from underheaven.notebook.progress import progress as progress_of
from underheaven.notebook.tables import Tables
from underheaven.notebook.telling import told
from underheaven.record.provenance import NOTICE
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.study.benchmark import Benchmark, benchmark
from underheaven.study.costs import Cost, costs, require_pairs
from underheaven.study.mechanisms import MECHANISMS
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
    """The frames `engine` (times and floors) and `mechanisms` (what each costs); times are of this machine.

    A name that is no frame is an InputError.
    """

    def __init__(self, result: Benchmark, prices: list[Cost], stamp: Stamp) -> None:
        self.result, self.prices = result, prices
        low, median, high = result.ns_per_citizen_day
        plain = asdict(result) | {
            "ns_per_citizen_day": median, "ns_per_citizen_day_least": low, "ns_per_citizen_day_most": high
        }  # fmt: skip
        engine = [{"measured": name, "value": float(value)} for name, value in plain.items()]
        units = {"ns_per_citizen_day": "nanoseconds"}
        frames = {
            "engine": Frame.of_rows("The engine beside the floor of this machine", engine, stamp),
            "mechanisms": Frame.of_rows(
                "What each mechanism costs", [asdict(each) for each in prices], stamp, units
            ),
        }
        super().__init__(frames, stamp)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values: what `underheaven bench --json` prints."""
        return {**asdict(self.result), "costs": [asdict(each) for each in self.prices], "synthetic": True}


@told
def bench(
    citizens: Whole = 200_000, steps: Whole = 26, repeats: Whole = 5, *, progress: bool | None = None
) -> Bench:
    """Measure the engine: nanoseconds per citizen-day and considered act, beside the floor of this machine.

    `citizens` are of china-2019, `steps` are weeks, and of `repeats` the median counts. Raises InputError for
    numbers that cannot be.
    """
    found = Gathered()
    people = found.take(lambda: taking.whole("citizens", citizens, 1, MOST_CITIZENS))
    weeks = found.take(lambda: taking.whole("steps", steps, 1, MOST_STEPS))
    times = found.take(lambda: taking.whole("repeats", repeats, 1, MOST_REPEATS))
    shown = found.take(lambda: taking.some_flag("progress", progress))
    found.settle()
    require_pairs(had(people), had(weeks))
    total = had(times) + len(MECHANISMS)
    with progress_of("Measuring", shown) as on_step:
        result = benchmark(had(people), had(weeks), had(times), lambda done: on_step(done, total))
        prices = costs(had(people), had(weeks), lambda done: on_step(had(times) + done, total))
    options = f"--citizens {people} --steps {weeks} --repeats {times}"
    python = ("import underheaven as uh", f"found = uh.bench({people}, {weeks}, {times})")
    about = f"The engine measured: {people:,} synthetic citizens, {weeks} weeks, {times} repeats."
    return Bench(result, prices, Stamp(about, (f"underheaven bench {options}",), python, (), NOTICE))
