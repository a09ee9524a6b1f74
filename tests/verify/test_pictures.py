"""The page of verification: each case has its picture, and what fails is seen to."""

from html import unescape
from pathlib import Path

import pytest
from typer.testing import CliRunner

from tests.report.specified import colours
from underheaven.cli import app
from underheaven.report.theme import BLUE, ORANGE
from underheaven.verify import cases
from underheaven.verify.case import Finding
from underheaven.verify.laws import exact, near, normal
from underheaven.verify.pictures import page, picture

CASE = cases(quick=True)[0]
PASSES, FAILS = near("a bound", 1.0, 1.1, 0.2), near("another bound", 1.0, 9.0, 0.2)


@pytest.mark.parametrize(
    ("findings", "seen"),
    [([PASSES, exact("the same", 1, 1)], {BLUE}), ([FAILS, exact("the same", 1, 2)], {ORANGE})],
)
def test_what_passes_is_blue_and_what_fails_orange(findings: list[Finding], seen: set[str]) -> None:
    drawn = picture(CASE, findings)
    for spec in (drawn.wide, drawn.narrow):
        assert spec is not None
        assert colours(spec, "point") == seen


def test_the_finding_says_how_many_failed() -> None:
    assert picture(CASE, [PASSES]).finding == "1 finding, all passed."
    assert picture(CASE, [PASSES, FAILS]).finding == "1 of 2 findings failed."


def test_a_page_has_a_picture_of_every_case_and_every_finding() -> None:
    """Names of findings are texts, and are written as such."""
    odd = normal("share < 1 & more", 0.0, 0.5, 1.0)
    others = [(case, [PASSES]) for case in cases(quick=True)[1:]]
    text = page([(CASE, [odd, FAILS]), *others], "underheaven verify --quick")
    for case, _ in [(CASE, []), *others]:
        assert f'<h2 id="{case.name}">' in text
    assert text.count("<figure>") == 1 + len(others)
    assert "share &lt; 1 &amp; more" in text
    assert "1 of " in text
    assert "<script" not in text
    assert "underheaven verify --quick" in unescape(text)


def test_the_command_writes_it_and_refuses_what_it_may_not_overwrite(tmp_path: Path) -> None:
    wanted = tmp_path / "new" / "verified.html"
    done = CliRunner().invoke(app, ["verify", "score-walk", "--html", str(wanted)])
    assert done.exit_code == 0, done.output
    assert "Clamped score walk" in wanted.read_text(encoding="utf-8")
    mine = tmp_path / "mine.html"
    mine.write_text("my own words", encoding="utf-8")
    refused = CliRunner().invoke(app, ["verify", "score-walk", "--html", str(mine)])
    assert refused.exit_code != 0
    assert mine.read_text(encoding="utf-8") == "my own words"
