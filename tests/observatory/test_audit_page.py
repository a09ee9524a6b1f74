"""The page of the audit in Debian's Chromium: numbers are those of `underheaven audit`, and its digest."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

import underheaven as uh
from tests.observatory import browsing
from tests.observatory.browsing import WAIT_MS, bars_nobody, is_large_enough
from tests.observatory.small_site import YEAR, world_of
from underheaven.measure.audit import Audit, audit
from underheaven.measure.results import Value
from underheaven.observatory.audited import sections
from underheaven.observatory.building import PAGES

FEWEST = "FEWEST = 50"
POLICY = "sesame-2015"
MEASURES = ("under", "denied", "mean_score", "chill_critical", "recall")


@pytest.fixture(scope="module")
def address(small: tuple[str, list[str]]) -> str:
    return f"{small[0]}audit/"


@pytest.fixture(scope="module")
def known(tmp_path_factory: pytest.TempPathFactory) -> tuple[Audit, str | None]:
    """The package's audit of the same world, and its digest."""
    world = uh.World(POLICY, citizens=2_000, start=YEAR[0], end=YEAR[1], seed=2)
    run = world.run(tmp_path_factory.mktemp("audited") / "run", threads=1)
    return audit(run.folder), run.digest


@contextmanager
def opened(browser: Browser, address: str, **how: Any) -> Iterator[tuple[Page, list[str]]]:
    """A page when its world is lived, and what the console says."""
    with browsing.opened(browser, address, **how) as (page, said, _):
        lived(page)
        yield page, said


def lived(page: Page) -> None:
    expect(page.locator("#state")).to_contain_text("One seed is lived", timeout=WAIT_MS)


def data(page: Page, folder: Path) -> dict[str, dict[str, Any]]:
    """The data that the picture gives, by category."""
    with page.expect_download() as downloading:
        page.locator("#categories").get_by_role("button", name="Data (JSON)").click()
    downloading.value.save_as(folder / "data.json")
    text = json.loads((folder / "data.json").read_text(encoding="utf-8"))
    assert text["synthetic"] is True
    return {row[0]: dict(zip(text["columns"], row, strict=True)) for row in text["rows"]}


def same(row: dict[str, Any], value: Value) -> None:
    for shown, of_package in (
        (row["Value"], value.value),
        (row["Low"], value.low),
        (row["High"], value.high),
    ):
        assert (shown is None) == (of_package is None), row
        assert shown is None or shown == pytest.approx(of_package, rel=1e-8, abs=1e-10)
    assert row["Why missing"] == value.reason


def test_its_numbers_are_those_of_the_command_and_so_is_the_digest(
    browser: Browser, address: str, known: tuple[Audit, str | None], tmp_path: Path
) -> None:
    found, digest = known
    with opened(browser, f"{address}#policy={POLICY}&seed=2") as (page, said):
        assert page.locator("#digest").inner_text() == digest
        shown = page.locator("tr[data-measure]").evaluate_all(
            "rows => rows.map(each => each.dataset.measure)"
        )
        assert sorted(shown) == sorted(found.measures)
        titles = page.locator("#sections h2").all_inner_texts()
        assert titles == [each["title"] for each in sections(world_of(POLICY))]
        for by in ("group", "region", "quintile"):
            page.get_by_label("Told apart by").select_option(by)
            for name in MEASURES:
                page.get_by_label("Measure shown of each category").select_option(name)
                rows = list(data(page, tmp_path).values())
                measure = found.measures[name]
                assert {row["Measure"] for row in rows} == {name}
                values = [measure.all, *measure.by(by).values()]
                for row, value in zip(rows, values, strict=True):
                    same(row, value)
                line = page.locator(f"tr[data-measure={name}] td").last
                if measure.all.low is None:
                    assert line.text_content() == measure.all.reason
        assert said == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_it_is_quiet_fits_and_bars_nobody(width: int, scheme: Any, browser: Browser, address: str) -> None:
    how = {"viewport": {"width": width, "height": 844}, "color_scheme": scheme, "reduced_motion": "reduce"}
    with opened(browser, address, **how) as (page, said):
        for summary in (
            "#categories summary",
            "#part-0 summary",
            "#screen-facts summary",
            "#elsewhere summary",
        ):
            page.locator(summary).first.click()
        assert page.locator("#screen-facts h3").count() == 7
        assert page.evaluate("document.documentElement.scrollWidth") == width
        bars_nobody(page)
        is_large_enough(page)
        if width == 1280:
            page.get_by_role("navigation", name="Contents").get_by_role("button", name="The screen").press(
                "Enter"
            )
        else:
            page.locator("#contents").select_option("The screen")
        expect(page.locator("#screen")).to_be_focused()
        expect(page.locator("#screen")).to_be_in_viewport()
        assert said == []


def test_an_address_gives_the_same_to_somebody_else(browser: Browser, address: str) -> None:
    def shown(page: Page) -> list[str]:
        parts = ["h1", "pre", "#digest", ".sentence", "figure svg", "#screen-body", "tr[data-measure]"]
        return [text for part in parts for text in page.locator(part).all_text_contents()]

    with opened(browser, f"{address}#measure=nothing&what=1&fbclid=x") as (page, _):
        expect(page.locator("#trouble")).to_contain_text("measure=nothing is no measure of this world")
        page.locator("[name=policy]").select_option(POLICY)
        page.get_by_label("Citizens").select_option("1500")
        page.get_by_label("Told apart by").select_option("region")
        lived(page)
        expect(page.locator("h1")).to_contain_text(POLICY)
        row = page.locator("tr[data-measure=denied]")
        row.locator("summary").press("Enter")
        row.get_by_role("button").press("Enter")
        expect(page.locator("#categories")).to_be_focused()
        expect(page.locator("#categories-sentence")).to_contain_text("Acts denied because of standing")
        there, first = page.url, shown(page)
    assert urlsplit(there).fragment == f"policy={POLICY}&citizens=1500&by=region&measure=denied"
    with opened(browser, there) as (page, _):
        assert shown(page) == first


def test_of_few_adults_nothing_is_shown(browser: Browser, address: str, tmp_path: Path) -> None:
    """The limit is put above the smallest group, since no category of the small site is below it."""
    text = (PAGES / "scripts" / "contrasted.js").read_text(encoding="utf-8")
    assert FEWEST in text
    context = browser.new_context()
    page = context.new_page()
    page.route(
        "**/contrasted.js",
        lambda route: route.fulfill(
            body=text.replace(FEWEST, "FEWEST = 300"), content_type="text/javascript"
        ),
    )
    page.goto(address)
    lived(page)
    rows = data(page, tmp_path)
    few = [name for name, row in rows.items() if name != "everyone" and row["Adults"] < 300]
    assert 0 < len(few) < len(rows) - 2
    for name, row in rows.items():
        assert (row["Value"] is None) == (name in few)
        assert ("fewer than 300 adults" in (row["Why missing"] or "")) == (name in few)
    assert page.locator("#categories circle").count() == len(rows) - 1 - len(few)
    expect(page.locator("#categories-sentence")).to_contain_text("nothing is shown: fewer than 300 adults")
    context.close()
