"""What the pages show is what their commands print today."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.pages.marks import parts_of
from tools.pages.page import run_page
from tools.pages.proofs import current
from tools.pages.same import same
from tools.pages.session import ROOT, CommandError, Session
from tools.pages.values import told

PAGES = [
    page
    for page in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    if parts_of(page.read_text(encoding="utf-8"), page.name)
]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_a_page_shows_what_its_commands_print(page: Path, tmp_path: Path) -> None:
    found = run_page(page, tmp_path)
    assert found.differences == []
    stale = [part.text for part in found.proofs if not current(page, part)]
    assert stale == [], "make these anew: python -m tools.pages --proofs"


def test_a_command_does_not_see_that_make_called_the_tests(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Called by make, make says which folder it enters; a reader's does not."""
    for name, value in (("MAKELEVEL", "1"), ("MFLAGS", "-w"), ("MAKEFLAGS", "w"), ("COLUMNS", "40")):
        monkeypatch.setenv(name, value)
    assert Session(tmp_path).run("make -s help").startswith("make run")


def written(folder: Path, text: str) -> Path:
    page = folder / "page.md"
    page.write_text(text, encoding="utf-8")
    return page


def test_a_typed_figure_is_found_and_replaced(tmp_path: Path) -> None:
    text = "```sh\necho 7.3 %\n```\n\n<!-- printed -->\n```text\n8.1 %\n```\n"
    (tmp_path / "session").mkdir()
    found = run_page(written(tmp_path, text), tmp_path / "session")
    assert len(found.differences) == 1
    assert found.text == text.replace("8.1 %", "7.3 %").replace("echo 8.1", "echo 7.3")


def test_a_typed_figure_in_a_sentence_is_found_and_replaced(tmp_path: Path) -> None:
    text = "<!-- told: There are {3 * 4} of them. -->\nThere are 13 of them.\n<!-- end -->\n"
    (tmp_path / "session").mkdir()
    found = run_page(written(tmp_path, text), tmp_path / "session")
    assert "There are 12 of them.\n<!-- end -->" in found.text


def test_a_picture_that_is_drawn_otherwise_is_found(tmp_path: Path) -> None:
    text = "<!-- drawn: echo two > a/one.svg -->\n![One](a/one.svg)\n"
    (tmp_path / "session").mkdir()
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "one.svg").write_text("one\n")
    found = run_page(written(tmp_path, text), tmp_path / "session")
    assert len(found.differences) == 1
    assert found.pictures == {tmp_path / "a" / "one.svg": b"two\n"}


def test_a_told_table_keeps_its_lines_and_reads_what_a_command_left(tmp_path: Path) -> None:
    template = '<!-- told:\n| a | b |\n|---|---|\n| x | {fixed(read("x.json")["y"], 1)} |\n-->\n'
    text = f"<!-- run: echo '{{\"y\": 1410.04}}' > x.json -->\n{template}<!-- end -->\n"
    (tmp_path / "session").mkdir()
    found = run_page(written(tmp_path, text), tmp_path / "session")
    assert "-->\n| a | b |\n|---|---|\n| x | 1,410.0 |\n<!-- end -->" in found.text


def test_a_command_in_the_middle_of_a_block_may_not_fail_unseen(tmp_path: Path) -> None:
    (tmp_path / "session").mkdir()
    with pytest.raises(CommandError, match="status 1, not 0"):
        run_page(written(tmp_path, "```sh\nfalse\ntrue\n```\n"), tmp_path / "session")


def test_a_command_that_ends_otherwise_than_the_page_says_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "session").mkdir()
    with pytest.raises(CommandError, match="status 1, not 0"):
        run_page(written(tmp_path, "```sh\nfalse\n```\n"), tmp_path / "session")


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("Took 31.6 s: 13.2 million citizen-weeks a second", "Took 9 s: 900 citizen-weeks a second", True),
        ("978 MiB at most.", "1,002 MiB at most.", True),
        ("a  b\nc\n", "a b c", True),
        ("4.7 %", "4.8 %", False),
        ("1,410 days", "1,414 days", False),
        ("3 sources", "4 sources", False),
    ],
)  # fmt: skip
def test_only_what_no_two_runs_share_may_differ(one: str, other: str, equal: bool) -> None:
    assert same(one, other) is equal


def test_a_template_is_filled_in() -> None:
    assert told('{f("a", by="b")} of {1 + 1}', {"f": lambda a, by: a + by}) == "ab of 2"
