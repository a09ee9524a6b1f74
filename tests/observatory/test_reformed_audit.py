"""The audit of an edited policy, in Debian's Chromium: it is what the commands say of the saved file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.observatory.browsing import opened, suits_every_screen
from tests.observatory.test_audit_page import data, lived, same
from tests.observatory.test_reformed_page import (
    BASE,
    CHANGED,
    CITIZENS,
    SHARPER,
    WAIT_MS,
    life_of,
    saved,
    world,
)
from underheaven.commands.screen import screen_command
from underheaven.measure.audit import audit
from underheaven.observatory.audited import sections
from underheaven.observatory.editing.packed import MOST_LETTERS, packed
from underheaven.study.running import run_world

TEXT = f"{SHARPER}consequences:\n  class_d:\n    denies: [loan, alcohol]\n"
"""So that other numbers, another screen and other measures than the shipped policy's come out."""
WORD = packed(TEXT)
BROKEN = packed("reform_of: none\nscorre: 1\n")


def screened(page: Page) -> list[list[str]]:
    """The rows of the screen: what is treated, and the answer of each element."""
    rows = page.locator("#screen-body tr").all()
    return [
        [row.locator("th").inner_text().split("\n")[0], *row.locator("td").all_inner_texts()] for row in rows
    ]


def test_it_is_what_the_commands_say_of_the_saved_file(
    browser: Browser, reforming: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    start = f"{reforming}audit/#policy=none&r={WORD}"
    with opened(browser, start, accept_downloads=True) as (page, said, _):
        expect(page.locator("#state")).to_contain_text("One seed is lived", timeout=WAIT_MS)
        # The address named another policy than the one that is changed.
        assert page.url.endswith(f"#r={WORD}")
        expect(page.locator("h1")).to_contain_text(f"Audit of {BASE}, changed in 3 places, in ")
        block = page.locator("#reforms > div")
        file = saved(page, block.get_by_role("button"), tmp_path)
        expect(page.locator("#command")).to_contain_text(f"underheaven run {file.name} ")
        expect(page.locator("#command-screen")).to_contain_text(f"underheaven show {file.name} ")

        run = run_world(world(file), tmp_path / "run")
        found = audit(run.folder)
        assert page.locator("#digest").inner_text() == run.digests["run"]
        names = page.locator("tr[data-measure]").evaluate_all("rows => rows.map(row => row.dataset.measure)")
        assert sorted(names) == sorted(found.measures)
        titles = page.locator("#sections h2").all_inner_texts()
        assert titles == [each["title"] for each in sections(world(file))]
        for name in ("under", "denied.alcohol"):
            page.get_by_label("Measure shown of each category").select_option(name)
            measure = found.measures[name]
            rows = data(page, tmp_path).values()
            for row, value in zip(rows, [measure.all, *measure.by("group").values()], strict=True):
                same(row, value)
        told = json.loads((tmp_path / "data.json").read_text(encoding="utf-8"))
        assert CHANGED in told["of"]["Policy"]

        screen_command(str(file), "riverton", True)
        printed = json.loads(capsys.readouterr().out)["treatments"]
        asked = page.locator("#screen-head th").count() - 1
        assert screened(page) == [
            [each["title"], *(one["met"] for one in each["elements"].values())] for each in printed
        ]
        assert all(len(row) == asked + 1 for row in screened(page))
        links = {link.inner_text(): link.get_attribute("href") for link in block.get_by_role("link").all()}
        assert links["One life under it, and as it was"] == f"../{life_of(WORD)}"
        beside = f"../compare/#a={BASE}&b={BASE}&r={WORD}&society=riverton&years=2020&citizens={CITIZENS}"
        assert links["Compare it with what it was"] == beside
        assert str(links["Live it week by week"]).startswith(f"../#policy={BASE}&r={WORD}&society=riverton&")
        assert str(links["Edit it further"]).startswith("../policies/#")
        suits_every_screen(page)

        # Told apart otherwise it is the same reform; under another policy it is dropped.
        page.get_by_label("Told apart by").select_option("region")
        assert page.url.endswith(f"#r={WORD}&by=region&measure=denied.alcohol")
        page.locator("[name=policy]").select_option("none")
        lived(page)
        assert "r=" not in page.url
        assert page.locator("#reforms > div").count() == 0
        assert said == []


def test_a_reform_that_cannot_be_lived_has_no_audit_and_the_reason_is_told(
    browser: Browser, reforming: str
) -> None:
    with opened(browser, f"{reforming}audit/#policy=none") as (page, said, _):
        lived(page)
        words = {"zzzz": "cannot be read", "z" * (MOST_LETTERS + 1): "is too long", BROKEN: "scorre"}
        for bad, cause in words.items():
            page.evaluate("word => { location.hash = `policy=none&r=${word}` }", bad)
            expect(page.locator("#trouble")).to_contain_text(cause, timeout=WAIT_MS)
            expect(page.locator("#trouble")).to_contain_text("The policy in the address cannot be lived here")
            expect(page.locator("#state")).to_have_text("Nothing is lived")
            assert page.locator("#audited").is_hidden()
        page.get_by_role("button", name="Live none as it is shipped").press("Enter")
        lived(page)
        expect(page.locator("h1")).to_have_text(re.compile("^Audit of none in "))
        assert page.locator("#trouble").is_hidden()
        assert page.locator("#screen").is_visible()
        assert "r=" not in page.url
        assert said == []
