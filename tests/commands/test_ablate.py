"""`underheaven ablate`: what it prints and writes, and what it refuses before any work."""

import csv
import json
from pathlib import Path

import pytest

from tests.commands.asking import ask, refused
from underheaven.documents.problems import InputError
from underheaven.policy.loading import load_policy
from underheaven.study import weighing
from underheaven.study.harms import COSTS, HARMS

QUICK = (
    "article-2019", "--citizens", "600", "--from", "2020-01-01", "--to", "2020-03-31", "--seeds", "2",
    "--safeguards", "notice,no_speech", "--threads", "2",
)  # fmt: skip


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal of 80 columns."""
    monkeypatch.setenv("COLUMNS", "80")


@pytest.mark.parametrize("people", ["behaviour", "answering"])
def test_what_is_weighed_fits_80_columns(tmp_path: Path, people: str) -> None:
    """Also where rules about people stand beside each other, with long intervals."""
    society = tmp_path / "mine.yaml"
    society.write_text(f"society_of: riverton\nbehaviour: {people}\nacts: acts\n", encoding="utf-8")
    answer = ask("ablate", *QUICK, "--society", society)
    assert answer.status == 0, answer.err
    assert max(map(len, answer.out.splitlines())) <= 80
    assert ("perceived risk" in answer.out) == (people == "answering")
    for words in (
        "synthetic",
        "Harm avoided",
        "Cost to the policy",
        "beyond the sum",
        "Scholarship corrects",
    ):
        assert words in answer.out


def test_files_and_json_hold_all_of_it(tmp_path: Path) -> None:
    files = {suffix: tmp_path / f"found.{suffix}" for suffix in ("csv", "html", "png")}
    options = [word for suffix, file in files.items() for word in (f"--{suffix}", str(file))]
    answer = ask("ablate", *QUICK, *options, "--out", tmp_path / "kept", "--json")
    assert answer.status == 0, answer.err
    data = json.loads(answer.out)
    assert data["synthetic"] is True
    assert data["runs"] == 8
    assert data["corrections"] == list(load_policy("article-2019").corrections)
    assert set(data["measures"]) == {*HARMS, *COSTS}
    page = files["html"].read_text(encoding="utf-8")
    assert "synthetic" in page
    assert "<script" not in page
    assert "underheaven ablate article-2019 --society riverton --citizens 600" in page
    assert "corrects" in page
    for file in (files["png"], tmp_path / "found-pairs.png"):
        assert file.read_bytes().startswith(b"\x89PNG")
    lines = [line for line in files["csv"].read_text(encoding="utf-8").splitlines() if line[0] != "#"]
    assert {row["safeguard"] for row in csv.DictReader(lines)} == {"notice", "no_speech"}
    assert (tmp_path / "kept" / weighing.FILE).exists()
    (again,) = refused(ask("ablate", *QUICK, "--csv", files["csv"]))
    assert "there already" in again


def test_what_is_wrong_is_refused_before_any_work(monkeypatch: pytest.MonkeyPatch) -> None:
    def begun(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(weighing, "weighed", begun)
    problems = refused(
        ask("ablate", "article-2091", "--citizens", "many", "--safeguards", "notise", "--harm", "recall"),
        None,
    )
    told = "\n".join(problems)
    for words in (
        "Did you mean article-2019",
        "'many' after --citizens is not",
        "Did you mean notice",
        "no harm 'recall'",
    ):
        assert words in told
    (one,) = refused(ask("ablate", "article-2019", "--seeds", "1"))
    assert "at least two" in one


def test_an_interruption_ends_with_130_and_says_what_is_kept(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(weighing, "weighed", interrupted)
    answer = ask("ablate", *QUICK, "--out", tmp_path / "kept")
    assert (answer.status, answer.out) == (130, "")
    assert "goes on from there" in answer.err


def test_a_folder_that_holds_something_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / weighing.FILE).write_text("{}", encoding="utf-8")
    with pytest.raises(InputError):
        weighing.Weighed.at(tmp_path)
    (one,) = refused(ask("ablate", *QUICK, "--out", tmp_path))
    assert "cannot be gone on with" in one
