"""What was found for the page of safeguards: the worlds that `tools/safeguard_figures.py` lives."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

from underheaven.engine.world import World
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society
from underheaven.study.ablation import MEASURES, Ablation
from underheaven.study.design import design_of

FOUND = Path(__file__).with_name("found.json")


def kept(file: Path = FOUND) -> dict[str, Any]:
    """The whole file."""
    return dict(json.loads(file.read_text(encoding="utf-8")))


def written(found: Ablation) -> dict[str, Any]:
    """What is kept of a weighing as plain JSON values: each set with its values, a list for each seed.

    Rules about people, which `ablate` switches off besides, are left out: they are no safeguards.
    """
    world = found.world
    return {
        "world": {
            "policy": world.policy.policy,
            "society": world.society.society,
            "citizens": world.citizens,
            "from": world.start.isoformat(),
            "to": world.end.isoformat(),
            "seeds": list(found.seeds),
        },
        "safeguards": list(found.safeguards),
        "measures": list(MEASURES),
        "sets": [
            {
                "in_force": [name for name in found.safeguards if name in of],
                "values": [[each[measure] for measure in MEASURES] for each in values],
            }
            for of, values in found.values.items()
        ],
        "missing": [
            {"in_force": [name for name in found.safeguards if name in of], "why": why}
            for of, why in found.missing.items()
        ],
    }


def weighed(said: dict[str, Any]) -> Ablation:
    """The weighing that was written, without rules about people; nothing is lived.

    KeyError where the measures are not today's.
    """
    of = said["world"]
    policy, society = load_policy(of["policy"]), load_society(of["society"])
    start, end = dt.date.fromisoformat(of["from"]), dt.date.fromisoformat(of["to"])
    world = World(policy, society, of["seeds"][0], start, end, of["citizens"])
    values = {
        frozenset(each["in_force"]): tuple(_values(said["measures"], row) for row in each["values"])
        for each in said["sets"]
    }
    missing = {frozenset(each["in_force"]): str(each["why"]) for each in said["missing"]}
    design = design_of(policy, society, said["safeguards"])
    return Ablation(world, design, tuple(of["seeds"]), values, missing, len(values) * len(of["seeds"]))


def _values(measures: list[str], row: list[float | None]) -> dict[str, float | None]:
    told = dict(zip(measures, row, strict=True))
    return {name: told[name] for name in MEASURES}
