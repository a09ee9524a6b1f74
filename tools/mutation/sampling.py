"""A sample of mutants, drawn by a fixed seed, each tried by whoever noticed it before."""

from __future__ import annotations

import random
import sys

from tools.mutation.forking import forked
from tools.mutation.known import prints_of
from tools.mutation.loading import imports
from tools.mutation.results import Source, change_of, read
from tools.mutation.unit_tests import with_tests

SEED = 11


def drawn(results: dict[str, Source], size: int) -> list[tuple[str, int]]:
    """Sources and numbers: of all mutants that were tried, those that are killed among so many drawn."""
    every = [(name, number) for name, source in results.items() for number in sorted(source.tried)]
    chosen = random.Random(SEED).sample(every, min(size, len(every)))
    return [(name, number) for name, number in chosen if number in results[name].by]


def main(size: int, processes: int) -> int:
    """Try them; 1 where one lives that was killed before, each of which is named."""
    from tools.mutation.trials import trials
    from tools.mutation.trying import Oracle

    results, lived = read(), list[str]()
    sample = drawn(results, size)
    killers = {results[name].by[number] for name, number in sample}
    worlds = {trial.name: trial for trial in trials() if trial.name in killers}
    tests = sorted(killers - set(worlds))

    def then(items: dict[str, object]) -> None:
        oracle = Oracle(worlds, items, prints_of(worlds, items, processes))  # type: ignore[arg-type]
        for trial in worlds.values():
            _ = trial.ready
        imports()
        tasks = (
            (f"{name} {number}", oracle.asking(change_of(name, number), results[name].by[number]))
            for name, number in sample
        )
        for task, what in forked(tasks, processes):
            if "how" not in what:
                name, _, number = task.rpartition(" ")
                mutant = change_of(name, int(number)).mutant
                lived.append(f"{mutant.name} ({mutant.was} -> {mutant.becomes}) {what}")

    with_tests(then, tests)  # type: ignore[arg-type]
    sys.stdout.write(
        f"{len(sample) - len(lived)} of {len(sample)} mutants killed\n" + "\n".join(lived) + "\n"
    )
    return 1 if lived else 0
