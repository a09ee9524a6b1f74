"""The page of lives in Debian's Chromium: a life and its twin, found by rule, and the address of both."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.observatory.browsing import SIZES, WAIT_MS, bars_nobody, opened
from tests.observatory.small_site import digest_of
from tests.observatory.test_lives_in_node import lives
from underheaven.report.lives.words import Words, matters

CITIZEN = 74
"""Under article-2019 under a consequence at the end of 2020, only because of wrong records."""


@pytest.fixture(scope="module")
def address(small: tuple[str, list[str]]) -> str:
    return f"{small[0]}lives/"


def told(page: Page) -> None:
    """Wait until the life is told."""
    expect(page.locator("#state")).to_have_text("Told to the last week", timeout=WAIT_MS)


LOOKS = [("wide", "light"), ("wide", "dark"), ("phone", "light"), ("phone", "dark"), ("narrowest", "light")]


@pytest.mark.parametrize(("size", "scheme"), LOOKS)
def test_it_is_quiet_fits_and_bars_nobody(size: str, scheme: Any, browser: Browser, address: str) -> None:
    width, height = {**SIZES, "narrowest": (320, 640)}[size]
    how = {"viewport": {"width": width, "height": height}, "color_scheme": scheme, "reduced_motion": "reduce"}
    with opened(browser, f"{address}#n={CITIZEN}&b=sesame-2015", **how) as (page, said, asked):
        told(page)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.locator("h1").count() == 1
        bars_nobody(page)
        assert said == []
        assert all(each.method == "GET" for each in asked)


def test_the_list_is_what_the_command_tells(browser: Browser, address: str) -> None:
    (life,) = lives("article-2019", (CITIZEN,))
    words = Words(life.world)
    expected = [words.sentence(event) for event in life.events if matters(event)]
    with opened(browser, f"{address}#n={CITIZEN}") as (page, _, _):
        told(page)
        assert page.locator("#happened .what").all_text_contents() == expected
        expect(page.locator("#digest")).to_have_text(digest_of())
        expect(page.locator("#command")).to_contain_text(f"underheaven life runs/life {CITIZEN}")
        expect(page.locator("#whence .sentence")).to_contain_text("exactly")
        expect(page.locator("#ranked-title")).to_contain_text("adults in the scheme, 31 December 2020")
        ranks = page.locator("#ranked-rows tr").all_inner_texts()
        assert len(ranks) == 2
        assert all(re.fullmatch(r"in .*\t[\d,.]+ of [\d,]+\t[\d.]+", each) for each in ranks)
        page.get_by_label("every event").check()
        expect(page.locator("#happened li")).to_have_count(len(life.events))


def test_marks_are_those_of_the_table_and_can_be_chosen(browser: Browser, address: str) -> None:
    (life,) = lives("article-2019", (CITIZEN,))
    with opened(browser, f"{address}#n={CITIZEN}") as (page, _, _):
        told(page)
        wrong = sum(event.record == "wrong" for event in life.events)
        done = sum(event.outcome == "done" for event in life.of("act", "game"))
        expect(page.locator("#lanes svg .wrongly[width='10']")).to_have_count(wrong)
        expect(page.locator("#lanes svg .did")).to_have_count(done)
        page.locator("#kinds").get_by_label("did", exact=True).uncheck()
        expect(page.locator("#lanes svg .did")).to_have_count(0)
        assert "kinds=held,seen,wrong,denied,noroom,appeal,restored" in page.url
        page.locator("#lanes svg.picture").focus()
        page.keyboard.press("Home")
        expect(page.locator("#lanes .reading")).to_contain_text(re.compile(r"\d{4}.*: ."))
        page.locator("#lanes summary").click()
        expect(page.locator("#lanes tbody tr")).to_have_count(len(life.events))


def test_citizens_are_found_by_rules(browser: Browser, address: str) -> None:
    with opened(browser, f"{address}#n=0") as (page, _, _):
        told(page)
        page.get_by_role("button", name="Unlucky").click()
        expect(page.locator("#title")).to_have_text(f"Citizen {CITIZEN}, synthetic")
        told(page)
        page.locator("#slider").focus()
        page.keyboard.press("Home")
        page.get_by_role("button", name="Unlucky").click()
        expect(page.locator("#found")).to_contain_text("No one at this date. The first is on")
        page.locator("#found button").click()
        told(page)
        expect(page.locator("#title")).not_to_have_text(f"Citizen {CITIZEN}, synthetic")
        page.go_back()
        expect(page.locator("#title")).to_have_text(f"Citizen {CITIZEN}, synthetic")
        page.get_by_role("button", name="Random").click()
        first = page.locator("#title").text_content()
        page.go_back()
        page.get_by_role("button", name="Random").click()
        expect(page.locator("#title")).to_have_text(str(first))
        page.get_by_label("Citizen, by number").fill("2000")
        page.keyboard.press("Enter")
        expect(page.locator("#trouble")).to_have_text("Riverton has 2,000 citizens, 0 to 1,999.")


def test_the_twin_and_an_address_that_gives_the_same(browser: Browser, address: str) -> None:
    def seen(page: Page) -> list[str]:
        parts = ["#title", "#who", "#parting", "#lanes .sentence", "#happened", "#date", "#command"]
        drawing = page.locator("#lanes svg").evaluate("each => each.outerHTML")
        return [*(str(page.locator(part).text_content()) for part in parts), str(drawing)]

    with opened(browser, f"{address}#n=37") as (page, _, _):
        told(page)
        page.get_by_label("Beside it the same citizen under").select_option("sesame-2015")
        told(page)
        expect(page.locator("#parting")).to_contain_text("the same, draw for draw")
        expect(page.locator("#lanes svg .parts")).to_have_count(1)
        page.get_by_role("button", name="−1 week").click()
        expect(page.locator("#date")).not_to_have_text("31 December 2020")
        there, first = page.url, seen(page)
    assert re.search(r"#t=2020-12-\d\d&n=37&b=sesame-2015$", there)
    with opened(browser, there) as (page, _, _):
        told(page)
        assert seen(page) == first


def test_an_export_says_that_nobody_is_real(browser: Browser, address: str, tmp_path: Path) -> None:
    with opened(browser, f"{address}#n={CITIZEN}") as (page, _, _):
        told(page)
        with page.expect_download() as downloading:
            page.locator("#lanes").get_by_role("button", name="Data (JSON)").click()
        downloading.value.save_as(tmp_path / "life.json")
    said = json.loads((tmp_path / "life.json").read_text(encoding="utf-8"))
    assert said["synthetic"] is True
    assert len(said["rows"]) > 50
