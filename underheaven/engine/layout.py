"""The columns of a tally: what is counted, in which order (specification, section 12)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from underheaven.engine.world import World

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
    "refused",
    "gamed",
    "repaid",
)
SOURCE = ("true", "wrong")
CONSEQUENCE = (
    "under",
    "in_error",
    "by_ties",
    "spared_by_ties",
    "entered",
    "left",
    "left_by_rule",
    "left_by_redress",
)
PRIVILEGE = ("holders", "uses")
PLACE = ("families", "placed", "displaced", "favoured")
FIRM_ACT = ("considered", "done", "held_back", "recorded")
FIRM_CONSEQUENCE = ("under", "entered", "left", "employees")
FIRM = ("firms", "employees", "score_sum", "without_representative", "passed_over")
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
    "points_returned",
    "records_expired",
    "appeals_true",
    "appeals_wrong",
    "upheld_true",
    "upheld_wrong",
    "struck_true",
    "struck_wrong",
    "fast_visits",
    "fast_minutes",
    "fast_minutes_one_line",
    "slow_visits",
    "slow_minutes",
    "slow_minutes_one_line",
    "seekers",
    "seen",
    "matched",
    "seekers_visible",
    "seen_visible",
    "matched_visible",
    "match_bins",
    "match_squares",
    "match_products",
    "employed_confined",
    "replaced",
)
BINS = 64
BLOCKS = 32
PUBLIC = ("enrolled", "sanctioned", "critical", "supportive")
PUBLIC_AFTER = ("visits_fast", "visits_slow", "appeals")
KNOWN = (
    "climate",
    "load_fast",
    "load_slow",
    "wait_fast",
    "wait_slow",
    "wait_one_line",
    "refused_fast",
    "refused_slow",
    "backlog",
    "appeal_wait",
)
CUT = ("placed_rank", "placed_word", "placed_place", "drawn_word", "drawn_place")


@dataclass(frozen=True)
class Layout:
    """Names of everything that is counted; from them the columns of every tally."""

    kinds: tuple[str, ...]
    sources: tuple[str, ...]
    consequences: tuple[str, ...]
    privileges: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    firm_kinds: tuple[str, ...] = ()
    firm_consequences: tuple[str, ...] = ()

    @cached_property
    def _blocks(self) -> tuple[tuple[str, tuple[str, ...], tuple[str, ...]], ...]:
        """Prefix, names and columns of each block, in order."""
        return (
            ("act", self.kinds, ACT),
            ("source", self.sources, SOURCE),
            ("consequence", self.consequences, CONSEQUENCE),
            ("privilege", self.privileges, PRIVILEGE),
            ("place", self.places, PLACE),
            ("firm_act", self.firm_kinds, FIRM_ACT),
            ("firm_consequence", self.firm_consequences, FIRM_CONSEQUENCE),
        )

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """Column names in order, such as `act.KIND.done`, `source.NAME.true`, `person.adults`."""
        named = (
            f"{block}.{name}.{what}"
            for block, names, parts in self._blocks
            for name in names
            for what in parts
        )
        return (*named, *(f"firm.{what}" for what in FIRM), *(f"person.{what}" for what in PERSON))

    @cached_property
    def public(self) -> tuple[str, ...]:
        """Fields of the public state, in order; `records.SOURCE` for each source."""
        return (*PUBLIC, *(f"records.{source}" for source in self.sources), *PUBLIC_AFTER)

    @cached_property
    def known(self) -> tuple[str, ...]:
        """Fields of what everybody knows, in order (specification, section 28)."""
        return (
            *KNOWN,
            *(f"level.{source}" for source in self.sources),
            *(f"attention.{source}" for source in self.sources),
            *(f"place.{place}.{what}" for place in self.places for what in CUT),
        )

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The first column of each block: sources, consequences, privileges, places, firm acts, firm
        consequences, firms, persons; then the width."""
        ends, end = [], 0
        for _, names, parts in self._blocks:
            end += len(names) * len(parts)
            ends.append(end)
        return (*ends, end + len(FIRM), end + len(FIRM) + len(PERSON))

    @property
    def act_width(self) -> int:
        """Columns of one kind of act."""
        return len(ACT)

    @property
    def first_source(self) -> int:
        """The column at which the sources begin."""
        return self.starts[0]

    @property
    def first_consequence(self) -> int:
        """The column at which the consequences begin."""
        return self.starts[1]

    @property
    def first_person(self) -> int:
        """The column at which the persons begin."""
        return self.starts[7]

    @property
    def width(self) -> int:
        """Number of columns."""
        return self.starts[8]

    def column(self, name: str) -> int:
        """The number of a column; KeyError if there is none of that name."""
        try:
            return self.columns.index(name)
        except ValueError:
            raise KeyError(name) from None


def layout_of(world: World) -> Layout:
    """The layout of a world's tallies."""
    society, policy = world.society, world.policy
    return Layout(
        tuple(society.acts),
        tuple(policy.sources),
        tuple(policy.consequences),
        tuple(policy.privileges),
        tuple(society.places),
        tuple(society.firms.acts) if society.firms else (),
        tuple(policy.firms.consequences) if policy.firms else (),
    )
