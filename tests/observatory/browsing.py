"""Pages opened in the browser of the tests, each in a context that knows nothing yet."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

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
