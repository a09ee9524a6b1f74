"""By keys, in Debian's Chromium: from the editor to a society under what was written, to it and what it was
on the same people, and to one life under both."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.observatory.browsing import opened, suits_every_screen
from tests.observatory.small_site import REFORMED, YEAR, world_of
from tests.observatory.test_compare import befalls
from tests.observatory.test_lives_in_node import lives_of
from tools.wasm_policies import digest
from underheaven.engine.cpu import Engine
from underheaven.engine.world import World
from underheaven.observatory.editing.packed import MOST_LETTERS, packed
from underheaven.policy.loading import load_policy, policy_from_text
from underheaven.report.lives.words import Words, matters
from underheaven.society.loading import load_society
from underheaven.study.compare import compare
from underheaven.study.pool import ALONE

WAIT_MS = 180_000
(BASE, _), (CITIZENS,) = REFORMED.policies, REFORMED.citizens
TEXT = f"reform_of: {BASE}\ntitle: Otherwise <b>\nrules:\n  late_payment:\n    points: -30\n"
SHARPER = TEXT.replace("-30", "-500")
"""The same, and it is felt: an arrear makes a person class D."""
SHARPENED = policy_from_text(SHARPER, "reform.yaml")[0]
CHANGED = "rules.late_payment.points: -500"


def shows(page: Page, words: str) -> None:
    """Wait for the digest that the page comes to."""
    expect(page.locator("#digest")).to_have_text(words, timeout=WAIT_MS)


def world(file: Path) -> World:
    """The same society under the policy of a file."""
    return World(load_policy(str(file)), load_society("riverton"), 1, *YEAR, CITIZENS)


def digest_of(file: Path) -> str:
    """That of its world, on this machine."""
    return digest(Engine(world(file)))


def opens(page: Page, link: str, path: str) -> None:
    """Follow a link by keyboard to another page."""
    page.locator(link).focus()
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(f"/{path}/#"))


def saved(page: Page, button: Locator, folder: Path) -> Path:
    """What a button saves, pressed by keyboard."""
    button.focus()
    with page.expect_download() as downloading:
        page.keyboard.press("Enter")
    path = folder / downloading.value.suggested_filename
    downloading.value.save_as(path)
    return path


def exported(page: Page, figure: str, kind: str, folder: Path) -> str:
    """What a picture's button for data saves."""
    button = page.locator(f"#{figure}").get_by_role("button", name=f"Data ({kind})")
    return saved(page, button, folder).read_text(encoding="utf-8")


def rows_of(told: dict[str, Any]) -> list[dict[str, Any]]:
    return [dict(zip(told["columns"], row, strict=True)) for row in told["rows"]]


def life_of(word: str | None) -> str:
    """Where one life under a reform, and as it was, is told."""
    world = f"society=riverton&seed=1&citizens={CITIZENS}&from={YEAR[0]}&to={YEAR[1]}"
    return f"lives/#policy={BASE}&r={word}&{world}&b={BASE}"


def compares(page: Page) -> list[str]:
    """Wait for the last seed; the digests of A and of B."""
    expect(page.locator("#state")).to_contain_text("lived, each with the same", timeout=WAIT_MS)
    return page.locator("#digests code").all_inner_texts()


def test_it_is_compared_with_what_it_was_on_the_same_people(
    browser: Browser, reforming: str, tmp_path: Path
) -> None:
    word = packed(SHARPER)
    start = f"{reforming}#policy={BASE}&r={word}&play=0"
    with opened(browser, start, accept_downloads=True) as (page, said, _):
        expect(page.locator("#reformed-compare")).to_be_visible(timeout=WAIT_MS)
        expect(page.locator("#reformed-life")).to_have_attribute("href", life_of(word))
        audit = f"audit/#policy={BASE}&r={word}&society=riverton&years=2020&citizens={CITIZENS}&seed=1"
        expect(page.locator("#reformed-audit")).to_have_attribute("href", audit)
        opens(page, "#reformed-compare", "compare")
        digests = compares(page)
        block = page.locator("#reforms > div")
        expect(block).to_have_count(1)
        expect(block).to_contain_text(f"B: {BASE}, changed in 2 places")
        expect(block.get_by_text("Audit it")).to_have_attribute("href", f"../{audit.removesuffix('&seed=1')}")
        file = saved(page, block.get_by_role("button"), tmp_path)
        text = file.read_text(encoding="utf-8")
        assert policy_from_text(text, file.name)[0].model_copy(update={"policy": BASE}) == SHARPENED
        assert digests == [f"A {digest(Engine(world_of(BASE, CITIZENS)))}", f"B {digest_of(file)}"]
        assert digests[0][2:] != digests[1][2:]
        expect(page.locator("#command-a")).to_contain_text(f"underheaven run {BASE} ")
        expect(page.locator("#command-b")).to_contain_text(f"underheaven run {file.name} ")
        expect(page.locator("#command-both")).to_contain_text(f"underheaven compare {BASE} {file.name} ")
        python = ast.parse(page.locator("#python").inner_text()).body
        reform, _ = (each.value for each in python if isinstance(each, ast.Assign))
        assert ast.literal_eval(reform) == text

        expected = compare(world_of(BASE, CITIZENS), world(file), seeds=(1,), pool=ALONE).twins[0]
        harms, people = (json.loads(exported(page, name, "JSON", tmp_path)) for name in ("harms", "people"))
        assert harms["of"]["Policy A"] == BASE
        assert CHANGED in harms["of"]["Policy B"]
        for row in rows_of(harms):
            known = expected.effect(row["Name"]).everyone.difference.mean
            assert row["Difference"] == (known if known is None else pytest.approx(known, abs=1e-10))
        for row, outcome in zip(rows_of(people), expected.outcomes, strict=True):
            befalls(row, outcome.everyone)
        assert all(CHANGED in line for line in exported(page, "harms", "CSV", tmp_path).splitlines()[1:])

        page.locator("h1").click()
        page.keyboard.press("x")
        expect(page).to_have_url(re.compile(f"[#&]ra={word}"))
        expect(block).to_contain_text(f"A: {BASE}, changed in 2 places")
        assert compares(page) == [f"A {digests[1][2:]}", f"B {digests[0][2:]}"]
        suits_every_screen(page)

        # A reform that is none: why, in the words of the first page, and what works.
        for bad, cause in (
            ("zzzz", "cannot be read"),
            ("z" * (MOST_LETTERS + 1), "is too long"),
            (packed("reform_of: none\nscorre: 1\n"), "scorre"),
        ):
            page.evaluate("word => { location.hash = `a=none&b=none&r=${word}` }", bad)
            expect(page.locator("#trouble")).to_contain_text(cause, timeout=WAIT_MS)
            expect(page.locator("#trouble")).to_contain_text("The policy in the address cannot be lived here")
            expect(page.locator("#state")).to_have_text("Nothing is lived")
        page.get_by_role("button", name="Live none as it is shipped").press("Enter")
        compares(page)
        assert page.locator("#trouble").is_hidden()
        assert "r=" not in page.url
        assert said == []


