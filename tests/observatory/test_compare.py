"""The page that compares two policies, in Debian's Chromium: it finds what `underheaven compare` finds."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.observatory import browsing
from tests.observatory.browsing import WAIT_MS, bars_nobody, is_large_enough
from tests.observatory.small_site import world_of
from underheaven.observatory.harmful import HARMFUL
from underheaven.study.compare import Comparison, compare
from underheaven.study.effects import Contrast
from underheaven.study.outcomes import Shares
from underheaven.study.pool import ALONE

SEEDS = (1, 2)
ENDS = [f"{name}{end}" for name in ("A", "B", "Difference") for end in ("", " low", " high")]
PARTS = ("Better", "Same", "Worse", "Mean")
FIRST, SECOND = "article-2019", "sesame-2015"
PERSONAL = ("sanctioned", "denied", "score")
"""Some of what is told of categories person by person; scores of these two policies cannot be compared."""


@pytest.fixture(scope="module")
def address(small: tuple[str, list[str]]) -> str:
    return f"{small[0]}compare/"


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare(world_of(FIRST), world_of(SECOND), seeds=SEEDS, pool=ALONE)


@contextmanager
def opened(browser: Browser, address: str, **how: Any) -> Iterator[tuple[Page, list[str], list[Request]]]:
    """A page when its worlds are lived, what it says to the console, and what it asks for."""
    with browsing.opened(browser, address, **how) as found:
        lived(found[0])
        yield found


def lived(page: Page) -> None:
    """Wait for the last seed, after which nothing changes by itself."""
    expect(page.locator("#state")).to_contain_text("lived, each with the same", timeout=WAIT_MS)


def data(page: Page, figure: str, folder: Path) -> dict[str, dict[str, Any]]:
    """The data that a picture gives, by the first word of each row."""
    with page.expect_download() as downloading:
        page.locator(f"#{figure}").get_by_role("button", name="Data (JSON)").click()
    path = folder / f"{figure}.json"
    downloading.value.save_as(path)
    text = json.loads(path.read_text(encoding="utf-8"))
    assert text["synthetic"] is True
    return {row[0]: dict(zip(text["columns"], row, strict=True)) for row in text["rows"]}


def same(row: dict[str, Any], known: Contrast) -> None:
    """Means and intervals of A, of B and of the difference."""
    for name, estimate in (("A", known.a), ("B", known.b), ("Difference", known.difference)):
        for end, value in (("", estimate.mean), (" low", estimate.low), (" high", estimate.high)):
            shown = row[f"{name}{end}"]
            assert (shown is None) == (value is None), (row["Name"], name, end)
            assert value is None or shown == pytest.approx(value, rel=1e-8, abs=1e-10), (row["Name"], name)


def befalls(row: dict[str, Any], known: Shares) -> None:
    """Shares of people, their mean change, and how many they are, as a whole number."""
    shared(row, known)
    assert row["People"] == round(known.persons)


def shared(row: dict[str, Any], known: Shares) -> None:
    """Shares of people better off, the same and worse off, and the mean change of a person."""
    for name, estimate in zip(PARTS, (known.better, known.same, known.worse, known.mean), strict=True):
        for end, value in (("", estimate.mean), (" low", estimate.low), (" high", estimate.high)):
            assert row[f"{name}{end}"] == (value if value is None else pytest.approx(value, rel=1e-9)), row


def test_it_finds_what_the_command_line_finds(
    browser: Browser, address: str, found: Comparison, tmp_path: Path
) -> None:
    (twin,) = found.twins
    with opened(browser, f"{address}#by=group") as (page, said, _):
        rows = data(page, "harms", tmp_path)
        listed = [name for name in HARMFUL.values() if name in {each.name for each in twin.effects}]
        assert list(rows) == listed
        for name, row in rows.items():
            same(row, twin.effect(name).everyone)
            assert row["Seeds"] == len(SEEDS)
        of_years = data(page, "path", tmp_path)
        for row in rows.values():
            # One year was lived, so that it is the whole.
            of_year = of_years[row["Title"]]
            assert of_year["Year"] == 2020
            assert [of_year[end] for end in ENDS] == pytest.approx([row[end] for end in ENDS])
        people = data(page, "people", tmp_path)
        assert list(people) == [each.kind.name for each in twin.outcomes]
        for outcome in twin.outcomes:
            befalls(people[outcome.kind.name], outcome.everyone)
        for by in ("group", "region", "quintile"):
            page.get_by_label("Told apart by").select_option(by)
            of_categories = data(page, "categories", tmp_path)
            known = twin.effect("under").by(by)
            assert list(of_categories) == list(known)
            for category, row in of_categories.items():
                same(row, known[category])
            # Person by person the command knows groups and fifths.
            assert page.locator("#people-apart").is_visible() == (by != "region")
            for outcome in twin.outcomes if by != "region" else ():
                if outcome.kind.name in PERSONAL:
                    page.locator("#outcome").select_option(outcome.kind.name)
                    people = data(page, "people-apart", tmp_path)
                    assert list(people) == list(outcome.breakdown[by])
                    for category, row in people.items():
                        shared(row, outcome.breakdown[by][category])
                        assert row["People"] == pytest.approx(outcome.breakdown[by][category].persons)
        digests = page.locator("#digests code").all_inner_texts()
        pairs = zip(found.digests, twin.digests, strict=True)
        assert digests == [text for a, b in pairs for text in (f"A {a}", f"B {b}")]
        assert said == []


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark"), (320, "light")])
def test_it_is_quiet_fits_and_bars_nobody(width: int, scheme: Any, browser: Browser, address: str) -> None:
    how = {"viewport": {"width": width, "height": 844}, "color_scheme": scheme, "reduced_motion": "reduce"}
    with opened(browser, f"{address}#by=group", **how) as (page, said, _):
        assert page.evaluate("document.documentElement.scrollWidth") == width
        assert page.locator("h1").count() == 1
        assert page.locator("aside.notice").is_visible()
        for figure in page.locator("figure").all():
            figure.locator("summary").click()
            expect(figure.locator("tbody tr")).not_to_have_count(0)
        assert page.locator("#harms tbody tr").count() == page.locator("#harms .mark-a").count()
        bars_nobody(page)
        is_large_enough(page)
        assert said == []


def test_a_swap_turns_every_difference_around_and_lives_nothing_again(
    browser: Browser, address: str, tmp_path: Path
) -> None:
    with opened(browser, address) as (page, _, asked):
        before, many = data(page, "harms", tmp_path), len(asked)
        page.keyboard.press("x")
        expect(page).to_have_url(re.compile(f"#a={SECOND}&b={FIRST}$"))
        expect(page.locator("h1")).to_contain_text(f"{SECOND} and {FIRST}")
        after = data(page, "harms", tmp_path)
        assert not [each for each in asked[many:] if not each.url.startswith("blob:")]
        page.get_by_role("button", name="Swap A and B").click()
        assert data(page, "harms", tmp_path) == before
        assert all(each.method == "GET" and "?" not in each.url for each in asked)
        hosts = {urlsplit(each.url).netloc for each in asked if not each.url.startswith(("blob:", "data:"))}
        assert hosts == {urlsplit(address).netloc}
    assert after.keys() == before.keys()
    for name, row in after.items():
        one, other = before[name]["Difference"], row["Difference"]
        assert other == (None if one is None else -one)
        assert row["A"] == before[name]["B"]
        words = {before[name]["What is seen"], row["What is seen"]}
        assert words == {"fewer harms in B", "more harms in B"} or len(words) == 1


def test_an_address_gives_the_same_to_somebody_else(browser: Browser, address: str) -> None:
    def shown(page: Page) -> list[str]:
        parts = ["h1", "pre", "#digests", ".sentence", "figure svg"]
        return [text for part in parts for text in page.locator(part).all_text_contents()]

    with opened(browser, f"{address}#b={FIRST}&seeds=1..1&what=1&fbclid=x") as (page, _, _):
        expect(page.locator("#harms-sentence")).to_contain_text("Identical: A and B are one policy")
        expect(page.locator("#trouble")).to_contain_text("what is not known here")
        expect(page.locator("#trouble")).not_to_contain_text("fbclid")
        page.get_by_label("Policy B").select_option(SECOND)
        lived(page)
        expect(page.locator("#harms-sentence")).to_contain_text("One seed: no interval yet")
        page.get_by_label("Citizens").select_option("1500")
        page.get_by_label("Told apart by").select_option("quintile")
        lived(page)
        page.get_by_label("Harm shown of each category").select_option("denied")
        page.locator("#outcome").select_option("in_error")
        expect(page.locator("#categories-sentence")).to_contain_text("Acts denied because of standing")
        there, first = page.url, shown(page)
    fragment = "b=sesame-2015&citizens=1500&seeds=1..1&by=quintile&measure=denied&outcome=in_error"
    assert set(urlsplit(there).fragment.split("&")) <= set(fragment.split("&"))
    with opened(browser, there) as (page, _, _):
        assert shown(page) == first
