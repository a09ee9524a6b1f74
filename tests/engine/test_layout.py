"""The columns of a tally, and that the engine writes to those of the same name."""

import pytest

from underheaven.counted.columns import (
    Act,
    Consequence,
    Cut,
    Deeds,
    Firm,
    FirmAct,
    FirmConsequence,
    Game,
    Known,
    Life,
    Person,
    Place,
    Privilege,
    Public,
    PublicAfter,
    Reckon,
    Source,
    labels,
)
from underheaven.engine.layout import Layout

BLOCKS = (
    Act, Source, Consequence, Privilege, Place, FirmAct, FirmConsequence, Game, Reckon, Firm,
    Person, Public, PublicAfter, Deeds, Known, Cut, Life,
)  # fmt: skip
LAYOUT = Layout(
    ("a", "b"),
    ("s", "t", "u"),
    ("c",),
    ("p",),
    ("q", "r"),
    ("f", "g", "h"),
    ("d",),
    ("a",),
    ("b",),
    ("done", "recorded"),
)


def test_the_width_is_that_of_the_specification() -> None:
    assert (
        LAYOUT.width
        == len(LAYOUT.columns)
        == 12 * 2 + 2 * 3 + 8 * 1 + 2 * 1 + 4 * 2 + 4 * 3 + 4 * 1 + 2 * 1 + 3 * 1 + 52
    )
    assert len(set(LAYOUT.columns)) == LAYOUT.width


def test_blocks_begin_where_they_should() -> None:
    assert LAYOUT.columns[0] == "act.a.considered"
    begins = (
        "act.a.considered", "source.s.true", "consequence.c.under", "privilege.p.holders", "place.q.families",
        "firm_act.f.considered", "firm_consequence.d.under", "game.a.effort", "reckon.b.held_back",
        "firm.firms", "person.persons",
    )  # fmt: skip
    first = LAYOUT.blocks[: len(begins)]
    assert tuple(LAYOUT.columns[start] for start in first) == begins
    assert LAYOUT.columns[len(Act)] == "act.b.considered"
    assert LAYOUT.blocks.width == LAYOUT.width
    assert LAYOUT.column("person.replaced") == LAYOUT.width - 1


def test_what_a_world_lacks_has_no_columns() -> None:
    bare = Layout((), (), ())
    assert bare.public[bare.blocks.public_deeds :] == bare.known[bare.blocks.deeds :] == ()
    assert bare.blocks[:11] == (0,) * 10 + (len(Firm),)
    assert bare.columns[0] == "firm.firms"


def test_an_unknown_column_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"act\.z\.done"):
        LAYOUT.column("act.z.done")


def test_public_fields_hold_the_records_of_each_source_before_visits_and_appeals() -> None:
    assert LAYOUT.public[:4] == ("enrolled", "sanctioned", "critical", "supportive")
    assert LAYOUT.public[4:7] == ("records.s", "records.t", "records.u")
    assert LAYOUT.public[LAYOUT.blocks.public_after :] == (
        "visits_fast", "visits_slow", "appeals", "deeds.done", "deeds.recorded",
    )  # fmt: skip
    assert LAYOUT.public[LAYOUT.blocks.public_deeds :] == ("deeds.done", "deeds.recorded")


def test_what_is_known_is_in_the_order_of_the_specification() -> None:
    at = LAYOUT.blocks
    assert LAYOUT.known[: len(Known)] == labels(Known)
    assert LAYOUT.known[len(Known) : at.attention] == ("level.s", "level.t", "level.u")
    assert LAYOUT.known[at.attention : at.deeds] == ("attention.s", "attention.t", "attention.u")
    assert LAYOUT.known[at.deeds : at.cut] == ("heard.done", "heard.recorded")
    assert LAYOUT.known[at.cut : at.cut + len(Cut)] == tuple(f"place.q.{what}" for what in labels(Cut))
    assert len(LAYOUT.known) == 10 + 2 * 3 + 2 + 5 * 2


def test_no_two_fields_of_one_file_have_one_name() -> None:
    """Public and known fields are columns of one file, and are read from it by name."""
    fields = [*LAYOUT.public, *LAYOUT.known]
    assert len(set(fields)) == len(fields)


def test_columns_are_numbered_from_nought_and_named_once() -> None:
    for columns in BLOCKS:
        assert [int(each) for each in columns] == list(range(len(columns)))
        assert len(set(labels(columns))) == len(columns)


def test_minutes_of_a_visit_stand_beside_the_visits() -> None:
    """The kernel counts them one after the other, for either class."""
    for visits in (Person.FAST_VISITS, Person.SLOW_VISITS):
        speed = visits.label.split("_")[0]
        assert labels(Person)[visits + 1 : visits + 3] == (f"{speed}_minutes", f"{speed}_minutes_one_line")
