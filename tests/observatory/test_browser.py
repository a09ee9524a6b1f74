"""The site in Debian's Chromium: what it asks for, what it shows, and that it can be read and used by all.

Nothing of its policy of content is switched off here.
"""

from __future__ import annotations

import re
import threading
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.observatory.browsing import SIZES, WAIT_MS, bars_nobody, is_large_enough, opened
from tests.observatory.serving import serving
from tests.observatory.small_site import DATA, digest_of
from underheaven.engine.records import StepRecord
from underheaven.observatory.counting import CountingEngine
from underheaven.observatory.frames import frame
from underheaven.observatory.serving import living

MOST_BYTES, MOST_KERNEL = 400_000, 60_000
AT = "#t=2020-07-01&play=0"


def lived(page: Page) -> None:
    """Wait for the last week, after which nothing changes by itself."""
    expect(page.locator("#digest")).to_have_text(re.compile("^[0-9a-f]{64}$"), timeout=WAIT_MS)


def shown(page: Page) -> list[str]:
    """All that the page says of a week, words and marks."""
    parts = ["h1", "#command", "#digest", "#date", ".sentence", ".tiles", "#choosers select"]
    words = [text for part in parts for text in page.locator(part).all_text_contents()]
    values = [each.input_value() for each in page.locator("select").all()]
    return [
        *words,
        *values,
        *(each.evaluate("each => each.outerHTML") for each in page.locator("svg.picture").all()),
    ]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", ["", "about/"])
def test_a_page_is_quiet_fits_and_bars_nobody(
    name: str, size: str, scheme: Any, browser: Browser, small: tuple[str, list[str]]
) -> None:
    width, height = SIZES[size]
    how = {"viewport": {"width": width, "height": height}, "color_scheme": scheme}
    with opened(browser, small[0] + name + (AT if not name else ""), **how) as (page, said, _):
        if not name:
            lived(page)
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.locator("h1").count() == 1
        assert page.locator("aside.notice").is_visible()
        assert not page.locator("#without").is_visible()
        bars_nobody(page)
        is_large_enough(page)
        assert said == []


def test_it_fits_the_narrowest_screen(browser: Browser, small: tuple[str, list[str]]) -> None:
    with opened(browser, small[0] + AT, viewport={"width": 320, "height": 640}) as (page, _, _):
        lived(page)
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_colours_are_chosen_by_a_button_and_stay_on_other_pages(
    browser: Browser, small: tuple[str, list[str]]
) -> None:
    ground = "getComputedStyle(document.body).backgroundColor"
    with opened(browser, f"{small[0]}about/", color_scheme="light") as (page, said, _):
        button = page.get_by_role("button", name="Colours")
        light = page.evaluate(ground)
        expect(button).to_have_text("Colours: as the system")
        button.click()
        assert page.evaluate(ground) == light
        button.press("Enter")
        expect(button).to_have_text("Colours: dark")
        dark = page.evaluate(ground)
        assert dark != light
        page.goto(small[0] + AT)
        assert page.evaluate(ground) == dark
        page.get_by_role("button", name="Colours").click()
        assert page.evaluate(ground) == light
        assert "dark" not in page.url
        assert page.evaluate("Object.keys(localStorage)") == ["underheaven-theme"]
        assert page.evaluate("document.cookie + Object.keys(sessionStorage)") == ""
        assert said == []


def test_the_digest_is_the_command_line_s(browser: Browser, small: tuple[str, list[str]]) -> None:
    with opened(browser, small[0]) as (page, _, _):
        lived(page)
        expect(page.locator("#digest")).to_have_text(digest_of())
        command = "underheaven run article-2019 --society riverton --citizens 2000 --from 2020-01-01"
        expect(page.locator("#command")).to_have_text(f"{command} --to 2020-12-31 --seed 1")


def test_whatever_is_chosen_only_names_of_files_are_asked_for(
    browser: Browser, small: tuple[str, list[str]], site: Path
) -> None:
    small[1].clear()
    with opened(browser, small[0] + "#seed=2&policy=sesame-2015&speed=max") as (page, _, asked):
        lived(page)
        page.get_by_label("Policy").select_option("article-2019")
        lived(page)
        page.get_by_role("button", name="Next seed").click()
        lived(page)
        hosts = {urlsplit(each.url).netloc for each in asked if not each.url.startswith(("blob:", "data:"))}
        assert hosts == {urlsplit(small[0]).netloc}
        assert all(each.method == "GET" and not each.post_data for each in asked)
    for line in small[1]:
        method, path, _ = line.split(" ")
        assert method == "GET"
        assert (site / path.lstrip("/")).exists(), line
        assert "?" not in path, line


