"""Everything that pictures and pages are made of, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from underheaven.engine.world import World
from underheaven.measure.audit import Audit, audit
from underheaven.measure.frame import Frame
from underheaven.measure.headlines import main
from underheaven.measure.pool import Pool
from underheaven.measure.results import Measures
from underheaven.measure.run import pools_of, with_last_year
from underheaven.measure.screen import screen_run
from underheaven.measure.trend import Trend, trends
from underheaven.measure.yearly import Yearly
from underheaven.policy.screening import Screen
from underheaven.record.provenance import Provenance
from underheaven.record.query import RunFolder
from underheaven.report.timeline import Timeline, timeline


@dataclass(frozen=True)
class Results:
    """A run as a report sees it. `last` are the measures of its last complete year, `pool` its counts."""

    folder: RunFolder
    world: World
    provenance: Provenance
    frame: Frame
    measures: Measures
    pool: Pool

    @classmethod
    def of(cls, folder: RunFolder) -> Results:
        """Read a run; InputError if no calendar year of it is complete."""
        world = folder.world
        pools = pools_of(folder)
        return cls(folder, world, folder.provenance, pools[-1].frame, with_last_year(pools), pools[-1])

    @cached_property
    def timeline(self) -> Timeline:
        """The counts over time."""
        return timeline(self.folder)

    @cached_property
    def trends(self) -> dict[str, Trend]:
        """The main measures from year to year, by name: whether each has settled."""
        return trends(Yearly(self.frame).of_rows(self.folder.batches("years")), main(self.world, self.last))

    @cached_property
    def audit(self) -> Audit:
        """The audit of the last complete year."""
        return audit(self.folder, year=self.last_year, known=(self.pool, self.last))

    @cached_property
    def screen(self) -> Screen:
        """What Article 5(1)(c) of the AI Act asks about the policy, with the run's counts."""
        return screen_run(self.folder)

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
