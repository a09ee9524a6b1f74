"""The pages that are read, in Debian's Chromium: evidence, policies and the story. They need no kernel."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.observatory.browsing import SIZES, bars_nobody, opened
from underheaven.documents.evidence import numbers
from underheaven.observatory.reading.differing import differing
from underheaven.policy.loading import load_policy, policy_names, policy_path
from underheaven.report.escaping import csv_cell

PAGES = {
    "evidence/#of=suining-2010&find=court": "#rows tr",
    "policies/#p=rongcheng-2021&b=sesame-2015": "#text .line",
    "safeguards/#with=notice,appeal": "#switches input:checked",
    "story/#s=5": ".rail button:not([hidden])",
}
"""Each page, and what stands there as soon as it is whole."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_quiet_fits_and_bars_nobody(
    name: str, size: str, scheme: Any, browser: Browser, read: str
) -> None:
    width, height = SIZES[size]
    how = {"viewport": {"width": width, "height": height}, "color_scheme": scheme}
    with opened(browser, read + name, **how) as (page, said, asked):
        page.locator(PAGES[name]).first.wait_for()
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.locator("h1").count() == 1
        assert page.locator("aside.notice").is_visible()
        assert page.locator("#without").count() == 0 or not page.locator("#without").is_visible()
        bars_nobody(page)
        here = [each for each in asked if not each.url.startswith(("blob:", "data:"))]
        assert {urlsplit(each.url).netloc for each in here} == {urlsplit(read).netloc}
        assert all(each.method == "GET" and not urlsplit(each.url).query for each in here)
        assert said == []
        page.set_viewport_size({"width": 320, "height": 640})
        assert page.evaluate("document.documentElement.scrollWidth") == 320


def test_without_a_script_each_says_where_it_can_be_read_and_the_story_is_whole(
    browser: Browser, read: str
) -> None:
    for name in ("evidence/", "policies/", "safeguards/"):
        with opened(browser, read + name, java_script_enabled=False) as (page, _, _):
            expect(page.locator("#without")).to_contain_text("underheaven show")
            expect(page.locator("#without")).to_contain_text("docs/")
    with opened(browser, read + "story/", java_script_enabled=False) as (page, _, _):
        assert page.locator(".scene svg.picture").count() == 7
        assert all(each.is_visible() for each in page.locator(".scene svg.picture, .known").all())
        assert not any(each.is_visible() for each in page.locator(".doing, .rail button").all())


def rows(page: Page) -> list[str]:
    return page.locator("#rows tr").all_inner_texts()


def test_the_evidence_is_filtered_counted_and_kept_in_the_address(
    browser: Browser, read: str, tmp_path: Path
) -> None:
    found = [each for each in numbers(load_policy("suining-2010")) if each.kind == "assumed"]
    with opened(browser, read + "evidence/#what=1&fbclid=x") as (page, said, _):
        expect(page.locator("#trouble")).to_have_text("In the address: what is not known here.")
        page.get_by_label("File").select_option("suining-2010")
        page.get_by_label("How sure").select_option("assumed")
        assumed = sum(each.many for each in found)
        expect(page.locator("#assumed")).to_contain_text(
            f"{assumed} of {assumed} numbers are assumed (100 %)"
        )
        assert page.locator("#rows th").all_inner_texts() == [each.path for each in found]
        page.get_by_label("Text").fill("bank")
        few, there = rows(page), page.url
        assert 0 < len(few) < len(found)
        assert urlsplit(there).fragment == "of=suining-2010&tag=assumed&find=bank"
        with page.expect_download() as downloading:
            page.get_by_role("button", name="Data (JSON)").click()
        downloading.value.save_as(tmp_path / "evidence.json")
        page.get_by_label("Text").fill("nothing has these words")
        expect(page.locator("#assumed")).to_contain_text("text “nothing has these words”")
        assert not page.locator("#numbers").is_visible()
        page.go_back()
        expect(page.get_by_label("How sure")).to_have_value("")
        assert said == []
    assert len(json.loads((tmp_path / "evidence.json").read_text(encoding="utf-8"))["rows"]) == len(few)
    with opened(browser, there) as (page, _, _):
        page.locator("#rows tr").first.wait_for()
        assert rows(page) == few


