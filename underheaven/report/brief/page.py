"""A brief as one HTML page that prints on exactly two sheets of A4."""

from __future__ import annotations

import math
from importlib.resources import files
from pathlib import Path

from underheaven.record.disk import whole
from underheaven.report.brief.content import NOT, Brief, named
from underheaven.report.brief.markdown import markdown
from underheaven.report.exports.endings import BRIEFS, ending
from underheaven.report.render import svg
from underheaven.report.templating import templates
from underheaven.report.words import capital

ROOM = 262_000
"""Letters of one point that a sheet holds beside its headings; letters grow with the square of their size."""
SMALLEST, LARGEST = 6.4, 9.6
"""Points."""


def write_brief(brief: Brief, path: Path) -> Path:
    """Write it as the ending says, .html or .md; InputError for another ending, or where the disk refuses."""
    text = {".html": page, ".md": markdown}[ending(path, BRIEFS, "a brief")](brief)
    with whole(path) as file:
        file.write(text.encode())
    return path


def page(brief: Brief) -> str:
    """The text of the page; letters are as large as two sheets allow."""
    environment = templates(
        named=named,
        capital=capital,
    )
    picture = brief.picture
    drawn = None
    if picture is not None and picture.wide is not None:
        drawn = svg(picture.wide, picture.label)
        drawn = drawn.replace("<svg ", '<svg preserveAspectRatio="xMidYMin meet" ', 1)
    corrections = [(title, _kept(each, brief)) for title, each in brief.corrections]
    first = _letters([brief.asked, *brief.about, *brief.found, brief.who])
    second = _second(brief, sum(len(each) for _, kept in corrections for each in kept))
    return environment.get_template("brief.html.j2").render(
        brief=brief,
        css=files("underheaven.report").joinpath("templates/brief.css").read_text("utf-8"),
        drawn=drawn,
        one=len(brief.runs) == 1,
        sure=any(told.sure for line in brief.lines for told in line.told),
        corrections=corrections,
        cut=[(title, tuple(kept)) for title, kept in corrections] != list(brief.corrections),
        isnot=NOT,
        sizes=(_points(first + FIRST_SHEET + SECOND_RUN * (len(brief.runs) - 1)), _points(second)),
    )


FIRST_SHEET = 2_000
"""Letters that the table and the picture of the first sheet stand for, each line of two runs for more."""


SECOND_RUN = 900


def _letters(texts: list[str]) -> int:
    return sum(map(len, texts))


def _second(brief: Brief, corrected: int) -> int:
    assumed = [f"{named(each)}{each.text}{each.range}{each.origin}" for each in brief.assumed]
    told = [*brief.sure, *brief.sources, *assumed, *brief.flags, *NOT, *brief.commands, *brief.digests]
    return _letters(told) + corrected


def _points(letters: int) -> float:
    """The size of letters with which so many fill no more than a sheet."""
    return round(min(LARGEST, max(SMALLEST, math.sqrt(ROOM / max(1, letters)))), 2)


def _kept(corrections: tuple[str, ...], brief: Brief) -> list[str]:
    """The corrections in full where there is room, else the first sentence of each."""
    room = ROOM / SMALLEST**2 - _second(brief, 0)
    every = sum(len(each) for _, them in brief.corrections for each in them)
    return (
        list(corrections)
        if every <= room
        else [f"{each.split('. ')[0].rstrip('.')}." for each in corrections]
    )
