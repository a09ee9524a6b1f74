"""The columns of a tally, and that the engine writes to those of the same name."""

import pytest

from underheaven.engine import closing, living
from underheaven.engine.layout import ACT, CONSEQUENCE, PERSON, SOURCE, Layout

LAYOUT = Layout(("a", "b"), ("s", "t", "u"), ("c",))


def test_the_width_is_that_of_the_specification() -> None:
    assert LAYOUT.width == len(LAYOUT.columns) == 9 * 2 + 2 * 3 + 6 * 1 + 22
    assert len(set(LAYOUT.columns)) == LAYOUT.width


def test_blocks_begin_where_they_should() -> None:
    assert LAYOUT.columns[0] == "act.a.considered"
    assert LAYOUT.columns[LAYOUT.act_width] == "act.b.considered"
    assert LAYOUT.columns[LAYOUT.first_source] == "source.s.true"
    assert LAYOUT.columns[LAYOUT.first_consequence] == "consequence.c.under"
    assert LAYOUT.columns[LAYOUT.first_person] == "person.persons"
    assert LAYOUT.column("person.pull_sum") == LAYOUT.width - 1


def test_an_unknown_column_is_an_error() -> None:
    with pytest.raises(KeyError, match=r"act\.z\.done"):
        LAYOUT.column("act.z.done")


def test_public_fields_end_with_the_records_of_each_source() -> None:
    assert LAYOUT.public[:4] == ("enrolled", "sanctioned", "critical", "supportive")
    assert LAYOUT.public[4:] == ("records.s", "records.t", "records.u")


def test_compiled_functions_number_the_columns_alike() -> None:
    assert len(ACT) == living.OUTCOMES
    assert [ACT[column] for column in (living.WAS_HELD, living.WAS_BROUGHT, living.WAS_PREVENTED)] == [
        "held_back",
        "brought_on",
        "prevented",
    ]
    assert ACT[living.ANSWERABLE : living.WRONG + 1] == ("answerable", "recorded", "wrong")
    for name in ("CLAMPED", "LOST", "GAINED"):
        assert PERSON[getattr(living, name)].endswith(name.lower())
    names = {
        "PERSONS": "persons", "ENROLLED_MINUTES": "enrolled_minutes", "SHOWN": "shown_sum",
        "UNDER": "any_under",
        "IN_ERROR": "any_in_error", "BY_TIES": "any_by_ties", "ENTERED": "any_entered", "LEFT": "any_left",
        "RISK_PLAIN": "risk_plain", "RISK_HARD": "risk_hard", "ENTERED_PLAIN": "entered_plain",
        "ENTERED_HARD": "entered_hard", "PULL": "pull_sum",
    }  # fmt: skip
    assert {name: PERSON[getattr(closing, name)] for name in names} == names
    assert len(SOURCE) == 2
    assert len(CONSEQUENCE) == 6
