"""The columns of a tally: what is counted, in which order (specification, section 12)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

ACT = (
    "considered",
    "done",
    "held_back",
    "brought_on",
    "prevented",
    "denied",
    "answerable",
    "recorded",
    "wrong",
)
SOURCE = ("true", "wrong")
CONSEQUENCE = ("under", "in_error", "by_ties", "spared_by_ties", "entered", "left")
PERSON = (
    "persons",
    "adults",
    "enrolled",
    "person_minutes",
    "adult_minutes",
    "enrolled_minutes",
    "shown_sum",
    "dread_sum",
    "hardship_sum",
    "clamped",
    "points_lost",
    "points_gained",
    "any_under",
    "any_in_error",
    "any_by_ties",
    "any_entered",
    "any_left",
    "risk_plain",
    "risk_hard",
    "entered_plain",
    "entered_hard",
    "pull_sum",
)
BINS = 64
BLOCKS = 32
PUBLIC = ("enrolled", "sanctioned", "critical", "supportive")


@dataclass(frozen=True)
class Layout:
    """Names of kinds, sources and consequences; from them the columns of every tally."""

    kinds: tuple[str, ...]
    sources: tuple[str, ...]
    consequences: tuple[str, ...]

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Column names in order, such as `act.KIND.done`, `source.NAME.true`, `person.adults`."""
        return (
            *(f"act.{kind}.{what}" for kind in self.kinds for what in ACT),
            *(f"source.{source}.{what}" for source in self.sources for what in SOURCE),
            *(f"consequence.{name}.{what}" for name in self.consequences for what in CONSEQUENCE),
            *(f"person.{what}" for what in PERSON),
        )

    @cached_property
    def public(self) -> tuple[str, ...]:
        """Fields of the public state, in order; `records.SOURCE` for each source."""
        return (*PUBLIC, *(f"records.{source}" for source in self.sources))

    @property
    def act_width(self) -> int:
        """Columns of one kind of act."""
        return len(ACT)

    @property
    def first_source(self) -> int:
        """The column at which the sources begin."""
        return len(ACT) * len(self.kinds)

    @property
    def first_consequence(self) -> int:
        """The column at which the consequences begin."""
        return self.first_source + len(SOURCE) * len(self.sources)

    @property
    def first_person(self) -> int:
        """The column at which the persons begin."""
        return self.first_consequence + len(CONSEQUENCE) * len(self.consequences)

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.first_person + len(PERSON)

    def column(self, name: str) -> int:
        """The number of a column; KeyError if there is none of that name."""
        try:
            return self.columns.index(name)
        except ValueError:
            raise KeyError(name) from None
