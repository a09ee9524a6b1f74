"""The pages tell the truth: paths, packages, commands, links, keys and measures that they name exist; imports
point downwards, as the architecture says."""

import ast
import re
import shlex
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import typer

from tools.house import RANK, imported, room_of
from underheaven.cli import app
from underheaven.documents.words import nearest
from underheaven.measure.specification import Specification
from underheaven.measure.table import SPECIFICATIONS
from underheaven.policy.loading import load_policy, policy_from_text
from underheaven.policy.schema import Policy
from underheaven.report.charts import PICTURES

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "underheaven"
README = (ROOT / "README.md").read_text(encoding="utf-8")
ARCHITECTURE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md")] + sorted(
    (ROOT / "docs").glob("*.md")
)


def quoted(text: str) -> list[str]:
    """What stands between backticks, outside of blocks of code."""
    return re.findall(r"`([^`\n]+)`", re.sub(r"^```.*?^```", "", text, flags=re.MULTILINE | re.DOTALL))


def paths(text: str) -> set[str]:
    """Paths of the repository that a text names, in backticks or in its pictures."""
    found = re.findall(r"(?<![\w/.-])(?:underheaven|tests|tools|data|docs|\.ci)/[\w./-]*", text)
    return {path.rstrip(".") for path in found}


def made(text: str) -> set[str]:
    """Folders that a page tells its readers to make."""
    new = re.findall(r"^New file `([^`]+)` in `([^`]+)`", text, flags=re.MULTILINE)
    return {folder for name, folder in new if name == "__init__.py" or folder.startswith("tests/")}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_path_that_a_page_names_exists(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for path in paths(text) - made(text):
        assert (ROOT / path).exists(), path


def anchor(heading: str) -> str:
    """The anchor under which a heading is found."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
        if "://" in link:
            continue
        name, _, heading = link.partition("#")
        target = page.parent / name if name else page
        assert target.exists(), link
        if heading:
            headings = re.findall(r"^#+ (.*)$", target.read_text(encoding="utf-8"), flags=re.MULTILINE)
            assert heading in map(anchor, headings), link


def test_the_architecture_names_every_room() -> None:
    rooms = {path.parent.name for path in PACKAGE.glob("*/__init__.py")}
    assert {room for room in rooms if f"`underheaven/{room}/`" not in ARCHITECTURE} == set()
    assert rooms <= {*RANK, "mechanisms"}


def test_the_index_names_every_page() -> None:
    index = (ROOT / "docs" / "index.md").read_text(encoding="utf-8")
    for page in (ROOT / "docs").glob("*.md"):
        assert page.name == "index.md" or f"]({page.name})" in index, page.name


def test_imports_point_downwards() -> None:
    upward = []
    for path in sorted(PACKAGE.rglob("*.py")):
        room = room_of(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for module in imported(path):
            other = room_of(module)
            if other in (room, "__version__") or room == "__init__":
                continue
            if RANK[other] >= RANK[room]:
                upward.append(f"{path.relative_to(ROOT)} imports {module}")
    assert upward == []


def test_life_imports_nothing_of_the_other_rooms() -> None:
    for path in [*(PACKAGE / "life").glob("*.py"), *(PACKAGE / "mechanisms").glob("*/rule.py")]:
        allowed = {"life", "registry", "jit", "integer_tables"}
        assert set(map(room_of, imported(path))) <= allowed, path


def commands(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each command of the command line that a text shows, with its options."""
    for line in re.findall(r"(?:^ *|`)underheaven ([a-z][^`\n]*)", text, flags=re.MULTILINE):
        words = shlex.split(re.sub(r" {2,}.*|[\[\]|>]", " ", line))
        yield words[0], [word for word in words if word.startswith("--")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_command_and_option_shown_exists(page: Path) -> None:
    group = typer.main.get_command(app)
    known = {
        name: {option for parameter in command.params for option in parameter.opts}
        for name, command in getattr(group, "commands", {}).items()
    }
    for name, options in commands(page.read_text(encoding="utf-8")):
        assert name in known, name
        assert set(options) <= known[name], (name, options)


@cache
def article() -> Policy:
    return load_policy("article-2019")


def rows_of_the_article() -> list[list[str]]:
    rows = [line.strip("| ").split(" | ") for line in README.splitlines() if re.match(r"\| A\d+ ", line)]
    return [[cell.strip() for cell in row] for row in rows]


def test_the_article_s_lines_are_all_there() -> None:
    assert [row[0] for row in rows_of_the_article()] == [f"A{number}" for number in range(1, 19)]
    absent = {row[0] for row in rows_of_the_article() if "not yet" in row[2]}
    assert absent == set()


def names_of_pictures() -> list[str]:
    return list(PICTURES)


def keys_of_the_article() -> set[str]:
    cells = [row[3] for row in rows_of_the_article() if len(row) > 3]
    return {key for cell in cells for key in quoted(cell)} - {"hardship_response"}


def test_every_key_of_the_article_s_lines_is_in_the_policy() -> None:
    whole = article().model_dump()
    for key in keys_of_the_article():
        part = whole
        for step in key.split("."):
            assert step in part, f"{key}: did you mean {nearest(step, part)}?"
            part = part[step]


@pytest.mark.parametrize("key", sorted(keys_of_the_article() - {"score"}))
def test_every_line_of_the_article_can_be_switched_off_as_the_readme_says(key: str) -> None:
    group, _, name = key.partition(".")
    if group in ("secrecy", "association"):
        off = "0" if group == "secrecy" else "{alpha: 0}"
        text = f"{group}: {off}"
    elif group == "sources":
        mistakes = ", mistakes: null" if article().sources[name].mistakes else ""
        text = f"sources: {{{name}: {{coverage: {{urban: 0, rural: 0}}{mistakes}}}}}"
    elif key == "safeguards.notice":
        text = "safeguards: {notice: {days: 30}}"
    else:
        text = f"{group}: {{{name}: null}}" if name else f"{group}: null"
    policy, _ = policy_from_text(f"reform_of: article-2019\n{text}\n", "off.yaml")
    assert policy != article()


@pytest.mark.parametrize("row", rows_of_the_article()[:-1], ids=lambda row: row[0])
def test_every_line_of_the_article_has_a_file_a_key_a_measure_and_a_picture(row: list[str]) -> None:
    specifications: tuple[Specification, ...] = tuple(SPECIFICATIONS)
    measures = {specification.name for specification in specifications}
    drawn = set(quoted(row[4].partition("picture")[2]))
    assert paths(row[2])
    assert quoted(row[3])
    assert drawn
    assert drawn <= set(names_of_pictures())
    measured = set(quoted(row[4].partition("picture")[0]))
    assert measured
    assert measured <= measures


def test_the_readme_s_reform_is_a_policy() -> None:
    (reform,) = re.findall(r"^```yaml\n(reform_of.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
    policy, _ = policy_from_text(reform, "fewer.yaml")
    faces, base = policy.sources["cameras"].faces, article().sources["cameras"].faces
    assert faces is not None
    assert base is not None
    assert faces.false_match_rate.value * 10 == base.false_match_rate.value


def test_the_readme_s_python_is_python_that_imports_what_exists() -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```", README, flags=re.MULTILINE | re.DOTALL)
    for node in ast.walk(ast.parse(code)):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("underheaven"):
            path = ROOT / (node.module.replace(".", "/") + ".py")
            defined = {
                item.name
                for item in ast.parse(path.read_text(encoding="utf-8")).body
                if isinstance(item, ast.FunctionDef | ast.ClassDef)
            }
            assert {alias.name for alias in node.names} <= defined, node.module


def test_the_readme_shows_real_digests() -> None:
    assert re.findall(r"^Digest: [0-9a-f]{64}$", README, flags=re.MULTILINE)
    assert "{{" not in README


def test_no_page_speaks_of_how_the_work_is_organised() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"(?<!\w)sha" + r"red/|\bissues? (?:#|no)", text), page.name
