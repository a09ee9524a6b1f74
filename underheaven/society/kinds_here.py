"""What people say of kinds of act that a society has not is no part of it."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any


def of_kinds_here(behaviour: dict[str, Any], kinds: Collection[str]) -> dict[str, Any]:
    """Behaviour that comes from a shared part or from another society, as a document holds it, without what
    it says of kinds of act other than `kinds`.

    Lasting factors are left out that would be about no act at all.
    """
    found = dict(behaviour)
    if isinstance(lasting := behaviour.get("lasting"), dict):
        here = {name: _factor(factor, kinds) for name, factor in lasting.items()}
        found["lasting"] = {
            name: factor for name, factor in here.items() if factor.get("kinds") or factor.get("contexts")
        }
    gaming = behaviour.get("gaming")
    goods = gaming.get("goods") if isinstance(gaming, dict) else None
    if isinstance(goods, dict) and isinstance(acts := goods.get("acts"), dict):
        worths = {kind: worth for kind, worth in acts.items() if kind in kinds}
        found["gaming"] = {**behaviour["gaming"], "goods": {**goods, "acts": worths}}
    return found


def _factor(factor: dict[str, Any], kinds: Collection[str]) -> dict[str, Any]:
    about = [kind for kind in factor.get("kinds", ()) if kind in kinds]
    return {**factor, "kinds": about} if "kinds" in factor else factor
