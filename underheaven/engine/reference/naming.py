"""What each column is called, as digests take it (specification, 12 and 13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from underheaven.engine.reference.shape import Shape, reckoned_with
from underheaven.engine.world import World

ACT = (
    "considered", "done", "held_back", "brought_on", "prevented", "denied", "answerable", "recorded", "wrong",
    "refused", "gamed", "repaid",
)  # fmt: skip
SOURCE = ("true", "wrong")
CONSEQUENCE = (
    "under", "in_error", "by_ties", "spared_by_ties", "entered", "left", "left_by_rule", "left_by_redress",
)  # fmt: skip
PRIVILEGE = ("holders", "uses")
PLACE = ("families", "placed", "displaced", "favoured")
FIRM_ACT = ("considered", "done", "held_back", "recorded")
FIRM_CONSEQUENCE = ("under", "entered", "left", "employees")
GAME = ("effort", "effort_in_error")
FIRM = ("firms", "employees", "score_sum", "without_representative", "passed_over")
PERSON = (
    "persons", "adults", "enrolled", "person_minutes", "adult_minutes", "enrolled_minutes", "shown_sum",
    "dread_sum", "hardship_sum", "clamped", "points_lost", "points_gained", "any_under", "any_in_error",
    "any_by_ties", "any_entered", "any_left", "risk_plain", "risk_hard", "entered_plain", "entered_hard",
    "pull_sum", "points_returned", "records_expired", "appeals_true", "appeals_wrong", "upheld_true",
    "upheld_wrong", "struck_true", "struck_wrong", "fast_visits", "fast_minutes", "fast_minutes_one_line",
    "slow_visits", "slow_minutes", "slow_minutes_one_line", "seekers", "seen", "matched", "seekers_visible",
    "seen_visible", "matched_visible", "match_bins", "match_squares", "match_products", "employed_confined",
    "replaced",
)  # fmt: skip
PUBLIC, PUBLIC_AFTER = (
    ("enrolled", "sanctioned", "critical", "supportive"),
    ("visits_fast", "visits_slow", "appeals"),
)
KNOWN = (
    "climate", "load_fast", "load_slow", "wait_fast", "wait_slow", "wait_one_line", "refused_fast",
    "refused_slow", "backlog", "appeal_wait",
)  # fmt: skip
STANDARD = ("offset", "before", "next", "hits", "base")
RECKON = ("held_back", "weighed", "chance_sum")
CUT = ("placed_rank", "placed_word", "placed_place", "drawn_word", "drawn_place")


@dataclass(frozen=True)
class Names:
    """The names of the columns of tallies, public state and what is known, in the order of the columns.

    `known_before` is what is known before the first step: where what is known is at rest.
    """

    columns: list[str]
    public: list[str]
    known: list[str]
    known_before: list[list[int]]

    @classmethod
    def of(cls, world: World, known_before: list[list[int]]) -> Names:
        """The names in a world."""
        sources, places = list(world.policy.sources), list(world.society.places)
        deeds = ("done", "recorded") if Shape.of(world).hears else ()
        return cls(
            list(_columns(world)),
            [*PUBLIC, *_each("records", sources), *PUBLIC_AFTER, *(f"deeds.{what}" for what in deeds)],
            [
                *KNOWN,
                *_each("level", sources),
                *_each("attention", sources),
                *_each("standard", _standards(world), STANDARD),
                *(f"heard.{what}" for what in deeds),
                *_each("place", places, CUT),
            ],
            known_before,
        )


def _standards(world: World) -> list[str]:
    """Consequence and group of each threshold that follows outcomes."""
    return [
        f"{name}.{group}"
        for name, consequence in world.policy.consequences.items()
        if consequence.follows is not None
        for group in world.society.groups
    ]


def _columns(world: World) -> Iterator[str]:
    society, policy = world.society, world.policy
    yield from _each("act", society.acts, ACT)
    yield from _each("source", policy.sources, SOURCE)
    yield from _each("consequence", policy.consequences, CONSEQUENCE)
    yield from _each("privilege", policy.privileges, PRIVILEGE)
    yield from _each("place", society.places, PLACE)
    if society.firms is not None:
        yield from _each("firm_act", society.firms.acts, FIRM_ACT)
    if policy.firms is not None:
        yield from _each("firm_consequence", policy.firms.consequences, FIRM_CONSEQUENCE)
    gaming = society.behaviour.gaming
    if gaming is not None and gaming.counts_effort:
        games = [
            name for name, act in society.acts.items() if act.effort is not None and act.kind != "credit"
        ]
        yield from _each("game", games, GAME)
    kinds = list(society.acts)
    yield from _each("reckon", [kinds[kind] for kind in reckoned_with(world)], RECKON)
    yield from _each("firm", FIRM)
    yield from _each("person", PERSON)


def _each(prefix: str, names: Iterable[str], parts: Sequence[str] = ()) -> Iterator[str]:
    """`PREFIX.NAME` of each name, or `PREFIX.NAME.PART` of each name and part."""
    for name in names:
        if parts:
            yield from (f"{prefix}.{name}.{part}" for part in parts)
        else:
            yield f"{prefix}.{name}"
