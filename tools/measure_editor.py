"""Measures the editor of policies in Debian's Chromium: what is fetched, and how long one waits.

    python -m tools.measure_editor

It needs what `npm ci --ignore-scripts` and `python -m tools.editor_wheels` bring, and chromium.
"""

from __future__ import annotations

import json
import re
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from tools.editor_wheels import BROUGHT
from underheaven.observatory.building import lay_out
from underheaven.observatory.editing.files import NAMED
from underheaven.policy.loading import policy_path

POLICY = "article-2019"
CHECKED = re.compile("^Checked")
WAIT_MS = 300_000
LETTERS = "abcde"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Nothing goes to the terminal."""


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder, by the server that docs/observatory.md names: it squeezes nothing."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/"
    finally:
        server.shutdown()


def checked(page: Page, line: int, letter: str) -> float:
    """Seconds from a key until what differs is shown; a quarter of a second is waited before the check."""
    field = page.locator("#edited")
    field.evaluate(
        "(field, line) => { const end = field.value.split('\\n').slice(0, line).join('\\n').length;"
        " field.focus(); field.setSelectionRange(end, end); }",
        line,
    )
    before = page.locator("#changes-list").inner_text()
    start = time.perf_counter()
    page.keyboard.type(letter)
    expect(page.locator("#changes-list")).not_to_have_text(before, use_inner_text=True, timeout=WAIT_MS)
    return time.perf_counter() - start


def main() -> int:
    """Print it; 2 where something is missing."""
    if BROUGHT.missing or shutil.which("chromium") is None:
        sys.stderr.write("npm ci --ignore-scripts, python -m tools.editor_wheels and chromium are needed\n")
        return 2
    text = policy_path(POLICY).read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "site"
        lay_out(folder, [], BROUGHT)
        said = json.loads((folder / "data" / NAMED).read_text(encoding="utf-8"))["files"]
        with served(folder) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=shutil.which("chromium"), args=["--no-sandbox"]
            )
            page = browser.new_page()
            start = time.perf_counter()
            page.goto(f"{address}policies/#p={POLICY}&edit=1")
            expect(page.locator("#edited-state")).to_have_text(CHECKED, timeout=WAIT_MS)
            first = time.perf_counter() - start
            line = next(n for n, each in enumerate(text.splitlines(), 1) if each.startswith("title:"))
            later = [checked(page, line, letter) for letter in LETTERS]
            browser.close()
    sys.stdout.write(
        f"fetched once: {said['bytes'] / 1e6:.1f} MB\n"
        f"{POLICY}: checked {first:.1f} s after the editor was opened,\n"
        f"and {sorted(later)[len(LETTERS) // 2]:.1f} s after a key, a quarter of a second of rest included\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
