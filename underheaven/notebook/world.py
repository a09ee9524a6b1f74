"""A world by names or files, and its run."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

from underheaven.documents.problems import InputError, refuse
from underheaven.engine.world import World as Model
from underheaven.notebook.run import Run
from underheaven.policy.fitness import check_fit
from underheaven.policy.loading import load_policy_document
from underheaven.record.provenance import is_ours, read_provenance
from underheaven.record.resuming import require_resumable
from underheaven.report.exports.stamp import Stamp
from underheaven.report.reproduce import asked_by
from underheaven.society.loading import load_society
from underheaven.study.limits import threads_or_default
from underheaven.study.running import run_world

START, END = dt.date(2014, 1, 1), dt.date(2021, 12, 31)
WEEK = 10_080


class World:
    """A society under a policy: everything that determines a run, and nothing that is about anybody.

    `policy` and `society` are names of the catalogue or paths of files; days are dates or text such as
    `2014-01-31`; `citizens` is the society's own number unless given. InputError with everything that is
    wrong with the files, or that the society cannot give the policy.
    """

    def __init__(
        self,
        policy: str | Path,
        society: str | Path = "riverton",
        *,
        seed: int = 1,
        start: dt.date | str = START,
        end: dt.date | str = END,
        citizens: int | None = None,
        step_minutes: int = WEEK,
        community_size: int = 4_096,
        renewal: bool = False,
    ) -> None:
        people = load_society(str(society))
        rules, document = load_policy_document(str(policy))
        check_fit(rules, people, document)
        self.given = {"policy": asked_by(policy), "society": asked_by(society)}
        self.model = Model(
            rules, people, seed, _day(start), _day(end),
            people.default_citizens if citizens is None else citizens, step_minutes, community_size, renewal,
        )  # fmt: skip

    @property
    def hash(self) -> str:
        """The SHA-256 that names this world: the same world gives the same numbers anywhere."""
        return self.model.hash

    @property
    def stamp(self) -> Stamp:
        """What stands beside whatever is made of it: what it is, what is corrected, how it is made."""
        return Stamp.of(self.model, self.given)

    def run(
        self, folder: str | Path | None = None, threads: int | None = None, *, replace: bool = False
    ) -> Run:
        """Live it into `folder`, by default `runs/` and the beginning of its hash.

        A folder that already holds this world's finished run is opened, not run again; one that was
        interrupted is gone on with. `replace` makes it anew. InputError as of `underheaven run`.
        """
        return lived(self.model, self.given, folder, threads, replace)

    def _repr_html_(self) -> str:
        """What it is, as a notebook shows it."""
        return self.stamp.html()

    def __repr__(self) -> str:
        return f"<World {self.hash[:12]}: {self.stamp.about}>"


def lived(
    model: Model, given: dict[str, str], folder: str | Path | None, threads: int | None, replace: bool = False
) -> Run:
    """The run of a world: as it lies in `folder`, gone on with, or made; see `World.run`."""
    place = Path("runs") / model.hash[:12] if folder is None else Path(folder)
    there = None if replace or not is_ours(place) else read_provenance(place)
    if there is None or there.world_hash != model.hash or there.status != "finished":
        resume = there is not None
        if resume:
            require_resumable(place, model)
        run_world(
            model, place, threads_or_default(threads), replace=replace, resume=resume, extra={"given": given}
        )
    return Run(place)


def under(run: Run, policy: str | Path, folder: str | Path | None = None, threads: int | None = None) -> Run:
    """The run of the same people, time and chances under another policy, by default kept in `runs/`.

    InputError where the policy cannot be read, or asks for what the society has not.
    """
    before = run.folder.world
    rules, document = load_policy_document(str(policy))
    check_fit(rules, before.society, document)
    given = {**run.exports.results.given, "policy": asked_by(policy)}
    return lived(replace(before, policy=rules), given, folder, threads)


def _day(day: dt.date | str) -> dt.date:
    if isinstance(day, dt.date):
        return day
    try:
        return dt.date.fromisoformat(day)
    except ValueError as error:
        raise _no_day(day, error) from None


def _no_day(day: str, error: ValueError) -> InputError:
    return refuse(f"'{day}' is not a day", str(error), "write a day such as 2014-01-31")
