"""Progress: a line on a terminal, a line that is kept up to date in a notebook, nothing anywhere else."""

import io
import sys
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from underheaven.notebook import progress
from underheaven.notebook.progress import progress as progress_of


class Terminal(io.StringIO):
    """Standard error as a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(autouse=True)
def _compiled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "compiled", lambda: True)


def steps(wanted: bool | None = None) -> None:
    clock = iter(range(100))
    with progress_of("Living", wanted, lambda: float(next(clock)), lambda done: f"day {done}") as on_step:
        for done in range(5):
            on_step(done, 4)


def test_a_terminal_is_told_on_one_line_that_is_cleared(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    steps()
    said = stream.getvalue()
    assert "Living: 50%, 2 of 4, day 2, about 3 s left" in said
    assert "\n" not in said
    assert said.endswith("\r\x1b[2K")


@pytest.mark.parametrize(("stream", "wanted"), [(io.StringIO(), None), (Terminal(), False), (None, None)])
def test_nobody_else_is_told(monkeypatch: pytest.MonkeyPatch, stream: Any, wanted: bool | None) -> None:
    monkeypatch.setattr(sys, "stderr", stream)
    steps(wanted)
    assert stream is None or stream.getvalue() == ""


def test_who_wants_it_is_told_line_by_line(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stream)
    steps(True)
    lines = stream.getvalue().splitlines()
    assert lines[-1] == "Living: 100%, 4 of 4, day 4"


def test_a_notebook_keeps_one_output_up_to_date(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    python: Any = ModuleType("IPython")
    handle = SimpleNamespace(update=shown.append)
    python.get_ipython = lambda: SimpleNamespace(kernel=object())

    def display(text: str, **_: object) -> SimpleNamespace:
        shown.append(text)
        return handle

    python.display = SimpleNamespace(HTML=str, display=display)
    monkeypatch.setitem(sys.modules, "IPython", python)
    steps()
    assert "<small>Living: 50%, 2 of 4, day 2, about 3 s left</small>" in shown
    assert shown[0] == shown[-1] == ""


def test_a_fault_clears_the_line_too(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)

    def fail() -> None:
        with progress_of("Living") as on_step:
            on_step(1, 4)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert stream.getvalue().endswith("\r\x1b[2K")
