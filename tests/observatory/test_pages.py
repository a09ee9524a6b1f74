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
DATA_COLOURS = ("low", "mid", "high")


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


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_text_and_marks_stand_out(scheme: int) -> None:
    """WCAG 2.2: 4.5 for text, 3 for marks."""
    text = (PAGES / "styles" / "tokens.css").read_text(encoding="utf-8")
    found = re.findall(r"--([a-z0-9-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)", text)
    colour = {name: pair[scheme] for name, *pair in found}
    for ground in ("paper", "surface", "sunken"):
        for text in ("ink", "ink2", "ink3", "link", "error"):
            assert contrast(colour[text], colour[ground]) >= 4.5, (text, ground)
        for mark in (*DATA_COLOURS, "wrong", "voice"):
            assert contrast(colour[mark], colour[ground]) >= 3, (mark, ground)
    for step in range(1, 6):
        text = colour["ink"] if step < 4 else colour[f"on-ramp{step}"]
        assert contrast(text, colour[f"ramp{step}"]) >= 4.5, step


def test_what_is_left_out_for_want_of_a_tool_exists() -> None:
    for test in NEEDS:
        assert (ROOT / "tests" / test).is_file(), test
