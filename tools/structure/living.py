"""Worlds of each preset with people who answer, without each rule about them, and with version 3's people."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from tools.pages.proofs import inputs
from underheaven.engine.world import World
from underheaven.measure.counts import ratio
from underheaven.measure.frame import THOUSAND
from underheaven.policy.loading import load_policy
from underheaven.society.loading import society_from_text
from underheaven.society.schema import Society
from underheaven.study.harms import COSTS, HARMS, YEARS, summed
from underheaven.study.structure import ALL, rules, without_rules

SOCIETY, PEOPLE = "riverton", "answering"
"""The society, and the shared part with people who answer."""
BEFORE = "behaviour: behaviour\nacts: acts\n"
"""The people whom societies had in version 3 of the model, as a difference to one."""
SEEDS, CITIZENS = 8, 8_000
WHOLE, THREE = "with all rules", "version 3's people"
OnRun = Callable[[int, str], None]
"""Takes a seed, and the preset of which all worlds of it were lived."""


class Preset(NamedTuple):
    """The years that a preset's dates make worth looking at, and the harms that are told, headline first."""

    first: int
    last: int
    harms: tuple[str, ...]


PRESETS = {
    "article-2019": Preset(
        2020, 2021, ("sanctioned", "sanctioned in error", "denied", "confined", "speech held back")
    ),
    "suining-2010": Preset(2010, 2011, ("sanctioned", "sanctioned in error", "denied", "speech held back")),
    "rongcheng-2016": Preset(2016, 2017, ("sanctioned", "sanctioned in error", "denied", "struck again")),
    "rongcheng-2021": Preset(2021, 2022, ("hardship", "speech held back")),
    "sesame-2015": Preset(2015, 2016, ("hardship", "speech held back")),
    "defaulter-list-2017": Preset(
        2017, 2018, ("sanctioned", "sanctioned in error", "denied", "struck again")
    ),
    "rights-respecting": Preset(2018, 2019, ("sanctioned", "sanctioned in error", "denied", "struck again")),
    "none": Preset(2020, 2021, ("hardship", "wait of others")),
}
GAMED = "acts for the score's sake"
BESIDE = {"infringements": COSTS["infringements"].unit, GAMED: YEARS}
"""Told beside the harms of each, with their units: what people do that is unlawful, and what they game."""
Values = dict[str, float | None]
"""A harm or what is told beside it: its value in one run; None where it is undefined."""


@cache
def people(answering: bool) -> Society:
    """The society with people who answer, or with those of version 3."""
    who = f"behaviour: {PEOPLE}\n" if answering else BEFORE
    return society_from_text(f"society_of: {SOCIETY}\n{who}", f"{SOCIETY}, with {who}")


def variants(policy: str, seed: int, citizens: int) -> dict[str, World]:
    """The worlds of a preset under one seed, the whole one first, by what they are called."""
    preset, document = PRESETS[policy], load_policy(policy)
    first, last = dt.date(preset.first, 1, 1), dt.date(preset.last, 12, 31)
    whole = World(document, people(True), seed, first, last, citizens)
    without = without_rules(whole)
    uses = document.structure.uses if document.structure is not None else {}
    used = [name for rule, name in rules().items() if rule in uses]
    told = [*used, ALL] if len(used) > 1 else used
    three = World(document, people(False), seed, first, last, citizens)
    return {WHOLE: whole, **{f"without {name}": without[name] for name in told}, THREE: three}


def values(world: World) -> Values:
    """Live a world on one thread: its harms, and what is told beside them."""
    sums = summed(world)
    counts = sums.counts
    gamed = float(ratio(THOUSAND * counts.acts("gamed", counts.frame.kinds), counts.adult_years)[0])
    found = {name: harm.of(sums) for name, harm in HARMS.items()}
    infringed = COSTS["infringements"].of(sums)
    return {**found, "infringements": infringed, GAMED: None if np.isnan(gamed) else gamed}


def lived(
    folder: Path, seeds: int, citizens: int, threads: int, on_run: OnRun
) -> dict[str, dict[str, list[Values]]]:
    """Preset -> variant -> the values of each seed from 1 on.

    `folder` keeps what was lived, for today's inputs; called again, this goes on. All worlds of a seed come
    before the next seed, so that what is stopped is balanced.
    """
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"lived-{inputs(PEOPLE)[:12]}.json"
    kept: dict[str, Values] = json.loads(file.read_text()) if file.exists() else {}
    out: dict[str, dict[str, list[Values]]] = {policy: {} for policy in PRESETS}
    with ThreadPoolExecutor(threads) as pool:
        for seed in range(1, seeds + 1):
            for policy, of in out.items():
                worlds = variants(policy, seed, citizens)
                todo = [world for world in worlds.values() if world.hash not in kept]
                for world, found in zip(todo, pool.map(values, todo), strict=True):
                    kept[world.hash] = found
                file.write_text(json.dumps(kept))
                on_run(seed, policy)
                for name, world in worlds.items():
                    of.setdefault(name, []).append(kept[world.hash])
    return out
