"""The ranges that stand beside a run."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from underheaven.documents.problems import InputError
from underheaven.engine.world import World
from underheaven.study.assuming.found import Ranges

FILE = "ranges.json"


def beside(run: Path) -> Path:
    """Where what was found for a run is kept: in a folder beside its own, which is sealed."""
    return run.with_name(f"{run.name}-assumptions")


def ranges_of(world: World, run: Path | None = None) -> Ranges | None:
    """What is known of a world by what is assumed; None where nothing is.

    It stands beside its `run`, and is of the same policy, society, first day and steps, and of renewal alike:
    with fewer people.
    """
    return None if run is None else _read(beside(run) / FILE, world)


def _read(path: Path, world: World) -> Ranges | None:
    try:
        data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        if data["from"] != world.start.isoformat():
            return None
        of = replace(world, seed=data["seed"], citizens=data["citizens"], end=date.fromisoformat(data["to"]))
        return Ranges.of_dict(data, of)
    except (OSError, ValueError, KeyError, TypeError, InputError):
        return None
