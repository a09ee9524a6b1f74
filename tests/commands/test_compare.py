"""`underheaven compare`: what it prints and writes, and what it refuses before any work."""

from __future__ import annotations

import csv
import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from tests.commands.asking import ask, refused
from underheaven.study.limits import MOST_THREADS

TWO = ("article-2019", "rights-respecting")
QUICK = (
    "--citizens", "600", "--from", "2020-01-01", "--to", "2020-01-28", "--seeds", "2", "--threads", "2",
)  # fmt: skip
SAME = """\
reform_of: article-2019
policy: same
rules: {jaywalking: {points: {dated: {2014-01-01: -5, 2030-01-01: -9}}}}
"""


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")


def test_what_changes_fits_80_columns() -> None:
    """With policies, intervals, who is better off, and that everybody is synthetic."""
    answer = ask("compare", *TWO, *QUICK)
    assert answer.status == 0, answer.err
    assert max(map(len, answer.out.splitlines())) <= 80
    for words in ("synthetic", "95 % interval", "better off", "scholarship corrects", "4 runs"):
        assert words in answer.out


def test_files_say_who_the_people_are_and_how_to_make_them_again(tmp_path: Path) -> None:
    """A page without addresses or scripts, a picture, and a table."""
    files = {suffix: tmp_path / f"found.{suffix}" for suffix in ("csv", "html", "svg", "png")}
    options = [word for suffix, file in files.items() for word in (f"--{suffix}", str(file))]
    answer = ask("compare", *TWO, *QUICK, "--measure", "under", *options)
    assert answer.status == 0, answer.err
    page = files["html"].read_text(encoding="utf-8")
    assert "underheaven compare article-2019 rights-respecting --society riverton --seeds 2" in page
    assert "synthetic" in page
    assert "<script" not in page
    assert "What scholarship corrects" in page
    ET.fromstring(files["svg"].read_text(encoding="utf-8"))
    assert files["png"].read_bytes().startswith(b"\x89PNG")
    lines = [line for line in files["csv"].read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    rows = list(csv.DictReader(lines))
    assert {row["people"] for row in rows} == {"synthetic"}
    assert {row["dimension"] for row in rows} == {"all", "group", "region", "place", "quintile"}
    (again,) = refused(ask("compare", *TWO, *QUICK, "--csv", files["csv"]))
    assert "there already" in again


def test_json_is_one_object_with_the_paths_where_they_are_asked_for() -> None:
    """Parts sum to effects."""
    answer = ask("compare", *TWO, *QUICK, "--seeds", "1", "--paths", "--json")
    assert answer.status == 0, answer.err
    found = json.loads(answer.out)
    assert found["synthetic"] is True
    assert [twin["policy"] for twin in found["twins"]] == ["rights-respecting"]
    assert found["corrections"]
    of = found["paths"][0]["measures"]["denied"]
    parts = [of["direct"]["mean"], *(each["mean"] for each in of["shares"].values())]
    assert sum(parts) == pytest.approx(of["total"]["mean"])
    effect = found["twins"][0]["effects"]["denied"]["all"]["difference"]
    assert of["total"] == effect


def test_paths_are_printed_in_80_columns() -> None:
    """With what is switched, and what paths do together."""
    answer = ask("compare", *TWO, *QUICK, "--seeds", "1", "--paths", "--measure", "denied")
    assert answer.status == 0, answer.err
    assert max(map(len, answer.out.splitlines())) <= 80
    for words in ("Shapley", "ties", "behaviour", "hardship", "direct", "all three"):
        assert words in answer.out


def test_it_says_why_nothing_changed(tmp_path: Path) -> None:
    """Of a rule that comes later."""
    same = tmp_path / "same.yaml"
    same.write_text(SAME, encoding="utf-8")
    answer = ask("compare", "article-2019", same, *QUICK)
    assert answer.status == 0, answer.err
    assert "Nothing changed for anybody" in answer.out
    assert "2030-01-01" in answer.out


def test_one_seed_and_three_policies_are_allowed() -> None:
    """Without intervals, which is said."""
    answer = ask("compare", *TWO, "rongcheng-2016", *QUICK, "--seeds", "1")
    assert answer.status == 0, answer.err
    assert "no intervals" in answer.out
    assert "What “rongcheng-2016” changes against “article-2019”" in answer.out


@pytest.mark.parametrize("seeds", ["1", "2"])
def test_nobody_speaks_of_intervals_that_one_seed_cannot_have(seeds: str, tmp_path: Path) -> None:
    """Neither tables nor sentences, neither the page nor the picture; of two seeds all of them do."""
    files = {suffix: tmp_path / f"found.{suffix}" for suffix in ("html", "svg")}
    options = [word for suffix, file in files.items() for word in (f"--{suffix}", str(file))]
    answer = ask("compare", *TWO, *QUICK, "--seeds", seeds, *options)
    assert answer.status == 0, answer.err
    # The folder is named by this test, whose name has the word in it.
    said = " ".join(answer.out.replace(str(tmp_path), "").split())
    page, picture = (file.read_text(encoding="utf-8") for file in files.values())
    speaks = {
        "in the terminal": "interval" in said.replace("there are no intervals", ""),
        "in the sentence of all measures": "by chance alone" in said,
        "on the page": "Student" in page,
        "below the picture": "interval over seeds" in picture,
    }
    assert set(speaks.values()) == {seeds != "1"}, speaks
    assert ("nothing says how much of a difference is chance" in said) == (seeds == "1")


def test_a_measure_that_one_policy_alone_has_is_no_error(tmp_path: Path) -> None:
    """It is told of those that have it."""
    options = ("--seeds", "1", "--measure", "upheld_wrong", "--html", str(tmp_path / "found.html"))
    answer = ask("compare", "article-2019", "rongcheng-2016", "rights-respecting", *QUICK, *options)
    assert answer.status == 0, answer.err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("article-2019",), "alone cannot be compared"),
        (("article-2019", "article-2019"), "given twice"),
        (("article-2019", "right-respecting"), "rights-respecting"),
        (("article-2019", "riverton"), "is a society"),
        ((*TWO, "--seeds", "0"), "at least one"),
        ((*TWO, "--seeds", "many"), "not a whole number"),
        ((*TWO, "--threads", str(MOST_THREADS + 1)), "at most"),
        ((*TWO, "--measure", "chill_critica"), "Did you mean chill_critical"),
        ((*TWO, "--measure", "under.no_lone"), "Did you mean under.no_loan"),
        ((*TWO, "--csv", "found.txt"), "found.csv"),
        ((*TWO, "--png", "nowhere/found.png"), "no folder nowhere"),
        ((*TWO, "--from", "2020-02-30"), "not in the calendar"),
        ((*TWO, "--society", "china-2019", "--citizens", "3"), "would have none"),
    ],
)
def test_what_is_wrong_is_refused_before_any_work(words: tuple[str, ...], said: str) -> None:
    """With the remedy."""
    (problem,) = refused(ask("compare", *words))
    assert said in problem


def test_everything_wrong_is_said_at_once() -> None:
    """Each thing once."""
    refused(ask("compare", *TWO, "--seeds", "0", "--from", "yesterday", "--threads", "0"), 3)
