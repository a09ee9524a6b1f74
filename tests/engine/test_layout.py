"""The columns of a tally, and that the engine writes to those of the same name."""

from types import ModuleType

import pytest

from underheaven.engine import (
    allotting,
    closing,
    knowing,
    living,
    partnering,
    redressing,
    renewing,
    trading,
)
from underheaven.engine.layout import (
    ACT,
    CONSEQUENCE,
    CUT,
    FIRM,
    FIRM_ACT,
    FIRM_CONSEQUENCE,
    KNOWN,
    PERSON,
    PLACE,
    PRIVILEGE,
    SOURCE,
    Layout,
)

LAYOUT = Layout(("a", "b"), ("s", "t", "u"), ("c",), ("p",), ("q", "r"), ("f", "g", "h"), ("d",))


def test_the_width_is_that_of_the_specification() -> None:
    assert LAYOUT.width == len(LAYOUT.columns) == 12 * 2 + 2 * 3 + 8 * 1 + 2 * 1 + 4 * 2 + 4 * 3 + 4 * 1 + 52
    assert len(set(LAYOUT.columns)) == LAYOUT.width


def test_blocks_begin_where_they_should() -> None:
    assert LAYOUT.columns[0] == "act.a.considered"
    assert LAYOUT.columns[LAYOUT.act_width] == "act.b.considered"
    assert LAYOUT.columns[LAYOUT.first_source] == "source.s.true"
    assert LAYOUT.columns[LAYOUT.first_consequence] == "consequence.c.under"
    assert LAYOUT.columns[LAYOUT.first_person] == "person.persons"
    begins = (
        "source.s.true", "consequence.c.under", "privilege.p.holders", "place.q.families",
        "firm_act.f.considered", "firm_consequence.d.under", "firm.firms", "person.persons",
    )  # fmt: skip
    assert tuple(LAYOUT.columns[start] for start in LAYOUT.starts[:-1]) == begins
    assert LAYOUT.starts[-1] == LAYOUT.width
    assert LAYOUT.column("person.replaced") == LAYOUT.width - 1


def test_what_a_world_lacks_has_no_columns() -> None:
    bare = Layout((), (), ())
    assert bare.starts == (0,) * 7 + (len(FIRM), bare.width)
    assert bare.columns[0] == "firm.firms"


def test_an_unknown_column_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"act\.z\.done"):
        LAYOUT.column("act.z.done")


def test_public_fields_hold_the_records_of_each_source_before_visits_and_appeals() -> None:
    assert LAYOUT.public[:4] == ("enrolled", "sanctioned", "critical", "supportive")
    assert LAYOUT.public[4:7] == ("records.s", "records.t", "records.u")
    assert LAYOUT.public[7:] == ("visits_fast", "visits_slow", "appeals")


def test_what_is_known_is_in_the_order_of_the_specification() -> None:
    assert LAYOUT.known[: len(KNOWN)] == KNOWN
    assert LAYOUT.known[10:16] == (
        "level.s", "level.t", "level.u", "attention.s", "attention.t", "attention.u",
    )  # fmt: skip
    assert LAYOUT.known[16 : 16 + len(CUT)] == tuple(f"place.q.{what}" for what in CUT)
    assert len(LAYOUT.known) == 10 + 2 * 3 + 5 * 2
    assert [KNOWN[field] for field in (living.CLIMATE, living.WAIT_FAST, living.REFUSED_SLOW)] == [
        "climate",
        "wait_fast",
        "refused_slow",
    ]
    assert KNOWN[living.APPEAL_WAIT] == "appeal_wait"
    assert (len(KNOWN), len(CUT)) == (living.LEVELS, allotting.CUTS) == (knowing.SOURCES, 5)


