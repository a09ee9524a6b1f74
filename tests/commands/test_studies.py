"""`underheaven sweep` and `sensitivity`: files and options, what is refused beforehand, and the boundary."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from tests.commands.asking import ask, refused
from underheaven.study.sweeping.outcomes import WHY

RECORD = "society.behaviour.dread.record"
TINY = ("--citizens", "300", "--from", "2020-01-01", "--to", "2020-01-31", "--seeds", "2", "--threads", "2")
SWEEP = ("sweep", "article-2019", *TINY, "--key", f"{RECORD}=8,60")
MORRIS = ("sensitivity", "article-2019", *TINY, "--key", f"{RECORD}=2..60", "--points", "4")
FILE = f"""
policy: article-2019
society: riverton
citizens: 300
start: 2020-01-01
end: 2020-01-31
seeds: 2
points: 4
keys:
  {RECORD}: {{range: [2, 60]}}
  society.behaviour.climate.alone: stated
outcomes: [chill]
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to be in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_sweep_is_kept_printed_and_gone_on_with(place: Path) -> None:
    words = (*SWEEP, "--outcome", "chill", "--out", "kept")
    answer = ask(*words, "--csv", "all.csv")
    assert answer.status == 0, answer.err
    assert "synthetic" in answer.out
    assert "4 runs into kept: about" in answer.err
    assert max(map(len, answer.out.splitlines())) <= 90
    table = pq.read_table(place / "kept" / "runs.parquet")
    assert table.num_rows == 4
    assert (place / "all.csv").read_text().count("chill") >= 4
    before = (place / "kept" / "runs.jsonl").read_bytes()
    again = json.loads(ask(*words, "--json").out)
    assert (place / "kept" / "runs.jsonl").read_bytes() == before
    assert [row["point"] for row in again["runs"]] == [0, 0, 1, 1]
    (said,) = refused(ask(*words, "--seed", "2"))
    assert "kept holds another design" in said


def test_a_sensitivity_analysis_says_what_is_chance_and_is_drawn(place: Path) -> None:
    answer = ask(*MORRIS, "--outcome", "chill", "--png", "drawn.png", "--csv", "indices.csv")
    assert answer.status == 0, answer.err
    for words in ("mu*", "Chance between seeds makes", "in the order in which they were asked"):
        assert words in " ".join(answer.out.split())
    assert (place / "drawn.png").read_bytes().startswith(b"\x89PNG")
    assert "mu_star" in (place / "indices.csv").read_text()
    assert [path.name for path in (place / "studies").iterdir()]


def test_a_file_says_what_options_would_and_options_go_before_it(place: Path) -> None:
    (place / "study.yaml").write_text(FILE)
    found = json.loads(ask("sensitivity", "study.yaml", "--json").out)
    options = json.loads(
        ask(*MORRIS, "--key", "society.behaviour.climate.alone", "--outcome", "chill", "--json").out
    )
    assert found == options
    swept = json.loads(ask("sweep", "study.yaml", "--points", "3", "--seeds", "1", "--json").out)
    assert (swept["design"], len(swept["points"]), swept["seeds"]) == ("latin-hypercube", 3, [1])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (("points:", "pionts:"), "study.yaml:8:1: pionts"),
        (("stated", "often"), "neither values nor a range"),
        (("policy: article-2019", "policy: ../mine.yaml"), "there is no policy"),
        ((RECORD, RECORD[:-1]), f"did you mean {RECORD}?"),
        (("[2, 60]", "[2, 600]"), "cannot be 600"),
    ],
)
def test_a_file_that_is_wrong_is_refused(place: Path, change: tuple[str, str], words: str) -> None:
    (place / "study.yaml").write_text(FILE.replace(*change))
    (said,) = refused(ask("sensitivity", "study.yaml"))
    assert words.casefold() in said.casefold()
    assert not (place / "studies").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--key", "society.behaviour.dread.recrod=1,2"), f"did you mean {RECORD}?"),
        (("--key", "policy.title=1,2"), "is not a number"),
        (("--key", f"{RECORD}=2..300"), "cannot be 300"),
        (("--key", "society.renewal.per_year=0.5,2"), "does nothing in this world"),
        (("--key", "policy.safeguards.appeal.capacity=1,2"), "is not used by"),
        (("--key", f"{RECORD}=2..9", "--design", "sobol", "--points", "5"), "give --points 8"),
        (("--key", f"{RECORD}=2..9", "--points", "5000", "--seeds", "3"), "at most 10,000 are allowed"),
        (("--key", f"{RECORD}=2,9", "--outcome", "chil"), "did you mean chill?"),
        (("--key", f"{RECORD}=2,9", "--seeds", "0"), "0 seeds"),
        (("--key", f"{RECORD}=2,9", "--threads", "none"), "is not a whole number"),
        ((), "no key is named"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_is_lived(
    place: Path, words: tuple[str, ...], said: str
) -> None:
    (problem,) = refused(ask("sweep", "article-2019", "--citizens", "300", "--to", "2020-02-29", *words))
    assert said.casefold() in problem.casefold()
    assert list(place.iterdir()) == []


@pytest.mark.parametrize("command", ["sweep", "sensitivity"])
@pytest.mark.parametrize("outcome", ["chill", "recall.jaywalking", "deterred", "mean_score", "points_lost"])
def test_the_boundary(place: Path, command: str, outcome: str) -> None:
    words = ("--key", f"{RECORD}=2..9", "--key", "policy.secrecy=0..1", "--outcome", "sanctioned")
    (said,) = refused(ask(command, "article-2019", "--citizens", "300", *words, "--outcome", outcome))
    assert f"{outcome} cannot be read where policy.secrecy is moved" in said
    assert WHY.casefold() in said.casefold()
    assert list(place.iterdir()) == []


def test_one_seed_tells_no_chance() -> None:
    (said,) = refused(ask(*MORRIS, "--seeds", "1"))
    assert "two seeds or more" in said
