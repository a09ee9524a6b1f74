"""Two lives of one citizen in one picture and on one page: under one policy, and under another."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.resources import files

from underheaven.documents.words import quoted
from underheaven.record.lives.life import Life
from underheaven.record.lives.twins import divergence
from underheaven.report.exports.stamp import Stamp
from underheaven.report.lives.picture import picture
from underheaven.report.lives.table import in_numbers, names_of, parted
from underheaven.report.lives.walks import NEVER
from underheaven.report.lives.words import who
from underheaven.report.picture import Picture
from underheaven.report.render import Chart, svg
from underheaven.report.story import SYNTHETIC
from underheaven.report.templating import templates
from underheaven.report.vega import below
from underheaven.report.words import capital, number

GAP = 40
"""Pixels between the two lives."""


def twins(one: Life, other: Life) -> Picture:
    """Both lives, one above the other; where nothing of one of them is told, why nothing is drawn."""
    first, second = names_of(one, other)
    title = f"Citizen {one.citizen} twice: above under {quoted(first)}, below under {quoted(second)}"
    drawn = picture(one), picture(other)
    missing = next((each for each in drawn if each.wide is None or each.narrow is None), None)
    if missing is not None:
        return Picture("twins", title, missing.reading, missing.finding)
    charts = [[each.wide for each in drawn], [each.narrow for each in drawn]]
    return Picture("twins", title, _reading(drawn), parting(one, other), *map(_below, charts))


def parting(one: Life, other: Life) -> str:
    """Where the two lives part, in a few words."""
    lines = parted(one, other, divergence(one, other), names_of(one, other))
    return "; ".join(line.plain.strip().rstrip(".:") for line in lines) + "."


def page(one: Life, other: Life, stamps: tuple[Stamp, Stamp]) -> str:
    """The page of both lives as text; the stamps, one of each run, say how to tell them again."""
    environment = templates()
    lives, drawn = (one, other), (picture(one), picture(other))
    return environment.get_template("twins.html.j2").render(
        css=files("underheaven.report").joinpath("templates/report.css").read_text("utf-8"),
        synthetic=SYNTHETIC,
        citizen=one.citizen,
        who=f"{capital(who(one))}.",
        parting=parting(one, other),
        lives=[
            {"name": name, "finding": each.finding, "finished": life.finished, "stamp": stamp,
             **{width: "" if chart is None else svg(chart, each.label)
                for width, chart in (("wide", each.wide), ("narrow", each.narrow))}}
            for name, life, each, stamp in zip(names_of(one, other), lives, drawn, stamps, strict=True)
        ],
        reading=_reading(drawn),
        rows=list(in_numbers(one, other, number, number)),
    )  # fmt: skip


def _reading(drawn: Sequence[Picture]) -> str:
    """How both are read: as the first in which there is a score."""
    return next((each.reading for each in drawn if NEVER not in each.reading), drawn[0].reading)


def _below(charts: list[Chart | None]) -> Chart:
    """Charts one below the other."""
    return below([chart for chart in charts if chart is not None], GAP)
