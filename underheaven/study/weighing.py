"""Many small worlds, weighed side by side: harms and costs of each, and nothing else is kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from underheaven.documents.problems import refuse
from underheaven.engine.world import World
from underheaven.record.disk import sealed, write_json, writing
from underheaven.record.lock import locked
from underheaven.study.apart import Check
from underheaven.study.harms import COSTS, HARMS, Values, weighed
from underheaven.study.limits import require_renewal
from underheaven.study.pool import ALONE, Pool
from underheaven.study.shared_tables import SharedTables

FILE = "weighed.json"
EVERY = 100
"""Runs after which what is known is written down."""
OnRun = Callable[[int, int], None]


def unheard(_done: int, _of: int) -> None:
    """Takes runs done and their number, and tells nobody."""


@dataclass(frozen=True)
class Weighing:
    """The model that lives some worlds, one after the other, and gives the harms and costs of each.

    With `tables`, which only threads of one process can share, it takes theirs; without, it makes the tables
    of worlds that differ in their seeds alone once.
    """

    tables: SharedTables | None = None

    def __call__(self, worlds: tuple[World, ...], check: Check) -> list[Values]:
        """The values of each world."""
        tables, found = SharedTables(worlds) if self.tables is None else self.tables, []
        for world in worlds:
            check()
            found.append(weighed(world, tables.of(world)))
        return found


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
        data = {"synthetic": True, "formulas": formulas(), "runs": dict(sorted(self.found.items()))}
        write_json(self.folder / FILE, data)

    def weigh(self, worlds: Iterable[World], pool: Pool = ALONE, on_run: OnRun = unheard) -> None:
        """Live the worlds that are not known yet, side by side in a pool.

        Ends with KeyboardInterrupt when it is interrupted, with what is known kept.
        """
        every = {world.hash: world for world in worlds}
        todo = {name: world for name, world in every.items() if name not in self.found}
        for world in list(todo.values())[:1]:
            require_renewal(world)
            pool.require(world)
        done = len(every) - len(todo)
        on_run(done, len(every))
        alone = {name: [name] for name in todo}
        # Elsewhere whatever has the same tables is lived together, so that they are made once.
        groups = list((alone if pool.here else _alike(todo)).values())

        def take(number: int, found: list[Values]) -> None:
            nonlocal done
            for name, values in zip(groups[number], found, strict=True):
                self.found[name] = values
                done += 1
                on_run(done, len(every))
                if done % EVERY == 0:
                    self.keep()

        model = Weighing(SharedTables(todo.values()) if pool.here else None)
        try:
            pool.compute(model, [(tuple(todo[name] for name in names),) for names in groups], take)
        finally:
            self.keep()

    def of(self, world: World) -> Values:
        """The harms and costs of a world that was weighed."""
        return self.found[world.hash]


def _alike(worlds: Mapping[str, World]) -> dict[str, list[str]]:
    """The names of worlds that differ in their seeds alone, group by group."""
    groups: dict[str, list[str]] = {}
    for name, world in worlds.items():
        groups.setdefault(replace(world, seed=0).hash, []).append(name)
    return groups


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
