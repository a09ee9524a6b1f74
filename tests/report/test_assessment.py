"""The form is filled from the run, leaves open what no run knows, and concludes nothing."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest

from tests.record import made
from tests.report import runs
from underheaven.documents.problems import InputError
from underheaven.policy.loading import load_policy
from underheaven.policy.safeguard import safeguards
from underheaven.policy.screening.element import ASKED
from underheaven.record.query import RunFolder
from underheaven.report.assessment import assessment, assessment_markdown, require_form, write_assessment
from underheaven.report.form.form import Form, form_of
from underheaven.report.form.oversight import held
from underheaven.report.form.parts import Grid, Open, Statement
from underheaven.report.form.rights import ALWAYS, OF_CONTEXT, rights
from underheaven.study.safeguards import guarded

CONCLUSIONS = re.compile(r"\b(pass(es|ed)?|complian(t|ce)|complies|verdict|illegal)\b", re.IGNORECASE)
EMPTY = {"meta", "br", "hr", "img", "link", "input"}


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    return runs.finished(tmp_path_factory.mktemp("form"), runs.policy())


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    return runs.everything(tmp_path_factory.mktemp("form"))


@pytest.fixture(scope="module")
def form(whole: RunFolder) -> Form:
    return form_of(whole)


class Page(HTMLParser):
    """Notes elements that are left open or closed out of order, and what could reach out of the page."""

    def __init__(self) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.outside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in EMPTY:
            self.stack.append(tag)
        named = dict(attrs)
        if tag in ("script", "link", "img", "iframe") or named.get("src") or named.get("href"):
            self.outside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.stack.pop() == tag


def test_it_has_the_six_points_in_order(form: Form) -> None:
    assert "".join(section.letter for section in form.sections) == "abcdef"
    for section in form.sections:
        assert any(isinstance(part, Open) for part in section.parts), section.letter
        assert any(isinstance(part, Statement | Grid) for part in section.parts), section.letter


def test_tables_are_whole(form: Form) -> None:
    grids = [part for section in form.sections for part in section.parts if isinstance(part, Grid)]
    assert len(grids) >= 8
    for grid in grids:
        assert grid.rows
        assert {len(row) for row in grid.rows} == {len(grid.header)}


def test_both_ways_of_writing_say_the_same(whole: RunFolder, form: Form) -> None:
    page, markdown = assessment(whole), assessment_markdown(whole)
    for part in (part for section in form.sections for part in section.parts):
        texts = (part.caption, *part.header) if isinstance(part, Grid) else (part.text,)
        for text in texts:
            plain = " ".join(text.split())
            assert plain in markdown
            assert plain.replace("'", "&#39;").replace(">", "&gt;") in page
    for text in (page, markdown):
        assert "synthetic" in text
        for correction in form.corrections:
            assert correction.split(".")[0] in text
        for title, _ in ASKED.values():
            assert title in text
        assert form.world in text
        assert "underheaven run" in text


def test_the_page_needs_nothing_else_and_is_well_formed(whole: RunFolder) -> None:
    page = Page()
    page.feed(assessment(whole))
    assert page.stack == []
    assert page.outside == []


def test_nothing_is_concluded(whole: RunFolder, run: RunFolder) -> None:
    for folder in (whole, run):
        assert CONCLUSIONS.findall(assessment_markdown(folder)) == []


def test_titles_are_text_and_no_markup(tmp_path: Path) -> None:
    page = assessment(runs.finished(tmp_path / "hostile", runs.hostile()))
    assert "<script" not in page


def test_safeguards_that_are_missing_are_named(run: RunFolder, form: Form) -> None:
    plain = form_of(run)
    present, lacking = held(run.world.policy)
    assert present == []
    assert set(lacking) == set(safeguards())
    (said,) = [
        part.text
        for part in plain.sections[-1].parts
        if isinstance(part, Statement) and "Safeguards that the policy" in part.text
    ]
    assert "does not have" in said
    assert all(safeguards()[name].words.promise in said for name in lacking)
    assert form.sections


def test_safeguards_are_named_as_there_or_as_missing_and_never_as_both() -> None:
    for name in safeguards():
        present, lacking = held(guarded(load_policy("article-2019"), [name]))
        assert present == [name]
        assert set(lacking) == set(safeguards()) - {name}


def test_rights_are_articles_in_order(form: Form) -> None:
    for each in form.screened.treatments:
        for confines in (False, True):
            found = rights(each, confines, appeal=confines).split(", ")
            assert ("47 effective remedy" in found) != confines
            numbers = [int(text.split()[0]) for text in found]
            assert numbers == sorted(numbers)
            assert set(ALWAYS) <= set(found)
    assert all(int(part.split()[0]) <= 50 for text in OF_CONTEXT.values() for part in text.split(", "))


def test_a_run_without_a_scheme_has_a_form_too(tmp_path: Path) -> None:
    bare = runs.without_scheme(tmp_path / "bare")
    assert "treats nobody by a score" in assessment(bare)
    assert "treats nobody by a score" in assessment_markdown(bare)


def test_it_is_written_as_its_ending_says(run: RunFolder, tmp_path: Path) -> None:
    page, text = tmp_path / "form.html", tmp_path / "form.md"
    assert write_assessment(run, page).read_text("utf-8") == assessment(run)
    assert write_assessment(run, text).read_text("utf-8") == assessment_markdown(run)
    with pytest.raises(InputError, match=r"form\.html"):
        require_form(tmp_path / "form.pdf")
    with pytest.raises(InputError, match="ending"):
        write_assessment(run, tmp_path / "form.docx")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["form.html", "form.md"]


def test_a_run_without_a_complete_year_is_refused(tmp_path: Path) -> None:
    target = made.recorder(tmp_path, made.world())
    for _ in made.drive(target, made.counts_of_weeks(), until=20):
        pass
    target.interrupt(20)
    with pytest.raises(InputError, match="year"):
        assessment(RunFolder(tmp_path))
