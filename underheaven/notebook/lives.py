"""One synthetic citizen's life, recomputed, and citizens found by what happened to them."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import Any

import pyarrow as pa

from underheaven.documents import taking
from underheaven.measure.last_ranks import last_ranks
from underheaven.measure.ranks import Ranks, Stood, ranks_of
from underheaven.notebook.tables import Tables
from underheaven.notebook.telling import told as in_python
from underheaven.record.disk import whole
from underheaven.record.examples import where
from underheaven.record.lives import tell
from underheaven.record.lives.life import Life as Told
from underheaven.record.lives.totals import totals
from underheaven.record.lives.twins import Divergence, divergence
from underheaven.record.looking import People, look
from underheaven.record.people import categories_of
from underheaven.record.query import RunFolder
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.report.lives.page import page
from underheaven.report.lives.picture import picture
from underheaven.report.lives.words import Words, finding, matters, title

MOST = 1_000
"""Examples that are listed at most."""
UNITS = {"points": "points", "score": "points", "dread": "of 255", "hardship": "of 255"}
UNFINISHED = "The run was interrupted: the life is told as far as it goes."


class Life(Tables):
    """One citizen's whole history: frames `mattered`, `events`, `weeks` and `ranks`, and a picture (`plot`).

    Scores are in points, dread and hardship levels of 0 to 255. `told` is the history itself. A name that is
    no frame is an InputError with the nearest that is.
    """

    def __init__(self, told: Told, ranks: Ranks, stamp: Stamp) -> None:
        self.told, self.rank = told, ranks
        self._command = f"underheaven life runs/{told.world.hash[:12]} {told.citizen}"
        self._before = stamp
        made = stamp.then(self._command, f"life = run.life({told.citizen})")
        mattered = [
            {"day": event.day, "what": words.sentence(event), "points": event.points,
             "score": told.shown_after(event), "dread": event.dread, "hardship": event.hardship}
            for words in (Words(told.world),)
            for event in filter(matters, told.events)
        ]  # fmt: skip

        def from_here(name: str) -> Stamp:
            return made.with_python(f"life.{name}.save('{name}.csv')")

        frames = {
            "mattered": Frame.of_rows(
                f"What mattered. {title(told)}", mattered, from_here("mattered"), UNITS
            ),
            "events": Frame.of_table(title(told), told.events_table(), from_here("events")),
            "ranks": Frame.of_table(f"Rank. {title(told)}", ranks.table(told.world.hash), from_here("ranks")),
            "weeks": Frame.of_table(f"Step by step. {title(told)}", told.weeks_table(), from_here("weeks")),
        }
        unfinished = [] if told.finished else [UNFINISHED]
        super().__init__(frames, made, [finding(told), *unfinished])

    @property
    def citizen(self) -> int:
        """The citizen's number in the run."""
        return self.told.citizen

    @property
    def totals(self) -> dict[str, float | None]:
        """How often each thing befell the citizen: acts, records, and days by name; and levels.

        Scores are None where the citizen was never in the scheme.
        """
        return totals(self.told)

    def plot(self) -> Figure:
        """The picture of the life: scores, what happened in lanes below them, dread and hardship."""
        command = f"{self._command} --png life.png"
        python = f"run.life({self.told.citizen}).plot().save('life.png')"
        return Figure(picture(self.told), self._before.then(command, python))

    @in_python
    def page(self, path: str | os.PathLike[str]) -> Path:
        """Write the life as one HTML page; InputError where it cannot be written."""
        place = taking.path("path", path)
        with whole(place) as file:
            file.write(page(self.told, self.rank, picture(self.told), self.stamp).encode())
        return place

    @property
    def mattered(self) -> Frame:
        """What is told unasked: records, standing, what was denied, held back, brought on or lost."""
        return self["mattered"]

    @property
    def events(self) -> Frame:
        """A row for each thing that happened, with its cause and how the citizen stood after it."""
        return self["events"]

    @property
    def ranks(self) -> Frame:
        """A row for each step in the scheme: rank and percentile in the region and in the nation.

        Between `least` and `most`, which are the same where it is `exact`. `rank` holds the same as objects:
        `rank.on(day)`, `rank.last`.
        """
        return self["ranks"]

    @property
    def weeks(self) -> Frame:
        """A row for each step as it ended."""
        return self["weeks"]

    @in_python
    def parts(self, twin: Life) -> Divergence | None:
        """Where this life and that of its twin part: the first step and event; None where they never do.

        InputError for what is no life, or one of another citizen.
        """
        if not isinstance(twin, Life) or twin.citizen != self.citizen:
            raise taking.unfit("twin", twin, "a life of the same citizen", "run.life of the twin's run")
        return divergence(self.told, twin.told)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON values of every event and step, with `totals` and `ranks`."""
        return {**self.told.to_dict(), "totals": self.totals, "ranks": self.rank.to_dict()}


def life_of(folder: RunFolder, citizen: object, stamp: Stamp) -> Life:
    """The life of a citizen of a run; InputError for a number that no citizen has."""
    life = tell(folder, taking.whole("citizen", citizen, most=folder.world.citizens - 1))
    return Life(life, ranks_of(folder, life), stamp)


def lives_of(folder: RunFolder, asked: object, limit: object, communities: object, stamp: Stamp) -> Frame:
    """Up to `limit` citizens of whom the text `asked` is true, those to whom it happened most first.

    Columns: `citizen`, `value` (in the frame's unit), who it is, and between what and what its rank and its
    percentile in the nation lie at the end; missing where the run does not tell. InputError where the words
    mean nothing.
    """
    text, many = taking.text("where", asked, "a condition"), taking.whole("limit", limit, 1, MOST)
    some = taking.some_whole("communities", communities, 1)
    with taking.named("where"):
        wanted = where(text, categories_of(folder))
    search = look(People.of(folder, some), wanted, many).search
    examples = search.examples
    ranks = last_ranks(folder, examples)
    rows = [
        {"citizen": each.citizen, "value": each.value, **each.who, **_rank(stood)}
        for each, stood in zip(examples, ranks, strict=True)
    ]
    run = f"runs/{folder.world.hash[:12]}"
    words = ["underheaven", "lives", run, "--where", text, "--limit", str(many)]
    words += [] if some is None else ["--communities", str(some)]
    again = "" if some is None else f", communities={some}"
    made = stamp.then(shlex.join(words), f"run.lives({text!r}, limit={many}{again}).save('lives.csv')")
    title = f"{text}: {search.found:,} of {search.searched:,} synthetic citizens searched"
    units = {"value": wanted.rank.unit}
    if not rows:
        return Frame(
            title,
            pa.table({"citizen": pa.array([], pa.int64()), "value": pa.array([], pa.float64())}),
            made,
            units,
        )
    return Frame.of_rows(title, rows, made, units)


def _rank(stood: Stood | None) -> dict[str, float | None]:
    """Columns of where somebody stood in the nation."""
    names = ("rank_least", "rank_most", "percentile_least", "percentile_most")
    return dict.fromkeys(names) if stood is None else {name: stood.nation.to_dict()[name] for name in names}
