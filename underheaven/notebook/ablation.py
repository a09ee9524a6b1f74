"""Safeguards of a policy, weighed one by one and in pairs, as frames."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path

from underheaven.notebook.tables import Tables
from underheaven.notebook.world import END, START, WEEK, World
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.study.ablate import SEEDS
from underheaven.study.ablate import ablate as weigh
from underheaven.study.ablation import Ablation as Found
from underheaven.study.limits import threads_or_default


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
        idle = [f"Changed nothing: {', '.join(found.idle)}."] if found.idle else []
        left = [f"Left out: {name}: {why}" for name, why in found.design.refused.items()]
        super().__init__(frames, stamp, [*idle, *left])


def ablate(
    policy: str | Path,
    society: str | Path = "riverton",
    *,
    seeds: int = SEEDS,
    safeguards: Iterable[str] | None = None,
    pairs: bool = True,
    start: dt.date | str = START,
    end: dt.date | str = END,
    citizens: int | None = None,
    step_minutes: int = WEEK,
    threads: int | None = None,
) -> Ablation:
    """Weigh safeguards on a policy, by name or file: each alone, each left out, and all pairs, over `seeds`.

    All thirteen are weighed unless `safeguards` names some. InputError as of `World`, and for what cannot be
    weighed.
    """
    world = World(policy, society, start=start, end=end, citizens=citizens, step_minutes=step_minutes)
    chosen = None if safeguards is None else tuple(safeguards)
    found = weigh(world.model, seeds, chosen, pairs=pairs, threads=threads_or_default(threads))
    return Ablation(found, _stamp(world, seeds, chosen, pairs))


def _stamp(world: World, seeds: int, safeguards: tuple[str, ...] | None, pairs: bool) -> Stamp:
    model, named = world.model, world.given
    arguments = [
        repr(named["policy"]), repr(named["society"]), f"seeds={seeds}", f"citizens={model.citizens}",
        f"start='{model.start}'", f"end='{model.end}'",
    ]  # fmt: skip
    if model.step_minutes != WEEK:
        arguments.append(f"step_minutes={model.step_minutes}")
    if safeguards is not None:
        arguments.append(f"safeguards={safeguards!r}")
    if not pairs:
        arguments.append("pairs=False")
    about = (
        f"Safeguards of “{model.policy.title}”, weighed: {model.society.title}, {model.start} to "
        f"{model.end}, {model.citizens:,} synthetic citizens, {seeds} seeds."
    )
    python = ("import underheaven as uh", f"found = uh.ablate({', '.join(arguments)})")
    return Stamp(about, (), python, model.policy.corrections)
