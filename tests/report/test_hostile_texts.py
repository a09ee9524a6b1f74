"""Every text that a file can bring in is only text, in every output: by parsers, with marks of all kinds."""

from __future__ import annotations

import csv
import io
import itertools
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from rich.console import Console

from tests.documents.texts_of import rewritten
from tests.record import made
from tests.report import runs
from underheaven.commands.screen import screened
from underheaven.measure.audit import audit
from underheaven.policy.schema import Policy
from underheaven.policy.screening import screen
from underheaven.record.query import RunFolder
from underheaven.report.assessment import assessment, assessment_markdown
from underheaven.report.audit_files import frame_of
from underheaven.report.audit_page import page as audit_page
from underheaven.report.brief.content import brief_of
from underheaven.report.brief.markdown import markdown
from underheaven.report.brief.page import page as brief_page
from underheaven.report.escaping import csv_cell, csv_comment
from underheaven.report.escaping import markdown as plainly
from underheaven.report.exports.run import Exports
from underheaven.report.html import page
from underheaven.report.results import Results
from underheaven.society.schema import Society
from underheaven.study.assuming.found import Unknown

ATTACKS = (
    '=HYPERLINK("x-mark")',
    "+1|x-mark|`x`",
    "-2*x-mark*_x_",
    "@x-mark,=1+1;=1+1",
    "# x-mark [bold]x[/bold] [link=javascript:x]y[/link]",
    "</script><x-mark onload=x>]]></style></svg>",
    '\'"><x-mark data-x-mark="1"> & &lt;x-mark&gt;',
    "![x-mark](javascript:x) [y](javascript:x) ~~z~~",
    "{{ x-mark }} {% x %} ${x} :smile: 1. x",
    "> x-mark\\",
)


@dataclass(frozen=True)
class Texts:
    """The same run as its writer would have it, and with an attack in place of every free text."""

    tame: RunFolder
    attacked: RunFolder
    words: tuple[str, ...]


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    numbers, words = itertools.count(), list[str]()

    def attack(_: str) -> str:
        number = next(numbers)
        words.append(f"{ATTACKS[number % len(ATTACKS)]} w{number}")
        return words[-1]

    full, told = made.full(), runs.policy()
    policy = full.policy.model_copy(
        update={name: getattr(told, name) for name in ("corrections", "announcements", "news")}
    )
    hostile_policy = Policy.model_validate(rewritten(policy, attack))
    hostile_society = Society.model_validate(rewritten(full.society, attack))
    folders = []
    for name, changes in (
        ("tame", {"policy": policy, "society": full.society}),
        ("attacked", {"policy": hostile_policy, "society": hostile_society}),
    ):
        folder = tmp_path_factory.mktemp(name)
        made.complete(folder, made.world(renewal=True, **changes), counts=made.full_counts())
        folders.append(RunFolder(folder))
    return Texts(folders[0], folders[1], tuple(words))


class Marks(HTMLParser):
    """The elements of a page, its attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.words: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name in ("href", "src", "action")]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


PAGES: dict[str, Callable[[RunFolder], str]] = {
    "report": lambda run: page(Results.of(run)),
    "brief": lambda run: brief_page(brief_of(Results.of(run))),
    "assessment": assessment,
    "audit": lambda run: audit_page(audit(run), Unknown("nobody looked")),
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_has_the_elements_of_a_tame_one(name: str, texts: Texts) -> None:
    tame, attacked = Marks(PAGES[name](texts.tame)), Marks(PAGES[name](texts.attacked))
    assert attacked.tags.keys() == tame.tags.keys()
    assert attacked.attributes == tame.attributes
    assert all(link.startswith("#") for link in attacked.links)
    for tag in ("table", "tr", "td", "th", "li", "section", "style", "a", "svg"):
        assert attacked.tags[tag] == tame.tags[tag], tag
    assert sum("x-mark" in word for word in attacked.words) >= 3


def test_a_notebook_shows_frames_and_pictures_as_text(texts: Texts) -> None:
    tame, attacked = Exports(texts.tame), Exports(texts.attacked)
    for name in tame.tables:
        ours = Marks(attacked.frame(name)._repr_html_())
        assert ours.tags.keys() == Marks(tame.frame(name)._repr_html_()).tags.keys()


DOCUMENTS = {"brief": lambda run: markdown(brief_of(Results.of(run))), "assessment": assessment_markdown}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_markdown_has_the_blocks_of_a_tame_one(name: str, texts: Texts) -> None:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    blocks = [parser.parse(DOCUMENTS[name](run)) for run in (texts.tame, texts.attacked)]
    assert [token.type for token in blocks[1]] == [token.type for token in blocks[0]]
    inner = [
        [child.type for token in tokens for child in token.children or () if child.type != "text"]
        for tokens in blocks
    ]
    assert inner[1] == inner[0]
    shown = "".join(child.content for token in blocks[1] for child in token.children or ())
    assert sum(word in shown for word in texts.words) >= 3


def _cells(text: str) -> list[str]:
    """Every cell that a spreadsheet makes of the text, whichever sign parts its cells."""
    return [cell for sign in ",;\t" for row in csv.reader(io.StringIO(text), delimiter=sign) for cell in row]


def test_no_cell_of_a_table_is_computed(texts: Texts) -> None:
    exports = Exports(texts.attacked)
    tables = [frame_of(audit(texts.attacked)), *(exports.frame(name) for name in exports.tables)]
    seen = 0
    for table in tables:
        cells = _cells(table.csv())
        computed = [cell for cell in cells if re.match(r"[=+\-@\t\r]", cell)]
        assert not [cell for cell in computed if not re.fullmatch(r"-?[\d.]+(e[+-]?\d+)?", cell)]
        seen += sum("x-mark" in cell for cell in cells)
        width = {len(row) for row in csv.reader(line for line in table.csv().splitlines() if line[0] != "#")}
        assert len(width) == 1
    assert seen > 10


def test_pictures_draw_attacks_as_words(texts: Texts, tmp_path: Path) -> None:
    exports = Exports(texts.attacked)
    for name in ("errors", "watch", "denied"):
        drawn = exports.figure(name).save(tmp_path / f"{name}.svg").read_text("utf-8")
        assert "x-mark" not in Marks(drawn).tags
        assert not Marks(drawn).attributes & {"onload", "data-x-mark"}


def test_the_terminal_shows_marks_as_they_are_written(texts: Texts) -> None:
    world = Results.of(texts.attacked).world
    file = io.StringIO()
    console = Console(file=file, width=400, markup=False, emoji=False)
    console.print(screened(screen(world.policy, world.society)))
    said = file.getvalue()
    assert "[bold]x[/bold]" in said
    assert ":smile:" in said


@pytest.mark.parametrize("attack", ATTACKS)
def test_each_attack_alone_is_escaped(attack: str) -> None:
    (paragraph, inline, _) = MarkdownIt("commonmark").enable("table").parse(plainly(attack))
    assert paragraph.type == "paragraph_open"
    assert {child.type for child in inline.children or ()} <= {"text", "text_special"}
    assert "".join(child.content for child in inline.children or ()) == attack
    assert str(csv_cell(attack))[0] not in "=+-@"
    assert not re.search(r"[,;]=", csv_comment(attack))


@pytest.mark.parametrize("number", ["-1", "+0.5", "-1.5e-7", "12"])
def test_numbers_stay_numbers(number: str) -> None:
    assert csv_cell(number) == number
    assert csv_cell(-1.5) == -1.5
