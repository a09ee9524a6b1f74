"""Many small worlds, weighed side by side: harms and costs of each, and nothing else is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from underheaven.documents.problems import refuse
from underheaven.engine.world import World
from underheaven.record.disk import sealed, write_json, writing
from underheaven.record.lock import locked
from underheaven.study.harms import COSTS, HARMS, Values, weighed
from underheaven.study.limits import require_memory, require_renewal
from underheaven.study.shared_tables import SharedTables

FILE = "weighed.json"
EVERY = 100
"""Runs after which what is known is written down."""
OnRun = Callable[[int, int], None]


def unheard(_done: int, _of: int) -> None:
    """Takes runs done and their number, and tells nobody."""


def _weighed(world: World, tables: SharedTables) -> Values:
    return weighed(world, tables.of(world))


def formulas() -> str:
    """What tells apart values of other formulas: a digest of what is measured."""
    text = json.dumps([(each.name, each.formula) for each in (*HARMS.values(), *COSTS.values())])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


@dataclass
class Weighed:
    """Hash of a world -> its harms and costs; with a `folder`, kept in a file there between calls."""

    folder: Path | None = None
    found: dict[str, Values] = field(default_factory=dict)
    guard: Callable[[], None] = lambda: None
    """Called before anything is written; it may refuse, where the folder is no longer ours."""

    @classmethod
    def at(cls, folder: Path | None) -> Weighed:
        """What a folder holds, or nothing. InputError where a file there is something else."""
        if folder is None or not (file := folder / FILE).exists():
            return cls(folder)
        try:
            data = json.loads(file.read_text(encoding="utf-8"))
            if not isinstance(data, dict) or sealed(data) != data:
                raise ValueError
            found, same = dict(data["runs"]), data["formulas"] == formulas()
        except (OSError, ValueError, KeyError, TypeError):
            raise refuse(
                f"{file} cannot be gone on with",
                "it holds no weighed runs, or was changed",
                "give --out another folder",
            ) from None
        return cls(folder, found if same else {})

    def keep(self) -> None:
        """Write what is known, whole or not at all, where there is a folder."""
        if self.folder is None:
            return
        self.guard()
        with writing(self.folder):
            self.folder.mkdir(parents=True, exist_ok=True)
        data = {"synthetic": True, "formulas": formulas(), "runs": self.found}
        write_json(self.folder / FILE, data)

    def weigh(self, worlds: Iterable[World], threads: int = 1, on_run: OnRun = unheard) -> None:
        """Live the worlds that are not known yet, so many at a time, each on a thread of its own.

        Ends with KeyboardInterrupt when it is interrupted, after the runs under way, with what is known kept.
        """
        every = {world.hash: world for world in worlds}
        todo = {name: world for name, world in every.items() if name not in self.found}
        for world in list(todo.values())[:1]:
            require_renewal(world)
            require_memory(world, 1, engines=threads)
        tables = SharedTables(todo.values())
        done = len(every) - len(todo)
        on_run(done, len(every))
        with ThreadPoolExecutor(threads) as pool:
            waiting: Mapping[Future[Values], str] = {
                pool.submit(_weighed, world, tables): name for name, world in todo.items()
            }
            left = set(waiting)
            try:
                while left:
                    # Woken now and then, since a wait without end cannot be interrupted everywhere.
                    ended, left = wait(left, timeout=0.5, return_when=FIRST_COMPLETED)
                    for future in ended:
                        self.found[waiting[future]] = future.result()
                        done += 1
                        on_run(done, len(every))
                        if done % EVERY == 0:
                            self.keep()
            finally:
                pool.shutdown(wait=True, cancel_futures=True)
                self.keep()

    def of(self, world: World) -> Values:
        """The harms and costs of a world that was weighed."""
        return self.found[world.hash]


@contextmanager
def kept_in(folder: Path | None) -> Iterator[Weighed]:
    """What a folder holds, to be gone on with; until the end nobody else can write there.

    Without a folder nothing is known, and nothing kept. InputError where another process, or thread, holds
    the folder, or where it holds something else.
    """
    if folder is None:
        yield Weighed()
        return
    with locked(folder) as lock:
        known = Weighed.at(folder)
        known.guard = lock.require
        yield known
