"""A frame of the page, counted natively: it stands in a file, so that something true is seen at once.

The page counts its own from the kernel's tallies and state (`pages/scripts/frames.js`); a test holds each
against the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from underheaven.engine.cpu import Engine
from underheaven.engine.records import StepRecord
from underheaven.engine.world import World

ARCHETYPE = 0x0FFF
OF_REGION = ("enrolled", "any_under", "any_in_error", "any_by_ties")
OF_DOOR = ("done", "denied", "refused")
OF_REMARK = ("done", "held_back")


def begins(engine: Engine) -> int:
    """The first step in which anybody is in the scheme; 0 where nobody ever is."""
    c = engine.communities
    first = int(min(c.enrolled_from.min(), c.joined_from.min()))
    return first if first < engine.world.steps else 0


def first_frame(world: World, said: Mapping[str, Any]) -> dict[str, Any]:
    """The frame of the first step in which anybody is in the scheme."""
    engine = Engine(world, 2)
    step = begins(engine)
    for record in engine.records():
        if isinstance(record, StepRecord) and record.step == step:
            break
    found = frame(engine, record, said)  # type: ignore[arg-type]
    engine.close()
    return found


def frame(engine: Engine, record: StepRecord, said: Mapping[str, Any]) -> dict[str, Any]:
    """The frame after a step that was just lived, in which nobody joins of their own accord."""
    column, tallies = engine.layout.column, record.tallies

    def total(name: str) -> int:
        return int(tallies[..., column(name)].sum())

    regions = [[int(row[:, column(f"person.{name}")].sum()) for name in OF_REGION] for row in tallies]
    histogram, wrong = _histograms(engine, record.step, said["edges"])
    return {
        "step": record.step,
        "histogram": histogram,
        "wrong": wrong,
        "regions": regions,
        "doors": [[total(f"act.{door['name']}.{what}") for what in OF_DOOR] for door in said["doors"]],
        "remarks": [
            sum(total(f"act.{remark['name']}.{what}") for remark in said["remarks"]) for what in OF_REMARK
        ],
    }


def _histograms(engine: Engine, step: int, edges: Mapping[str, Any]) -> tuple[list[int], list[int]]:
    """Adults in the scheme by shown score, and those of them who are under a consequence only in error."""
    t, s, c = engine.tables, engine.state, engine.communities
    archetype = s.archetype & ARCHETYPE
    inside = np.repeat(c.enrolled_from <= step, c.size) & (np.asarray(t.adult)[archetype] == 1)
    group = np.asarray(t.class_of)[archetype] >> 1
    top = np.asarray(t.below)[int(t.last_segment[step])].max(axis=1, initial=t.low)[group]
    in_error = inside & (s.shown < top) & (s.clean >= top)
    number = np.searchsorted(edges["begin"], s.shown, side="right")
    return _counted(number[inside], edges), _counted(number[in_error], edges)


def _counted(bins: NDArray[Any], edges: Mapping[str, Any]) -> list[int]:
    found: list[int] = np.bincount(bins, minlength=len(edges["begin"]) + 1).tolist()
    return found
