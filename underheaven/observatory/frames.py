"""A frame of the page, counted natively: what `observe` answers with, and the first one of the site's file.

A page that lives a world itself counts its own (`pages/scripts/frames.js`); a test holds each against
the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from underheaven.engine.records import StepRecord
from underheaven.engine.world import World
from underheaven.observatory.counting import CountingEngine

OF_REGION = ("enrolled", "any_under", "any_in_error", "any_by_ties")
OF_DOOR = ("done", "denied", "refused")
OF_REMARK = ("done", "held_back")


def first_frame(world: World, said: Mapping[str, Any]) -> dict[str, Any]:
    """The frame of the first step in which anybody is in the scheme."""
    engine = CountingEngine(world, said["edges"], 2)
    step = engine.begins
    for record in engine.records():
        if isinstance(record, StepRecord) and record.step == step:
            break
    found = frame(engine, record, said)  # type: ignore[arg-type]
    engine.close()
    return found


def frame(engine: CountingEngine, record: StepRecord, said: Mapping[str, Any]) -> dict[str, Any]:
    """The frame after the step that was just lived, of a world of which the page is told `said`."""
    column, tallies = engine.layout.column, record.tallies

    def total(name: str) -> int:
        return int(tallies[..., column(name)].sum())

    histogram, wrong = engine.bars.tolist()
    return {
        "step": record.step,
        "histogram": histogram,
        "wrong": wrong,
        "regions": [[int(row[:, column(f"person.{name}")].sum()) for name in OF_REGION] for row in tallies],
        "doors": [[total(f"act.{door['name']}.{what}") for what in OF_DOOR] for door in said["doors"]],
        "remarks": [
            sum(total(f"act.{remark['name']}.{what}") for remark in said["remarks"]) for what in OF_REMARK
        ],
    }
