"""The command line as a person meets it: exit status, what is printed where, nothing half written."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

SHORT = ("--citizens", "2000", "--from", "2020-01-01", "--to", "2020-02-29", "--threads", "1")
KEYS = {
    "policy", "society", "citizens", "firms", "weeks", "seed", "digest", "seconds",
    "citizen_weeks_per_second", "considered_acts_per_citizen_day", "peak_rss_bytes",
    "bytes_per_citizen", "synthetic", "measures",
}  # fmt: skip


def ask(*words: str, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "underheaven", *words], cwd=folder, capture_output=True, text=True, check=False
    )


def told(*words: str, folder: Path) -> dict[str, Any]:
    done = ask("run", *words, "--json", folder=folder)
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def test_a_run_says_what_it_came_to_and_another_number_gives_another_run(tmp_path: Path) -> None:
    first = told("article-2019", *SHORT, "--out", "a", folder=tmp_path)
    assert first.keys() >= KEYS
    assert first["synthetic"] is True
    assert first["bytes_per_citizen"] == 12
    again = told("article-2019", *SHORT, "--out", "b", folder=tmp_path)
    assert again["digest"] == first["digest"]
    text = ask("show", "article-2019", "--yaml", folder=tmp_path).stdout
    changed = text.replace("false_match_rate: {value: 0.00001,", "false_match_rate: {value: 0.0001,")
    assert changed != text
    (tmp_path / "mine.yaml").write_text(changed)
    assert ask("check", "mine.yaml", folder=tmp_path).returncode == 0
    other = told("mine.yaml", *SHORT, "--out", "c", folder=tmp_path)
    assert other["digest"] != first["digest"]


REFUSED: dict[str, tuple[str, ...]] = {
    "unknown policy": ("run", "artcle-2019"),
    "unknown society": ("run", "none", "--society", "rivertown"),
    "no threads": ("run", "none", "--threads", "0"),
    "no citizens": ("run", "none", "--citizens", "-5"),
    "too many citizens": ("run", "none", "--citizens", "2000000000"),
    "end before start": ("run", "none", "--from", "2020-02-01", "--to", "2020-01-01"),
    "impossible day": ("run", "none", "--from", "2019-02-30"),
    "seed": ("run", "none", "--seed", "-1"),
    "device": ("run", "none", "--device", "cuda"),
    "a table of people": ("run", "none", "--society", "people.csv"),
    "unknown key": ("run", "broken.yaml"),
    "nothing to resume": ("run", "none", "--resume", "--out", "nowhere"),
    "not ours": ("run", "none", "--out", "theirs", "--replace"),
    "no such case": ("verify", "nosuch"),
    "no such schema": ("schema", "person"),
    "no such name": ("show", "rivertown"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_wrong_input_is_refused_in_words_and_nothing_is_written(case: str, tmp_path: Path) -> None:
    (tmp_path / "people.csv").write_text("name,born,score\nA,1990,3\nB,1991,4\n")
    (tmp_path / "broken.yaml").write_text("reform_of: article-2019\npolicy: mine\nsecrecyy: 0.5\n")
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / "letter.txt").write_text("mine")
    before = sorted(path.name for path in tmp_path.rglob("*"))
    done = ask(*REFUSED[case], folder=tmp_path)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert sorted(path.name for path in tmp_path.rglob("*")) == before


def test_interrupted_it_can_go_on_to_the_same_end(tmp_path: Path) -> None:
    world = ("article-2019", "--citizens", "40000", "--threads", "1")
    process = subprocess.Popen(
        [sys.executable, "-m", "underheaven", "run", *world, "--step-minutes", "1440", "--out", "part"],
        cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
    )  # fmt: skip
    while not (tmp_path / "part" / "checkpoint").exists() and process.poll() is None:
        time.sleep(0.05)
    os.kill(process.pid, signal.SIGINT)
    _, said = process.communicate()
    assert process.returncode == 130, said
    assert "--resume" in said
    ended = told(*world, "--step-minutes", "1440", "--out", "part", "--resume", folder=tmp_path)
    whole = told(*world, "--step-minutes", "1440", "--out", "whole", folder=tmp_path)
    assert ended["digest"] == whole["digest"]


@pytest.mark.parametrize(
    "words", [("list",), ("show", "none"), ("show", "riverton", "--citizens", "2000"), ("schema", "policy")]
)
def test_what_there_is_can_be_shown(words: tuple[str, ...], tmp_path: Path) -> None:
    done = ask(*words, folder=tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout
