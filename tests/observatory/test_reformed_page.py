"""From the editor by keys to a society that lives under what was written, in Debian's Chromium."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.observatory.browsing import opened, suits_every_screen
from tests.observatory.small_site import YEAR, served, world_of
from tools.editor_wheels import BROUGHT
from tools.wasm_policies import digest
from underheaven.engine.cpu import Engine
from underheaven.engine.world import World
from underheaven.observatory.building import Offer, build
from underheaven.observatory.editing.packed import packed
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society

WAIT_MS = 180_000
BASE, CITIZENS = "suining-2010", 1_500
OFFER = Offer("riverton", [BASE, "none"], [YEAR], [CITIZENS], 1)
TEXT = f"reform_of: {BASE}\ntitle: Otherwise <b>\nrules:\n  late_payment:\n    points: -30\n"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("reformed") / "site"
    build(folder, [OFFER], editor=BROUGHT)
    with served(folder) as (found, _):
        yield found


def shows(page: Page, words: str) -> None:
    """Wait for the digest that the page comes to."""
    expect(page.locator("#digest")).to_have_text(words, timeout=WAIT_MS)


def digest_of(file: Path) -> str:
    """That of the same society under the policy of a file, on this machine."""
    return digest(Engine(World(load_policy(str(file)), load_society("riverton"), 1, *YEAR, CITIZENS)))


def test_what_is_written_is_lived_to_the_digest_of_its_file(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    with opened(browser, f"{address}policies/#p={BASE}&edit=1", accept_downloads=True) as (page, said, asked):
        live = page.locator("#edited-live")
        expect(page.locator("#edited-state")).to_have_text(re.compile("^Checked: no errors"), timeout=WAIT_MS)
        page.locator("#edited").focus()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text("reform_of: none\nscorre: 1\n")
        expect(page.locator("#edited-live-why")).to_have_text(
            "once its problems are mended.", timeout=WAIT_MS
        )
        assert live.get_attribute("href") is None
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(TEXT)
        expect(live).to_have_attribute("href", re.compile("&r="), timeout=WAIT_MS)
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"/#policy"))

        expect(page.locator("#title")).to_contain_text(f"{BASE}, changed in 2 places", timeout=WAIT_MS)
        expect(page.locator("#lede")).to_have_text("Otherwise <b>.")
        page.locator("#reformed-save").focus()
        with page.expect_download() as downloading:
            page.keyboard.press("Enter")
        name = downloading.value.suggested_filename
        downloading.value.save_as(tmp_path / name)
        expect(page.locator("#command")).to_contain_text(f"underheaven run {name} ")
        shows(page, digest_of(tmp_path / name))
        page.locator("#reformed summary").press("Enter")
        expect(page.locator("#reformed-list tbody tr")).to_have_count(2)
        assert "policies/" in str(page.locator("#reformed-edit").get_attribute("href"))
        suits_every_screen(page)

        # A reform that is none: why, and what works.
        for word, cause in (("zzzz", "cannot be read"), (packed("reform_of: none\nscorre: 1\n"), "scorre")):
            page.evaluate("word => { location.hash = `policy=none&r=${word}` }", word)
            expect(page.locator("#trouble")).to_contain_text(cause, timeout=WAIT_MS)
            expect(page.locator("#state")).to_have_text("Nothing is lived")
        page.get_by_role("button", name="Live none as it is shipped").press("Enter")
        shows(page, digest(Engine(world_of("none", CITIZENS))))
        assert page.locator("#trouble").is_hidden()
        assert page.locator("#reformed").is_hidden()
        assert "r=" not in page.url
        assert {urlsplit(each.url).netloc for each in asked if each.url.startswith("http")} == {
            urlsplit(address).netloc
        }
        assert all(each.method == "GET" and not urlsplit(each.url).query for each in asked)
        assert said == []
