"""What a page is told beside the world of an edited policy: its measures, or the words of its lives.

What hangs on the society alone is taken from what the site has beside a shipped policy's world.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from underheaven.documents.problems import refuse
from underheaven.engine.world import World
from underheaven.life.tables import Tables
from underheaven.measure.of_world import measures_of
from underheaven.observatory.life_names import of_policy
from underheaven.observatory.telling import scale_of

Said = Mapping[str, Any]


def _measures(world: World, _: Tables, shipped: Said) -> dict[str, Any]:
    of_all = {name: shipped[name] for name in ("harms", "people")}
    return {**measures_of(world, shipped["weights"]), **of_all, "scale": scale_of(world.policy)}


def _life(world: World, tables: Tables, shipped: Said) -> dict[str, Any]:
    return {**shipped, **of_policy(world, tables, shipped["names"])}


BESIDE: dict[str, Callable[[World, Tables, Said], dict[str, Any]]] = {"measures": _measures, "life": _life}
"""What can be asked for: `harmful.told_of_measures`, and `lives.told_of_life`."""


def beside(what: str, world: World, tables: Tables, shipped: bytes) -> dict[str, Any]:
    """What is asked for, of a world with these plain tables.

    `shipped` is JSON of the same beside a shipped policy in the same society. InputError for another `what`.
    """
    if what not in BESIDE:
        raise refuse("this is not how a page asks", f"beside a world there are {' and '.join(BESIDE)}",
                     "ask for one of these")  # fmt: skip
    return BESIDE[what](world, tables, json.loads(shipped))