@pytest.mark.parametrize(
    ("module", "columns", "names"),
    [
        (living, ACT, {"WAS_HELD": "held_back", "WAS_BROUGHT": "brought_on", "WAS_PREVENTED": "prevented"}),
        (living, ACT, {"WAS_DENIED": "denied", "ANSWERABLE": "answerable", "RECORDED": "recorded"}),
        (living, ACT, {"WRONG": "wrong", "WAS_REFUSED": "refused", "GAMED": "gamed", "REPAID": "repaid"}),
        (living, PERSON, {"CLAMPED": "clamped", "LOST": "points_lost", "GAINED": "points_gained"}),
        (living, PERSON, {"APPEALS_TRUE": "appeals_true", "APPEALS_WRONG": "appeals_wrong"}),
        (living, PERSON, {"STRUCK_TRUE": "struck_true", "STRUCK_WRONG": "struck_wrong"}),
        (living, PERSON, {"FAST_VISITS": "fast_visits", "SLOW_VISITS": "slow_visits"}),
        (closing, PERSON, {"PERSONS": "persons", "ENROLLED_MINUTES": "enrolled_minutes"}),
        (closing, PERSON, {"SHOWN": "shown_sum", "PULL": "pull_sum", "DREAD": "dread_sum"}),
        (closing, PERSON, {"UNDER": "any_under", "IN_ERROR": "any_in_error", "BY_TIES": "any_by_ties"}),
        (closing, PERSON, {"ENTERED": "any_entered", "LEFT": "any_left", "RISK_PLAIN": "risk_plain"}),
        (closing, PERSON, {"ENTERED_PLAIN": "entered_plain", "ENTERED_HARD": "entered_hard"}),
        (closing, PERSON, {"RISK_HARD": "risk_hard", "EMPLOYED_CONFINED": "employed_confined"}),
        (redressing, PERSON, {"CLAMPED": "clamped", "LOST": "points_lost", "GAINED": "points_gained"}),
        (redressing, PERSON, {"RETURNED": "points_returned", "EXPIRED": "records_expired"}),
        (redressing, PERSON, {"UPHELD_TRUE": "upheld_true", "UPHELD_WRONG": "upheld_wrong"}),
        (partnering, PERSON, {"SEEKERS": "seekers", "SEEN": "seen", "MATCHED": "matched"}),
        (partnering, PERSON, {"MATCH_BINS": "match_bins", "MATCH_SQUARES": "match_squares"}),
        (partnering, PERSON, {"MATCH_PRODUCTS": "match_products"}),
        (trading, PERSON, {"LOST": "points_lost", "GAINED": "points_gained"}),
        (trading, FIRM, {"FIRMS": "firms", "EMPLOYEES": "employees", "SCORES": "score_sum"}),
        (trading, FIRM, {"WITHOUT": "without_representative", "PASSED_OVER": "passed_over"}),
        (renewing, PERSON, {"REPLACED": "replaced"}),
        (allotting, PLACE, {"FAMILIES": "families", "PLACED": "placed", "DISPLACED": "displaced"}),
        (allotting, PLACE, {"FAVOURED": "favoured"}),
    ],
)
def test_compiled_functions_number_the_columns_alike(
    module: ModuleType, columns: tuple[str, ...], names: dict[str, str]
) -> None:
    assert {name: columns[getattr(module, name)] for name in names} == names


def test_visible_seekers_and_waits_stand_beside_the_others() -> None:
    for column in (partnering.SEEKERS, partnering.SEEN, partnering.MATCHED):
        assert PERSON[column + partnering.VISIBLE] == f"{PERSON[column]}_visible"
    for column in (living.FAST_VISITS, living.SLOW_VISITS):
        speed = PERSON[column].split("_")[0]
        assert PERSON[column + 1 : column + 3] == (f"{speed}_minutes", f"{speed}_minutes_one_line")


def test_blocks_are_as_wide_as_the_functions_take_them() -> None:
    assert len(ACT) == living.OUTCOMES
    assert (len(SOURCE), len(CONSEQUENCE), len(PRIVILEGE), len(PLACE)) == (2, 8, 2, 4)
    assert (len(FIRM_ACT), len(FIRM_CONSEQUENCE), len(FIRM), len(PERSON)) == (4, 4, 5, 47)
