"""The same people and draws under several policies, as frames."""

from __future__ import annotations

import datetime as dt
import shlex
from collections.abc import Sequence
from pathlib import Path

from underheaven.notebook.tables import Tables
from underheaven.notebook.world import END, START, WEEK, World
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.study.compare import SEEDS
from underheaven.study.compare import Comparison as Found
from underheaven.study.compare import compare as compare_worlds


class Comparison(Tables):
    """The frames `effects` (of each measure), `outcomes` (better off, same, worse off) and `distribution`.

    Intervals are over seeds. `found` is the comparison itself.
    """

    def __init__(self, found: Found, stamp: Stamp) -> None:
        self.found = found
        frames = {
            name: Frame.of_table(title, table, stamp.with_python(f"found[{name!r}].save('{name}.csv')"))
            for name, title, table in (
                ("effects", "What each policy changes, by measure", found.effects()),
                ("outcomes", "Who is better off, the same and worse off", found.outcomes()),
                ("distribution", "How large the differences are for people", found.distribution()),
            )
        }
        same = [f"{twin.policy}: {twin.why_the_same}" for twin in found.twins if twin.why_the_same]
        super().__init__(frames, stamp, [*([found.note] if found.note else []), *same])


def compare(
    first: str | Path,
    *others: str | Path,
    society: str | Path = "riverton",
    seeds: Sequence[int] = SEEDS,
    start: dt.date | str = START,
    end: dt.date | str = END,
    citizens: int | None = None,
    step_minutes: int = WEEK,
    renewal: bool = False,
    threads: int | None = None,
) -> Comparison:
    """Run the same people and draws under policies, by name or file, and compare the others with `first`.

    Every policy is run with every seed. InputError as of `World`, and where there is no other policy, or a
    name or a seed is given twice.
    """
    worlds = [
        World(
            policy, society, seed=seeds[0] if seeds else 1, start=start, end=end, citizens=citizens,
            step_minutes=step_minutes, renewal=renewal,
        )
        for policy in (first, *others)
    ]  # fmt: skip
    names = [world.given["policy"] for world in worlds]
    found = compare_worlds(
        *[world.model for world in worlds], seeds=tuple(seeds), threads=threads, names=names
    )
    return Comparison(found, _stamp(worlds, names, tuple(seeds)))


def _stamp(worlds: list[World], names: list[str], seeds: tuple[int, ...]) -> Stamp:
    model, society = worlds[0].model, worlds[0].given["society"]
    words = [
        "underheaven", "compare", *names, "--society", society, "--citizens", str(model.citizens),
        "--from", str(model.start), "--to", str(model.end), "--seeds", ",".join(map(str, seeds)),
    ]  # fmt: skip
    arguments = [
        *map(repr, names), f"society={society!r}", f"citizens={model.citizens}", f"start='{model.start}'",
        f"end='{model.end}'", f"seeds={seeds!r}",
    ]  # fmt: skip
    if model.step_minutes != WEEK:
        words += ["--step-minutes", str(model.step_minutes)]
        arguments.append(f"step_minutes={model.step_minutes}")
    if model.renewal:
        words.append("--renewal")
        arguments.append("renewal=True")
    titles = ", ".join(f"“{world.model.policy.title}”" for world in worlds)
    corrections = tuple(
        f"{world.model.policy.title}: {each}" if len(worlds) > 1 else each
        for world in worlds
        for each in world.model.policy.corrections
    )
    return Stamp(
        about=(
            f"The same people under {titles}: {model.society.title}, {model.start} to {model.end}, "
            f"{model.citizens:,} synthetic citizens, seeds {', '.join(map(str, seeds))}."
        ),
        command=(shlex.join(words),),
        python=("import underheaven as uh", f"found = uh.compare({', '.join(arguments)})"),
        corrections=corrections,
    )
