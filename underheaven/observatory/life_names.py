"""What of a life's words follows from the policy: names of things, their titles, and the scale of the score.

NumPy is not needed for it, so that a page tells lives under an edited policy by the same code.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from underheaven.engine.layout import layout_of
from underheaven.engine.world import World
from underheaven.life.tables import Tables
from underheaven.report.lives.titles import Titles
from underheaven.report.words import capital, small

OWN = ("nothing", "news", "sources", "privileges")
"""Sorts of names that are not what an event is about, or are no block of a layout."""


def of_policy(world: World, tables: Tables, sorts: Iterable[str]) -> dict[str, Any]:
    """Names, titles and score of a world with these plain tables; `sorts` are the names besides `OWN`."""
    layout, titles = layout_of(world), Titles(world)
    return {
        "names": {
            "nothing": [""],
            "news": list(world.policy.news),
            **{name: list(getattr(layout, name)) for name in sorts if name not in OWN},
            "sources": list(layout.sources),
            "privileges": list(layout.privileges),
        },
        "titles": {
            "acts": {name: titles.act(name) for name in titles.acts},
            "consequences": _all(titles.consequences, small),
            "privileges": _all(titles.privileges, small),
            "firms": _all(titles.firms, small),
            "trades": _all(titles.trades, capital),
            "places": titles.places,
            "news": titles.news,
        },
        "scored": world.policy.firms is not None,
        "start": tables.start,
        "low": tables.low,
        "high": tables.high,
    }


def _all(titles: dict[str, str], written: Any) -> dict[str, str]:
    return {name: written(title) for name, title in titles.items()}
