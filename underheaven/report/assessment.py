"""The assessment form of a run as one HTML page for A4, or as Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from itertools import groupby
from pathlib import Path

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from underheaven.documents.problems import refuse
from underheaven.policy.screening import Element, Fact, Treatment
from underheaven.policy.screening.element import ARTICLE, ASKED, COMMON, DIFFERING, NO_VERDICT, PARTS, shared
from underheaven.record.disk import whole
from underheaven.record.query import RunFolder
from underheaven.report.escaping import Marked, code, markdown
from underheaven.report.form.form import NOT_DEPLOYED, WHAT_THIS_IS, Form, form_of
from underheaven.report.form.parts import Grid, Open, Statement
from underheaven.report.story import SYNTHETIC

TEMPLATES = {".html": "assessment.html.j2", ".htm": "assessment.html.j2", ".md": "assessment.md.j2"}


@dataclass(frozen=True)
class Told:
    """A treatment in the annex: its title, path, and elements without the facts said before."""

    title: str
    path: str
    elements: tuple[tuple[Element, tuple[Fact, ...]], ...]


@dataclass(frozen=True)
class Group:
    """Treatments of one part of the policy, with the facts that all of them share."""

    title: str
    shared: tuple[Fact, ...]
    treatments: tuple[Told, ...]


def assessment(folder: RunFolder) -> str:
    """The form of a run as an HTML page that needs nothing else; InputError if no year of it is complete."""
    return _rendered(form_of(folder), ".html")


def assessment_markdown(folder: RunFolder) -> str:
    """The same as Markdown."""
    return _rendered(form_of(folder), ".md")


def require_form(path: Path) -> None:
    """Refuse, before any work, a form with an ending that is neither `.html` nor `.md`."""
    if path.suffix.lower() not in TEMPLATES:
        raise refuse(
            f"the form {path} has no known ending",
            "a form is written as HTML or as Markdown",
            f"name it {path.with_suffix('.html').name} or {path.with_suffix('.md').name}",
        )


def write_assessment(folder: RunFolder, path: Path) -> Path:
    """Write the form as its ending says; it appears at `path` whole or not at all.

    InputError for another ending, if no year of the run is complete, or if `path` cannot be written.
    """
    require_form(path)
    text = _rendered(form_of(folder), path.suffix.lower())
    with whole(path) as file:
        file.write(text.encode())
    return path


def _rendered(form: Form, ending: str) -> str:
    page = TEMPLATES[ending]
    environment = Environment(
        loader=PackageLoader("underheaven.report"),
        autoescape=select_autoescape(enabled_extensions=("html.j2",), default=False),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        # Of Markdown every value is escaped, unless it is code or has been escaped before.
        finalize=markdown if ending == ".md" else None,
    )
    environment.filters["marked"] = Marked
    environment.filters["line"] = lambda text: " ".join(str(text).split())
    environment.filters["code"] = code
    environment.tests["grid"] = lambda part: isinstance(part, Grid)
    environment.tests["open"] = lambda part: isinstance(part, Open)
    environment.tests["statement"] = lambda part: isinstance(part, Statement)
    css = files("underheaven.report").joinpath("templates/assessment.css").read_text("utf-8")
    return environment.get_template(page).render(
        form=form,
        css=css,
        synthetic=SYNTHETIC,
        what=WHAT_THIS_IS,
        not_deployed=NOT_DEPLOYED,
        article=ARTICLE,
        asked=ASKED,
        no_verdict=NO_VERDICT,
        differing=DIFFERING,
        treatments=form.screened.treatments,
        scores=_scores(form.screened.treatments),
        groups=_groups(form.screened.treatments),
    )


def _scores(treatments: tuple[Treatment, ...]) -> dict[str, list[Element]]:
    """The elements that hang on the score of persons, and on that of firms."""
    found: dict[str, list[Element]] = {}
    for each in treatments:
        name = "The score of firms" if each.part.startswith("firms") else "The score of persons"
        found.setdefault(name, [each.element(element) for element in COMMON])
    return found


def _groups(treatments: tuple[Treatment, ...]) -> list[Group]:
    groups = []
    for part, found in groupby(treatments, key=lambda each: each.part):
        every = list(found)
        common = shared(every)
        told = tuple(
            Told(
                each.title,
                each.path,
                tuple(
                    (
                        each.element(name),
                        tuple(fact for fact in each.element(name).facts if fact not in common),
                    )
                    for name in DIFFERING
                ),
            )
            for each in every
        )
        groups.append(Group(PARTS[part], tuple(common), told))
    return groups