def test_a_life_under_it_is_the_life_that_the_command_tells(browser: Browser, reforming: str) -> None:
    engine = Engine(World(SHARPENED, load_society("riverton"), 1, *YEAR, CITIZENS))
    lived = digest(engine)
    citizen = int(engine.state.shown.argmin())
    (life,) = lives_of(engine, (citizen,))
    words = Words(life.world)
    with opened(browser, f"{reforming}{life_of(packed(SHARPER))}") as (page, said, _):
        page.locator("#number").fill(str(citizen))
        page.keyboard.press("Enter")
        expect(page.locator("#title")).to_have_text(f"Citizen {citizen}, synthetic")
        expect(page.locator("#state")).to_have_text("Told to the last week", timeout=WAIT_MS)
        shows(page, lived)
        block = page.locator("#reforms > div")
        expect(block).to_contain_text(f"Life: {BASE}, changed in 2 places")
        expect(block.get_by_text("Audit it")).to_have_attribute("href", re.compile(r"/audit/#.*&years=2020&"))
        assert page.locator("#happened .what").all_text_contents() == [
            words.sentence(event) for event in life.events if matters(event)
        ]
        expect(page.locator("#lanes-sentence")).to_contain_text(f"Under {BASE}, changed in 2 places,")
        expect(page.locator("#lanes-sentence")).to_contain_text(f"Under {BASE}, sources")
        expect(page.locator("#command")).to_contain_text(f"underheaven run reform-of-{BASE}.yaml ")
        expect(page.locator("#command")).to_contain_text(f" {citizen} --twin {BASE}")
        assert f"&n={citizen}&b={BASE}" in page.url
        suits_every_screen(page)
        there, shown = page.url, page.locator("#lanes-sentence").inner_text()
        page.evaluate("location.hash = 'policy=none&r=zzzz'")
        expect(page.locator("#trouble")).to_contain_text("The policy in the address cannot be lived here")
        expect(page.locator("#state")).to_have_text("Nothing is lived")
        page.evaluate("there => { location.hash = there }", there.partition("#")[2])
        expect(page.locator("#lanes-sentence")).to_have_text(shown, timeout=WAIT_MS)
        assert said == []


def test_what_is_written_is_lived_to_the_digest_of_its_file(
    browser: Browser, reforming: str, tmp_path: Path
) -> None:
    with opened(browser, f"{reforming}policies/#p={BASE}&edit=1", accept_downloads=True) as (
        page,
        said,
        asked,
    ):
        live = page.locator("#edited-live")
        expect(page.locator("#edited-state")).to_have_text(re.compile("^Checked: no errors"), timeout=WAIT_MS)
        page.locator("#edited").focus()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text("reform_of: none\nscorre: 1\n")
        expect(page.locator("#edited-live-why")).to_have_text(
            "once its problems are mended.", timeout=WAIT_MS
        )
        assert live.get_attribute("href") is None
        assert page.locator("#edited-compare").is_hidden()
        page.keyboard.press("Control+a")
        page.keyboard.insert_text(TEXT)
        expect(live).to_have_attribute("href", re.compile("&r="), timeout=WAIT_MS)
        link = page.locator("#edited-compare")
        expect(link).to_have_attribute(
            "href", re.compile(f"/compare/#a={BASE}&b={BASE}&r=[^&]+&society=riverton$")
        )
        audit = re.compile(rf"/audit/#policy={BASE}&r=[^&]+&society=riverton$")
        expect(page.locator("#edited-audit")).to_have_attribute("href", audit)
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
            urlsplit(reforming).netloc
        }
        assert all(each.method == "GET" and not urlsplit(each.url).query for each in asked)
        assert said == []
