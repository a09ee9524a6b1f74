"""The four calls by which a shard is spoken to, and all that goes to and fro.

A shard is a worker that lives a range of a world's communities. Axes are those of `engine.records`: R
regions, G groups, M columns, F public and Q known fields; q goods of which there is a fixed number.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

from underheaven import __version__
from underheaven.engine.records import Int64
from underheaven.life.tables import Tables
from underheaven.record.census import CensusRecord
from underheaven.study.piped import LostError as LostError

Arrays = Mapping[str, NDArray[np.generic]]


class Part(NamedTuple):
    """What a shard begins with: communities `first` to before `last`, at the start or as they were kept."""

    first: int
    last: int
    tables: Tables
    """Of the world, so that they are made once."""
    step: int = 0
    """The next step to be lived."""
    kept: Arrays | None = None
    """The range's arrays of a checkpoint before `step` (`cutting.cut`); None at the start."""
    version: str = __version__
    """Of the package that asks: another one may count otherwise."""


class Counted(NamedTuple):
    """What a shard counts in a step. The world's counts are the sums of those of all shards."""

    tallies: Int64
    """int64[R, G, M]."""
    histogram: Int64
    """int64[R, G, 64]."""
    public: Int64
    """int64[R, F]."""
    year: Int64
    """int64[rows, cells, M]: the rows that the range has of the year's counts, of all steps since they were
    last handed over. No rows (0) unless the step ends a year."""
    census: CensusRecord | None
    """The range's adults in the scheme as a year ends; None in any other step."""


class Asked(NamedTuple):
    """The families of a region that are counted by their next digit (`mechanisms.places.ranking`)."""

    region: int
    digits: int
    """How many digits are known of the last family to have a place."""
    found: Int64
    """These, int64[q, 2, 5]."""


class Kept(NamedTuple):
    """What a shard hands over for a checkpoint."""

    arrays: dict[str, NDArray[Any]]
    """The range's columns of `State`, the `ledger.` and `census.` arrays, and `lives`."""
    year: Int64
    """int64[rows, cells, M]: as in `Counted`; it begins again from 0."""


class Shard(Protocol):
    """A range of communities that is lived elsewhere."""

    def start(self, part: Part) -> None:
        """Make the range's people, or go on from what was kept of them.

        Raises `InputError` where what was kept is not of this world, or the shard's package is of another
        version.
        """

    def step(self, known: Int64) -> Counted:
        """Live the next step under what everybody knows, int64[R, Q]."""

    def ranks(self, asked: Asked) -> Int64:
        """Families before the next step, by good, order and next digit: int64[q, 2, 65536]."""

    def checkpoint(self) -> Kept:
        """Everything of the range that a later run needs to go on from here."""


class Worker(Protocol):
    """A worker elsewhere that has a shard; it answers one call after the other."""

    def ask(self, call: str, argument: tuple[Any, ...]) -> None:
        """Begin one of the four calls. Raises `LostError`."""

    def answer(self) -> Any:
        """What it came to; raises what it raised, or `LostError`."""

    def end(self) -> None:
        """End the worker, whatever it is at."""


class Workplace(Protocol):
    """Where workers are, for the shards of one world."""

    def hire(self) -> Worker:
        """Another worker, whose shard has not been started yet. Raises `LostError`."""

    def leave(self) -> None:
        """Hire nobody any more; all workers have ended."""
