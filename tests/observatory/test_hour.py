"""An hour at ten weeks a second: the page keeps no more of the last week than of the first."""

from __future__ import annotations

from typing import NamedTuple

from playwright.sync_api import Browser, Page

from tests.observatory.browsing import opened
from tests.observatory.test_browser import lived

HOUR, SHARE = 36_000, 1 / 4
"""Weeks that are shown in an hour, at ten a second; so many of them are shown here."""
GROWTH = 0.1
"""By so much of itself may what scripts keep grow in an hour."""
AT_ONCE = 1_500
SHOW = """async ([first, many]) => {
  const slider = document.getElementById("slider");
  const weeks = Number(slider.max) + 1;
  for (let week = first; week < first + many; week++) {
    slider.value = String(week % weeks);
    slider.dispatchEvent(new Event("input"));
  }
  await new Promise((resolve) => requestAnimationFrame(resolve));
}"""
"""Shows one week after the other by the page's own slider, as fast as they are drawn."""


class Kept(NamedTuple):
    """What a page keeps, when what is not needed is gone: bytes of its scripts, nodes, and listeners."""

    heap: int
    nodes: int
    listeners: int


def kept(page: Page) -> Kept:
    session = page.context.new_cdp_session(page)
    for _ in range(2):
        session.send("HeapProfiler.collectGarbage")
    counts = session.send("Memory.getDOMCounters")
    heap = session.send("Runtime.getHeapUsage")["usedSize"]
    session.detach()
    return Kept(heap, counts["nodes"], counts["jsEventListeners"])


def test_an_hour_of_weeks_leaves_nothing_behind(browser: Browser, small: tuple[str, list[str]]) -> None:
    with opened(browser, f"{small[0]}#play=0") as (page, said, _):
        lived(page)
        page.evaluate(SHOW, [0, AT_ONCE])
        before = kept(page)
        for first in range(0, int(SHARE * HOUR), AT_ONCE):
            page.evaluate(SHOW, [first, AT_ONCE])
        after = kept(page)
        assert after.heap <= (1 + SHARE * GROWTH) * before.heap
        assert after[1:] == before[1:]
        assert said == []
