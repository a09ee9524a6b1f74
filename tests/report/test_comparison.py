"""A comparison in words and in its picture: one meaning for a colour, and names that are no words."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

import underheaven as uh
from tests.report.specified import colours, validate
from underheaven.report.compared import summary
from underheaven.report.comparison import picture
from underheaven.report.render import specification
from underheaven.report.theme import INK
from underheaven.report.twinned import page


@pytest.fixture(scope="module")
def found() -> uh.Comparison:
    """Of a policy and of one whose name is an English word."""
    return uh.compare(
        "article-2019", "none", start="2020-01-01", end="2020-03-31", citizens=1_500, seeds=2, threads=1,
        progress=False,
    )  # fmt: skip


def test_a_colour_has_one_meaning(found: uh.Comparison) -> None:
    """For the better and for the worse, in bars; no group or fifth, in dots, has one of these."""
    drawn = picture(found.found, found.found.twins[0])
    for chart in (drawn.wide, drawn.narrow):
        assert chart is not None
        spec = specification(chart)
        validate(spec)
        bars, dots = colours(spec, "rect"), colours(spec, "point")
        assert len(bars) == 2
        assert len(dots) == 3
        assert not bars & dots - {INK}


def test_the_name_of_a_policy_is_set_off_in_sentences(found: uh.Comparison) -> None:
    """In the terminal, in titles, findings and captions, and on the page."""
    console = Console(width=200, file=io.StringIO())
    with console.capture() as captured:
        console.print(summary(found.found))
    (twin,) = found.found.twins
    drawn = picture(found.found, twin)
    html = page(found.found, [drawn], [], found.stamp)
    sentences = re.sub(r"<(pre|script|style|thead|svg).*?</\1>", " ", html, flags=re.DOTALL)
    for text in (
        captured.get(),
        drawn.title,
        drawn.finding,
        found.stamp.about,
        re.sub("<[^>]+>", " ", sentences),
    ):
        assert "“none”" in text
        assert not re.search(r"\b(?:under|against|between|and|than|less|of) none\b(?! of)", text)
        assert not re.search(r"\bnone (?:changes|against|and)\b", text)
