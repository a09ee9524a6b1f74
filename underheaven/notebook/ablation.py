"""Safeguards of a policy, weighed one by one and in pairs, as frames."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from underheaven.notebook.tables import Tables
from underheaven.notebook.world import World
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.run import unknown
from underheaven.report.exports.stamp import Stamp
from underheaven.report.guarding import pictures
from underheaven.study.ablate import SEEDS
from underheaven.study.ablate import ablate as weigh
from underheaven.study.ablation import Ablation as Found
from underheaven.study.harms import harm_called
from underheaven.study.limits import threads_or_default

START, END = dt.date(2020, 1, 1), dt.date(2021, 12, 31)
CITIZENS, HARM = 8_000, "sanctioned in error"


class Ablation(Tables):
    """The frames `singles` (each safeguard alone, last and here), `levels` and, where they were run, `pairs`.

    Harm avoided is above 0. Intervals are over seeds. `found` is the ablation itself.
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

    def plot(self, name: str = "safeguards", harm: str = HARM) -> Figure:
        """A picture: `safeguards`, or of pairs and one `harm`; InputError for another name or harm."""
        found = {each.name: each for each in pictures(self.found, harm_called(harm).name)}
        if name not in found:
            raise unknown("picture", name, tuple(found))
        command = shlex.join([*shlex.split(self._before.command[0]), "--harm", harm, "--png", "weighed.png"])
        made = replace(self._before, command=(command,))
        return Figure(found[name], made.with_python(f"found.plot({name!r}, {harm!r}).save('weighed.png')"))


def ablate(
    policy: str | Path,
    society: str | Path = "riverton",
    *,
    seeds: int = SEEDS,
    safeguards: Iterable[str] | None = None,
    pairs: bool = True,
    start: dt.date | str = START,
    end: dt.date | str = END,
    citizens: int = CITIZENS,
    threads: int | None = None,
) -> Ablation:
    """Weigh safeguards on a policy, by name or file: each alone, each left out, and all pairs, over `seeds`.

    All thirteen are weighed unless `safeguards` names some. InputError as of `World`, and for what cannot be
    weighed.
    """
    world = World(policy, society, start=start, end=end, citizens=citizens)
    chosen = None if safeguards is None else tuple(safeguards)
    found = weigh(world.model, seeds, chosen, pairs=pairs, threads=threads_or_default(threads))
    return Ablation(found, _stamp(world, seeds, chosen, pairs))


def _stamp(world: World, seeds: int, safeguards: tuple[str, ...] | None, pairs: bool) -> Stamp:
    model, named = world.model, world.given
    words = [
        "underheaven", "ablate", named["policy"], "--society", named["society"], "--seeds", str(seeds),
        "--citizens", str(model.citizens), "--from", str(model.start), "--to", str(model.end),
    ]  # fmt: skip
    arguments = [
        repr(named["policy"]), repr(named["society"]), f"seeds={seeds}", f"citizens={model.citizens}",
        f"start='{model.start}'", f"end='{model.end}'",
    ]  # fmt: skip
    if safeguards is not None:
        words += ["--safeguards", ",".join(safeguards)]
        arguments.append(f"safeguards={safeguards!r}")
    if not pairs:
        words.append("--no-pairs")
        arguments.append("pairs=False")
    about = (
        f"Safeguards of “{model.policy.title}”, weighed: {model.society.title}, {model.start} to "
        f"{model.end}, {model.citizens:,} synthetic citizens, {seeds} seeds."
    )
    python = ("import underheaven as uh", f"found = uh.ablate({', '.join(arguments)})")
    return Stamp(about, (shlex.join(words),), python, model.policy.corrections)
