"""One synthetic citizen's life, recomputed, and citizens found by what befell them."""

from __future__ import annotations

import shlex

from underheaven.documents.problems import refuse
from underheaven.notebook.tables import Tables
from underheaven.record.examples import where
from underheaven.record.people import adults_of, categories_of, clear_of, everybody, keeps_lives
from underheaven.record.query import RunFolder
from underheaven.record.sampling import lived_again, spread
from underheaven.record.searching import Search
from underheaven.record.telling import tell
from underheaven.record.telling.life import Life as Told
from underheaven.report.exports.figure import Figure
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp
from underheaven.report.lives.picture import picture
from underheaven.report.lives.words import Words, finding, matters, title

SAMPLE = 32
"""Communities that are lived again where a run kept no row for each citizen."""


class Life(Tables):
    """One citizen's whole history: frames `mattered`, `events` and `weeks`, and a picture (`plot`).

    `told` is the history itself.
    """

    def __init__(self, told: Told, stamp: Stamp) -> None:
        self.told = told
        self._command = f"underheaven life runs/{told.world.hash[:12]} {told.citizen}"
        self._before = stamp
        made = stamp.then(self._command, f"life = run.life({told.citizen})")
        mattered = [
            {"day": event.day, "what": words.sentence(event), "points": event.points, "score": event.shown,
             "dread": event.dread, "hardship": event.hardship}
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
            "weeks": Frame.of_table(f"Step by step. {title(told)}", told.weeks_table(), from_here("weeks")),
        }
        unfinished = [] if told.finished else [UNFINISHED]
        super().__init__(frames, made, [finding(told), *unfinished])

    def plot(self) -> Figure:
        """The picture of the life: scores, what happened in lanes below them, dread and hardship."""
        command = f"{self._command} --png life.png"
        python = f"run.life({self.told.citizen}).plot().save('life.png')"
        return Figure(picture(self.told), self._before.then(command, python))

    @property
    def mattered(self) -> Frame:
        """What is told unasked: records, standing, what was denied, held back, brought on or lost."""
        return self["mattered"]

    @property
    def events(self) -> Frame:
        """A row for each thing that happened, with its cause and how the citizen stood after it."""
        return self["events"]

    @property
    def weeks(self) -> Frame:
        """A row for each step as it ended."""
        return self["weeks"]


UNITS = {"points": "points", "score": "points", "dread": "of 255", "hardship": "of 255"}
UNFINISHED = "The run was interrupted: the life is told as far as it goes."


def life_of(folder: RunFolder, citizen: int, stamp: Stamp) -> Life:
    """The life of a citizen of a run; InputError for a number that no citizen has."""
    return Life(tell(folder, citizen), stamp)


def lives_of(folder: RunFolder, text: str, limit: int, stamp: Stamp) -> Frame:
    """Up to `limit` citizens of whom `text` is true, those it befell most first.

    Columns: `citizen`, `value` (in the frame's unit) and who it is. Where the run kept no row for each
    citizen, 32 communities, evenly spread, are lived again and searched. InputError where the words mean
    nothing.
    """
    if limit < 1:
        raise refuse(f"limit {limit}", "at least one example is listed", "give 1 or more")
    categories = categories_of(folder)
    wanted = where(text, categories)
    search = Search(wanted, limit, categories, adults_of(folder), clear_of(folder), folder.world.step_minutes)
    if keeps_lives(folder):
        search.add_all(everybody(folder, wanted.columns))
    else:
        search.add_all(lived_again(folder, wanted.columns, spread(folder.world, SAMPLE)))
    rows = [{"citizen": each.citizen, "value": each.value, **each.who} for each in search.examples]
    run = f"runs/{folder.world.hash[:12]}"
    command = shlex.join(["underheaven", "lives", run, "--where", text, "--limit", str(limit)])
    made = stamp.then(command, f"run.lives({text!r}, limit={limit}).save('lives.csv')")
    title = f"{text}: {search.found:,} of {search.searched:,} synthetic citizens searched"
    return Frame.of_rows(title, rows, made, {"value": wanted.rank.unit})
