"""The frozen worlds: sixty drawn by lot and kept as files, and every shipped policy on both societies."""

import datetime as dt
import hashlib
import itertools
import json
from collections.abc import Iterator, Sequence
from decimal import Decimal
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np

from tests.worlds import Columns
from underheaven.engine.cpu import Result, simulate
from underheaven.engine.digest import NOTHING
from underheaven.engine.layout import layout_of
from underheaven.engine.world import STEP_MINUTES, World
from underheaven.policy.loading import load_policy, policy_from_text, policy_names
from underheaven.society.loading import load_society, society_names
from underheaven.society.schema import Society

FOLDER = Path(__file__).parent
DIGESTS = FOLDER / "digests.json"
DRAWN = 60
CITIZENS = 2_000
FIRST = dt.date(2019, 12, 2)
DAYS = {10_080: 63, 5_040: 42, 1_440: 35}
"""Days that are lived by the length of a step: each crosses a first of January."""


def drawn(number: int) -> tuple[World, Columns]:
    """One of the sixty, with the archetypes of each (region, community)."""
    folder = FOLDER / "drawn"
    name = f"{number:02}"
    settings = json.loads((folder / f"{name}.world.json").read_text())
    # Their archetypes are drawn too: nobody is synthesised, and ages need no borders at 3 and 18.
    text = (folder / f"{name}.society.json").read_text()
    society = Society.model_validate(json.loads(text, parse_float=Decimal))
    policy, _ = policy_from_text((folder / f"{name}.policy.json").read_text(), f"{name}.policy.json")
    columns = {(region, community): column for region, community, column in settings.pop("archetypes")}
    for day in ("start", "end"):
        settings[day] = dt.date.fromisoformat(settings[day])
    return World(policy, society, **settings), columns


SHIPPED = {
    f"{policy} {society} {minutes}": (policy, society, minutes)
    for society, minutes, policy in itertools.product(society_names(), STEP_MINUTES, policy_names())
}
"""Every shipped policy on every shipped society in steps of every length, by name."""


def shipped(name: str) -> World:
    """One of them."""
    policy, society, minutes = SHIPPED[name]
    end = FIRST + dt.timedelta(days=DAYS[minutes] - 1)
    return World(load_policy(policy), load_society(society, minutes), 7, FIRST, end, CITIZENS, minutes)


def digests_of(world: World, columns: Columns | None = None) -> dict[str, str]:
    """The digests of a world's state, of its steps, and of its years by the names of what they count."""
    result = simulate(world, archetypes=columns)
    assert result.digests["tallies"] != NOTHING.hex()
    return {**result.digests, "years": _years(world, result)}


def _years(world: World, result: Result) -> str:
    digest = hashlib.sha256()
    names = layout_of(world).columns
    for year in result.years:
        digest.update(f"{year.year} {year.rows}\n".encode())
        for name, counts in sorted(_moved(names, year.tallies), key=itemgetter(0)):
            digest.update(f"{name}\n".encode() + counts.astype("<i8").tobytes())
    return digest.hexdigest()


def _moved(names: Sequence[str], tallies: Any) -> Iterator[tuple[str, Any]]:
    """Name and counts of each column that is not 0 everywhere."""
    for number in np.flatnonzero(tallies.any(axis=(0, 1))).tolist():
        yield names[number], np.ascontiguousarray(tallies[..., number])
