"""Checking against a model: one fixture per kind of error, everything at once, and no other exception."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import field_validator

from tests.documents.small import FIXTURES, Colour, Part, Small, problems_of
from underheaven.documents.checking import validate
from underheaven.documents.problems import MAX_PROBLEMS, InputError
from underheaven.documents.reading import read_document, read_text

MODEL = {
    "unknown-key": (7, 25, "rules.smoking.piont", "unknown key 'piont'", "write 'points'"),
    "missing-key": (1, 1, "since", "'since' is missing", "add `since:` with a day such as 2014-01-01"),
    "wrong-type": (2, 7, "size", "'three' is not a whole number", "write a whole number"),
    "text-without-quotes": (1, 7, "name", "2014-01-01 is not text", 'write "2014-01-01", with the quotes'),
    "nothing-written": (2, 1, "size", "nothing is written here", "write it, or remove the key"),
    "out-of-bounds": (3, 8, "share", "1.5 is too large", "write a number that is at most 1"),
    "fraction": (2, 7, "size", "3.5 is not a whole number", "round it"),
    "word-of-a-list": (5, 9, "colour", "'gren' is not known here", "write 'green'"),
    "pattern": (1, 7, "name", "'First Name' is not written as it must be", "write 'first-name'"),
    "number-for-a-day": (4, 8, "since", "0 is not a day", "write it as in 2014-01-01"),
    "true-for-a-number": (2, 7, "size", "true is not a number", "write the number"),
    "yes-for-true": (6, 7, "open", "'yes' is neither true nor false", "write true"),
    "quoted-number": (3, 8, "share", "'0.5' is text and not a number",
                      "write it without quotes, with digits and a point alone"),
    "own-validator": (1, 1, "", "`low` lies above `high`", "exchange them"),
    "pointing-validator": (7, 13, "rules.smoking.points", "13 brings bad luck", "write 12"),
    "too-many": (6, 8, "steps", "too many entries (4)", "remove some"),
    "value-of-a-list": (6, 12, "steps[1]", "'two' is not a whole number", "write a whole number"),
    "union": (6, 8, "reach", "'everywher' is not known here", "write 'everywhere'"),
    "variant": (7, 12, "effects[0].kind", "'denail' is not known here", "write 'denial'"),
    "variant-missing": (7, 5, "effects[0].kind", "'kind' is missing", "add `kind:` with 'denial' or 'delay'"),
    "inside-a-variant": (7, 26, "effects[0].acts", "'train' is not a list", "write ['train']"),
    "key-of-a-table": (7, 3, "by_day.soon", "'soon' is not a day", "write a day such as 2014-01-01"),
    "quantity": (6, 7, "rate", "a list is not a number",
                 "write a number, or the keys source, confidence, assumed, range, value"),
    "a-list": (1, 1, "", "a list is not a group of entries", None),
}  # fmt: skip


def check(path_or_text: Any) -> Small:
    if isinstance(path_or_text, str):
        return validate(Small, read_text(path_or_text, "f.yaml"))
    return validate(Small, read_document(path_or_text))


def test_every_fixture_is_tested() -> None:
    names = {path.stem for path in (FIXTURES / "model").iterdir()}
    assert names == MODEL.keys() | {"valid", "union-inside"}


def test_a_valid_document_is_read_exactly() -> None:
    small = check(FIXTURES / "model" / "valid.yaml")
    assert (small.size, small.share, small.since, small.colour) == (
        3, Decimal("0.5"), dt.date(2014, 1, 1), Colour.RED,
    )  # fmt: skip
    assert small.rules["smoking"].points == Decimal("-5.5")


@pytest.mark.parametrize("name", MODEL)
def test_one_problem_for_each_kind_of_error(name: str) -> None:
    (problem,) = problems_of(check, FIXTURES / "model" / f"{name}.yaml")
    line, column, where, what, remedy = MODEL[name]
    assert (problem.line, problem.column, problem.where, problem.what) == (line, column, where, what)
    assert remedy is None or problem.remedy == remedy


def test_of_a_union_only_the_alternative_meant_is_explained() -> None:
    found = problems_of(check, FIXTURES / "model" / "union-inside.yaml")
    assert [(p.where, p.what) for p in found] == [
        ("pace[0].vaule", "unknown key 'vaule'"),
    ]


def test_where_no_alternative_fits_all_are_named_once() -> None:
    valid = (FIXTURES / "model" / "valid.yaml").read_text()
    (problem,) = problems_of(check, valid + "pace: fast\n")
    assert (problem.what, problem.remedy) == ("'fast' is not a number or a list", "write a number or a list")
    (problem,) = problems_of(check, valid + "reach: 0\n")
    assert problem.what == "0 is too small"


def test_a_misspelt_key_is_one_problem_and_not_a_missing_one_too() -> None:
    valid = (FIXTURES / "model" / "valid.yaml").read_text()
    (problem,) = problems_of(check, valid.replace("size:", "sise:"))
    assert (problem.what, problem.remedy) == ("unknown key 'sise'", "write 'size'")


def test_every_error_at_once_in_the_order_of_the_file() -> None:
    found = problems_of(
        check,
        "name: A B\nsise: 3\nshare: 2\nsince: soon\ncolour: blue\nrules:\n  a: {points: x, y: 1}\n  b: 3\n",
    )
    assert [(p.where, p.line) for p in found] == [
        ("name", 1), ("sise", 2), ("share", 3), ("since", 4), ("colour", 5),
        ("rules.a.points", 7), ("rules.a.y", 7), ("rules.b", 8),
    ]  # fmt: skip


def test_readings_too_kind_come_at_once_with_all_else() -> None:
    text = 'name: 3\nsize: true\nshare: "0.5"\nsince: 0\ncolour: red\nopen: 1\nsteps: [true, 2]\n'
    found = problems_of(check, text + "rules:\n  a: {points: '3'}\nby_day:\n  2014-01-01: true\n")
    assert [p.where for p in found] == [
        "name", "size", "share", "since", "open", "steps[0]", "rules.a.points", "by_day.2014-01-01",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("reach: true", "reach"),
        ('reach: "3"', "reach"),
        ('pace: "0.5"', "pace"),
        ('pace: [{since: 2014-01-01, value: "3"}]', "pace[0].value"),
        ("pace: [{since: 0, value: 3}]", "pace[0].since"),
        ("effects: [{kind: delay, days: true}]", "effects[0].days"),
        ('rate: {value: "3"}', "rate.value"),
        ('rate: "3"', "rate"),
    ],
)
def test_readings_too_kind_are_found_inside_unions(text: str, where: str) -> None:
    (problem,) = problems_of(check, (FIXTURES / "model" / "valid.yaml").read_text() + text)
    assert problem.where == where
    assert "not a number" in problem.what or "not a day" in problem.what


def test_merged_data_has_the_places_of_the_document_it_came_from() -> None:
    document = read_text("rules:\n  a: {points: 1}\n", "reform.yaml")
    base = read_document(FIXTURES / "model" / "valid.yaml").data
    assert isinstance(base, dict)
    merged = {**base, "size": "x", "rules": {"a": {"points": "x"}, "b": {"points": "x"}}}
    found = problems_of(lambda: validate(Small, document, data=merged))
    assert {(p.where, p.line, p.column) for p in found} == {
        ("size", 1, 1), ("rules.a.points", 2, 15), ("rules.b.points", 1, 1),
    }  # fmt: skip


def test_a_number_hidden_in_quotes_cannot_break_a_validator() -> None:
    class Halved(Part):
        half: Decimal

        @field_validator("half")
        @classmethod
        def _is_half(cls, half: Decimal) -> Decimal:
            if half % 1 == 0:
                raise ValueError("no half | add 0.5")
            return half

    document = read_text('half: "1e999999"', "f")
    (problem,) = problems_of(lambda: validate(Halved, document))
    assert (problem.where, problem.what) == ("half", "'1e999999' is text and not a number")


PIECES = [
    "\n",
    "  ",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    ",",
    "'",
    '"',
    "&a ",
    "*a",
    "!t ",
    "|\n",
    ">",
    "#",
    "%",
    "\t",
    "~",
    "\\",
    "---\n",
    "? ",
    "<<: ",
    "true",
    "2019-02-30",
    "1e99",
    ".nan",
    "-1",
    "0.5",
    "x",
    "北",
    "\x00",
    "\x85",
    "\ufeff",
    "points",
    "kind: denial",
    "\\U00110000",
    "name",
    "\r",
]
VALID = (FIXTURES / "model" / "valid.yaml").read_text() + (
    "reach: 3\npace: [{since: 2014-01-01, value: 2}]\neffects: [{kind: denial, acts: [train]}]\n"
    'by_day: {2014-01-01: 1}\nrate: {value: 0.5, source: "it\'s here"}\nsteps: &s [1, 2]\n'
)


def test_the_text_that_is_mutated_is_valid() -> None:
    assert check(VALID).by_day == {dt.date(2014, 1, 1): 1}


def attempt(text: str) -> None:
    """Reads and checks `text`; where it is refused, every problem has a place in it."""
    try:
        check(text)
    except InputError as error:
        lines = text.count("\n") + text.count("\r") + text.count("\x85") + 1
        for problem in error.problems:
            assert 1 <= problem.line <= lines
            assert problem.column >= 1
            assert problem.file == "f.yaml"
            assert problem.what
            assert str(problem).isprintable()


EDITS = st.lists(
    st.tuples(st.integers(0, len(VALID)), st.integers(0, 12), st.sampled_from(["", *PIECES])),
    min_size=1,
    max_size=6,
)


@given(EDITS)
def test_mutated_documents_are_read_or_refused_and_nothing_else(edits: list[tuple[int, int, str]]) -> None:
    text = VALID
    for start, length, piece in edits:
        text = text[:start] + piece + text[start + length :]
    attempt(text)


@given(st.lists(st.sampled_from(VALID.splitlines(keepends=True) + PIECES), max_size=25).map("".join))
def test_shuffled_pieces_are_read_or_refused_and_nothing_else(text: str) -> None:
    attempt(text)


SCALARS = st.sampled_from(
    ["1", "0.5", "x", "~", "true", "2014-01-01", "'3'", "red", "[]", "{}", "-7", "train"]
)
KEYS = st.sampled_from([*Small.model_fields, "points", "kind", "acts", "since", "value", "unknown"])
NESTED = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(KEYS, inner, max_size=3).map(
            lambda entries: "{" + ", ".join(f"{k}: {v}" for k, v in entries.items()) + "}"
        )
    ),
    max_leaves=8,
)


@given(st.dictionaries(KEYS, NESTED, max_size=6))
def test_any_value_anywhere_is_checked_without_a_crash(entries: dict[str, str]) -> None:
    attempt("".join(f"{key}: {value}\n" for key, value in entries.items()) or "{}")


def test_of_very_many_problems_the_first_are_said_and_that_there_are_more() -> None:
    found = problems_of(check, VALID + "".join(f"unknown{i}: 1\n" for i in range(MAX_PROBLEMS + 5)))
    assert len(found) == MAX_PROBLEMS + 1
    assert found[0].what == "5 more problems"
