"""Everything that pictures and pages are made of, read once."""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property

from underheaven.engine.world import World
from underheaven.measure.audit import Audit, audit
from underheaven.measure.frame import Frame
from underheaven.measure.headlines import main
from underheaven.measure.lived.lived import Lived, live_again
from underheaven.measure.pool import Pool
from underheaven.measure.results import Measures
from underheaven.measure.run import pools_of, with_last_year
from underheaven.measure.screen import screen_run
from underheaven.measure.trend import Trend, trends
from underheaven.measure.yearly import YearCounts, Yearly
from underheaven.policy.screening import Screen
from underheaven.record.provenance import Provenance
from underheaven.record.query import RunFolder
from underheaven.report.gathering import Gathering
from underheaven.report.ranges import known
from underheaven.report.timeline import Timeline, timeline
from underheaven.study.assuming.beside import ranges_of
from underheaven.study.assuming.found import Ranges, Unknown


@dataclass(frozen=True)
class Results:
    """A run as a report sees it. `last` are the measures of its last complete year, `pool` its counts.

    What was gathered while it was lived is not read again. `reliving` is under way where communities are
    lived again beside what is done meanwhile.
    """

    folder: RunFolder
    world: World
    provenance: Provenance
    frame: Frame
    measures: Measures
    pool: Pool
    gathered: Gathering | None = None
    reliving: Future[Lived] | None = None

    @classmethod
    def of(
        cls, folder: RunFolder, gathered: Gathering | None = None, reliving: Future[Lived] | None = None
    ) -> Results:
        """Read a run, or take what was gathered of it, a run that was lived from its start to its end.

        InputError if no calendar year of it is complete.
        """
        if gathered is None:
            pools = pools_of(folder)
            measures, pool = with_last_year(pools), pools[-1]
        else:
            measures, pool = gathered.measured
        return cls(folder, folder.world, folder.provenance, pool.frame, measures, pool, gathered, reliving)

    @cached_property
    def timeline(self) -> Timeline:
        """The counts over time."""
        return timeline(self.folder) if self.gathered is None else self.gathered.periods.timeline()

    @cached_property
    def trends(self) -> dict[str, Trend]:
        """The main measures from year to year, by name: whether each has settled."""
        if self.gathered is not None:
            years: Iterable[YearCounts] = self.gathered.years.years
        else:
            years = Yearly(self.frame).of_rows(self.folder.batches("years"))
        return trends(years, main(self.world, self.last))

    @cached_property
    def ranges(self) -> Ranges | Unknown:
        """How far the main measures hang on what is assumed, or why that is not known."""
        return known(ranges_of(self.world, self.folder.path), self.last)

    @cached_property
    def lived(self) -> Lived:
        """What takes people week by week, of communities that are lived again; it takes some seconds."""
        return live_again(self.folder) if self.reliving is None else self.reliving.result()

    @cached_property
    def audit(self) -> Audit:
        """The audit of the last complete year."""
        return audit(self.folder, year=self.last_year, known=(self.pool, self.last))

    @cached_property
    def screen(self) -> Screen:
        """What Article 5(1)(c) of the AI Act asks about the policy, with the run's counts."""
        return screen_run(self.folder, None if self.gathered is None else self.gathered.years)

    @property
    def given(self) -> dict[str, str]:
        """The names of policy and society, or of their files, for which the run was asked."""
        given: dict[str, str] = self.provenance.extra.get("given", {})
        return given

    @property
    def last(self) -> Measures:
        """The measures of the last complete year."""
        return self.measures.last_year or self.measures

    @property
    def last_year(self) -> int:
        """The last complete year."""
        return self.last.years[-1]

    @property
    def when(self) -> str:
        """When the last complete year, or what was lived of it, was: `in 2020`."""
        return self.last.period.when

    @property
    def anybody(self) -> bool:
        """Whether anybody was ever in the scheme."""
        return (self.measures.enrolled.all.value or 0) > 0
