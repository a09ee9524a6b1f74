"""A world by names, files or mappings, and its run."""

from __future__ import annotations

import datetime as dt
import os
from functools import cached_property
from pathlib import Path

from underheaven.documents import taking
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.taking import Day, Whole
from underheaven.notebook.asked import COMMUNITY, WEEK, Settings
from underheaven.notebook.given import Change, PolicyLike, SocietyLike
from underheaven.notebook.idle import warn, without_effect
from underheaven.notebook.living import lived
from underheaven.notebook.run import Run
from underheaven.notebook.telling import told
from underheaven.notebook.writing import save_policy, save_society
from underheaven.report.exports.stamp import Stamp
from underheaven.study.limits import MOST_THREADS

START, END = dt.date(2014, 1, 1), dt.date(2021, 12, 31)


class World:
    """A society under a policy: everything that determines a run, and nothing that is about anybody.

    `policy` and `society` are names of the catalogue, files, their text, mappings that say what a file
    would, or objects that were read. `change` is a reform without a file: dotted paths, or groups, with
    what they become; None removes an entry. Unless it names the policy anew, the policy is called
    `NAME-changed-` and six digits that stand for the change. `start` and `end` are days (the last one
    included), `seed` is 0 to 2^64 - 1, `citizens` is the society's own number unless given, `step_minutes`
    is 10080 (a week), 5040 or 1440 (a day). Raises InputError with everything that is wrong at once.
    """

    @told
    def __init__(
        self,
        policy: PolicyLike,
        society: SocietyLike = "riverton",
        *,
        change: Change | None = None,
        seed: Whole = 1,
        start: Day = START,
        end: Day = END,
        citizens: Whole | None = None,
        step_minutes: Whole = WEEK,
        community_size: Whole = COMMUNITY,
        renewal: bool = False,
    ) -> None:
        settings = Settings(society, start, end, citizens, seed, step_minutes, community_size, renewal)
        asked = settings.worlds(Gathered(), [("policy", policy)], change)
        self.given: dict[str, str] = asked.given
        self.model = asked.models[0]
        self._document = asked.policies[0].document
        self._warned = False

    @property
    def hash(self) -> str:
        """The SHA-256 that names this world, in hex: the same world gives the same numbers anywhere."""
        return self.model.hash

    @cached_property
    def warnings(self) -> tuple[str, ...]:
        """What of the policy will have no effect in its run, each in a line; `run` warns of it, once."""
        return without_effect(self.model, self._document)

    @property
    def stamp(self) -> Stamp:
        """What stands beside whatever is made of it: what it is, what is corrected, how it is made."""
        return Stamp.of(self.model, self.given)

    @told
    def run(
        self,
        folder: str | os.PathLike[str] | None = None,
        threads: Whole | None = None,
        *,
        replace: bool = False,
        final: bool = False,
        progress: bool | None = None,
    ) -> Run:
        """Live it into `folder`, by default `runs/` and the beginning of its hash.

        A folder that already holds this world's finished run is opened, not run again; one that was
        interrupted is gone on with. `replace` makes it anew; `final` keeps a row of each citizen above ten
        million too. `progress` False is quiet; by default a terminal or a notebook is told. What of the
        policy will have no effect is told as `NoEffectWarning`, once for each world. Raises InputError as
        `underheaven run` does.
        """
        found = Gathered()
        place = found.take(lambda: taking.some_path("folder", folder))
        many = found.take(lambda: taking.some_whole("threads", threads, 1, MOST_THREADS))
        anew = found.take(lambda: taking.flag("replace", replace))
        kept = found.take(lambda: taking.flag("final", final))
        shown = found.take(lambda: taking.some_flag("progress", progress))
        found.settle()
        if not self._warned:
            self._warned = True
            warn(self.warnings)
        return lived(self.model, self.given, place, many, replace=had(anew), final=had(kept), shown=shown)

    @told
    def save_policy(self, path: str | os.PathLike[str]) -> Path:
        """Write the policy as a file for `underheaven run`. InputError where it cannot be written."""
        return save_policy(self.model.policy, taking.path("path", path))

    @told
    def save_society(self, path: str | os.PathLike[str]) -> Path:
        """Write the society as a file for `--society`. InputError where it cannot be written."""
        return save_society(self.model.society, taking.path("path", path))

    def _repr_html_(self) -> str:
        """What it is, as a notebook shows it."""
        return self.stamp.html()

    def __repr__(self) -> str:
        return f"<World {self.hash[:12]}: {self.stamp.about}>"
