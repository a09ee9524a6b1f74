"""Reading YAML: values, positions, and every way in which a text or a file is refused."""

import datetime as dt
import os
from decimal import Decimal
from pathlib import Path

import pytest

from tests.documents.small import FIXTURES, problems_of
from underheaven.documents.problems import MAX_PROBLEMS
from underheaven.documents.reading import MAX_BYTES, read_document, read_text
from underheaven.documents.tree import MAX_DEPTH, MAX_ENTRIES

SYNTAX = {
    "tab": (2, 1, "", "a tab"),
    "colon": (1, 11, "", "a colon"),
    "indentation": (3, 2, "", "indentation"),
    "no-colon": (2, 1, "", "colon"),
    "open-quote": (2, 4, "", "never closed"),
    "open-bracket": (2, 4, "", "bracket"),
    "brace-for-bracket": (1, 4, "", "bracket"),
    "after-the-end": (1, 11, "", "after the end"),
    "reserved": (1, 4, "", "keeps for itself"),
    "bad-escape": (1, 6, "", "backslash"),
    "large-escape": (1, 1, "", "names no character"),
    "surrogate": (1, 4, "a", "U+D800"),
    "control": (2, 4, "", "U+0007"),
    "star": (1, 5, "", "* or &"),
    "duplicate-key": (4, 3, "rules.smoking", "line 2, column 3"),
    "two-documents": (2, 1, "", "second document"),
    "empty": (1, 1, "", "empty"),
    "no-bytes": (1, 1, "", "empty"),
    "tag": (1, 4, "a", "tag !!python"),
    "directive": (1, 1, "", "directive"),
    "merge-key": (3, 3, "c", "merge"),
    "unknown-alias": (2, 4, "b", "write *there"),
    "alias-in-itself": (2, 7, "a.b[0]", "contains itself"),
    "anchor-twice": (2, 4, "b", "&x is given twice"),
    "impossible-day": (1, 8, "since", "2019-02-30"),
    "impossible-day-as-key": (2, 3, "dated", "2019-02-30"),
    "short-date": (1, 8, "since", "write 2019-02-03"),
    "not-a-number": (1, 4, "a", "finite"),
    "infinity": (1, 4, "a", "finite"),
    "huge-exponent": (1, 4, "a", "too long"),
    "boolean-key": (1, 1, "", "true stands for a key"),
    "empty-key": (2, 3, "a", "a key is empty"),
    "decimal-key": (2, 3, "a", "0.5 stands for a key"),
    "list-as-key": (2, 5, "a", "stands for a key"),
    "alias-as-key": (2, 1, "", "stands for a key"),
    "not-utf-8": (2, 11, "", "not UTF-8"),
}


def test_every_fixture_is_tested() -> None:
    assert {path.stem for path in (FIXTURES / "syntax").iterdir()} == SYNTAX.keys()


@pytest.mark.parametrize("name", SYNTAX)
def test_faults_of_syntax(name: str) -> None:
    path = FIXTURES / "syntax" / f"{name}.yaml"
    (problem,) = problems_of(read_document, path)
    line, column, where, words = SYNTAX[name]
    assert (problem.file, problem.line, problem.column, problem.where) == (str(path), line, column, where)
    assert words.casefold() in str(problem).casefold()
    assert problem.remedy


def test_values_and_their_positions() -> None:
    text = "title: x\nrates:\n  1: [0.10, 2014-01-01]\n  2014-02-02: {b: 'yes', c: yes}\n"
    document = read_text(text, "f.yaml")
    assert document.data == {
        "title": "x",
        "rates": {"1": [Decimal("0.10"), dt.date(2014, 1, 1)], "2014-02-02": {"b": "yes", "c": "yes"}},
    }
    assert document.place(("rates", "1")) == (3, 3)
    assert document.value_place(("rates", "1")) == (3, 6)
    assert document.place(("rates", "1", 1)) == (3, 13)
    assert document.place(("rates", "2014-02-02", "c")) == (4, 26)
    assert document.value_place(("rates", "2014-02-02", "c")) == (4, 29)
    # What is not there has the place of what would hold it.
    assert document.place(("rates", "1", 7, "x")) == (3, 3)
    assert document.place(("nowhere",)) == (1, 1)


def test_a_byte_order_mark_moves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "marked.yaml"
    path.write_bytes(b"\xef\xbb\xbfa: 1\n")
    document = read_document(path)
    assert (document.data, document.place(("a",))) == ({"a": 1}, (1, 1))
    assert document.file == str(path)


