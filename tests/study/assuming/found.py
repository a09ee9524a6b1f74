"""Ranges as they might be found, for tests of what is made of them."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

from underheaven.engine.world import World
from underheaven.measure.headlines import headlines
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society
from underheaven.study.assuming.beside import shipped
from underheaven.study.assuming.effects import Share
from underheaven.study.assuming.found import Range, Ranges

DRIVER = "how often people consider a critical post"
FIRST = dt.date(2014, 1, 1)


def world(citizens: int = 500, end: dt.date = dt.date(2014, 12, 31)) -> World:
    return World(load_policy("article-2019"), load_society("riverton"), 7, FIRST, end, citizens)


def invented(of: World, years: tuple[int, ...] = (2014,)) -> Ranges:
    """Every main measure of some years from 0.0125 to 0.25, all by one group."""
    share = Share(DRIVER, 0.7, 0.6, 0.8, 0.75, 0.65, 0.85)
    names = headlines(of)
    each = {year: dict.fromkeys(names, Range(0.0125, 0.25, 0.5, 200)) for year in years}
    by = dict.fromkeys(names, (share,))
    return Ranges(of, 300, 200, 2, (12, 48), 3, each, by, by, ("ab",) * 200, "inputs", dt.date(2026, 11, 29))


def ship(ranges: Ranges, **changed: Any) -> Path:
    """Put ranges into the catalogue, with some entries of the file changed."""
    path = shipped(ranges.world.policy.policy, ranges.world.society.society)
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({**ranges.to_dict(), **changed}), encoding="utf-8")
    return path
