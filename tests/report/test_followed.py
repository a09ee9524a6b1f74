"""What becomes of people, in the terminal, on pages and in a brief; and gaps beside crude ones."""

import datetime as dt
import io
import re
from html import unescape
from pathlib import Path

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.console import Group as Together

from tests.measure.lived.test_lived import world
from tests.record import made
from underheaven.measure.audit import audit
from underheaven.measure.lived.figures import FIGURES
from underheaven.record.query import RunFolder
from underheaven.report.audited import audited
from underheaven.report.brief.numbers import FOLLOWED, lines_of_lived
from underheaven.report.followed import (
    SHORT,
    cohort_table,
    cohort_tables,
    cost_of,
    margins_table,
    sides_table,
)
from underheaven.report.gaps import TOLD, gaps, in_words
from underheaven.report.html import page
from underheaven.report.results import Results
from underheaven.report.terminal import people_followed
from underheaven.study.assuming.found import Unknown
from underheaven.study.running import run_world


@pytest.fixture(scope="module")
def results(tmp_path_factory: pytest.TempPathFactory) -> Results:
    """A small run in which many come under something, and can be followed for a year."""
    path = tmp_path_factory.mktemp("followed") / "run"
    run_world(world(renewal=False), path)
    return Results.of(RunFolder(path))


def printed(*parts: object) -> list[str]:
    console = Console(file=io.StringIO(), width=80, no_color=True, force_terminal=False)
    console.print(Together(*parts))  # type: ignore[arg-type]
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue().splitlines()


def test_in_the_terminal_it_fits_eighty_columns_and_says_what_it_cost(results: Results) -> None:
    lines = printed(*people_followed(results.lived))
    assert max(map(cell_len, lines)) <= 80
    text = " ".join(" ".join(lines).split())
    assert all(short in text for short in SHORT.values())
    assert "Hit and spared, 2021" in text
    assert "spared by" in text
    assert cost_of(results.lived) in text
    assert "under on 1 Jan 2021" in text
    assert "entered in 2020" in text


def test_tables_have_every_figure_and_every_side(results: Results) -> None:
    lived = results.lived
    table = cohort_table(lived)
    assert table is not None
    assert [row.title for row in table.rows] == [figure.title for figure in FIGURES]
    assert {"under-group", "under-region", "entered-group", "entered-region"} <= cohort_tables(lived).keys()
    sides = sides_table(lived)
    assert sides is not None
    assert len(sides.rows) == 1 + len(lived.world.policy.consequences)
    margins = margins_table(lived)
    assert margins is not None
    assert {"Critical", "Female", "Aged 30-44"} <= set(margins.heads)
    assert not any("young" in head for head in margins.heads)


def test_the_report_and_the_brief_tell_them(results: Results) -> None:
    text = unescape(page(results))
    assert '<h2 id="lived">What becomes of people</h2>' in text
    assert 'href="#lived"' in text
    assert all(figure.title in text for figure in FIGURES)
    assert "Composition" in text
    lines = lines_of_lived([results.lived])
    assert [line.what for line in lines][: len(FOLLOWED)] == list(FOLLOWED.values())
    assert lines_of_lived([None]) == []


def test_gaps_stand_beside_crude_ones_with_their_sign(tmp_path: Path) -> None:
    found = audit(made.complete(tmp_path / "run", made.world()))
    known = list(gaps(found))
    assert {gap.by for gap in known} == {"group", "place", "quintile"}
    assert {gap.measure for gap in known} <= set(TOLD)
    for gap in known:
        rates = found.of("disparity", f"{gap.measure}_rates_difference", by=gap.by, category=gap.category)
        if rates and rates[0].value is not None and gap.composition.value is not None:
            assert gap.crude.value == pytest.approx(rates[0].value + gap.composition.value)
        assert gap.said(gap.crude)[0] in "+-0"
    assert re.search(r"[+-][0-9.]+ pp at the same residence and income", in_words(found, "group"))
    text = "\n".join(printed(audited(found, Unknown("nobody looked"))))
    assert "Gaps, crude and standardised" in text
    assert max(map(cell_len, text.splitlines())) <= 80


def test_a_cohort_is_named_by_its_day_and_its_year(results: Results) -> None:
    under, entered = results.lived.cohort("under"), results.lived.cohort("entered")
    assert under is not None
    assert entered is not None
    assert under.cohort.day == dt.date(2021, 1, 1)
    assert under.cohort.title == "Under it on 1 January 2021"
    assert entered.cohort.title == "Came under it in 2020"
