"""What is measured with renewal, and without."""

from __future__ import annotations

from dataclasses import replace

from underheaven.engine.world import World
from underheaven.study.bench.changes import as_it_is

NAME, PLACE = "renewal", 120


without = as_it_is


def having(world: World) -> World:
    """Births, deaths and moves bring other people."""
    return replace(world, renewal=True)
