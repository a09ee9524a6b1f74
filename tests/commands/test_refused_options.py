"""Options that cannot be, and folders and reports that are not ours: nothing is written, nothing is lost."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.commands.asking import SMALL, ask, refused, rows_of
from underheaven.policy.loading import policy_names
from underheaven.society.loading import society_path
from underheaven.study import limits

RUN = ("run", "article-2019", *SMALL)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test of this file has an empty folder to itself."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


OPTIONS = dict(rows_of("options"))


@pytest.mark.parametrize("words", OPTIONS)
def test_an_option_that_cannot_be_is_refused(words: str, place: Path) -> None:
    answer = ask(*RUN, "--out", "out", *words.split())
    assert refused(answer) == [f"underheaven: {OPTIONS[words]}"]
    assert not list(place.iterdir())


KNOWN = ", ".join(policy_names())
POLICIES = {
    "articel-2019": "there is no policy 'articel-2019'. It is neither in the catalogue nor a file. Did you "
    f"mean article-2019? Known are {KNOWN}.",
    "riverton": "riverton is a society. A policy is asked for here. Give it as --society riverton, and name "
    f"a policy: {KNOWN}.",
    "none.yml": "there is no file none.yml. The catalogue has a policy none. Write none.",
    "mine": "there is no policy 'mine'. There is a file mine.yaml. Write mine.yaml.",
    "society.yaml": "society.yaml:1:1: society: this is a society. A policy is asked for here. Give it with "
    "--society.",
    " ": "the name of the policy is empty. A variable of the shell may have no value. Name one of "
    f"{KNOWN}, or a file.",
}


@pytest.mark.parametrize("name", POLICIES)
def test_a_policy_that_is_none_is_refused(name: str, place: Path) -> None:
    (place / "mine.yaml").write_text("reform_of: none\ntitle: Mine\n")
    (place / "society.yaml").write_text("society: mine\ntitle: Mine\n")
    (line,) = refused(ask("run", name, *SMALL, "--out", "out"))
    assert line.removeprefix("underheaven: ") == POLICIES[name]
    assert not (place / "out").exists()


@pytest.mark.parametrize("option", ["policy", "--society", "--out", "--html"])
def test_a_name_longer_than_any_file_may_have_is_refused(option: str, place: Path) -> None:
    name = "a" * 300
    (line,) = refused(ask(*(("run", name) if option == "policy" else (*RUN, option, name))))
    assert name in line
    assert not list(place.iterdir())


def test_a_policy_given_as_society_in_a_file_is_refused(place: Path) -> None:
    (place / "mine.yaml").write_text("# Mine.\nreform_of: none\ntitle: Mine\n")
    (line,) = refused(ask(*RUN, "--society", "mine.yaml"))
    assert line == "mine.yaml:2:1: reform_of: this is a policy. A society is asked for here. Name a society."


def test_everything_wrong_is_said_at_once() -> None:
    words = (
        "--citizens 1,000 --from 2014 --to 2019-02-30 --seed x --threads 0 --step-minutes week --device gpu "
        "--resume --replace --society china"
    )
    lines = refused(ask("run", "articel", *words.split()), 10)
    for part in ("gpu", "--replace", "0 threads", "after --seed", "2014", "2019-02-30", "week", "1,000",
                 "'articel'", "'china'"):  # fmt: skip
        assert sum(part in line.split(". ")[0] for line in lines) == 1, part


def test_more_citizens_than_memory_are_refused_before_anything_is_made(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "memory_there", lambda: 200 * 2**20)
    (line,) = refused(ask(*RUN, "--out", "out"))
    begins = (
        "underheaven: 2,000 citizens on 1 thread do not fit into memory. They need about 0.3 GiB of memory "
        "and 0.2 GiB are free; counted are 12 bytes a citizen, 39.4 KiB for what happens to each, "
        "0.6 KiB for scores of firms, "
    )
    ends = " for counts and 0.3 GiB for the program. "
    assert line.startswith(begins)
    assert line.endswith(f"{ends}Use a machine with more memory.")
    assert not list(place.iterdir())
    for question in (("show", "riverton"), ("bench", "--citizens", "5000")):
        assert "GiB are free" in refused(ask(*question))[0]


def test_renewal_is_refused_in_a_society_without_it(place: Path) -> None:
    text = society_path("riverton").read_text(encoding="utf-8")
    begin, end = text.index("\nrenewal:"), text.index("\nincome:")
    (place / "still.yaml").write_text(text[:begin] + text[end:], encoding="utf-8")
    (line,) = refused(ask(*RUN, "--society", "still.yaml", "--renewal", "--out", "out"))
    assert line == (
        "underheaven: the society riverton cannot be run with --renewal. It does not say how often births, "
        "deaths and moves bring other people. Leave out --renewal, or add `renewal` to the society."
    )
    assert [path.name for path in place.iterdir()] == ["still.yaml"]


def _snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_folder_of_something_else_is_left_alone(place: Path) -> None:
    (place / "out").mkdir()
    (place / "out" / "thesis.txt").write_text("mine")
    for more in ((), ("--replace",)):
        (line,) = refused(ask(*RUN, "--out", "out", *more))
        assert line == (
            "underheaven: out is not empty. What it holds is not a run, and will not be touched. Name "
            "another folder with --out."
        )
    (line,) = refused(ask(*RUN, "--out", "out", "--resume"))
    assert line.startswith("underheaven: out is not a run folder.")
    assert _snapshot(place) == {"out/thesis.txt": b"mine"}


def test_a_file_in_the_place_of_a_folder_is_left_alone(place: Path) -> None:
    (place / "out").write_text("mine")
    (place / "link").symlink_to("nowhere")
    for name in ("out", "link"):
        (line,) = refused(ask(*RUN, "--out", name))
        assert line == (
            f"underheaven: {name} is not a folder. A run is kept in a folder. Name another one with --out."
        )
    (line,) = refused(ask(*RUN, "--out", "out/inside"))
    assert line == (
        f"underheaven: {place}/out is not a folder. A run is kept in a folder. Name another one with --out."
    )
    assert (place / "out").read_text() == "mine"
    assert not (place / "nowhere").exists()


def test_a_closed_folder_is_refused_before_any_work(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Permissions bind everybody but the superuser, as whom tests may run."""
    (place / "closed").mkdir()
    monkeypatch.setattr("os.access", lambda path, _mode: Path(path).name != "closed")
    (line,) = refused(ask(*RUN, "--out", "closed/out"))
    assert line == (
        f"underheaven: closed/out may not be written to. The folder {place}/closed is closed to you. Name "
        "another folder with --out."
    )
    (line,) = refused(ask(*RUN, "--out", "out", "--html", "closed/report.html"))
    assert line.startswith("underheaven: the report closed/report.html cannot be written.")
    assert [path.name for path in place.rglob("*")] == ["closed"]


