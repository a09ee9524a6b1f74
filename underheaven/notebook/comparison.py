"""The same people and draws under several policies, as frames."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from underheaven.notebook.tables import Tables
from underheaven.notebook.world import END, START, WEEK, World
from underheaven.report.comparison import picture
from underheaven.report.contrasts import about_parting, command_of, finding, stamp
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.run import unknown
from underheaven.report.exports.stamp import Stamp
from underheaven.study.compare import SEEDS
from underheaven.study.compare import Comparison as Found
from underheaven.study.compare import compare as compare_worlds


class Comparison(Tables):
    """The frames `effects` (of each measure), `outcomes` (better off, same, worse off) and `distribution`.

    Intervals are over seeds. `found` is the comparison itself.
    """

    def __init__(self, found: Found, given: Sequence[str], society: str) -> None:
        self.found = found
        self._given, self._society = tuple(given), society
        made = self._made(()).with_python(_python(found, given, society))
        frames = {
            name: Frame.of_table(title, table, made.with_python(f"found[{name!r}].save('{name}.csv')"))
            for name, title, table in (
                ("effects", "What each policy changes, by measure", found.effects()),
                ("outcomes", "Who is better off, the same and worse off", found.outcomes()),
                ("distribution", "How large the differences are for people", found.distribution()),
            )
        }
        told = [each for twin in found.twins for each in (*about_parting(found, twin), finding(found, twin))]
        super().__init__(frames, made, [*([found.note] if found.note else []), *dict.fromkeys(told)])

    def plot(self, policy: str | None = None, measure: str | None = None) -> Figure:
        """What a policy changes against the first, by default the second; of one measure if it is named.

        InputError, with the nearest name, for a policy or a measure that is not compared.
        """
        twins = {twin.policy: twin for twin in self.found.twins}
        name = self.found.twins[0].policy if policy is None else policy
        if name not in twins:
            raise unknown("policy", name, tuple(twins))
        rest = ("--png", "comparison.png", *(("--measure", measure) if measure is not None else ()))
        arguments = [f"{key}={value!r}" for key, value in (("policy", policy), ("measure", measure)) if value]
        made = self._made(rest).with_python(_python(self.found, self._given, self._society))
        made = made.with_python(f"found.plot({', '.join(arguments)}).save('comparison.png')")
        return Figure(picture(self.found, twins[name], measure), made)

    def _made(self, rest: Sequence[str]) -> Stamp:
        """The stamp with the command, where its `--seeds` can say these seeds, and without any Python."""
        found = self.found
        counted = found.seeds == tuple(range(1, len(found.seeds) + 1))
        command = command_of(self._given, self._society, found, rest)
        made = stamp(found, self._given, self._society, command)
        return replace(
            made,
            command=(command,) if counted else ("# these seeds are named in Python alone",),
            python=("import underheaven as uh",),
        )


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
    return Comparison(found, names, worlds[0].given["society"])


def _python(found: Found, given: Sequence[str], society: str) -> str:
    world = found.world
    arguments = [
        *map(repr, given), f"society={society!r}", f"citizens={world.citizens}", f"start='{world.start}'",
        f"end='{world.end}'", f"seeds={found.seeds!r}",
    ]  # fmt: skip
    if world.step_minutes != WEEK:
        arguments.append(f"step_minutes={world.step_minutes}")
    if world.renewal:
        arguments.append("renewal=True")
    return f"found = uh.compare({', '.join(arguments)})"
