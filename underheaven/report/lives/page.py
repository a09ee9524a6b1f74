"""One life as an HTML page that needs nothing else: no script, no font, no address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from underheaven.measure.ranks import Ranks
from underheaven.record.lives.life import STREAMS, Event, Life
from underheaven.record.lives.totals import totals
from underheaven.report.exports.stamp import Stamp
from underheaven.report.lives.ranked import HEAD, how, rows
from underheaven.report.lives.table import NO_SCORE, points, score
from underheaven.report.lives.words import Words, matters
from underheaven.report.picture import Picture
from underheaven.report.render import svg
from underheaven.report.story import SYNTHETIC
from underheaven.report.styles import style_sheet
from underheaven.report.templating import templates
from underheaven.report.words import number


def page(life: Life, ranks: Ranks, picture: Picture, stamp: Stamp) -> str:
    """The page of a life as text; `stamp` says how to tell it again."""
    environment = templates()
    drawn = {
        name: "" if chart is None else svg(chart, picture.label)
        for name, chart in (("wide", picture.wide), ("narrow", picture.narrow))
    }
    return environment.get_template("life.html.j2").render(
        css=style_sheet(),
        synthetic=SYNTHETIC,
        picture=picture,
        stamp=stamp,
        finished=life.finished,
        ranked=rows(ranks),
        ranked_head=HEAD,
        ranked_how=how(ranks),
        region=life.world.society.regions[life.region].title,
        mattered=list(_rows(life, filter(matters, life.events))),
        every=list(_rows(life, life.events)),
        totals={name: NO_SCORE if value is None else number(value) for name, value in totals(life).items()},
        **drawn,
    )


def _rows(life: Life, events: Iterable[Event]) -> Iterator[dict[str, str | int]]:
    words = Words(life.world)
    for event in events:
        at = f" {event.minute // 60:02}:{event.minute % 60:02}" if event.what in STREAMS else ""
        yield {
            "when": f"{event.day}{at}",
            "what": words.sentence(event),
            "points": points(event),
            "score": score(life.shown_after(event)),
            "dread": event.dread,
            "hardship": event.hardship,
        }
