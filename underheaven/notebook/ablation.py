"""Safeguards of a policy, weighed one by one and in pairs, as frames."""

from __future__ import annotations

import datetime as dt
import os
import shlex
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from underheaven.documents import taking
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import refuse
from underheaven.documents.taking import Day, Whole
from underheaven.documents.unknown import has, unknown
from underheaven.engine.world import World as Model
from underheaven.notebook.asked import Asked, Settings
from underheaven.notebook.given import PolicyLike, SocietyLike
from underheaven.notebook.progress import progress as progress_of
from underheaven.notebook.tables import Tables
from underheaven.notebook.telling import told
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.report.guarding import pictures
from underheaven.report.reproduce import files, in_python
from underheaven.study.ablate import MOST_SEEDS, SEEDS
from underheaven.study.ablate import ablate as weigh
from underheaven.study.ablation import Ablation as Found
from underheaven.study.harms import harm_called
from underheaven.study.limits import MOST_THREADS
from underheaven.study.pool import on_threads
from underheaven.study.safeguards import SAFEGUARDS
from underheaven.study.weighing import kept_in

START, END = dt.date(2020, 1, 1), dt.date(2021, 12, 31)
CITIZENS, HARM = 8_000, "sanctioned in error"


class Ablation(Tables):
    """The frames `singles` (each safeguard alone, last and here), `levels` and, where they were run, `pairs`.

    Harm avoided is above 0. Intervals are over seeds. `found` is the ablation itself. A name that is no frame
    is an InputError with the nearest that is.
    """

    def __init__(self, found: Found, stamp: Stamp) -> None:
        self.found = found
        tables = [
            ("singles", "What each safeguard avoids, and costs", found.singles()),
            ("levels", "Harms and costs with these safeguards in force", found.levels()),
        ]
        if found.has_pairs:
            tables.append(("pairs", "What two do together, beyond the sum of each alone", found.pairs()))
        frames = {
            name: Frame.of_table(title, table, stamp.with_python(f"found[{name!r}].save('{name}.csv')"))
            for name, title, table in tables
        }
        self._before = stamp
        idle = [f"Changed nothing: {', '.join(found.idle)}."] if found.idle else []
        left = [f"Left out: {name}: {why}" for name, why in found.design.refused.items()]
        super().__init__(frames, stamp, [*idle, *left])

    @told
    def plot(self, name: str = "safeguards", harm: str = HARM) -> Figure:
        """A picture: `safeguards`, or of pairs and one `harm`; InputError for another name or harm."""
        about = harm_called(taking.text("harm", harm)).name
        found = {each.name: each for each in pictures(self.found, about)}
        if not has(found, name):
            raise unknown("picture", name, tuple(found))
        *before, command = self._before.command
        command = shlex.join([*shlex.split(command), "--harm", harm, "--png", "weighed.png"])
        made = replace(self._before, command=(*before, command))
        return Figure(found[name], made.with_python(f"found.plot({name!r}, {harm!r}).save('weighed.png')"))

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values: what `underheaven ablate --json` prints."""
        return self.found.to_dict()


@told
def ablate(
    policy: PolicyLike,
    society: SocietyLike = "riverton",
    *,
    seeds: Whole = SEEDS,
    seed: Whole = 1,
    safeguards: Iterable[str] | None = None,
    pairs: bool = True,
    start: Day = START,
    end: Day = END,
    citizens: Whole = CITIZENS,
    threads: Whole | None = None,
    folder: str | os.PathLike[str] | None = None,
    progress: bool | None = None,
) -> Ablation:
    """Weigh safeguards on a policy: each alone, each left out, and all pairs.

    All thirteen are weighed unless `safeguards` names some, over so many `seeds` from `seed` on. Other
    arguments are those of `World`; what was weighed is kept in `folder`, and gone on from. Raises InputError
    as `World` does, and for what cannot be weighed.
    """
    found = Gathered()
    many = found.take(lambda: taking.whole("seeds", seeds, 2, MOST_SEEDS))
    chosen = found.take(lambda: safeguards_given(safeguards))
    both = found.take(lambda: taking.flag("pairs", pairs))
    workers = found.take(lambda: taking.some_whole("threads", threads, 1, MOST_THREADS))
    place = found.take(lambda: taking.some_path("folder", folder))
    shown = found.take(lambda: taking.some_flag("progress", progress))
    # A study runs many worlds: None for all of the society's citizens is refused.
    found.take(lambda: taking.whole("citizens", citizens, 1))
    asked = Settings(society, start, end, citizens, seed).worlds(found, [("policy", policy)])
    with kept_in(place) as known, progress_of("Weighing safeguards", shown) as on_run:
        weighed = weigh(
            asked.models[0], had(many), chosen, pairs=had(both), pool=on_threads(workers),
            known=known, on_run=on_run,
        )  # fmt: skip
    extra = [] if had(both) else ["pairs=False"]
    return Ablation(
        weighed, study_stamp("ablate", asked, had(many), chosen, ["--no-pairs"] * bool(extra), extra)
    )


def safeguards_given(value: object) -> tuple[str, ...] | None:
    """The safeguards that an argument names, None for all; InputError, with the nearest, for others."""
    if value is None:
        return None
    named = taking.words("safeguards", value, SAFEGUARDS)
    if not named:
        raise refuse("safeguards is empty", "at least one is weighed", "name some, or leave it out for all")
    return named


def study_stamp(
    what: str,
    asked: Asked,
    seeds: int,
    safeguards: tuple[str, ...] | None,
    options: list[str],
    arguments: list[str],
) -> Stamp:
    """Where a study of safeguards comes from; `options` and `arguments` are those of its own."""
    model: Model = asked.models[0]
    words = [
        "underheaven", what, asked.policies[0].name, "--society", asked.society["society"],
        "--seeds", str(seeds), "--citizens", str(model.citizens), "--from", str(model.start),
        "--to", str(model.end),
    ]  # fmt: skip
    given = [
        *in_python(asked.given), f"seeds={seeds}", f"citizens={model.citizens}", f"start='{model.start}'",
        f"end='{model.end}'",
    ]  # fmt: skip
    if model.seed != 1:
        words += ["--seed", str(model.seed)]
        given.append(f"seed={model.seed}")
    if safeguards is not None:
        words += ["--safeguards", ",".join(safeguards)]
        given.append(f"safeguards={safeguards!r}")
    about = (
        f"Safeguards of “{model.policy.title}”, weighed: {model.society.title}, {model.start} to "
        f"{model.end}, {model.citizens:,} synthetic citizens, {seeds} seeds."
    )
    python = ("import underheaven as uh", f"found = uh.{what}({', '.join([*given, *arguments])})")
    command = (*files(asked.given), shlex.join([*words, *options]))
    return Stamp(about, command, python, model.policy.corrections)