def test_the_first_page_is_small_on_the_wire(
    browser: Browser, small: tuple[str, list[str]], site: Path
) -> None:
    with opened(browser, small[0]) as (page, _, asked):
        lived(page)
        paths = {
            urlsplit(each.url).path.lstrip("/") or "index.html"
            for each in asked
            if not each.url.startswith("data:")
        }
    assert sum((site / path).stat().st_size for path in paths) < MOST_BYTES
    assert (site / DATA / "kernel.wasm.gz").stat().st_size < MOST_KERNEL


def test_something_true_is_seen_before_anything_is_computed(
    browser: Browser, small: tuple[str, list[str]]
) -> None:
    with opened(browser, small[0] + "about/") as (page, _, _):
        page.route("**/kernel.wasm.gz", lambda route: route.abort())
        page.goto(small[0])
        expect(page.locator("#where-sentence")).to_contain_text("adults are in the scheme")
        before = page.locator("#where-sentence").text_content()
        page.unroute("**/kernel.wasm.gz")
        page.goto(small[0] + "#t=2020-01-07&play=0")
        page.reload()
        lived(page)
        assert page.locator("#where-sentence").text_content() == before


CHOICES = [
    "t=2020-03-31&speed=y3&keys=0", "seed=2&citizens=1500", "policy=sesame-2015&t=2020-12-15&speed=max",
]  # fmt: skip


@pytest.mark.parametrize("choice", CHOICES)
def test_an_address_gives_the_same_to_somebody_else(
    choice: str, browser: Browser, small: tuple[str, list[str]]
) -> None:
    asked = f"{choice}&play=0"
    with opened(browser, f"{small[0]}#{asked}") as (page, _, _):
        lived(page)
        page.get_by_role("button", name="+1 week").click()
        page.get_by_role("button", name="−1 week").click()
        expect(page).to_have_url(re.compile("#"))
        page.wait_for_timeout(500)
        there, first = page.url, shown(page)
    assert set(urlsplit(there).fragment.split("&")) == set(asked.split("&"))
    with opened(browser, there) as (page, _, _):
        lived(page)
        assert shown(page) == first


def test_what_is_not_carried_is_named_and_the_rest_is_shown(
    browser: Browser, small: tuple[str, list[str]]
) -> None:
    with opened(browser, small[0] + "#seed=77&what=1&fbclid=x&play=0") as (page, _, _):
        lived(page)
        trouble = page.locator("#trouble")
        expect(trouble).to_contain_text("seed=77 is not carried here")
        expect(trouble).to_contain_text("what is not known here")
        expect(trouble).not_to_contain_text("fbclid")


def test_the_tables_hold_what_the_pictures_show(browser: Browser, small: tuple[str, list[str]]) -> None:
    with opened(browser, small[0] + AT) as (page, _, _):
        lived(page)
        for figure in page.locator("figure").all():
            figure.locator("summary").click()
        rows = page.locator("#where tbody tr").all()
        adults = sum(int(row.locator("td").nth(0).inner_text()) for row in rows)
        expect(page.locator("#where-sentence")).to_contain_text(f"{adults:,} adults are in the scheme")
        assert len(rows) == page.locator("#where svg .bar").count() / 2
        of_tiles = [
            int(each.replace(",", ""))
            for each in page.locator("#districts tbody td:nth-child(2)").all_inner_texts()
        ]
        assert sum(of_tiles) == adults
        assert page.locator("#doors tbody tr").count() == page.locator("#doors .denied").count() - 1


def test_everything_is_done_by_keys(browser: Browser, small: tuple[str, list[str]]) -> None:
    with opened(browser, small[0] + "#play=0") as (page, _, _):
        lived(page)
        date, press = page.locator("#date"), page.keyboard.press
        expect(date).to_have_text("7 January 2020")
        press("ArrowRight")
        expect(date).to_have_text("14 January 2020")
        press("Shift+ArrowRight")
        expect(date).to_have_text("11 February 2020")
        press("End")
        expect(date).to_have_text("31 December 2020")
        press("Home")
        expect(date).to_have_text("7 January 2020")
        press("3")
        expect(page.locator("#speed")).to_have_value("y10")
        press("k")
        expect(page.locator("#play")).to_have_text("Pause")
        press(" ")
        expect(page.locator("#play")).to_have_text("Play")
        press("?")
        expect(page.locator("#help")).to_be_visible()
        press("Escape")
        page.locator(".skip").focus()
        press("Enter")
        expect(page.locator("#where")).to_be_focused()
        assert "where" not in page.url
        page.locator("#where svg").focus()
        press("End")
        expect(page.locator("#where .reading")).to_contain_text("adults")
        page.locator(".skip").focus()
        press("g")
        press("l")
        expect(page).to_have_url(f"{small[0]}lives/")


