"""A run as one HTML page that needs nothing else: no script, no font, no address."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from underheaven.measure.specification import LABELS
from underheaven.policy.flags import flags
from underheaven.policy.screening.element import ARTICLE, ASKED, DIFFERING, NO_VERDICT
from underheaven.record.disk import whole
from underheaven.report.assumptions import KINDS, Number, counted, numbers, widest
from underheaven.report.charts import pictures
from underheaven.report.findings import findings
from underheaven.report.picture import Picture
from underheaven.report.render import svg
from underheaven.report.reproduce import again, label
from underheaven.report.results import Results
from underheaven.report.story import SYNTHETIC, sentences
from underheaven.report.styles import style_sheet
from underheaven.report.tables import full_tables, main_table, region_table, wave_table, yearly_table
from underheaven.report.views import views
from underheaven.report.words import day, listed, number, plain
from underheaven.report.yearly import SETTLED, headline

WIDEST = 12


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
    environment = Environment(
        loader=PackageLoader("underheaven.report"),
        autoescape=select_autoescape(default=True),
        undefined=StrictUndefined,
        trim_blocks=True,
    )
    environment.filters["day"] = day
    environment.filters["path"] = lambda path: " › ".join(plain(part) for part in path.split("."))
    environment.filters["without"] = lambda reason: reason.removeprefix("no interval: ")
    return environment.get_template("report.html.j2").render(
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
        pictures=[drawn(picture) for picture in pictures(results)],
        periods=periods,
        regions=region_table(results),
        waves=wave_table(results),
        specifications=list(dict.fromkeys(measure.specification for measure in measures.values())),
        labels=LABELS,
        documents=documents,
        kinds=KINDS,
        widest=widest([each for document in documents.values() for each in document.all], WIDEST),
        findings=findings(results.audit),
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
