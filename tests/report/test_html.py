import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.commands.asking import ask
from tests.report import runs
from underheaven.documents.problems import InputError
from underheaven.record.query import RunFolder
from underheaven.report.html import page, write_report
from underheaven.report.results import Results

VOID = {"meta", "link", "img", "br", "hr", "input"}


class Outline(HTMLParser):
    """What a page holds: open elements must be closed; ids, elements with their attributes, and text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.elements.append((tag, found))
        if found.get("id"):
            self.ids.append(str(found["id"]))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.fixture(scope="module")
def attacked(tmp_path_factory: pytest.TempPathFactory) -> str:
    return page(Results.of(runs.interrupted(tmp_path_factory.mktemp("attacked"), runs.hostile())))


def test_the_page_needs_nothing_else(text: str) -> None:
    for fetched in (
        r"<script",
        r"<link",
        r"<img",
        r"<iframe",
        r"\bsrc\s*=",
        r"@import",
        r"@font-face",
        r"https?:",
        r"//",
    ):
        assert not re.search(fetched, text, re.IGNORECASE), fetched
    assert all(inside.startswith("#") for inside in re.findall(r"url\(([^)]*)\)", text))
    assert not re.search(r"\bon\w+\s*=\s*\"", text)


def test_the_page_is_well_formed_and_every_anchor_leads_somewhere(text: str) -> None:
    outline = Outline(text)
    assert outline.open == []
    assert len(outline.ids) == len(set(outline.ids))
    anchors = {attributes["href"] for tag, attributes in outline.elements if tag == "a"}
    assert {f"#{each}" for each in outline.ids} >= anchors
    assert text.startswith("<!DOCTYPE html>")


def test_every_picture_has_a_label_and_tables_have_heads(text: str) -> None:
    outline = Outline(text)
    labels = [attributes.get("aria-label") for tag, attributes in outline.elements if tag == "svg"]
    assert len(labels) == 20
    assert all(labels)
    heads = [attributes.get("scope") for tag, attributes in outline.elements if tag == "th"]
    assert set(heads) == {"col", "row"}
    assert ("html", {"lang": "en-GB"}) in outline.elements


def test_the_page_says_what_it_is_and_what_is_corrected(text: str, results: Results) -> None:
    words = " ".join(" ".join(Outline(text).words).split())
    assert "Every person in it is synthetic" in words
    assert "What scholarship corrects" in words
    assert "What to know about this policy" in words
    assert "It confines people to their homes" in words
    assert "Main measures in pilots and in the rest" in words
    assert "Nothing of the kind has been found. Nobody 2020." in words
    assert "What this is not" in words
    assert "Assumptions" in words
    assert "underheaven run made.yaml --society made.yaml --citizens 4800" in words
    assert "Model version" in words
    assert "95 % interval" in words.replace("\N{NO-BREAK SPACE}", " ")
    assert "every one of them" not in words
    assert "Validity and disparity" in words
    assert "people who know the law and the circumstances" in words
    assert f"underheaven brief {results.folder.path}" in words


def test_hostile_titles_are_only_text(attacked: str) -> None:
    assert "<script" not in attacked.lower()
    outline = Outline(attacked)
    assert outline.open == []
    assert sum(runs.HOSTILE in word for word in outline.words) >= 3


def test_an_interrupted_run_says_so(attacked: str) -> None:
    words = " ".join(Outline(attacked).words)
    assert "This run was interrupted: it holds 70 of 105 steps" in words


def test_without_a_scheme_the_page_gives_reasons_and_no_zero(bare: Results) -> None:
    words = " ".join(" ".join(Outline(page(bare)).words).split())
    assert "nothing was recorded or denied." in words
    assert "nobody is in the scheme" in words
    assert "What scholarship corrects" not in words
    assert "What to know about this policy" not in words
    assert "None" not in words
    assert "nan" not in words.split()


def test_the_command_writes_a_page_or_says_why_not(run: RunFolder, tmp_path: Path) -> None:
    assert ask("report", run.path, "--html", tmp_path / "out.html").status == 0
    assert (tmp_path / "out.html").read_text("utf-8").endswith("</html>")
    refused = ask("report", tmp_path, "--html", tmp_path / "other.html")
    assert refused.status == 2
    assert "is not a run folder" in refused.err
    assert [path.name for path in tmp_path.iterdir()] == ["out.html"]


def test_a_report_that_cannot_be_written_is_refused_before_it_is_drawn(
    results: Results, tmp_path: Path
) -> None:
    with pytest.raises(InputError, match="cannot write"):
        write_report(results, tmp_path / "absent" / "out.html")
    assert list(tmp_path.iterdir()) == []
