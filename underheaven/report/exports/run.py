"""The pictures and tables of one run by their names, each with its stamp."""

from __future__ import annotations

import shlex
from functools import cached_property
from pathlib import Path

from underheaven.documents.unknown import unknown
from underheaven.policy.screening.element import ARTICLE
from underheaven.record.query import RunFolder
from underheaven.report import audit_pictures
from underheaven.report.charts import PICTURES, pictures
from underheaven.report.exports import frames
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.screened import screen_rows
from underheaven.report.exports.stamp import Stamp
from underheaven.report.picture import Picture
from underheaven.report.results import Results
from underheaven.report.theme import THEMES

OTHERS = ("audit", "screen")
"""Tables that are not of measures."""


class Exports:
    """What can be exported of a run. InputError where no calendar year of it is complete."""

    def __init__(self, folder: RunFolder) -> None:
        self.results = Results.of(folder)
        self.stamp = Stamp.of(self.results.world, self.results.given)

    @cached_property
    def _drawn(self) -> dict[str, Picture]:
        every = [*pictures(self.results), *audit_pictures.pictures(self.results.audit)]
        return {picture.name: picture for picture in every}

    def _picture(self, name: str) -> Picture | None:
        """The picture of that name, without drawing the others."""
        if name in PICTURES:
            return PICTURES[name](self.results)
        return self._drawn.get(name)

    @property
    def pictures(self) -> dict[str, str]:
        """Name -> title of the pictures of this run."""
        return {name: picture.title for name, picture in self._drawn.items()}

    @property
    def tables(self) -> tuple[str, ...]:
        """Names of the tables of this run."""
        return (*frames.names(self.results), *OTHERS)

    def figure(self, name: str, file: str | None = None, theme: str = "light") -> Figure:
        """The picture of that name, its caption naming `file`; InputError where the run has none.

        `theme` is the paper that it is for, light or dark; InputError for any other.
        """
        if theme not in THEMES:
            raise unknown("theme", theme, tuple(THEMES))
        picture = self._picture(name)
        if picture is None:
            raise unknown("picture", name, tuple(self._drawn))
        return Figure(picture, self._stamp("picture", name, file or f"{name}.png", theme), THEMES[theme])

    def frame(self, name: str, file: str | None = None) -> Frame:
        """The table of that name, its origin naming `file`; InputError where there is none."""
        if name not in self.tables:
            raise unknown("table", name, self.tables)
        stamp = self._stamp("table", name, file or f"{name}.csv")
        if name == "audit":
            return Frame.of_table(f"Audit of {self.results.audit.period}", self.results.audit.frame, stamp)
        if name == "screen":
            return Frame.of_rows(
                f"What {ARTICLE} asks about: facts, and no conclusion",
                screen_rows(self.results.screen),
                stamp,
            )
        return frames.frame(self.results, name, stamp)

    def _stamp(self, kind: str, name: str, file: str, theme: str = "light") -> Stamp:
        file = Path(file).name
        run = f"runs/{self.results.world.hash[:12]}"
        words = ["underheaven", "export", run, f"--{kind}", name, "--out", file]
        option, argument = ([], "") if theme == "light" else (["--theme", theme], f", theme={theme!r}")
        return self.stamp.then(
            shlex.join([*words, *option]), f"run.{kind}({name!r}{argument}).save({file!r})"
        )
