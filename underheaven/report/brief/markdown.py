"""A brief as Markdown."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence

from underheaven.report.brief.content import NOT, Brief, named
from underheaven.report.brief.numbers import NOT_THERE, UNDEFINED, Told
from underheaven.report.escaping import code
from underheaven.report.escaping import markdown as plainly
from underheaven.report.words import capital


def markdown(brief: Brief) -> str:
    """The text of the brief; its picture is named with the command that draws it."""
    return "\n".join(_lines(brief)) + "\n"


def _lines(brief: Brief) -> Iterator[str]:
    yield f"# {plainly(brief.title)}"
    yield ""
    yield f"**{brief.synthetic} Nothing here describes anybody.**"
    yield from _section("What was asked", [brief.asked, *brief.about], PARAGRAPH)
    yield from _section("What was found", brief.found, PARAGRAPH)
    yield from _table(brief)
    if brief.who:
        yield from ("", plainly(brief.who))
    if brief.picture is not None:
        run = shlex.quote(shlex.split(brief.commands[-1])[2])
        yield from ("", plainly(f"{brief.picture.title}. {brief.picture.finding} The picture itself:"), "")
        yield code(f"underheaven export {run} --picture {brief.picture.name} --out {brief.picture.name}.png")
    yield from _section("How sure", brief.sure, BULLET)
    yield from _section("What was assumed", [*brief.sources, ASSUMED], PARAGRAPH)
    yield ""
    for each in brief.assumed:
        yield BULLET + plainly(f"{named(each)}: {each.text} ({each.range}). {capital(each.origin)}.")
    if brief.flags:
        yield from _section("What to know about this policy", brief.flags, BULLET)
    for title, corrections in brief.corrections:
        yield from _section(f"What scholarship corrects in “{title}”", corrections, "1. ")
    yield from _section("What this is not", NOT, BULLET)
    yield from ("", "## How to make it again", "", *(code(each) for each in brief.commands))
    for digest in brief.digests:
        yield from ("", f"Digest: `{digest}`")


PARAGRAPH, BULLET = "", "- "
ASSUMED = "The assumed ones that may be furthest off, in proportion to their size:"


def _section(title: str, lines: Sequence[str], before: str) -> Iterator[str]:
    yield from ("", f"## {plainly(title)}")
    if before != PARAGRAPH:
        yield ""
    for line in lines:
        if before == PARAGRAPH:
            yield ""
        yield before + plainly(line)


def _table(brief: Brief) -> Iterator[str]:
    heads = [capital(brief.when), *(plainly(run) for run in brief.runs)]
    yield ""
    yield f"| {' | '.join(heads)} |"
    yield f"|{'---|' * len(heads)}"
    for line in brief.lines:
        cells = [plainly(line.what), *(plainly(_said(told, line.unit)) for told in line.told)]
        yield f"| {' | '.join(cells)} |"


def _said(told: Told, unit: str) -> str:
    if told.text in (UNDEFINED, NOT_THERE):
        return told.text
    return f"{told.text} {unit}" + (f" ({told.sure})" if told.sure else "")
