"""What lives a run's world: an engine, what takes its census, and the memory that they need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from numpy.typing import NDArray

from underheaven.engine.cpu import Engine
from underheaven.engine.world import World
from underheaven.record.census import CensusRecord
from underheaven.record.enumeration import Enumerator
from underheaven.study.limits import Memory, require_memory


class Census(Protocol):
    """What takes the census whenever a calendar year is over."""

    def kept(self) -> dict[str, NDArray[Any]]:
        """What a checkpoint has to keep for it; asked after the engine was asked for its own."""

    def restore(self, arrays: Mapping[str, NDArray[Any]]) -> None:
        """Go on from a checkpoint, after the engine has."""

    def take(self, year: int) -> CensusRecord:
        """The census after the last step lived, in which `year` ended."""


class Engines(Protocol):
    """How a world is lived; it changes no result."""

    def require(self, world: World, lives: bool) -> Memory:
        """What it needs. Raises `InputError` where it cannot be; nothing has been begun."""

    def begun(self, world: World, lives: bool) -> tuple[Engine, Census]:
        """An engine at the world's start that is not compiled yet, and what takes its census."""


@dataclass(frozen=True)
class OnThreads:
    """One engine on so many threads of this process."""

    threads: int = 1

    def require(self, world: World, lives: bool) -> Memory:
        """What it needs."""
        return require_memory(world, self.threads, lives=lives)

    def begun(self, world: World, lives: bool) -> tuple[Engine, Census]:
        """An engine that has everybody."""
        engine = Engine(world, self.threads, lives=lives)
        return engine, Enumerator(engine)
