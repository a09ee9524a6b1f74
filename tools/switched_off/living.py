"""Worlds with a row of the article and without it, under the same people and draws, seed by seed."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from tools.pages.proofs import inputs
from underheaven.engine.world import World
from underheaven.measure.counts import ratio
from underheaven.policy.loading import load_policy, policy_from_text
from underheaven.society.loading import load_society
from underheaven.study.lived import live
from underheaven.study.switches import closed

KEPT = Path(__file__).resolve().parents[2] / "docs" / "switched_off.json"
ROWS = Path(__file__).with_name("rows.yaml")
POLICY, SOCIETY, CITIZENS = "article-2019", "riverton", 20_000
FIRST, LAST = dt.date(2020, 1, 1), dt.date(2021, 12, 31)
SEEDS = 8
EVERY_ROW = ("denied", "chill_critical")
"""Measures that are told of every row, beside `UNDER`."""
UNDER = "under"
"""The share of adults under any consequence: 0 where nobody has a score."""

Values = dict[str, Any]
"""Measure -> value of everyone; under `of` the share under a consequence by dimension and category."""


@dataclass(frozen=True)
class Row:
    """A row of the table: what the article says, what switches it off, and what tells of it."""

    name: str
    says: str
    off: dict[str, Any]
    tells: tuple[str, ...]

    @property
    def reform(self) -> str:
        """What switches it off, as a reform that `underheaven` reads; nothing where it is none."""
        if self.off.keys() & {"policy", "closed"}:
            return ""
        text = io.StringIO()
        writer = YAML(typ="safe", pure=True)
        writer.default_flow_style = False
        writer.dump(self.off, text)
        return f"reform_of: {POLICY}\n{text.getvalue()}"

    def without(self, world: World) -> World:
        """The world without it."""
        if "closed" in self.off:
            return closed(world, [self.off["closed"]])
        if "policy" in self.off:
            return replace(world, policy=load_policy(self.off["policy"]))
        return replace(world, policy=policy_from_text(self.reform, f"{self.name}.yaml")[0])


@cache
def rows() -> dict[str, Row]:
    """The rows that can be switched off, by name, in the order of the table."""
    said = YAML(typ="safe").load(ROWS.read_text(encoding="utf-8"))
    return {name: Row(name, of["says"], of["off"], tuple(of["tells"])) for name, of in said.items()}


def world(seed: int) -> World:
    """The world in which rows are switched off."""
    return World(load_policy(POLICY), load_society(SOCIETY), seed, FIRST, LAST, CITIZENS)


def values(of: World) -> Values:
    """Live a world, and read what is told of any row."""
    measures = live(of, 1, lives=False).measures
    counts = measures.counts
    assert counts is not None, "measures of counts have them"
    share = ratio(counts["person.any_under"], counts["person.adults"]).tolist()
    categories = [(name, each) for name, them in counts.frame.dimensions.items() for each in them]
    wanted = dict.fromkeys([*EVERY_ROW, *(each for row in rows().values() for each in row.tells)])
    return {
        UNDER: share[0],
        **{name: measures.everyone(name) for name in wanted},
        "of": {
            f"{dimension}: {each}": value
            for (dimension, each), value in zip(categories, share[1:], strict=True)
            if dimension in ("group", "place", "quintile")
        },
    }


def lived(folder: Path, seeds: int, on_run: Callable[[str, int], None]) -> dict[str, list[Values]]:
    """The values of the world as it is, and without each row, of each seed from 1 on.

    `folder` keeps what was lived, for today's inputs; called again, this goes on. All rows of a seed come
    before the next seed, so that what is stopped is balanced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"lived-{inputs()[:12]}.json"
    kept: dict[str, list[Values]] = json.loads(file.read_text()) if file.exists() else {}
    for seed in range(1, seeds + 1):
        for name in ("", *rows()):
            known = kept.setdefault(name, [])
            if len(known) < seed:
                base = world(seed)
                on_run(name, seed)
                known.append(values(rows()[name].without(base) if name else base))
                file.write_text(json.dumps(kept))
    return {name: known[:seeds] for name, known in kept.items()}