def test_a_file_of_cells_holds_no_formula(browser: Browser, read: str, tmp_path: Path) -> None:
    """Held against the writing of CSV elsewhere in the package."""
    with opened(browser, read + "evidence/#of=article-2019") as (page, _, _):
        page.locator("#rows tr").first.wait_for()
        with page.expect_download() as downloading:
            page.get_by_role("button", name="Data (CSV)").click()
        downloading.value.save_as(tmp_path / "evidence.csv")
    with (tmp_path / "evidence.csv").open(encoding="utf-8", newline="") as file:
        head, *found = csv.reader(file)
    expected = numbers(load_policy("article-2019"))
    assert len(found) == len(expected)
    for row, each in zip(found, expected, strict=True):
        told = dict(zip(head, row, strict=True))
        given = (told["Number"], told["Value"], told["Range"], told["Where from"])
        assert given == tuple(csv_cell(said) for said in (each.path, each.text, each.range, each.origin))
    assert any(row[head.index("Range")].startswith("'-") for row in found)


def test_all_rows_of_the_evidence_can_be_turned_to(browser: Browser, read: str) -> None:
    with opened(browser, read + "evidence/#of=article-2019") as (page, _, _):
        page.locator("#rows tr").first.wait_for()
        seen = page.locator("#rows th").all_inner_texts()
        page.get_by_role("button", name="Next rows").click()
        assert "page=2" in page.url
        seen += page.locator("#rows th").all_inner_texts()
        expect(page.get_by_role("button", name="Next rows")).to_be_disabled()
    assert seen == [each.path for each in numbers(load_policy("article-2019"))]


def test_a_policy_is_shown_as_text_and_the_difference_has_both_sides(browser: Browser, read: str) -> None:
    one, other = "rongcheng-2021", "rongcheng-2016"
    with opened(browser, read + "policies/") as (page, said, _):
        assert page.locator("#list tbody a").all_inner_texts() == policy_names()
        page.locator("#list").get_by_text(one, exact=True).click()
        text = page.locator("#text").evaluate("each => each.textContent")
        assert text == policy_path(one).read_text(encoding="utf-8")
        page.get_by_label("Beside it").select_option(other)
        there = page.url
        assert urlsplit(there).fragment == f"p={one}&b={other}"
        expected = differing(load_policy(one), load_policy(other))
        shown = [row.locator("th, td").all_text_contents() for row in page.locator("#entries tbody tr").all()]
        nothing = "not written"
        assert sorted(shown) == sorted(
            [path, left or nothing, right or nothing] for path, left, right in expected
        )
        assert not page.locator("#live").is_visible(), "only what the site carries can be lived"
        assert said == []
    with opened(browser, there.replace(f"p={one}", "p=article-2019")) as (page, _, _):
        expect(page.locator("#live")).to_have_attribute("href", "../#policy=article-2019")
        assert not page.locator("#compare").is_visible()
        page.get_by_label("Beside it").select_option("none")
        expect(page.locator("#compare")).to_have_attribute("href", "../compare/#a=article-2019&b=none")
        assert page.locator("#corrected-list li").count() == len(load_policy("article-2019").corrections)
    with opened(browser, read + "policies/#p=nobody") as (page, _, _):
        expect(page.locator("#trouble")).to_contain_text("p=nobody is not a shipped policy")


def test_the_story_is_gone_through_by_keys_buttons_and_addresses(browser: Browser, read: str) -> None:
    current = ".rail a[aria-current]"
    with opened(browser, read + "story/") as (page, said, _):
        expect(page.get_by_role("button", name="Back")).to_be_disabled()
        page.keyboard.press("ArrowRight")
        expect(page.locator(current)).to_have_text("2")
        assert page.url.endswith("#s=2")
        expect(page.locator("#scene-2")).to_be_focused()
        page.keyboard.press("ArrowLeft")
        expect(page.locator(current)).to_have_text("1")
        assert "#" not in page.url
        page.get_by_role("link", name="Scene 6").click()
        page.get_by_role("button", name="Next").click()
        expect(page.locator(current)).to_have_text("7")
        expect(page.get_by_role("button", name="Next")).to_be_disabled()
        expect(page.locator("#scene-7-title")).to_be_in_viewport()
        there = page.url
        assert said == []
    with opened(browser, there) as (page, _, _):
        expect(page.locator("#scene-7-title")).to_be_in_viewport()
        expect(page.locator(current)).to_have_text("7")
    with opened(browser, read + "story/#s=9") as (page, _, _):
        expect(page.locator("#trouble")).to_contain_text("s=9 is not a scene")