def test_it_plays_and_says_when_it_is_over(browser: Browser, small: tuple[str, list[str]]) -> None:
    with opened(browser, small[0] + "#speed=max") as (page, said, asked):
        expect(page.locator("#date")).to_have_text("31 December 2020", timeout=WAIT_MS)
        expect(page.locator("#play")).to_have_text("Play")
        files = [each.url for each in asked if not each.url.startswith("data:")]
        assert len(files) == len(set(files)), "nothing is asked for twice while it plays"
        assert said == []


def test_who_asked_for_less_motion_finds_it_paused(browser: Browser, small: tuple[str, list[str]]) -> None:
    with opened(browser, small[0], reduced_motion="reduce") as (page, _, _):
        lived(page)
        expect(page.locator("#play")).to_have_text("Play")
        expect(page.locator("#date")).to_have_text("7 January 2020")


def test_who_has_no_webassembly_or_no_scripts_is_told(browser: Browser, small: tuple[str, list[str]]) -> None:
    with opened(browser, small[0], java_script_enabled=False) as (page, _, _):
        expect(page.locator("#without")).to_be_visible()
    with opened(browser, small[0] + "about/") as (page, _, _):
        page.add_init_script("delete window.WebAssembly")
        page.goto(small[0])
        expect(page.locator("#trouble")).to_contain_text("has no WebAssembly")


def test_an_export_says_that_nobody_in_it_is_real(
    browser: Browser, small: tuple[str, list[str]], tmp_path: Path
) -> None:
    with opened(browser, small[0] + AT) as (page, said, _):
        lived(page)
        with page.expect_download() as downloading:
            page.locator("#doors").get_by_role("button", name="Data (JSON)").click()
        path = tmp_path / "doors.json"
        downloading.value.save_as(path)
        text = path.read_text(encoding="utf-8")
        assert '"synthetic":true' in text
        assert "Journey by air" in text
        assert said == []


def test_the_same_page_lives_what_observe_serves(browser: Browser) -> None:
    """The world behind it is another: the address, the pictures and the digest are the same."""
    with serving() as server, opened(browser, f"{server.address}{AT}") as (page, said, asked):
        lived(page)
        expect(page.locator("#digest")).to_have_text(digest_of())
        expect(page.locator("#date")).to_have_text("7 July 2020")
        expect(page.locator("#computed")).to_contain_text("Lived by the program that serves this page")
        page.get_by_role("button", name="Next seed").click()
        lived(page)
        expect(page.locator("#digest")).to_have_text(digest_of(seed=2))
        assert "seed=2" in page.url
        assert page.locator("#cancel").is_hidden()
        assert said == []
        hosts = {urlsplit(each.url).netloc for each in asked if not each.url.startswith(("blob:", "data:"))}
        assert hosts == {urlsplit(server.address).netloc}
        assert not [each.url for each in asked if each.url.endswith((".gz", "worker.js"))]


def test_a_world_that_is_served_can_be_stopped_and_a_lost_connection_is_taken_up_again(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    go = threading.Event()

    def waiting(engine: CountingEngine, record: StepRecord, said: Any) -> dict[str, Any]:
        while record.step == 20 and not go.wait(0.01) and not engine.is_to_stop:
            pass
        return frame(engine, record, said)

    monkeypatch.setattr(living, "frame", waiting)
    with ExitStack() as first:
        server = first.enter_context(serving())
        with opened(browser, f"{server.address}#play=0") as (page, _, _):
            state = page.locator("#state")
            expect(state).to_contain_text("week 20 of 53", timeout=WAIT_MS)
            page.get_by_role("button", name="Stop this world").click()
            expect(state).to_contain_text("Stopped.")
            page.get_by_role("button", name="Same seed again").click()
            expect(state).to_contain_text("week 20 of 53")
            first.close()
            expect(state).to_contain_text("The connection is lost.")
            go.set()
            with serving(port=server.door.port):
                lived(page)
            expect(page.locator("#digest")).to_have_text(digest_of())
