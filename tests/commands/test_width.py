"""Text off a terminal: of one width whatever surrounds it, without blanks at the ends of lines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.commands.asking import SMALL, ask
from underheaven.cli import app
from underheaven.commands.console import WIDTH, output, unbroken
from underheaven.policy.loading import policy_names

ALONE = re.compile(
    r"^\s*(underheaven |Again:  |Written: |Run: |Report: |Brief: |\S+$)|: (no errors|warning:)"
)
"""Lines that stay whole: commands, names of files, and what `check` found."""


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wide") / "run"
    assert ask("run", "article-2019", "--out", folder, *SMALL).status == 0
    return folder


def require(text: str, tables: bool) -> None:
    """No blanks at the ends of lines; and where there are no `tables`, no line over the width."""
    for line in text.splitlines():
        assert line == line.rstrip(), line
        assert tables or len(line) <= WIDTH or ALONE.search(line), line


@pytest.mark.parametrize("columns", [None, "40", "200"])
def test_what_needs_no_run_is_alike_in_every_surrounding(
    monkeypatch: pytest.MonkeyPatch, columns: str | None
) -> None:
    asked = [("list",), ("check", "article-2019"), ("show", "article-2019", "--screen"), ("--help",)]
    asked += [("show", name) for name in policy_names()]
    before = [ask(*words).out for words in asked]
    if columns is not None:
        monkeypatch.setenv("COLUMNS", columns)
    after = [ask(*words).out for words in asked]
    assert after == before
    for words, text in zip(asked, after, strict=True):
        assert text
        require(text, tables=words[0] == "show")


def test_what_is_said_of_a_run_is_alike_too(run: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = [
        ("life", run, "0"), ("life", run, "0", "--all"), ("lives", run, "--where", "lowest score"),
        ("export", run), ("audit", run),
    ]  # fmt: skip
    before = [ask(*words).out for words in asked]
    monkeypatch.setenv("COLUMNS", "50")
    for words, text in zip(asked, before, strict=True):
        assert ask(*words).out == text
        require(text, tables=words[0] in ("export", "audit"))


@pytest.mark.parametrize("name", [command.name or "" for command in app.registered_commands])
def test_every_help_reads_well_in_80_columns(name: str) -> None:
    words = [name] if name else []
    answer = ask(*words, "-h")
    assert answer.status == 0
    assert answer.out == ask(*words, "--help").out
    require(answer.out, tables=False)
    assert "<" not in answer.out.replace("<=", "")
    assert "{" not in answer.out


def test_a_command_stays_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    long = f"underheaven report {'a/' * 60} --html {'b' * 90}.html"
    output().print(unbroken(long))
    output().print("word " * 40)
    first, *rest = capsys.readouterr().out.splitlines()
    assert first == long
    assert len(rest) == 3
    assert max(map(len, rest)) <= WIDTH
