"""The files of the site, read as they stand: nothing from elsewhere, nothing inline, and their words."""

import re
from pathlib import Path

import pytest

from tests.tools_of_site import NEEDS, ROOT
from underheaven.observatory.building import PAGES

HTML = sorted(PAGES.rglob("*.html"))
SCRIPTS = sorted((PAGES / "scripts").glob("*.js"))
TEXTS = [path for path in PAGES.rglob("*") if path.suffix in {".html", ".css", ".js", ".svg"}]
NAMESPACE = "http://www.w3.org/2000/svg"
NOT_USED = (
    "dystopia", "orwell", "big brother", "regime", "victim", "offender", "good citizen", "bad citizen",
)  # fmt: skip
MOST_LINES = 250
HEADED = ["Nation", "A life", "Compare", "Policies", "Safeguards", "Audit", "Evidence", "Story", "About"]


def name(path: Path) -> str:
    return path.relative_to(PAGES).as_posix()


@pytest.mark.parametrize("page", HTML, ids=name)
def test_a_page_states_a_strict_policy_of_content(page: Path) -> None:
    found = re.search(r'Content-Security-Policy" content="([^"]*)"', page.read_text(encoding="utf-8"))
    assert found
    allowed = dict(part.strip().split(" ", 1) for part in found[1].split(";"))
    assert allowed["default-src"] == "'none'"
    assert {"base-uri", "form-action"} <= allowed.keys()
    words = {word for sources in allowed.values() for word in sources.split()}
    assert words <= {"'none'", "'self'", "'wasm-unsafe-eval'", "data:"}
    assert [name for name, sources in allowed.items() if "data:" in sources] == ["img-src"]


@pytest.mark.parametrize("page", HTML, ids=name)
def test_every_page_leads_to_every_page_and_has_the_button_for_colours(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    (nav,) = re.findall(r'<nav aria-label="Pages">(.*?)</nav>', text)
    links = re.findall(r'<a href="([^"]*)"( aria-current="page")?>([^<]*)</a>', nav)
    assert [words for _, _, words in links] == HEADED
    folders = [(page.parent / link).resolve() for link, _, _ in links]
    assert {each / "index.html" for each in folders} == {each.resolve() for each in HTML}
    assert [each == page.parent.resolve() for each in folders] == [bool(here) for _, here, _ in links]
    assert "scripts/theme.js" in text


@pytest.mark.parametrize("page", HTML, ids=name)
def test_every_page_has_the_keys_that_all_have(page: Path) -> None:
    waiting = re.findall(
        r'<script type="module" src="[./]*scripts/([a-z_]+\.js)"', page.read_text(encoding="utf-8")
    )
    found = set[str]()
    while waiting:
        found.add(module := waiting.pop())
        text = (PAGES / "scripts" / module).read_text(encoding="utf-8")
        waiting += {*re.findall(r' from "\./([a-z_]+\.js)";', text)} - found
    assert "keys.js" in found


@pytest.mark.parametrize("page", HTML, ids=name)
def test_nothing_is_inline(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert not re.search(r"<script(?![^>]* src=)|<style|\son[a-z]+=|\sstyle=", text)


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_nothing_comes_from_elsewhere_and_every_link_is_relative(path: Path) -> None:
    text = path.read_text(encoding="utf-8").replace(NAMESPACE, "")
    assert not re.search(r"https?:|//[a-z0-9-]+\.", text)
    for link in re.findall(r'(?:href|src)="([^"]+)"', text):
        assert not link.startswith("/"), link
        if path.suffix == ".html" and not link.startswith(("#", "data:")):
            target = (path.parent / link.partition("#")[0]).resolve()
            assert target.exists(), link


@pytest.mark.parametrize("path", SCRIPTS, ids=name)
def test_no_module_evaluates_text_or_is_long(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not re.search(r"\beval\(|new Function|innerHTML|insertAdjacentHTML|document\.write", text)
    assert len(text.splitlines()) <= MOST_LINES
    assert text.startswith("/**\n * ")
    assert " * @module\n" in text


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_words_that_are_not_written_here(path: Path) -> None:
    text = path.read_text(encoding="utf-8").lower()
    assert [word for word in NOT_USED if word in text] == []


def test_what_is_left_out_for_want_of_a_tool_exists() -> None:
    for test in NEEDS:
        assert (ROOT / "tests" / test).is_file(), test
