"""The page of safeguards in Debian's Chromium: switches, addresses, pairs by keys, and what was not lived."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, expect

from tests.observatory.browsing import opened
from underheaven.study.safeguards import SAFEGUARDS


@pytest.fixture(scope="module")
def address(read: str) -> str:
    return f"{read}safeguards/"


def test_a_set_is_its_address_and_one_that_was_not_lived_has_no_numbers(
    browser: Browser, address: str
) -> None:
    with opened(browser, f"{address}#with=appeal,notice,nothing") as (page, said, _):
        expect(page.locator("#trouble")).to_contain_text("nothing is no safeguard")
        assert page.locator("#list input:checked").count() == 2
        assert page.locator(".now-mark").count() > 0
        page.get_by_label("Human review", exact=True).check()
        assert urlsplit(page.url).fragment == "with=notice,appeal,review"
        expect(page.locator("#not-lived")).to_contain_text("was not lived")
        expect(page.locator("#command")).to_contain_text("--safeguards notice,appeal,review --no-pairs")
        assert page.locator(".now-mark").count() == 0
        page.go_back()
        assert page.locator(".now-mark").count() > 0
        page.get_by_role("button", name="All", exact=True).click()
        assert urlsplit(page.url).fragment == f"with={','.join(SAFEGUARDS)}"
        page.get_by_role("button", name="None", exact=True).click()
        assert "#" not in page.url
        assert said == []


def test_a_pair_is_gone_to_by_keys_and_says_its_number(browser: Browser, address: str) -> None:
    with opened(browser, address) as (page, said, _):
        page.locator("#harm").select_option("speech held back")
        page.locator(".square button[tabindex='0']").focus()
        page.keyboard.press("ArrowDown")
        expect(page.locator("#pairs .reading")).to_contain_text("Notice before effect and Human review")
        page.keyboard.press("Enter")
        assert urlsplit(page.url).fragment == "with=notice,review&harm=speech-held-back"
        assert page.locator(".square td button").count() == len(SAFEGUARDS) * (len(SAFEGUARDS) - 1) // 2
        assert {*page.locator(".square td button").all_inner_texts()} <= {"+", "=", "−"}
        assert said == []
