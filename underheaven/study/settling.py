"""A run that goes on until it has settled: judged at the end of each calendar year that it has lived."""

from __future__ import annotations

from collections.abc import Iterable

import pyarrow as pa

from underheaven.engine.records import YearRecord
from underheaven.engine.world import World
from underheaven.measure.frame import Frame
from underheaven.measure.headlines import headlines
from underheaven.measure.trend import has_settled, trends
from underheaven.measure.yearly import Yearly


class Settling:
    """Judges whether a run has settled (`has_settled`, of the main measures of its policy)."""

    def __init__(self, world: World, recorded: Iterable[pa.RecordBatch] = ()) -> None:
        """`recorded` are the rows of the years that a resumed run has lived before."""
        self._names = tuple(headlines(world))
        self._yearly = Yearly(Frame.of(world))
        self._years = list(self._yearly.of_rows(recorded))

    def after(self, record: YearRecord) -> bool:
        """Whether the run has settled at the end of one more year."""
        self._years.append(self._yearly.of_record(record))
        return has_settled(trends(self._years, self._names))
