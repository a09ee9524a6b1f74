"""An audit, a form and a screen of three months never call themselves a year."""

import datetime as dt
import io
import re

import pytest
from rich.console import Console

from tests.record import made
from underheaven.measure.audit import audit
from underheaven.record.query import RunFolder
from underheaven.report.assessment import assessment_markdown
from underheaven.report.audit_pictures import pictures
from underheaven.report.audited import audited
from underheaven.report.findings import findings
from underheaven.report.form.form import form_of
from underheaven.study.assuming.found import Unknown

START, END = dt.date(2018, 1, 1), dt.date(2018, 3, 31)
YEAR = re.compile(r"(?<!March )(?<![-\d])2018(?!-\d)|\bin the year\b|deeds a year")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> RunFolder:
    path, world = tmp_path_factory.mktemp("part") / "run", made.world(start=START, end=END)
    return RunFolder(made.complete(path, world, counts=made.Counts(world)))


def test_an_audit_of_a_part_of_a_year_names_it(folder: RunFolder) -> None:
    found = audit(folder)
    out = io.StringIO()
    Console(file=out, width=200).print(audited(found, Unknown("nobody looked")))
    done = [row for row in found.rows if row.basis.startswith("done")]
    assert done
    told = [
        out.getvalue(), repr(found), *(each.text for each in findings(found)),
        *(f"{row.basis} {row.unit}" for row in done),
        *(f"{picture.reading} {picture.finding}" for picture in pictures(found)),
    ]  # fmt: skip
    for text in told:
        if "would do" not in text and text:
            assert not YEAR.search(text), text
    assert "from January to March 2018" in out.getvalue()


def test_a_form_of_a_part_of_a_year_names_it(folder: RunFolder) -> None:
    form = form_of(folder)
    assert "January to March 2018" in form.counts
    assert not YEAR.search(form.counts)
    assert form.counts in assessment_markdown(folder)
