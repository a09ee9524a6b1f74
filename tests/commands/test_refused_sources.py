"""What is no document at all: tables of persons, other kinds of file, files that are too large."""

from __future__ import annotations

import errno
import itertools
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.commands.asking import ask, refused, spawn

SENTENCE = (
    "Underheaven takes aggregates only: this looks like a table with a row per person, and no part of it "
    "reads people."
)


def _comma_separated(path: Path) -> None:
    path.write_text("id,age,score\n" + "".join(f"{n},{20 + n % 50},{600 + n}\n" for n in range(30)))


def _records(path: Path) -> None:
    path.write_text("".join(f"- {{national_id: {n}, age: {20 + n % 50}}}\n" for n in range(30)))


def _nested(path: Path) -> None:
    path.write_text("society: mine\ncitizens:\n" + "".join(f"  c{n}: {{age: {n}}}\n" for n in range(30)))


def _parquet(path: Path) -> None:
    pq.write_table(pa.table({"id": [1, 2, 3], "age": [30, 40, 50]}), path)


def _json_lines(path: Path) -> None:
    path.write_text("".join(f'{{"id": {n}, "age": 30}}\n' for n in range(30)))


TABLES = {
    "people.csv": (_comma_separated, "1:1: this is a comma-separated table"),
    "people.yaml": (_records, "1:3: [0]: an entry has 'national_id'"),
    "nested.yaml": (_nested, "2:1: citizens: 'citizens' holds a row for each of them"),
    "people.parquet": (_parquet, "1:1: this is a Parquet file"),
    "people.jsonl": (_json_lines, "1:1: this is a file of JSON lines"),
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_persons_is_refused_with_the_reason_in_one_sentence(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, words = TABLES[name]
    make(tmp_path / name)
    monkeypatch.chdir(tmp_path)
    (line,) = refused(ask("run", "article-2019", "--society", name, "--html", "report.html"))
    assert line.startswith(f"{name}:{words}. {SENTENCE}")
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert refused(ask("show", name)) == [line]
    assert refused(ask("check", name)) == [line]


def _binary(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 20)


def _large(path: Path) -> None:
    path.write_text("about: " + "x" * 2**21)


def _sparse(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(2**40)


def _deep(path: Path) -> None:
    path.write_text("a: " + "[" * 100_000)


UNREADABLE: dict[str, tuple[Callable[[Path], Any], str]] = {
    "missing": (lambda _: None, "there is no such file. Check the spelling and the folder."),
    "folder": (Path.mkdir, "this is a folder. A document is one file. Name the file inside it."),
    "broken-link": (
        lambda path: path.symlink_to("nothing"),
        "there is no such file. It is a link to nothing. Check the spelling and the folder.",
    ),
    "loop": (lambda path: path.symlink_to(path), "cannot be read. Too many levels of symbolic links."),
    "pipe": (os.mkfifo, "not an ordinary file. A pipe or device has no end that is known beforehand."),
    "binary": (_binary, "the file is not UTF-8 text."),
    "large": (_large, "the file is too large. A document has at most 2,097,152 bytes."),
    "sparse": (_sparse, "the file is too large. A document has at most 2,097,152 bytes."),
    "deep": (_deep, "more than 40 levels of nesting."),
    "closed": (lambda path: path.write_text("policy: mine"), "may not be read. Its permissions forbid it."),
}  # fmt: skip


@pytest.mark.parametrize("name", UNREADABLE)
def test_what_cannot_be_read_is_refused(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    make, words = UNREADABLE[name]
    make(tmp_path / f"{name}.yaml")
    if name == "closed":
        # Permissions bind everybody but the superuser, as whom tests may run.
        monkeypatch.setattr(Path, "open", _forbidding(Path.open))
    monkeypatch.chdir(tmp_path)
    for question in (
        ("run", f"{name}.yaml"),
        ("run", "none", "--society", f"{name}.yaml"),
        ("check", f"{name}.yaml"),
    ):
        (line,) = refused(ask(*question))
        assert line.startswith(f"{name}.yaml:")
        assert words in line
    assert len(list(tmp_path.iterdir())) == (name != "missing")


def _forbidding(opened: Callable[..., Any]) -> Callable[..., Any]:
    def open_unless_closed(path: Path, *rest: Any, **more: Any) -> Any:
        if path.stem == "closed":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
        return opened(path, *rest, **more)

    return open_unless_closed


def test_a_device_that_never_ends_is_refused() -> None:
    (line,) = refused(ask("run", "/dev/zero"))
    assert "not an ordinary file" in line
    # And from a shell that has opened the pipe: `run <(generate)`.
    reading, writing = os.pipe()
    os.close(writing)
    (line,) = refused(ask("run", "none", "--society", f"/dev/fd/{reading}"))
    os.close(reading)
    assert "not an ordinary file" in line


def test_a_million_laughs_end_before_they_cost_anything(tmp_path: Path) -> None:
    """In a process of its own, whose memory is bounded by what a start takes."""
    path = tmp_path / "laughs.yaml"
    letters = "abcdefghijklmnop"
    lines = ["a: &a [ha, ha, ha, ha, ha, ha, ha, ha]"]
    lines += [f"{b}: &{b} [{', '.join([f'*{a}'] * 8)}]" for a, b in itertools.pairwise(letters)]
    path.write_text("\n".join(lines) + "\n")
    (line,) = refused(spawn("check", "laughs.yaml", cwd=tmp_path))
    assert line.startswith("laughs.yaml:")
    assert "more than 50,000 entries. Aliases are counted as often as they are used." in line