def test_aliases_stand_for_what_they_name() -> None:
    document = read_text("a: &x {b: [1, 2]}\nc: *x\nd: *x\n", "f")
    assert document.data == {"a": {"b": [1, 2]}, "c": {"b": [1, 2]}, "d": {"b": [1, 2]}}
    assert document.place(("c",)) == (2, 1)
    assert document.place(("c", "b")) == document.place(("a", "b")) == (1, 8)
    assert isinstance(document.data, dict)
    assert document.data["c"] is not document.data["d"]


def test_faults_of_values_come_all_at_once_and_before_a_fault_of_syntax() -> None:
    found = problems_of(read_text, "a: .nan\nb: 2019-02-30\na: 1\nc: !x 1\n<<: 1\nd: [\n", "f")
    assert [problem.line for problem in found] == [1, 2, 3, 4, 5, 7]


@pytest.mark.parametrize(
    "text",
    [
        "".join(
            f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10 if i else ['lol'] * 10)}]\n" for i in range(60)
        ),
        "".join(f"a{i}: &a{i} {{x: *a{i - 1}, y: *a{i - 1}}}\n" if i else "a0: &a0 {}\n" for i in range(39)),
        "a: &a [" + "x," * 1000 + "x]\nb: [" + "*a," * 1000 + "*a]\n",
    ],
)
def test_a_million_laughs_are_refused_before_they_are_laughed(text: str) -> None:
    (problem,) = problems_of(read_text, text, "f")
    assert f"{MAX_ENTRIES:,}" in problem.what
    assert problem.line > 1


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "- " * 10_000,
        "{a: " * 500 + "1" + "}" * 500,
        "".join(f"{'  ' * i}k:\n" for i in range(MAX_DEPTH + 1)) + "  " * (MAX_DEPTH + 1) + "a: 1",
        "a0: &a0 [1]\n" + "".join(f"a{i}: &a{i} [*a{i - 1}]\n" for i in range(1, 60)),
    ],
)
def test_bottomless_nesting_is_refused(text: str) -> None:
    (problem,) = problems_of(read_text, text, "f")[:1]
    assert "nesting" in problem.what


def test_deep_but_bounded_nesting_is_read() -> None:
    text = "[" * MAX_DEPTH + "]" * MAX_DEPTH
    assert str(read_text(text, "f").data) == text


def test_unshowable_text_from_escapes_is_refused() -> None:
    for escape in (r"\x1b", r"\0", r"\x7f", r"\u0085", r"\uDFFF", r"\r"):
        assert "holds the character" in problems_of(read_text, f'a: "x{escape}"', "f")[0].what
        assert "holds the character" in problems_of(read_text, f'"x{escape}": a', "f")[0].what
    assert read_text(r'a: "x\ty\n"', "f").data == {"a": "x\ty\n"}


@pytest.mark.parametrize("break_", ["\n", "\r", "\r\n", "\x85", "\u2028"])
def test_directives_are_refused_after_any_line_break(break_: str) -> None:
    (problem,) = problems_of(read_text, f"# x{break_}%YAML 1.20{break_}---{break_}a: 1", "f")
    assert (problem.line, problem.what) == (2, "a line begins with %")


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    beneath_a_file = tmp_path / "file" / "below"
    beneath_a_file.parent.write_text("a: 1")
    refused = {
        tmp_path / "missing.yaml": "no such file",
        tmp_path: "a folder",
        pipe: "not an ordinary file",
        beneath_a_file: "cannot be read",
        tmp_path / ("x" * 1000): "cannot be read",
        Path("nul\0byte"): "cannot be read",
    }
    for path, words in refused.items():
        (problem,) = problems_of(read_document, path)
        assert words in problem.what
        assert problem.file == str(path)
        assert problem.remedy


def test_forbidden_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "secret.yaml"
    path.write_text("a: 1")

    def forbid(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", forbid)
    assert "may not be read" in problems_of(read_document, path)[0].what


def test_enormous_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    path.write_bytes(b"a: 1\n" + b"# " + b"x" * MAX_BYTES)
    assert "too large" in problems_of(read_document, path)[0].what


def test_of_very_many_problems_the_first_are_said_and_that_there_are_more() -> None:
    found = problems_of(read_text, "".join(f"- &a{i} 1\n- *b{i}\n" for i in range(3000)), "f")
    assert len(found) == MAX_PROBLEMS + 1
    assert "more than" in found[-1].what
