"""Pages opened in the browser of the tests, each in a context that knows nothing yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Page, Request

WAIT_MS = 60_000
SIZES = {"wide": (1280, 900), "phone": (390, 844)}


@contextmanager
def opened(browser: Browser, address: str, **how: Any) -> Iterator[tuple[Page, list[str], list[Request]]]:
    """A page in a browser that knows nothing yet, what it says to the console, and what it asks for."""
    context = browser.new_context(**how)
    page, said, asked = context.new_page(), list[str](), list[Request]()

    def heard(message: ConsoleMessage) -> None:
        said.append(message.text)

    page.on("console", heard)
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("request", lambda request: asked.append(request))
    page.goto(address)
    try:
        yield page, said, asked
    finally:
        context.close()


def bars_nobody(page: Page) -> None:
    """As far as axe can tell, everybody can use the page as it stands."""
    report = Axe().run(page)
    assert report.violations_count == 0, report.generate_report()


def is_large_enough(page: Page) -> None:
    """No text that is seen is smaller than 12 px."""
    tiny = page.evaluate(
        "[...document.querySelectorAll('body *')].filter(each => each.checkVisibility() &&"
        " parseFloat(getComputedStyle(each).fontSize) < 12).map(each => each.outerHTML)"
    )
    assert tiny == []


def suits_every_screen(page: Page) -> None:
    """In both schemes of colour it bars nobody, and at no width is there anything beside the screen."""
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        bars_nobody(page)
    for width in (*(size[0] for size in SIZES.values()), 320):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") == width
