"""One browser for each process that tests, and each site made once, served once, for all of its tests.

Playwright is fetched when a test asks for a browser: most tests here need none, and it may be missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.observatory.small_site import built, built_with_editor, laid_out, served
from tests.tools_of_site import CHROMIUM

if TYPE_CHECKING:
    from playwright.sync_api import Browser


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Whoever opens a page has a context of its own (`browsing.opened`)."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the small site, on which worlds are lived. It takes the linker."""
    return built(tmp_path_factory)


@pytest.fixture(scope="session")
def small(site: Path) -> Iterator[tuple[str, list[str]]]:
    """The address of the small site, and what is asked of it."""
    with served(site) as found:
        yield found


@pytest.fixture(scope="session")
def reforming(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site on which reforms are lived, with an editor."""
    with served(built_with_editor(tmp_path_factory)) as (found, _):
        yield found


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of the pages that are read, which takes no kernel."""
    with served(laid_out(tmp_path_factory)) as (found, _):
        yield found
