"""The editor of policies in Debian's Chromium, with the policy of content as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.observatory.browsing import opened, suits_every_screen
from tests.observatory.serving import serving
from tests.observatory.small_site import served
from tools.editor_wheels import BROUGHT
from underheaven.documents.people import REASON
from underheaven.observatory.building import lay_out
from underheaven.observatory.editing.checking import checked
from underheaven.observatory.editing.packed import packed, unpacked
from underheaven.policy.loading import policy_path
from underheaven.society.loading import load_society

WAIT_MS = 180_000
BASE = "suining-2010"
EDITED = f"policies/#p={BASE}&edit=1"
CHECKED = re.compile("^Checked: no errors")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("editor") / "site"
    lay_out(found, [], BROUGHT)
    return found


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[tuple[str, list[str]]]:
    with served(folder) as found:
        yield found


def state(page: Page, words: Any) -> None:
    expect(page.locator("#edited-state")).to_have_text(words, timeout=WAIT_MS)


def word_of(page: Page) -> str:
    return parse_qs(urlsplit(page.url).fragment).get("r", [""])[0]


def text_of(page: Page) -> str:
    return page.locator("#edited").input_value()


def test_an_edit_is_checked_shown_undone_and_handed_on_by_the_address(
    browser: Browser, address: tuple[str, list[str]], tmp_path: Path
) -> None:
    at, asked = address
    shipped = policy_path(BASE).read_text(encoding="utf-8")
    title = next(line for line in shipped.splitlines() if line.startswith("title:"))
    asked.clear()
    with opened(browser, f"{at}policies/#p={BASE}") as (page, said, _):
        page.locator("#text .line").first.wait_for()
        assert not [each for each in asked if re.search(r"editor\.js|checker|data/editor", each)]
        page.get_by_role("link", name="Edit it").click()
        expect(page.locator("#edited-state")).to_have_text(re.compile("Fetching the checker|Starting"))
        page.locator("summary, #p, select[name=b]").first.focus()  # the page stays in use meanwhile
        state(page, CHECKED)
        expect(page.locator("#edited-where")).to_contain_text("nothing you write leaves it")
        assert text_of(page) == shipped
        expect(page.locator("#changes-said")).to_have_text(f"Nothing differs from {BASE}.")

        # A typing error: its line and column, and the place in the text.
        broken = shipped.replace("\nscore:", "\nscorre:", 1)
        assert broken != shipped
        page.locator("#edited").fill(broken)
        state(page, re.compile("problem"))
        found = checked(broken, BASE, load_society("riverton"))["problems"]
        shown = page.locator("#problems-list li").all_inner_texts()
        assert len(shown) == len(found)
        for line, each in zip(shown, found, strict=True):
            assert f"Line {each['line']}, column {each['column']}" in line
            assert each["what"].rstrip(".") in line
        first = next(each for each in found if "scorre" in each["what"] + each["where"])
        page.get_by_role(
            "button", name=f"Line {first['line']}, column {first['column']}", exact=True
        ).first.click()
        chosen = page.locator("#edited").evaluate("e => e.value.slice(e.selectionStart, e.selectionEnd)")
        assert chosen == "scorre"
        assert word_of(page) == ""

        # Undo by key, then an edit that holds.
        page.locator("#edited").press("Control+z")
        assert text_of(page) == shipped
        edited = shipped.replace(title, "title: <script>alert(1)</script> another")
        page.locator("#edited").fill(edited)
        state(page, CHECKED)
        expect(page.locator("#changes-list tbody tr")).to_have_count(1)
        expect(page.locator("#changes-list")).to_contain_text("<script>alert(1)</script> another")
        expect(page.locator("#reform-file")).to_contain_text(f"reform_of: {BASE}")
        expect(page.locator("#reform-python")).to_contain_text("underheaven as uh")
        there = page.url
        assert unpacked(word_of(page)) == page.locator("#reform-file").text_content()
        with page.expect_download() as downloading:
            page.get_by_role("button", name="Save as a file").click()
        downloading.value.save_as(tmp_path / "saved.yaml")
        assert (tmp_path / "saved.yaml").read_text(encoding="utf-8") == edited

        # A table of people is not put into the field.
        (tmp_path / "people.yaml").write_text("name,birth,phone\n" + "A,1980-01-01,1\n" * 60)
        page.locator("#edited-file").set_input_files(tmp_path / "people.yaml")
        expect(page.locator("#edited-trouble")).to_contain_text(REASON[:60], timeout=WAIT_MS)
        assert text_of(page) == edited

        page.get_by_role("button", name="Undo title").click()
        state(page, CHECKED)
        assert text_of(page) == shipped
        assert word_of(page) == ""
        assert said == []
    with opened(browser, there) as (page, said, requests):
        expect(page.locator("#changes-list tbody tr")).to_have_count(1, timeout=WAIT_MS)
        quoted = '"<script>alert(1)</script> another"'  # as it is laid into the file, comments and all
        assert text_of(page) == edited.replace(quoted[1:-1], quoted)
        assert {urlsplit(each.url).netloc for each in requests if each.url.startswith("http")} == {
            urlsplit(at).netloc
        }
        assert all(each.method == "GET" and not urlsplit(each.url).query for each in requests)
        assert said == []
        suits_every_screen(page)


def test_a_reform_that_is_none_and_files_that_are_others_are_said(
    browser: Browser, address: tuple[str, list[str]], folder: Path
) -> None:
    with opened(browser, f"{address[0]}{EDITED}&r={'A' * 1_801}") as (page, said, _):
        expect(page.locator("#edited-trouble")).to_contain_text("too long", timeout=WAIT_MS)
        state(page, CHECKED)
        assert said == []
    for name in ("checker.zip.gz", "pyodide.asm.mjs"):
        changed = folder / "data" / "editor" / name
        before = changed.read_bytes()
        changed.write_bytes(before[:-1] + bytes([before[-1] ^ 1]))
        try:
            with opened(browser, address[0] + EDITED) as (page, said, _):
                state(page, re.compile(f"Not checked: {name} is not the file that belongs to this page"))
                assert said == []
        finally:
            changed.write_bytes(before)


def test_a_copy_without_an_editor_says_so(browser: Browser, read: str) -> None:
    with opened(browser, read + EDITED) as (page, said, _):
        state(page, re.compile("no part of this copy of the site.*underheaven check"))
        assert page.locator("#edited").is_disabled()
        assert said == []


def test_a_server_checks_where_it_sent_the_page(browser: Browser) -> None:
    text = "reform_of: none\ntitle: Mine\n"
    word = packed(text)
    with (
        serving() as server,
        opened(browser, f"{server.address}policies/#p=none&edit=1&r={word}") as (page, said, _),
    ):
        state(page, CHECKED)
        expect(page.locator("#changes-list tbody tr")).to_have_count(1)
        page.locator("#edited").fill("policy: x\n")
        state(page, re.compile("problem"))
        assert len(page.locator("#problems-list li").all()) == len(
            checked("policy: x\n", "none", load_society("riverton"))["problems"]
        )
        assert said == []
        expect(page.locator("#edited-where")).to_contain_text("The program that serves this page")
