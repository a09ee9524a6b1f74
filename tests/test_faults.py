"""A fault of the program is told as one, with what to report, and never as a traceback."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.asking import ask
from tests.record import made
from underheaven import __version__, cli
from underheaven.documents.problems import InputError
from underheaven.faults import FAULT, WHERE_TO
from underheaven.record.lives import MismatchError

ROOT = Path(__file__).resolve().parents[1]
UNEXPECTED = (ZeroDivisionError("division by zero"), KeyError("region"), MismatchError("step 4: own"),
              RecursionError(), ValueError("two\nlines"), AssertionError())  # fmt: skip


def _ask(error: Exception, monkeypatch: pytest.MonkeyPatch, place: Path) -> object:
    def fails(*_: object) -> None:
        raise error

    monkeypatch.setattr("tempfile.tempdir", str(place))
    monkeypatch.setattr("underheaven.commands.listing.list_command", fails)
    monkeypatch.setattr(sys, "argv", ["underheaven", "list", "--json"])
    with pytest.raises(SystemExit) as caught:
        cli.main()
    return caught.value.code


@pytest.mark.parametrize("error", UNEXPECTED, ids=lambda error: type(error).__name__)
def test_it_is_told_with_what_to_report(
    error: Exception, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv(WHERE_TO, raising=False)
    assert _ask(error, monkeypatch, tmp_path) == FAULT
    out, err = capsys.readouterr()
    assert out == ""
    assert "Traceback" not in err
    first, please, version, command, where, details = err.splitlines()
    assert type(error).__name__ in first
    assert "not of what you gave it" in first
    assert please.startswith("Please report it")
    assert __version__ in version
    assert command == "  command: underheaven list --json"
    assert "underheaven/commands/line/making.py, line" in where
    (kept,) = tmp_path.iterdir()
    assert details == f"  details: {kept}"
    assert "Traceback" in kept.read_text(encoding="utf-8")
    assert kept.stat().st_mode & 0o077 == 0


def test_the_traceback_is_printed_where_that_is_wanted_and_needs_no_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv(WHERE_TO, "1")
    assert _ask(UNEXPECTED[0], monkeypatch, tmp_path) == FAULT
    assert "Traceback" in capsys.readouterr().err
    assert not any(tmp_path.iterdir())
    monkeypatch.delenv(WHERE_TO)
    assert _ask(UNEXPECTED[0], monkeypatch, tmp_path / "gone") == FAULT
    assert "details" not in capsys.readouterr().err


def test_what_is_wrong_with_the_input_is_no_fault(tmp_path: Path) -> None:
    answer = ask("report", str(tmp_path))
    assert answer.status == 2
    assert "is not a run folder" in answer.err
    with pytest.raises(InputError):
        made.complete(made.complete(tmp_path / "run", made.world()), made.world())


MODULES = {
    "underheaven": (["list"], 0, "article-2019"),
    "underheaven.cli": (["list"], 0, "article-2019"),
    # It is timed by who starts it, and has nothing to say.
    "underheaven.study.bench.yardsticks.w2_loop": ([], 0, ""),
    "underheaven.engine.wasm.objects": ([], 2, "usage: "),
    # They answer whoever started them, and end where nobody asks.
    "underheaven.study.apart": ([], 0, ""),
    "underheaven.distributed.processes": ([], 0, ""),
}


def test_every_module_with_a_main_is_known() -> None:
    """Another that is started with `python -m` would do nothing and say so with status 0."""
    started = [path for path in (ROOT / "underheaven").rglob("*.py")
               if '__name__ == "__main__"' in path.read_text(encoding="utf-8")]  # fmt: skip
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts) for path in started}
    assert {name.removesuffix(".__main__") for name in names} == MODULES.keys()


@pytest.mark.parametrize("module", MODULES)
def test_python_m_does_what_it_says_or_refuses(module: str) -> None:
    words, status, says = MODULES[module]
    done = subprocess.run(
        [sys.executable, "-m", module, *words], env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == status
    said = done.stdout if status == 0 else done.stderr
    assert says in said
