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
from underheaven.report.exports.frame import Frame
from underheaven.report.exports.stamp import Stamp

SAMPLE = 32
"""Communities that are lived again where a run kept no row for each citizen."""


class Life(Tables):
    """One citizen's whole history: the frames `events` and `weeks`; `told` is the history itself."""

    def __init__(self, told: Told, stamp: Stamp) -> None:
        self.told = told
        who = f"citizen {told.citizen} of {told.region}, who is synthetic"
        run = f"runs/{told.world.hash[:12]}"
        made = stamp.then(f"underheaven life {run} {told.citizen}", f"life = run.life({told.citizen})")
        frames = {
            name: Frame.of_table(
                f"{title}: {who}", table, made.with_python(f"life.{name}.save('{name}.csv')")
            )
            for name, title, table in (
                ("events", "What happened", told.events_table()),
                ("weeks", "How each step ended", told.weeks_table()),
            )
        }
        person = ", ".join(f"{name} {value}" for name, value in told.person.items())
        super().__init__(
            frames, made, [f"A life: {who} ({person}).", *([] if told.finished else [UNFINISHED])]
        )

    @property
    def events(self) -> Frame:
        """A row for each thing that happened, with its cause and how the citizen stood after it."""
        return self["events"]

    @property
    def weeks(self) -> Frame:
        """A row for each step as it ended."""
        return self["weeks"]


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
