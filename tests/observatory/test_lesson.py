"""The lesson: one file that is opened without a host or a network, and lives what the engine lives."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.observatory.browsing import bars_nobody, opened
from tests.observatory.small_site import OFFER, digest_of
from underheaven.observatory.lesson.bundling import bundled
from underheaven.observatory.lesson.making import lesson, sheet
from underheaven.observatory.story.corrected import corrected

MOST_BYTES = 2_000_000
WAIT_MS = 120_000


@pytest.fixture(scope="module")
def file(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("lesson") / "lesson.html"
    path.write_text(lesson(site, OFFER), encoding="utf-8")
    return path


def test_it_is_lived_offline_by_keys_and_has_the_engine_s_digest(browser: Browser, file: Path) -> None:
    how = {"offline": True, "viewport": {"width": 390, "height": 800}}
    with opened(browser, file.as_uri(), **how) as (page, said, _):
        _is_quiet(page)
        page.keyboard.press("ArrowRight")
        expect(page.locator('.rail a[aria-current="step"]')).to_have_text("2")
        page.get_by_role("link", name="The city, live").press("Enter")
        expect(page.locator("#digest")).to_have_text(digest_of(), timeout=WAIT_MS)
        _is_quiet(page)
        page.get_by_role("link", name="Story").press("Enter")
        expect(page.locator("h1")).to_have_text("A score for everybody, in seven scenes")
        assert said == []


def _is_quiet(page: Page) -> None:
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    bars_nobody(page)


def test_a_script_that_was_changed_is_not_run(browser: Browser, file: Path, tmp_path: Path) -> None:
    changed = tmp_path / "changed.html"
    text = file.read_text(encoding="utf-8")
    assert text.count('need("lesson.js");') == 1
    changed.write_text(text.replace('need("lesson.js");', 'need("lesson.js"); '), encoding="utf-8")
    with opened(browser, changed.as_uri()) as (page, _, _):
        expect(page.locator("h1")).to_have_text("A score for everybody, in seven scenes")
        assert page.locator(".rail a[aria-current]").count() == 0


def test_it_is_small_and_asks_nobody_for_anything(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert len(text.encode()) < MOST_BYTES
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', text)
    assert policy
    assert "unsafe-inline" not in policy[1]
    assert "'self'" not in policy[1]
    assert set(re.findall(r'href="([^#"]*)', text)) <= {"", "data:,"}
    assert not re.search(r'\ssrc="', text)


def test_the_sheet_says_what_scholars_correct_and_types_no_result() -> None:
    text = sheet()
    for had, _, _ in corrected():
        assert had in text
    assert "$" not in text
    assert not re.search(
        r"\d(?:[.,]\d+)? ?%", re.sub(r"<tbody>.*?</tbody>|<style>.*?</style>", "", text, flags=re.S)
    )


def test_modules_are_bundled_as_they_import_each_other(browser: Browser, tmp_path: Path) -> None:
    for name, code in {
        "entry.js": 'import { one as two } from "./a.js";\nimport * as b from "./b.js";\n'
        "globalThis.said = two + b.three();\n",
        "a.js": "/** Says one. */\nexport const one = 1;\n",
        "b.js": 'import { one } from "./a.js";\nexport function three() { return 2 + one; }\n',
        "other.js": "export const one = 40;\n",
    }.items():
        (tmp_path / name).write_text(code, encoding="utf-8")
    for instead, sum_ in (({}, 4), ({"a.js": tmp_path / "other.js"}, 82)):
        script = bundled(tmp_path / "entry.js", tmp_path, instead)
        with opened(browser, "about:blank") as (page, _, _):
            assert page.evaluate(f"{script} said") == sum_


@pytest.mark.parametrize(
    "line",
    ["export default 1;", "export { one };", 'import one from "./a.js";', "const here = import.meta.url;"],
)
def test_what_bundling_does_not_know_is_refused(line: str, tmp_path: Path) -> None:
    (tmp_path / "entry.js").write_text(f"{line}\n", encoding="utf-8")
    with pytest.raises(ValueError, match="cannot be bundled"):
        bundled(tmp_path / "entry.js", tmp_path, {})
