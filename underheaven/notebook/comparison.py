"""The same people and draws under several policies, as frames."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from underheaven.documents import taking
from underheaven.documents.gathering import Gathered, had
from underheaven.documents.problems import refuse
from underheaven.documents.taking import Day, Whole
from underheaven.documents.unknown import has, unknown
from underheaven.documents.words import quoted
from underheaven.notebook.asked import MOST_SEED, WEEK, Asked, Settings
from underheaven.notebook.effects import Effects
from underheaven.notebook.given import PolicyLike, SocietyLike
from underheaven.notebook.progress import progress as progress_of
from underheaven.notebook.tables import Tables
from underheaven.notebook.telling import told
from underheaven.notebook.world import END, START
from underheaven.record.disk import whole
from underheaven.report.comparison import picture
from underheaven.report.contrasts import about_parting, command_of, finding, python_of, stamp
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.report.reproduce import files, in_python
from underheaven.report.twinned import page
from underheaven.study.compare import MOST_SEEDS, SEEDS, Twin
from underheaven.study.compare import Comparison as Found
from underheaven.study.compare import compare as compare_worlds
from underheaven.study.limits import MOST_THREADS
from underheaven.study.paths import CITIZENS, Routes, routes
from underheaven.study.pool import on_threads


class Comparison(Tables):
    """The frames `effects` (of each measure), `outcomes` (better off, same, worse off) and `distribution`.

    With paths also `paths`. Intervals are over seeds. `found` is the comparison itself. A name that is no
    frame is an InputError with the nearest that is.
    """

    def __init__(self, found: Found, asked: Asked, split: Sequence[Routes] = ()) -> None:
        self.found = found
        self.split = tuple(split)
        self._asked = asked
        made = self._made(())
        tables = [
            ("effects", "What each policy changes, by measure", found.effects()),
            ("outcomes", "Who is better off, the same and worse off", found.outcomes()),
            ("distribution", "How large the differences are for people", found.distribution()),
        ]
        for number, each in enumerate(self.split):
            name = "paths" if not number else f"paths of {each.policies[1]}"
            tables.append(
                (name, f"By which path {quoted(each.policies[1])} changes what it changes", each.table())
            )
        frames = {
            name: Frame.of_table(title, table, made.with_python(f"found[{name!r}].save('{name}.csv')"))
            for name, title, table in tables
        }
        said = [each for twin in found.twins for each in (*about_parting(found, twin), finding(found, twin))]
        super().__init__(frames, made, [*([found.note] if found.note else []), *dict.fromkeys(said)])

    @property
    def policies(self) -> tuple[str, ...]:
        """The policies, first the one with which the others are compared."""
        return (self.found.policy, *(twin.policy for twin in self.found.twins))

    @property
    def effects(self) -> Effects:
        """What the second policy changes, by measure: `effects["records"].by("group")`."""
        return self.effects_of()

    @told
    def effects_of(self, policy: str | None = None) -> Effects:
        """What a policy changes against the first, by default the second; InputError for one not compared."""
        twin = self._twin(policy)
        return Effects(twin.effects, twin.policy, self.stamp)

    @told
    def plot(self, policy: str | None = None, measure: str | None = None) -> Figure:
        """What a policy changes against the first, by default the second; of one measure if it is named.

        InputError, with the nearest name, for a policy or a measure that is not compared.
        """
        twin = self._twin(policy)
        if measure is not None:
            self.found.twins[0].effect(taking.text("measure", measure))
        rest = ("--png", "comparison.png", *(("--measure", measure) if measure is not None else ()))
        arguments = [f"{key}={value!r}" for key, value in (("policy", policy), ("measure", measure)) if value]
        made = self._made(rest).with_python(f"found.plot({', '.join(arguments)}).save('comparison.png')")
        return Figure(picture(self.found, twin, measure), made)

    @told
    def page(self, path: str | os.PathLike[str], measure: str | None = None) -> Path:
        """Write the page of the comparison, one HTML file; InputError where it cannot be written."""
        place = taking.path("path", path)
        if measure is not None:
            self.found.twins[0].effect(taking.text("measure", measure))
        pictures = [picture(self.found, twin, measure) for twin in self.found.twins]
        with whole(place) as file:
            file.write(page(self.found, pictures, self.split, self.stamp, measure).encode())
        return place

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values: what `underheaven compare --json` prints."""
        paths = {"paths": [each.to_dict() for each in self.split]} if self.split else {}
        return {**self.found.to_dict(), **paths}

    def _twin(self, policy: object) -> Twin:
        twins = {twin.policy: twin for twin in self.found.twins}
        if policy is None:
            return self.found.twins[0]
        if not has(twins, policy):
            raise unknown("policy", policy, tuple(twins))
        return twins[str(policy)]

    def _made(self, rest: Sequence[str]) -> Stamp:
        """The stamp with the command, where its `--seeds` can say these seeds, and the Python."""
        found, asked = self.found, self._asked
        given, society = [each.name for each in asked.policies], asked.society["society"]
        words = [{**each.words, **asked.society} for each in asked.policies]
        rest = (*rest, *["--paths"] * bool(self.split))
        counted = found.seeds == tuple(range(1, len(found.seeds) + 1))
        command = command_of(given, society, found, rest)
        python = python_of([in_python(each)[0] for each in words], in_python(words[0])[1], found)
        if self.split:
            python = f"{python[:-1]}, paths=True)"
        made = stamp(found, given, society, command, python)
        before = list(dict.fromkeys(line for each in words for line in files(each)))
        told = (*before, command) if counted else ("# these seeds are named in Python alone",)
        return replace(made, command=told)


