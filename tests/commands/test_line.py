"""The command line itself: examples that work, names that the shell completes, and how fast."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.asking import ROOT, ask
from tests.study.sweeping.worlds import WORLD
from underheaven.cli import app
from underheaven.commands.line import completing, names
from underheaven.measure.table import SPECIFICATIONS
from underheaven.policy.loading import policy_names
from underheaven.record.examples import QUESTIONS
from underheaven.report.charts import PICTURES as CHARTS
from underheaven.report.exports.run import OTHERS
from underheaven.society.loading import society_names
from underheaven.study.harms import HARMS
from underheaven.study.safeguards import SAFEGUARDS
from underheaven.study.sweeping.keys import paths

COMMANDS = {
    command.name or command.callback.__name__: command
    for command in app.registered_commands
    if command.callback
}


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_an_example_that_it_understands(name: str) -> None:
    epilog = COMMANDS[name].epilog or ""
    assert epilog.startswith(f"Example:  underheaven {name}")
    assert len(epilog) <= 79
    words = shlex.split(epilog.removeprefix("Example:  ").partition(" > ")[0])[1:]
    known = ask(name, "--help").out
    for word in words[1:]:
        if word.startswith("--"):
            assert word in known
    assert str(COMMANDS[name].rich_help_panel) in ask("--help").out


def test_names_that_are_completed_are_those_that_there_are() -> None:
    assert set(names.MEASURES) == {each.name for each in SPECIFICATIONS if "." not in each.name}
    assert tuple(QUESTIONS) == names.QUESTIONS
    assert tuple(HARMS) == names.HARMS
    assert set(completing.safeguards("")) == set(SAFEGUARDS)
    assert set(names.KEYS) <= set(paths(WORLD))
    assert set(CHARTS) <= set(names.PICTURES)
    assert set(OTHERS) <= set(names.TABLES)


def test_the_catalogue_runs_and_files_are_completed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for folder in ("out/one", "runs/two", "out/deep/er/three", ".hidden/four"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "provenance.json").touch()
    (tmp_path / "out" / "mine.yaml").touch()
    (tmp_path / "mine.yml").touch()
    assert completing.policies("") == [*policy_names(), "mine.yml", ".hidden/", "out/", "runs/"]
    assert completing.societies("riv") == [name for name in society_names() if name.startswith("riv")]
    assert completing.policies("out/") == ["out/mine.yaml", "out/deep/", "out/one/"]
    assert completing.runs("") == ["out/one", "runs/two"]
    assert completing.runs("out/") == ["out/one"]
    assert completing.safeguards("notice,app") == ["notice,appeal"]


def completed(line: str, place: Path) -> list[str]:
    """What bash would offer after a line, in a process of its own."""
    words = line.split(" ")
    surroundings = {
        **os.environ, "PYTHONPATH": str(ROOT), "_UNDERHEAVEN_COMPLETE": "complete_bash",
        "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1),
    }  # fmt: skip
    code = "import sys; sys.argv = ['underheaven']; from underheaven.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=place, env=surroundings, capture_output=True, text=True, check=False
    )
    return done.stdout.split("\n")[:-1]


def test_a_shell_completes_commands_options_and_names(tmp_path: Path) -> None:
    assert completed("underheaven li", tmp_path) == ["list", "lives", "life"]
    assert "article-2019" in completed("underheaven run art", tmp_path)
    assert completed("underheaven run none --society chi", tmp_path) == ["china-2019"]
    assert completed("underheaven compare none article-2019 --measure mean_s", tmp_path) == ["mean_score"]


def test_nothing_of_the_laboratory_is_read_to_complete_a_name() -> None:
    code = (
        "import sys; import underheaven.cli; from underheaven.commands.line import completing as c; "
        "c.policies(''); c.runs(''); print([n for n in ('numpy', 'pydantic', 'ruamel', 'numba', 'pyarrow') "
        "if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True,
        text=True, check=True,
    )  # fmt: skip
    assert done.stdout.strip() == "[]"