def wrong_and_right(page: Page) -> tuple[int, int]:
    """Of the sentence: alerts about the wrong person, and right ones."""
    said = page.locator("#alerts-said").inner_text().replace(",", "")
    found = re.findall(r"\d+", said)
    return int(found[0]), int(found[-1])


def test_a_larger_gallery_has_more_wrong_alerts_and_a_strict_match_fewer_of_both(
    browser: Browser, read: str
) -> None:
    """The strict end of the range has a tenth of the false matches, and misses 0.6 and not 0.2."""
    with opened(browser, read + "story/#s=2") as (page, _, _):
        assert wrong_and_right(page) == (2297, 173)
        page.locator("#gallery").select_option("2")
        assert wrong_and_right(page) == (2 * 2297, 173)
        page.locator("#gallery").select_option("1")
        page.locator("#strict").select_option("2")
        wrong, right = wrong_and_right(page)
        assert wrong == round(2297 / 10)
        assert right == pytest.approx(173 * 0.4 / 0.8, abs=0.5)
        unit = int(re.findall(r"\d+", page.locator("#alerts-unit").inner_text())[0])
        assert page.locator("#scene-2 .wrong-dot").count() == round(wrong / unit)
        page.locator("#strict").select_option("0")
        assert wrong_and_right(page)[0] > 2297


def test_a_switch_of_a_scene_says_its_number_and_a_guess_comes_before_the_answer(
    browser: Browser, read: str
) -> None:
    def answered(scene: int, choice: str) -> list[float]:
        page.locator(f"#scene-{scene} input[value='{choice}']").check()
        said = page.locator(f"#scene-{scene} .answer").inner_text().replace(",", "")
        assert page.locator(f"#scene-{scene} g.pale").count() > 0
        return [float(each) for each in re.findall(r"\d+(?:\.\d+)?", said)]

    with opened(browser, read + "story/") as (page, said, _):
        assert answered(3, "500")[-1] > answered(3, "650")[-1] > answered(3, "750")[-1]
        assert answered(5, "on")[1] > 0
        assert len(answered(5, "off")) == 1
        none, appeal, review, both = (
            answered(7, each)[0] for each in ("as described", "appeal", "review", "both")
        )
        assert none > max(appeal, review) > min(appeal, review) > both
        picture = page.locator("#scene-6 svg")
        assert not picture.is_visible()
        page.emulate_media(media="print")
        assert picture.is_visible()
        page.emulate_media(media="screen")
        page.locator("#guessed").focus()
        page.keyboard.press("ArrowRight")
        page.locator("#reveal").press("Enter")
        expect(page.locator("#guess-said")).to_contain_text("You guessed 51.")
        assert picture.is_visible()
        assert said == []


def test_on_a_phone_the_picture_of_a_scene_stays_in_view_and_covers_no_focus(
    browser: Browser, read: str
) -> None:
    def top(what: str) -> float:
        return float(page.locator(what).evaluate("each => each.getBoundingClientRect().top"))

    picture, control = "#scene-3 svg.picture", "#scene-3 input[value='750']"
    with opened(browser, read + "story/#s=3", viewport={"width": 390, "height": 844}) as (page, _, _):
        page.locator(control).wait_for()
        assert top("#scene-3-title") < 200, "a scene begins at the top"
        # The control is put under the picture, as by a finger that scrolls on; then keys come to it.
        page.evaluate(f"scrollBy({{ top: {top(control) - 60}, behavior: 'instant' }})")
        assert top(picture) == 0
        page.locator(control).focus()
        seen = page.locator(control).evaluate(
            "({ ownerDocument }) => { const at = ownerDocument.activeElement.getBoundingClientRect();"
            " return ownerDocument.elementFromPoint(at.x + at.width / 2, at.y + at.height / 2)?.value; }"
        )
        assert seen == "750"
        page.locator(control).check()
        expect(page.locator(picture)).to_be_in_viewport(ratio=1)
        expect(page.locator("#scene-3 .answer")).to_be_in_viewport()
        # Where there is no room for both it goes its way.
        page.set_viewport_size({"width": 390, "height": 480})
        assert page.locator(picture).evaluate("each => getComputedStyle(each).position") == "static"
