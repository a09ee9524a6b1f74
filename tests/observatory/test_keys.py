"""Keys that every page has: from page to page, the address, and the list that says so."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect

from tests.observatory.browsing import opened

LETTERS = {
    "n": "", "l": "lives/", "c": "compare/", "p": "policies/", "s": "safeguards/", "a": "audit/",
    "e": "evidence/", "y": "story/",
}  # fmt: skip


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def test_g_and_a_letter_lead_to_each_page_and_the_list_says_so(browser: Browser, read: str) -> None:
    with opened(browser, f"{read}about/") as (page, said, _):
        press(page, "?")
        expect(page.locator("#help")).to_be_visible()
        listed = page.locator("#help-keys dt").all_inner_texts()
        assert [f"g {letter}" for letter in LETTERS] == [each for each in listed if each.startswith("g ")]
        assert "." in listed
        press(page, "Escape")
        assert said == []
        for letter, where in LETTERS.items():
            page.goto(f"{read}about/")
            press(page, "g", letter)
            expect(page).to_have_url(read + where)


def test_the_address_is_copied_and_keys_can_be_switched_off(browser: Browser, read: str) -> None:
    how = {"permissions": ["clipboard-read", "clipboard-write"]}
    there = f"{read}evidence/#of=suining-2010"
    with opened(browser, there, **how) as (page, said, _):
        page.locator("#rows tr").first.wait_for()
        press(page, ".")
        expect(page.locator("#copy")).to_have_text("Copied")
        assert page.evaluate("navigator.clipboard.readText()") == there
        page.get_by_label("Text").fill("")
        press(page, "g", "n")
        expect(page.get_by_label("Text")).to_have_value("gn")
        page.locator("h1").click()
        press(page, "x", "n")
        page.get_by_role("button", name="Keys").click()
        page.get_by_label("Single keys act").uncheck()
        press(page, "Escape", "g", "y")
        expect(page).to_have_url(re.compile("/evidence/#"))
        page.get_by_role("button", name="Keys").click()
        page.get_by_label("Single keys act").check()
        press(page, "Escape")
        page.locator("h1").click()
        press(page, "g", "y")
        expect(page).to_have_url(f"{read}story/")
        assert said == []
