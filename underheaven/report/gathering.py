"""What a report is made of, gathered while the run is lived."""

from __future__ import annotations

from functools import cached_property

from underheaven.engine.records import StepRecord, YearRecord
from underheaven.engine.world import World
from underheaven.measure.frame import Frame
from underheaven.measure.gathering import Gathering as Years
from underheaven.measure.pool import Pool
from underheaven.measure.results import Measures
from underheaven.measure.run import with_last_year
from underheaven.report.timeline import Periods


class Gathering:
    """The counts of a run's years and periods, from all of its records in order (`Results.of` reads them)."""

    def __init__(self, world: World) -> None:
        frame = Frame.of(world)
        self.world = world
        self.years, self.periods = Years(frame), Periods(frame, world.steps)

    def add(self, record: StepRecord | YearRecord) -> None:
        """Add the next record."""
        if isinstance(record, StepRecord):
            self.years.add_step(record)
            self.periods.add(record)
        else:
            self.years.add_year(record)

    @cached_property
    def measured(self) -> tuple[Measures, Pool]:
        """The measures of the whole run with those of its last year, and the counts of that year.

        Once all records were added. ValueError where there is no year.
        """
        pools = self.years.pools()
        return with_last_year(pools), pools[-1]
