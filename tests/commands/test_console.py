"""How a command speaks and ends, whatever becomes of its reader, its disk and its terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands.asking import SMALL, command, environment
from underheaven.commands.console import ends_well
from underheaven.documents.problems import InputError, Problem, refuse
from underheaven.record.query import RunFolder


def _status(error: BaseException) -> object:
    with pytest.raises(SystemExit) as caught, ends_well():
        raise error
    return caught.value.code


def test_errors_become_a_message_and_a_status(capsys: pytest.CaptureFixture[str]) -> None:
    wrong = InputError([Problem("a", "b", "c", "mine.yaml", 3, 4), Problem("d", "e?", "f")])
    full = OSError(28, "No space left on device", "/tmp/x")
    for error, status, words in (
        (wrong, 2, "mine.yaml:3:4: a. B. C.\nunderheaven: d. E? F.\n"),
        (refuse("a", "", "did you mean b?"), 2, "underheaven: a. Did you mean b?\n"),
        (KeyboardInterrupt(), 130, "Interrupted. No file was left half written.\n"),
        (BrokenPipeError(), 0, ""),
        (
            full,
            2,
            (
                "underheaven: /tmp/x cannot be used. The disk is full or a quota is used up. "
                "Free some space, or write to another disk.\n"
            ),
        ),
        (
            PermissionError(13, "Permission denied", "/tmp/x"),
            2,
            (
                "underheaven: /tmp/x cannot be used. It is closed to you. "
                "Look at its permissions, or name another place.\n"
            ),
        ),
        (
            MemoryError(),
            2,
            (
                "underheaven: there is not enough memory. The system gave no more. "
                "Lower --citizens, or use a machine with more memory.\n"
            ),
        ),
    ):
        assert _status(error) == status
        assert capsys.readouterr() == ("", words)


def test_a_fault_of_ours_is_not_taken_for_the_users() -> None:
    with pytest.raises(ZeroDivisionError), ends_well():
        raise ZeroDivisionError


def _closed_early(*words: str, place: Path) -> tuple[int, str]:
    """A command whose reader goes away at once: `underheaven ... | true`."""
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        command(*words), cwd=place, env=environment(), check=False, stdout=writing, stderr=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    os.close(writing)
    return done.returncode, done.stderr


@pytest.mark.parametrize("words", [("list",), ("schema", "society"), ("run", "none", *SMALL)])
def test_a_reader_that_goes_away_is_no_error(words: tuple[str, ...], tmp_path: Path) -> None:
    status, err = _closed_early(*words, place=tmp_path)
    # (The kernels may have to be compiled, which is said.)
    assert (status, [line for line in err.splitlines() if not line.startswith("Compiling")]) == (0, [])


@pytest.mark.parametrize(
    ("words", "closed", "status"),
    [
        (("list",), ">&-", 0),
        (("schema", "policy"), "<&- >&-", 0),
        (("check", "none"), "<&- >&- 2>&-", 0),
        (("check", "nosuch"), "2>&-", 2),
        (("check", "nosuch"), "2>/dev/full", 2),
        (("nosuch",), "2>/dev/full", 2),
        (("run", "none", *SMALL, "--out", "out"), "<&- >&- 2>&-", 0),
    ],
)
def test_closed_streams_are_no_error(
    words: tuple[str, ...], closed: str, status: int, tmp_path: Path
) -> None:
    """What is said is lost, and nothing else: the status is what it would have been."""
    done = subprocess.run(
        ["sh", "-c", f'exec "$@" {closed}', "sh", *command(*words)], cwd=tmp_path, env=environment(),
        check=False, capture_output=True, text=True,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (status, "")
    if "out" in words:
        assert RunFolder(tmp_path / "out").finished


@pytest.mark.parametrize("words", [("list",), ("schema", "society"), ("--help",)])
def test_output_onto_a_full_disk_is_said(words: tuple[str, ...], tmp_path: Path) -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            command(*words), cwd=tmp_path, env=environment(), check=False, stdout=full,
            stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr == (
        "underheaven: a file or standard output cannot be used. The disk is full or a quota is used up. "
        "Free some space, or write to another disk.\n"
    )


def test_characters_that_a_terminal_lacks_do_not_end_a_command(tmp_path: Path) -> None:
    done = subprocess.run(
        command("show", "china-2019", "--json", "--citizens", "2000"), cwd=tmp_path, check=False,
        env={**environment(), "PYTHONIOENCODING": "ascii"}, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["title"] == "China about 2019"
    (tmp_path / "新.yaml").write_text("policy: 新\n", encoding="utf-8")
    done = subprocess.run(
        command("check", "新.yaml"), cwd=tmp_path, check=False, capture_output=True, text=True,
        env={**environment(), "PYTHONIOENCODING": "ascii"},
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.startswith(r"\u65b0.yaml:1:1: ")


def _on_a_terminal(*words: str, place: Path, columns: int = 80) -> str:
    """What a terminal shows, a line for each movement of its cursor."""
    script = (
        "import os, sys, fcntl, struct, termios\n"
        f"fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack('HHHH', 24, {columns}, 0, 0))\n"
        "os.execv(sys.argv[1], sys.argv[1:])\n"
    )
    master, slave = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", script, *command(*words)], cwd=place, stdin=slave, stdout=slave, stderr=slave,
        env={**environment(), "TERM": "xterm", "LANG": "C.UTF-8"},
    )  # fmt: skip
    os.close(slave)
    shown = b""
    while True:
        try:
            part = os.read(master, 65_536)
        except OSError:  # the terminal was closed by its last user
            break
        if not part:
            break
        shown += part
    os.close(master)
    assert process.wait() == 0
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode()).replace("\r", "\n")


def _widest(shown: str) -> int:
    """Columns of the longest line; what `check` finds, a command to paste and a digest stay on one line."""
    kept = re.compile(r".+:\d+:\d+: warning: .+|  underheaven .+|Digest: [0-9a-f]{64}")
    return max(len(line.rstrip()) for line in shown.splitlines() if not kept.fullmatch(line.rstrip()))


RUN = ("run", "article-2019", *SMALL)


def test_a_narrow_terminal_shows_day_share_and_time_left_and_cuts_nothing(tmp_path: Path) -> None:
    shown = _on_a_terminal(*RUN, "--out", "out", place=tmp_path, columns=40)
    bars = [line for line in shown.splitlines() if "%" in line and "━" in line]
    assert any(re.search(r"^20(19|20|21)-\d\d-\d\d .*\d+% \d:\d\d:\d\d", bar) for bar in bars)
    assert _widest(shown) <= 40
    assert "…" not in shown
    assert "critical speech held back\n" in shown


def test_a_terminal_shows_day_rate_and_time_left_and_80_columns(tmp_path: Path) -> None:
    shown = _on_a_terminal(*RUN, "--out", "out", place=tmp_path)
    bars = [line for line in shown.splitlines() if "%" in line and "━" in line]
    assert any(
        re.search(r"^20(19|20|21)-\d\d-\d\d .*\d+% \d+\.\d M citizen-weeks/s \d:\d\d:\d\d", bar)
        for bar in bars
    )
    assert _widest(shown) <= 80
    assert "article-2019 on riverton, seed 1" in shown
    quiet = _on_a_terminal("run", "none", *SMALL, "--json", place=tmp_path)
    assert json.loads(quiet)["policy"] == "none"
