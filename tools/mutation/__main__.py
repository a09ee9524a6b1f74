"""Try mutants, and keep what came of them.

    python -m tools.mutation [--only "mechanisms/firms/*"] [--processes 1] [--most 1000]
    python -m tools.mutation --again       also those that survived
    python -m tools.mutation --worlds      ask no unit tests: for a first look
    python -m tools.mutation --sample 150  a sample, each by whoever noticed it before; keeps nothing
    python -m tools.mutation --page        only docs/mutation.md, from what is kept

Stopped and called again, it goes on with those that were not tried. They are tried in an order drawn by a
fixed seed, so that what is known of a part is an estimate of the whole.
"""

from __future__ import annotations

import argparse
import fnmatch
import importlib
import os
import random
import sys
from pathlib import Path

import pytest

from tools.mutation import page, sampling
from tools.mutation.forking import forked
from tools.mutation.inline import without_threads
from tools.mutation.known import known_of
from tools.mutation.loading import imports, module_name
from tools.mutation.mutants import ROOT, named, sources
from tools.mutation.results import Source, change_of, read, write
from tools.mutation.unit_tests import paths_of, with_tests

BASELINE = ROOT / "out" / "mutation" / "known.json"
SEED = 10
EVERY = 25
"""Mutants after which the file is written anew."""


def waiting(results: dict[str, Source], only: str, again: bool) -> list[tuple[str, int]]:
    """Sources and numbers of the mutants to try, in an order by lot."""
    every = [(name, number) for name, source in results.items() for number in range(source.mutants)]
    random.Random(SEED).shuffle(every)
    done = {name: set(source.by) if again else source.tried for name, source in results.items()}
    return [
        (name, number) for name, number in every if fnmatch.fnmatch(name, only) and number not in done[name]
    ]


def try_all(items: dict[str, pytest.Item], asked: argparse.Namespace) -> None:
    """Try what is to be tried, and write down what came of it."""
    from tools.mutation.trials import trials
    from tools.mutation.trying import Oracle

    results, worlds = read(), {trial.name: trial for trial in trials()}
    todo = waiting(results, asked.only, asked.again)[: asked.most]
    oracle = Oracle(worlds, items, known_of(worlds, items, BASELINE, asked.processes), asked.again)
    for trial in worlds.values():
        _ = trial.ready
    for path in sources():
        importlib.import_module(module_name(named(path)))
    imports()
    tasks = ((f"{name} {number}", oracle.trying(change_of(name, number))) for name, number in todo)
    for count, (task, what) in enumerate(forked(tasks, asked.processes), 1):
        name, _, number = task.rpartition(" ")
        if "error" in what:
            sys.stderr.write(f"not tried: {change_of(name, int(number)).mutant.name}: {what['error']}\n")
        else:
            results[name].note(int(number), what)
        if count % EVERY == 0 or count == len(todo):
            write(results)
            sys.stdout.write(f"{count} of {len(todo)}: {page.said(results)}\n")
            sys.stdout.flush()


def uncompiled() -> None:
    """Begin again as a process in which nothing is compiled, unless this is one."""
    if os.environ.get("NUMBA_DISABLE_JIT") != "1":
        os.environ["NUMBA_DISABLE_JIT"] = "1"
        os.execv(sys.executable, [sys.executable, "-m", "tools.mutation", *sys.argv[1:]])


def main() -> int:
    """Do what is asked; 1 where a mutant of a sample lives that nobody has written down."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--only", default="*", help="sources whose paths match")
    parser.add_argument("--processes", type=int, default=1)
    parser.add_argument("--most", type=int, help="try at most so many")
    parser.add_argument("--worlds", action="store_true", help="ask worlds alone, and unit tests --again")
    parser.add_argument("--again", action="store_true", help="try survivors again")
    parser.add_argument("--sample", type=int, help="try so many by whoever noticed them before")
    parser.add_argument("--page", action="store_true", help="only write the page")
    asked = parser.parse_args()
    if not asked.page:
        uncompiled()
        os.chdir(Path(ROOT))
        without_threads()
    if asked.sample:
        return sampling.main(asked.sample, asked.processes)
    if not asked.page:
        todo = {name for name, _ in waiting(read(), asked.only, asked.again)}
        with_tests(lambda items: try_all(items, asked), [] if asked.worlds else paths_of(todo))
    page.write_page(read())
    sys.stdout.write(page.said(read()) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