@told
def compare(
    *policies: PolicyLike,
    society: SocietyLike = "riverton",
    seeds: Whole | Iterable[Whole] = SEEDS,
    start: Day = START,
    end: Day = END,
    citizens: Whole | None = None,
    step_minutes: Whole = WEEK,
    renewal: bool = False,
    paths: bool = False,
    threads: Whole | None = None,
    progress: bool | None = None,
) -> Comparison:
    """Run the same people and draws under policies, and compare the others with the first.

    Arguments are those of `World`. Every policy is run with every seed; `seeds` are several, or a number K
    for 1 to K. `paths` splits effects by path, with 20,000 citizens unless told otherwise. Raises
    InputError as `World` does, and where there is no other policy, or a policy or a seed is given twice.
    """
    found = Gathered()
    if len(policies) < 2:
        raise refuse(
            f"policies has {len(policies)}", "a comparison needs two policies or more", "name another policy"
        )
    chosen = found.take(lambda: _seeds(seeds))
    split = found.take(lambda: taking.flag("paths", paths))
    many = found.take(lambda: taking.some_whole("threads", threads, 1, MOST_THREADS))
    shown = found.take(lambda: taking.some_flag("progress", progress))
    settings = Settings(
        society,
        start,
        end,
        citizens,
        1,
        step_minutes,
        renewal=renewal,
        most_citizens=CITIZENS if split else None,
    )
    named = [(f"policies[{number}]", each) for number, each in enumerate(policies)]
    asked = settings.worlds(found, named)
    pool = on_threads(many)
    with progress_of("Comparing", shown) as on_step:
        compared = compare_worlds(
            *asked.models, seeds=had(chosen), pool=pool, names=asked.names, on_step=on_step
        )
    routed = []
    for number, name in enumerate(asked.names[1:] if split else (), start=1):
        with progress_of(f"Splitting {name} by path", shown) as on_step:
            pair = asked.models[0], asked.models[number]
            routed.append(
                routes(*pair, seeds=had(chosen), pool=pool, names=(asked.names[0], name), on_step=on_step)
            )
    return Comparison(compared, asked, routed)


def _seeds(value: object) -> tuple[int, ...]:
    """Seeds as they were given, or 1 to a number."""
    if (
        isinstance(value, Iterable)
        and not isinstance(value, str | bytes)
        and getattr(value, "shape", None) != ()
    ):
        return taking.wholes("seeds", value, MOST_SEED)
    return tuple(range(1, taking.whole("seeds", value, 1, MOST_SEEDS) + 1))
