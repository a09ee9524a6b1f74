"""A screen as rows."""

from __future__ import annotations

from typing import Any

from underheaven.policy.screening import Screen

Row = dict[str, Any]


def screen_rows(screen: Screen) -> list[Row]:
    """A row for each treatment and element: what is asked, whether facts meet it, and why."""
    return [
        {"treatment": each.path, "title": each.title, "element": element.name, "asks": element.asks,
         "met": element.met, "why": element.why}
        for each in screen.treatments
        for element in each.elements
    ]  # fmt: skip


def fact_rows(screen: Screen) -> list[Row]:
    """A row for each fact, with the keys and counts that it rests on."""
    return [
        {"treatment": each.path, "title": each.title, "element": element.name, "fact": fact.text,
         "rests_on": list(fact.rests_on)}
        for each in screen.treatments
        for element in each.elements
        for fact in element.facts
    ]  # fmt: skip
