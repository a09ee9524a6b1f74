"""A sceptical reader reaches, by links, what each figure of a report rests on, and every link leads there."""

import datetime as dt
import re
import shlex
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest

from underheaven.measure.table import SPECIFICATIONS
from underheaven.measure.traced import counted_by, laws_of, written_in
from underheaven.mechanisms.declared import ALL
from underheaven.report.audit_sources import ABOUT
from underheaven.report.html import page
from underheaven.report.results import Results
from underheaven.study.assuming.found import Range, Ranges
from underheaven.verify import cases

ROOT = Path(__file__).resolve().parents[2]
WANTED = (
    "Definition", "Code", "Parameters", "Range by chance", "Range by assumption", "Law", "Make it again",
)  # fmt: skip
NO_FIGURES = ("Region", "Treatment", "Consequence", "Figure", "Measure")
"""Column heads in the corner of tables."""


class Links(HTMLParser):
    """The ids of a page; of each row's and column's head what it says and where it leads; all links."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.links: list[str] = []
        self.heads: list[tuple[str, str, str, str]] = []
        """Caption of the table, `row` or `col`, what is said, where it leads ("" for nowhere)."""
        self._caption, self._scope, self._said, self._to, self._in_caption = "", "", "", "", False
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value or "" for name, value in attrs}
        self.ids |= {found["id"]} if "id" in found else set()
        if tag == "table":
            self._caption = ""
        elif tag == "caption":
            self._in_caption = True
        elif tag == "th":
            self._scope, self._said, self._to = found["scope"], "", ""
        elif tag == "a":
            self.links.append(found["href"])
            self._to = self._to or found["href"]

    def handle_endtag(self, tag: str) -> None:
        if tag == "caption":
            self._in_caption = False
        elif tag == "th":
            self.heads.append((self._caption, self._scope, self._said, self._to))
            self._scope = ""

    def handle_data(self, data: str) -> None:
        if self._in_caption:
            self._caption += data
        elif self._scope:
            self._said += data


def entries(text: str) -> dict[str, dict[str, str]]:
    """Anchor of each explained figure -> what stands there, by its heads."""
    found = re.findall(r'<div class="source" id="(figure-[^"]+)">(.*?)</div>', text, flags=re.S)
    return {
        anchor: dict(re.findall(r"<dt>(.*?)</dt><dd>(.*?)</dd>", inside, flags=re.S))
        for anchor, inside in found
    }


@pytest.fixture(scope="module")
def pages(results: Results, whole: Results, bare: Results) -> list[str]:
    return [page(each) for each in (results, whole, bare)]


def test_every_row_and_column_of_figures_leads_to_its_explanation(pages: list[str]) -> None:
    for text in pages:
        links = Links(text)
        explained = entries(text)
        captions = {caption for caption, _, _, to in links.heads if caption and to}
        assert len(captions) > 10
        for caption, scope, said, to in links.heads:
            by_column = caption.startswith(("By region", "Both sides"))
            if not caption or scope != ("col" if by_column else "row") or said in NO_FIGURES:
                continue
            assert to.removeprefix("#") in explained, (caption, said)


def test_every_explanation_is_whole(pages: list[str]) -> None:
    for text in pages:
        for anchor, said in entries(text).items():
            assert tuple(said) == WANTED, anchor
            assert all(re.sub(r"<[^>]+>", "", each).strip() for each in said.values()), anchor


def test_every_link_leads_somewhere(pages: list[str]) -> None:
    for text in pages:
        links = Links(text)
        assert {link.removeprefix("#") for link in links.links} <= links.ids


def test_code_laws_and_parameters_are_there(pages: list[str]) -> None:
    known = {case.name for case in cases()}
    for text in pages:
        for anchor, said in entries(text).items():
            paths = re.findall(r"<code>(.*?)</code>", said["Code"])
            assert paths
            assert [path for path in paths if not (ROOT / path).exists()] == [], anchor
            for law in re.findall(r"<code>(.*?)</code>", said["Law"]):
                command, what, *names = shlex.split(law)
                if command == "underheaven":
                    assert what == "verify"
                    assert names
                    assert set(names) <= known, anchor
                else:
                    assert (ROOT / names[-1]).is_file(), anchor
            rooms = re.findall(r'href="#(room-[^"]+)"', said["Parameters"])
            numbers = [
                link
                for room in rooms
                for link in re.findall(
                    r'href="#(number-[^"]+)"', text.partition(f'id="{room}"')[2].partition("</div>")[0]
                )
            ]
            assert numbers, anchor
            assert all(f'<li id="{number}">' in text for number in numbers), anchor


def test_every_picture_and_every_finding_leads_to_where_it_comes_from(pages: list[str]) -> None:
    for text in pages:
        figures = re.findall(r"<figure>(.*?)</figure>", text, flags=re.S)
        assert all('href="#room-' in figure for figure in figures)
        audit = text.partition('<h2 id="audit">')[2].partition("</section>")[0]
        said = re.findall(r"<li>(.*?)</li>", audit, flags=re.S)
        assert said
        assert all('href="#figure-audit-' in finding for finding in said)


def test_the_range_by_assumption_stands_with_each_figure_that_has_one(results: Results) -> None:
    years = {results.last_year: {"under": Range(0.0125, 0.25, 0.5, 200)}}
    known = Ranges(results.world, 9, 200, 2, (12, 48), 0, years, {}, {}, (), "", dt.date(2026, 1, 1))
    with_ranges = replace(results)
    with_ranges.__dict__["ranges"] = known
    said = entries(page(with_ranges))
    ranges = {anchor: re.sub(r"<[^>]+>", "", each["Range by assumption"]) for anchor, each in said.items()}
    assert ranges["figure-under"].replace("\N{NO-BREAK SPACE}", " ").startswith("1.2 to 25 %. ")
    assert ranges["figure-points_lost"].startswith("It is found for the main measures alone.")


def test_every_measure_has_a_file_mechanisms_and_laws() -> None:
    known = {case.name for case in cases()}
    for each in SPECIFICATIONS:
        text = (ROOT / written_in(each)).read_text(encoding="utf-8")
        assert each.stem.partition("_")[0] in text, each.name
        assert counted_by(each), each.name
        assert set(laws_of(counted_by(each))) <= known, each.name
        assert laws_of(counted_by(each)), each.name


def test_every_mechanism_names_laws_that_there_are() -> None:
    known = {case.name for case in cases()}
    for name, each in ALL.items():
        assert each.laws, name
        assert set(each.laws) <= known, name


def test_every_subject_of_an_audit_is_known(whole: Results) -> None:
    assert {row.subject for row in whole.audit.rows} <= set(ABOUT)
