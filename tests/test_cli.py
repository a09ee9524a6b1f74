"""The front door: its commands, their help, and what it says to a slip of the finger."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import typer
from typer.core import TyperGroup

from tests.commands.asking import ROOT, ask, environment
from underheaven import __version__
from underheaven.cli import app

_GROUP = typer.main.get_command(app)
assert isinstance(_GROUP, TyperGroup)
COMMANDS = _GROUP.commands


def test_the_version_is_told() -> None:
    answer = ask("--version")
    assert (answer.status, answer.out) == (0, f"underheaven {__version__}\n")


def test_without_a_command_help_is_shown() -> None:
    answer = ask()
    assert answer.status == 2
    shown = answer.out + answer.err
    for name in COMMANDS:
        assert name in shown


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_says_what_it_does(name: str) -> None:
    answer = ask(name, "--help")
    assert answer.status == 0
    for option in COMMANDS[name].params:
        if option.param_type_name == "option":
            assert option.opts[0] in answer.out
    told = COMMANDS[name].help
    assert told is not None
    assert told.split(".")[0].split(":")[0][:40] in " ".join(answer.out.split())


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("runn article-2019", "Did you mean 'run'?"),
        ("run article-2019 --citzens 5", "--citizens"),
        ("run article-2019 --citizens", "requires an argument"),
        ("run", "Missing argument 'POLICY'"),
        ("run article-2019 none", "unexpected extra argument"),
        ("check", "Missing argument"),
        ("schema", "Missing argument"),
        ("run article-2019 --json=yes", "--json"),
    ],
)
def test_a_slip_of_the_finger_is_told_of(words: str, expected: str) -> None:
    answer = ask(*words.split())
    assert answer.status == 2
    assert answer.out == ""
    assert "Traceback" not in answer.err
    assert expected in " ".join(answer.err.replace("│", " ").split())


def test_the_package_and_the_command_are_the_same() -> None:
    """`python -m underheaven` says what `underheaven` says."""
    script = Path(sys.executable).parent / "underheaven"
    said = [
        subprocess.run(words, cwd=ROOT, env=environment(), check=True, capture_output=True, text=True).stdout
        for words in ([str(script), "list"], [sys.executable, "-m", "underheaven", "list"])
    ]
    assert said[0] == said[1]


def test_imports_of_the_front_door_are_few() -> None:
    """Help is shown at once: nothing that is slow to import is needed for it."""
    script = "import sys; import underheaven.cli; print(*sorted(sys.modules))"
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(), check=True, capture_output=True, text=True
    )
    slow = {"numba", "numpy", "pyarrow", "duckdb", "altair", "scipy", "pydantic"}
    assert slow & set(done.stdout.split()) == set()


def test_an_interruption_of_the_first_imports_says_nothing() -> None:
    script = (
        "import sys\n"
        "class Interrupts:\n"
        "    def find_spec(self, name, *_rest):\n"
        "        if name == 'underheaven.commands.console':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Interrupts())\n"
        "sys.argv = ['underheaven', 'list']\n"
        "import underheaven.cli\n"
        "underheaven.cli.main()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], env=environment(), check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
