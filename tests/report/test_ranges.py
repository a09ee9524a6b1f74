"""Beside what chance may do stands what assumptions may: on every page, or why it is not known."""

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import replace

import pytest
from rich.console import Console

from tests.report.test_terminal import Ran
from tests.study.assuming.found import DRIVER, invented
from underheaven.measure.results import Measures
from underheaven.report.audit_page import page as audit_page
from underheaven.report.audited import audited
from underheaven.report.brief.content import brief_of
from underheaven.report.exports import frames
from underheaven.report.html import page
from underheaven.report.ranges import NO_YEAR, known, lines_of, sentence
from underheaven.report.results import Results
from underheaven.report.terminal import summary
from underheaven.study.assuming.found import Ranges, Unknown

WHY = "nobody has looked"


def with_ranges(results: Results, ranges: Ranges | Unknown) -> Results:
    """The same run with other ranges beside it."""
    made = replace(results)
    made.__dict__["ranges"] = ranges
    made.__dict__["audit"] = results.audit
    return made


def of_the_run(results: Results) -> Ranges:
    return invented(results.world, (results.last_year,))


def printed(thing: object) -> str:
    console = Console(file=io.StringIO(), width=80, no_color=True, force_terminal=False)
    console.print(thing)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def terminal(results: Results) -> str:
    return printed(summary(Ran(results.world), results.measures, results.trends, ranges=results.ranges))


SURFACES: dict[str, Callable[[Results], str]] = {
    "terminal": terminal,
    "report": page,
    "brief": lambda results: " ".join(brief_of(results).sure),
    "audit": lambda results: printed(audited(results.audit, results.ranges)),
    "audit's page": lambda results: audit_page(results.audit, results.ranges),
}


def plain(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.parametrize("surface", SURFACES)
def test_each_surface_shows_the_range_and_what_drives_it(surface: str, results: Results) -> None:
    text = plain(SURFACES[surface](with_ranges(results, of_the_run(results))))
    assert "1.2 to 25 %" in text or "1.2 % to 25 %" in text
    assert DRIVER in text or all(word in text for word in DRIVER.split())
    assert "with 2 seeds; this run may have other people" in text


@pytest.mark.parametrize("surface", SURFACES)
def test_each_surface_says_why_none_is_known(surface: str, results: Results) -> None:
    text = plain(SURFACES[surface](with_ranges(results, Unknown(WHY))))
    assert f"is not known for this run: {WHY}. A run with the option --assumptions finds it out." in text


def test_the_table_is_there_where_ranges_are_known(results: Results) -> None:
    assert "assumptions" in frames.names(with_ranges(results, of_the_run(results)))
    assert "assumptions" not in frames.names(with_ranges(results, Unknown(WHY)))


def test_a_longer_run_is_told_of_which_year_the_range_is(results: Results) -> None:
    before = invented(results.world, (results.last_year - 2,))
    assert len(lines_of(before, results.world, results.last)) > 5
    said = sentence(before, results.world, results.last)
    assert f"It is that of {results.last_year - 2}, the last year that was lived for it." in said
    assert "It is that of" not in sentence(of_the_run(results), results.world, results.last)


def test_the_range_of_a_whole_year_is_not_set_beside_a_part_of_one(results: Results) -> None:
    ranges = of_the_run(results)
    part = replace(results.last.period, last=results.last.period.last - dt.timedelta(days=40))
    last = Measures(results.last.years, part, dict(results.last))
    assert known(ranges, last) == Unknown(NO_YEAR)
    assert lines_of(ranges, results.world, last) == []
    later = invented(results.world, (results.last_year + 1,))
    assert known(later, results.last) == Unknown(NO_YEAR)
