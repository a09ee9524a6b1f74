"""What is said where the engine has to be compiled: off a terminal as on it, once, and without a figure."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.commands.asking import SMALL, Answer, ask, refused
from underheaven import kernels


@pytest.fixture(autouse=True)
def _uncompiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("underheaven.commands.compiling.compiled", lambda: False)


def told(answer: Answer) -> list[str]:
    assert answer.status == 0, answer.err
    assert "Compiling" not in answer.out
    return [line for line in answer.err.splitlines() if "Compiling" in line]


def test_whatever_lives_people_says_that_it_has_to_compile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Standard error is no terminal here; what stands on standard output is only the result."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("underheaven.commands.verify.run_cases", lambda *_, **__: [])
    line = kernels.about_compiling()
    for words in (
        ("run", "none", *SMALL, "--out", "made"),
        ("run", "none", *SMALL, "--out", "again", "--json"),
        ("life", "made", "0"),
        ("lives", "made", "--where", "highest score", "--communities", "1"),
        ("compare", "none", "article-2019", *SMALL[:-2], "--seeds", "1"),
        ("verify",),
    ):
        assert told(ask(*words)) == [line], words


def test_nothing_is_said_where_nothing_is_compiled(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of what is refused, and of what reads what is there."""
    monkeypatch.chdir(tmp_path)
    (line,) = refused(ask("verify", "nosuch"))
    assert "there is no case 'nosuch'" in line
    (line,) = refused(ask("life", "nowhere", "0"))
    assert "Compiling" not in line
    assert told(ask("list")) == []


@pytest.mark.parametrize("why", [None, "the folder is not writable"])
def test_no_time_is_promised_that_was_not_measured(why: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Machines differ; that later runs wait as well is said where it is so."""
    monkeypatch.setattr(kernels, "why_compiled_again", lambda: why)
    said = kernels.about_compiling()
    assert not any(letter.isdigit() for letter in said)
    assert "minute" not in said
    assert ("later ones begin at once" in said) == (why is None)
    assert why is None or why in said
