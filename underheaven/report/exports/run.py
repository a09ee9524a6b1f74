"""The pictures and tables of one run by their names, each with its stamp."""

from __future__ import annotations

import shlex
from functools import cached_property
from pathlib import Path

from underheaven.documents.problems import InputError, refuse
from underheaven.documents.words import nearest
from underheaven.record.query import RunFolder
from underheaven.report.charts import pictures
from underheaven.report.exports import frames
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.report.picture import Picture
from underheaven.report.results import Results


class Exports:
    """What can be exported of a run. InputError where no calendar year of it is complete."""

    def __init__(self, folder: RunFolder) -> None:
        self.results = Results.of(folder)
        self.stamp = Stamp.of(self.results.world, self.results.given)

    @cached_property
    def _drawn(self) -> dict[str, Picture]:
        return {picture.name: picture for picture in pictures(self.results)}

    @property
    def pictures(self) -> dict[str, str]:
        """Name -> title of the pictures of this run."""
        return {name: picture.title for name, picture in self._drawn.items()}

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables of this run."""
        return frames.names(self.results)

    def figure(self, name: str, file: str | None = None) -> Figure:
        """The picture of that name, its caption naming `file`; InputError where the run has none."""
        if name not in self._drawn:
            raise unknown("picture", name, tuple(self._drawn))
        return Figure(self._drawn[name], self._stamp("picture", name, file or f"{name}.png"))

    def frame(self, name: str, file: str | None = None) -> Frame:
        """The table of that name, its origin naming `file`; InputError where there is none."""
        if name not in self.tables:
            raise unknown("table", name, self.tables)
        return frames.frame(self.results, name, self._stamp("table", name, file or f"{name}.csv"))

    def _stamp(self, kind: str, name: str, file: str) -> Stamp:
        file = Path(file).name
        run = f"runs/{self.results.world.hash[:12]}"
        command = shlex.join(["underheaven", "export", run, f"--{kind}", name, "--out", file])
        return self.stamp.then(command, f"run.{kind}({name!r}).save({file!r})")


def unknown(kind: str, name: str, known: tuple[str, ...]) -> InputError:
    """The error for a picture or table that a run has not, with the nearest that it has."""
    near = nearest(name, known)
    meant = f"; did you mean {near}?" if near else ""
    return refuse(
        f"there is no {kind} '{name}' of this run",
        f"it has {', '.join(known)}",
        f"name one of these{meant}",
    )
