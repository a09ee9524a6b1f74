"""An entry of the table of measures: what it is called, how it is made, and how sure it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from underheaven.measure.conditions import CONDITIONS
from underheaven.measure.expression import Data, Expression, Scope, check_name, read
from underheaven.measure.frame import Frame
from underheaven.measure.selections import SELECTIONS, entries

if TYPE_CHECKING:
    from underheaven.measure.counts import Counts, Floats

Measure = Callable[["Counts"], "Floats"]
Label = Literal["input", "calibrated", "emergent"]
Of = Literal["people", "scores", "queue", "pairs"]
"""What a measure is read from: tallies of people, their scores, the queue of appeals, pairs of partners."""
KEPT: dict[Of, tuple[str, ...]] = {
    "people": ("group", "region", "place", "quintile", "wave"),
    "scores": ("group", "region"),
    "queue": ("region",),
    "pairs": ("region", "wave"),
}
"""The breakdowns that there are of each."""
WEIGHED: tuple[Of, ...] = ("people", "scores")
"""What is read of people who weigh what makes their numbers those of the society (weights.py)."""
Interval = Literal["blocks", "blocks of regions", "none"]
INTERVALS: dict[Of, Interval] = {
    "people": "blocks", "scores": "none", "queue": "none", "pairs": "blocks of regions",
}  # fmt: skip
"""How sure each is: from 32 blocks by group and region, by region alone, or not told."""
WHOLE_REGIONS = ("", "region", "wave")
EVERYWHERE = (*WHOLE_REGIONS, "group", "place", "quintile")
"""Everyone and breakdowns: those by what whole communities have in common, and all of them."""
LABELS: dict[Label, str] = {
    "input": "follows closely from numbers written in the policy's or the society's file",
    "calibrated": "its size is set by behavioural parameters, taken from studies or assumed",
    "emergent": "comes out of many mechanisms together and is written nowhere",
}
NO_ADULTS = "there are no adults"
NOBODY = "nobody is in the scheme"
NO_PEOPLE = "there is nobody"
NO_SANCTION = "nobody is under it"
NO_ANY = "nobody is under any consequence"
NO_RECORDS = "nothing was recorded"
NO_VISITS = "nobody of the class was served"
NO_FAMILIES = "no family wants one, or none was allotted yet"
NO_FIRMS = "there are no firms"
NO_ACTS = "no such act would have been done"
SPECIFICATION = "specification, section 12"


@dataclass(frozen=True)
class Specification:
    """One measure, or one for each entry of the selection `entries` (then the name ends in what each is).

    `expression` says how it is made (expression.py), `where` in which worlds there is one. `undefined` says
    why a value is missing: why its denominator can be 0. Intervals keep within `lowest` and `highest`. `of`
    says what it is read from. `from_start` marks what has a meaning only of a period that begins with the
    run, `against_all` what compares a category with everybody. `shared` names the breakdowns ("" for
    everyone) of which blocks cannot tell the chance, because they share a queue, places or attention;
    `shared_entries` of which entries they do (a selection; "" for all), `shared_where` in
    which worlds they do. ValueError, with the measure's name, where something is missing or unknown.
    """

    name: str
    title: str
    unit: str
    formula: str
    source: str
    direction: str
    label: Label
    undefined: str
    expression: Data
    entries: str = ""
    where: str = ""
    lowest: float | None = 0.0
    highest: float | None = None
    of: Of = "people"
    from_start: bool = False
    against_all: bool = False
    shared: tuple[str, ...] = ()
    shared_where: str = ""
    shared_entries: str = ""

    def __post_init__(self) -> None:
        for part in ("name", "title", "unit", "formula", "source", "direction", "undefined"):
            if not getattr(self, part).strip():
                raise ValueError(f"the measure '{self.name}' has no {part}")
        try:
            check_name(self.of, KEPT, "kind of count")
            check_name(self.label, LABELS, "label")
            for condition in (self.where, self.shared_where):
                check_name(condition, CONDITIONS, "condition")
            for selection in filter(None, (self.entries, self.shared_entries)):
                check_name(selection, SELECTIONS, "selection")
            if bool(self.entries) != bool(self.placeholder):
                raise ValueError("a name ends in what each entry is exactly where there are entries")
            _ = self.parsed
        except ValueError as error:
            raise ValueError(f"the measure '{self.name}': {error}") from None

    def __hash__(self) -> int:
        return hash(self.name)

    @property
    def stem(self) -> str:
        """The name without what it is one of: `recall` of `recall.KIND`."""
        return self.name.partition(".")[0]

    @property
    def placeholder(self) -> str:
        """What stands for the entry in the expression: `kind` of `recall.KIND`; "" of a single measure."""
        return self.name.partition(".")[2].lower()

    @property
    def each(self) -> str:
        """What each of several is, in words; "" where there is one measure."""
        return SELECTIONS[self.entries].words if self.entries else ""

    @property
    def interval(self) -> Interval:
        """The kind of its interval."""
        return INTERVALS[self.of]

    @cached_property
    def parsed(self) -> Expression:
        """The expression, read and checked."""
        scope: Scope = {self.placeholder: SELECTIONS[self.entries].block} if self.entries else {}
        return read(self.expression, scope)

    def titles(self, frame: Frame) -> Mapping[str, str]:
        """The entries of a world with their titles; of a single measure "" without one. Empty: none here."""
        if not CONDITIONS[self.where](frame):
            return {}
        return entries(self.entries, frame) if self.entries else {"": ""}

    def called(self, entry: str) -> str:
        """The name of the measure of one entry: `recall.petition`."""
        return f"{self.stem}.{entry}" if entry else self.name

    def titled(self, title: str) -> str:
        """Its title, with that of its entry."""
        return f"{self.title}: {title}" if title else self.title

    def names(self, entry: str) -> Mapping[str, str]:
        """What stands for what in the expression of one entry."""
        return {self.placeholder: entry} if self.entries else {}

    def function(self, frame: Frame, entry: str = "") -> Measure:
        """The measure of one entry as a function of counts."""
        # Late: what a measure is can be told without NumPy, as in a page.
        from underheaven.measure.evaluate import measure_of

        return measure_of(self.parsed, frame, self.names(entry))

    def bind(self, frame: Frame) -> Mapping[str, tuple[str, Measure]]:
        """For a world: entry -> (title of the entry, function)."""
        return {entry: (title, self.function(frame, entry)) for entry, title in self.titles(frame).items()}

    def unsure(self, frame: Frame, entry: str = "") -> Iterable[str]:
        """The breakdowns of which blocks cannot tell the chance, of one entry."""
        theirs = not self.shared_entries or entry in entries(self.shared_entries, frame)
        return self.shared if theirs and CONDITIONS[self.shared_where](frame) else ()
