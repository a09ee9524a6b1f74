"""What a page is told beside an edited policy's world: its measures, its audit, or the words of its lives.

What hangs on the society alone is taken from what the site has beside a shipped policy's world.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from underheaven.documents.problems import refuse
from underheaven.engine.world import World
from underheaven.life.tables import Tables
from underheaven.measure.of_world import measures_of
from underheaven.observatory.audited import told_of_audit
from underheaven.observatory.life_names import of_policy
from underheaven.observatory.telling import scale_of
from underheaven.policy.schema import Policy
from underheaven.society.schema import Society

Said = Mapping[str, Any]


@dataclass(frozen=True)
class Edited:
    """A world under an edited policy with its plain tables, and its two documents as they were read."""

    policy: Policy
    society: Society
    world: World
    tables: Tables


def _measures(edited: Edited, shipped: Said) -> dict[str, Any]:
    of_all = {name: shipped[name] for name in ("harms", "people")}
    said = measures_of(edited.world, shipped["weights"])
    return {**said, **of_all, "scale": scale_of(edited.world.policy)}


def _audit(edited: Edited, shipped: Said) -> dict[str, Any]:
    audit = told_of_audit(edited.world, edited.policy, edited.society)
    return {"measures": _measures(edited, shipped), "audit": audit}


def _life(edited: Edited, shipped: Said) -> dict[str, Any]:
    return {**shipped, **of_policy(edited.world, edited.tables, shipped["names"])}


BESIDE: dict[str, Callable[[Edited, Said], dict[str, Any]]] = {
    "measures": _measures,
    "audit": _audit,
    "life": _life,
}
"""What can be asked for: `harmful.told_of_measures`; both this and `audited.told_of_audit`, each under its
name; and `lives.told_of_life`."""


def beside(what: str, edited: Edited, shipped: bytes) -> dict[str, Any]:
    """What is asked for, of an edited policy's world.

    `shipped` is JSON of the same beside a shipped policy in the same society; for the audit it is that of the
    measures, since nothing else of an audit hangs on the society alone. InputError for another `what`.
    """
    if what not in BESIDE:
        raise refuse("this is not how a page asks", f"beside a world there are {', '.join(BESIDE)}",
                     "ask for one of these")  # fmt: skip
    return BESIDE[what](edited, json.loads(shipped))
