"""A run as one HTML page that needs nothing else: no script, no font, no address."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from jinja2 import Template

from underheaven.documents.evidence import KINDS, Number, counted, numbers, widest
from underheaven.measure.lived.figures import FIGURES, Figure
from underheaven.measure.lived.sides import SIDES, Side
from underheaven.measure.specification import LABELS
from underheaven.policy.flags import flags
from underheaven.policy.screening.element import ARTICLE, ASKED, DIFFERING, NO_VERDICT
from underheaven.record.disk import whole
from underheaven.report.audit_sources import anchor_of, audit_sources
from underheaven.report.charts import ROOMS, pictures
from underheaven.report.findings import findings
from underheaven.report.followed import (
    by_opinion,
    cohort_table,
    cohort_tables,
    cost_of,
    margins_table,
    sentences_of,
    sides_table,
)
from underheaven.report.gaps import EXPLAINED, gaps
from underheaven.report.picture import Picture
from underheaven.report.ranges import how, unknown
from underheaven.report.render import svg
from underheaven.report.reproduce import again, label
from underheaven.report.results import Results
from underheaven.report.story import SYNTHETIC, sentences
from underheaven.report.styles import style_sheet
from underheaven.report.tables import (
    Table,
    assumed_table,
    full_tables,
    main_table,
    region_table,
    wave_table,
    yearly_table,
)
from underheaven.report.templating import templates
from underheaven.report.traced import number_anchor, rooms, sources
from underheaven.report.views import views
from underheaven.report.words import day, listed, number, plain
from underheaven.report.yearly import SETTLED, headline
from underheaven.study.assuming.found import Unknown

WIDEST = 12
HEADLINE = tuple(
    f"figure-{name}"
    for name in ("under", "in_error", "chill_critical", "denied", "denied.KIND", "points_lost")
)
"""Where the figures of the first sentences are explained."""


def write_report(results: Results, path: Path) -> Path:
    """Write the page of a run, which appears at `path` whole or not at all; InputError if it cannot."""
    with whole(path) as file:
        file.write(page(results).encode())
    return path


def page(results: Results) -> str:
    """The page of a run as text."""
    world, measures = results.world, results.measures
    periods = {f"{each.period}": full_tables(each) for each in (results.last, measures)}
    documents = _documents(results)
    given = results.given
    said, apart = findings(results.audit), list(gaps(results.audit))
    figures = [
        *sources(results, bool(world.policy.consequences)),
        *audit_sources(results, [*(finding.subject for finding in said), *(["disparity"] if apart else [])]),
    ]
    mechanisms = rooms(world, figures)
    return template().render(
        world=world,
        css=style_sheet(),
        synthetic=SYNTHETIC,
        each=_stands_for(world.nation / world.citizens),
        sentences=[*sentences(world, measures), *filter(None, [headline(results.trends)])],
        flags=flags(world.policy),
        corrections=world.policy.corrections,
        finished=results.provenance.status == "finished",
        steps=results.provenance.steps,
        steps_recorded=results.provenance.steps_recorded,
        main=main_table(results),
        yearly=yearly_table(results),
        yearly_note=SETTLED,
        assumed=assumed_table(results),
        assumed_note=_note(results),
        pictures=[drawn(picture) for picture in pictures(results)],
        periods=periods,
        regions=region_table(results),
        waves=wave_table(results),
        specifications=list(dict.fromkeys(measure.specification for measure in measures.values())),
        labels=LABELS,
        documents=documents,
        kinds=KINDS,
        widest=widest([each for document in documents.values() for each in document.all], WIDEST),
        findings=said,
        explained=anchor_of,
        figures=figures,
        rooms=mechanisms,
        rooms_by_name={room.name: room for room in mechanisms},
        room_of=ROOMS,
        number_anchor=number_anchor,
        headline=[figure for figure in figures if figure.anchor in HEADLINE],
        gaps=apart,
        gaps_explained=EXPLAINED,
        screen=results.screen,
        asked=[(name, ASKED[name][0]) for name in DIFFERING],
        article=ARTICLE,
        no_verdict=NO_VERDICT,
        views=views(results.folder.path, world, given, results.measures),
        again=again(world, given),
        policy=label(world.policy.policy, given.get("policy")),
        society=label(world.society.society, given.get("society")),
        digest=results.provenance.digests.get("run"),
        provenance=results.provenance,
        # Last: communities may still be being lived again.
        lived=_lived(results),
    )


@cache
def template() -> Template:
    """What a page is made of, ready to be filled in; making it so takes a moment."""
    environment = templates(
        day=day,
        path=lambda path: " › ".join(plain(part) for part in path.split(".")),
        without=lambda reason: reason.removeprefix("no interval: "),
    )
    environment.get_template("macros.html.j2")
    return environment.get_template("report.html.j2")


@dataclass(frozen=True)
class LivedAgain:
    """What came of people who were lived again, in sentences and tables; what there is none of is None."""

    cost: str
    sentences: list[str]
    cohorts: Table | None
    more: list[Table]
    sides: Table | None
    margins: Table | None
    figures: list[Figure | Side]


def _lived(results: Results) -> LivedAgain | None:
    if not results.world.policy.consequences:
        return None
    lived = results.lived
    return LivedAgain(
        cost_of(lived),
        [*sentences_of(lived), *filter(None, [by_opinion(lived)])],
        cohort_table(lived),
        list(cohort_tables(lived).values()),
        sides_table(lived),
        margins_table(lived),
        [*FIGURES, *SIDES],
    )


@dataclass(frozen=True)
class Document:
    """A policy's or a society's numbers: how many of which origin, and those that are listed."""

    title: str
    many: int
    counted: str
    all: list[Number]
    numbers: list[Number]

    @property
    def left_out(self) -> bool:
        """Whether some are counted and not listed."""
        return len(self.numbers) < len(self.all)


@dataclass(frozen=True)
class Drawn:
    """A picture as SVG, for wide and for narrow pages; None where there is nothing to draw."""

    name: str
    title: str
    reading: str
    finding: str
    wide: str | None
    narrow: str | None


def drawn(picture: Picture) -> Drawn:
    """A picture as SVG, for wide pages and for narrow ones."""

    wide, narrow = (
        None if chart is None else svg(chart, picture.label) for chart in (picture.wide, picture.narrow)
    )
    return Drawn(picture.name, picture.title, picture.reading, picture.finding, wide, narrow)


def _note(results: Results) -> str:
    """How the ranges by assumption were found, or why none is known."""
    ranges = results.ranges
    return unknown(ranges.why) if isinstance(ranges, Unknown) else how(ranges, results.last_year)


def _documents(results: Results) -> dict[str, Document]:
    policy, society = results.world.policy, results.world.society
    found = {"policy": (policy.title, numbers(policy)), "society": (society.title, numbers(society))}
    return {
        of: Document(
            title,
            sum(each.many for each in every),
            listed([f"{many:,} {KINDS[kind]}" for kind, many in counted(every).items()]),
            every,
            [each for each in every if not each.path.startswith("regions.")],
        )
        for of, (title, every) in found.items()
    }


def _stands_for(people: float) -> str:
    return "one person" if people < 1.05 else f"about {number(round(people, 1))} people"