@pytest.mark.parametrize("name", ["notes.md", "notes.html", "fifo"])
def test_a_report_overwrites_reports_alone(name: str, place: Path) -> None:
    if name == "fifo":
        os.mkfifo(name)
        why = "a device or pipe has its name"
    else:
        (place / name).write_text("My notes, which took a year.")
        why = "a file of that name is there, which is not an HTML page, and will not be overwritten"
    (line,) = refused(ask(*RUN, "--out", "out", "--html", name))
    assert line == (
        f"underheaven: the report {name} cannot be written. {why[:1].upper()}{why[1:]}. Give --html another "
        "path."
    )
    assert [path.name for path in place.iterdir()] == [name]


def test_a_finished_run_is_replaced_only_when_asked(place: Path) -> None:
    """And is not gone on with, in its own world or another."""
    first = ask(*RUN, "--out", "out", "--json")
    assert first.status == 0
    (place / "out" / "notes.txt").write_text("mine")
    before = _snapshot(place)
    (line,) = refused(ask(*RUN, "--out", "out"))
    assert line == (
        "underheaven: out already holds a run. A run is never overwritten unasked. Give --replace to make it "
        "anew, --resume to go on with it, or another folder with --out."
    )
    (line,) = refused(ask(*RUN, "--out", "out", "--resume"))
    assert line == (
        "underheaven: out holds a finished run. There is nothing left to do. Start it again with --replace."
    )
    (line,) = refused(ask(*RUN, "--out", "out", "--seed", "2", "--resume"))
    assert line == (
        "underheaven: out holds a run of another world. It differs in seed. Give the same policy, society, "
        "dates, citizens and seed, or another folder with --out."
    )
    (place / "mine.yaml").write_text("policy: mine\nsecrecy: 2\n")
    refused(ask("run", "mine.yaml", *SMALL, "--out", "out", "--replace"), None)
    (place / "mine.yaml").unlink()
    assert _snapshot(place) == before
    second = ask(*RUN, "--out", "out", "--json", "--replace")
    assert second.status == 0
    assert json.loads(second.out)["digest"] == json.loads(first.out)["digest"]
    assert (place / "out" / "notes.txt").read_text() == "mine"
