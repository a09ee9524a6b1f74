"""What a page needs to tell a life: names for what the kernel writes of it, and words.

The kernel writes what happens as rows of integers (`counted.events`), here and on the page. What a number
means is carried, so that the page names and decides nothing; it is as `record.lives.reading` names it.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any, cast, get_type_hints

from underheaven.counted.columns import Columns
from underheaven.counted.events import Bits, Cause, End, Mark, Outcome, Row, What
from underheaven.engine.compiling import plain_tables
from underheaven.engine.enrolling import ARCHETYPE
from underheaven.engine.layout import BINS
from underheaven.engine.log import Log
from underheaven.engine.world import World
from underheaven.observatory.life_names import of_policy
from underheaven.observatory.phrases import phrases, unasked
from underheaven.record.lives.life import STREAMS, Life
from underheaven.record.lives.reading import (
    ABOUT,
    AT_CLOSE,
    CAUSE,
    CHANCE,
    COST,
    EFFORT,
    LOSS,
    OF_RECORDS,
    OUTCOME,
    POINT,
    PULL,
    RECORD,
    WHAT,
)
from underheaven.record.lives.twins import DEED, LEVELS, SCORES, TOLD
from underheaven.record.sampling import FIRST_OF_HOUSEHOLD
from underheaven.record.weekly import LIVED
from underheaven.report.lives.ranked import BOUNDED, COUNTED, EXPLAINED, HEAD
from underheaven.report.lives.words import who
from underheaven.society.archetypes import Archetypes
from underheaven.society.schema import ATTRIBUTES

FIFTHS = ("q1", "q2", "q3", "q4", "q5")


def told_of_lives() -> dict[str, Any]:
    """What is the same in every world: the words of all columns and numbers, and the phrases."""
    return {
        "log": {
            f"living.log.{name}": hint.__metadata__[0].split()
            for name, hint in get_type_hints(Log, include_extras=True).items()
        },
        "row": _numbers(Row),
        "end": _numbers(End),
        "mark": _numbers(Mark),
        "what": WHAT,
        "outcome": OUTCOME,
        "record": RECORD,
        "cause": [[int(each), each.label] for each in Cause],
        "causes": {str(int(bits)): words for bits, words in CAUSE.items()},
        "role": {"leads": Outcome.REPRESENTATIVE.label, "works": Outcome.EMPLOYEE.label},
        "about": [ABOUT[what] for what in What],
        "close": sorted(AT_CLOSE),
        "records": sorted(OF_RECORDS),
        "firm_act": int(What.FIRM_ACT),
        "act": int(What.ACT),
        "parts": {
            "point": POINT,
            "pull": PULL,
            "effort": EFFORT,
            "chance": CHANCE,
            "loss": LOSS,
            "cost": COST,
        },
        "archetype": ARCHETYPE,
        "first_of_household": FIRST_OF_HOUSEHOLD,
        "streams": STREAMS,
        "ranked": {
            "most": LIVED,
            "bins": BINS,
            "head": HEAD,
            "explained": EXPLAINED,
            "counted": COUNTED,
            "bounded": BOUNDED,
        },
        "twins": {"told": TOLD, "deed": DEED, "levels": LEVELS, "scores": SCORES},
        "phrases": phrases(),
        "unasked": unasked(),
    }


def packed(told: Mapping[str, Any]) -> bytes:
    """A compressed file of JSON, with no date in it."""
    return gzip.compress(json.dumps(told, separators=(",", ":")).encode(), 9, mtime=0)


def _numbers(of: type[Columns] | type[Bits]) -> dict[str, int]:
    return {each.label: int(each) for each in of}


def told_of_life(world: World) -> dict[str, Any]:
    """What is a world's own: the names of its things, their titles, its score, and who its people are."""
    return {
        **of_policy(world, plain_tables(world), ABOUT.values()),
        "community": world.community_size,
        "regions": [region.title for region in world.society.regions.values()],
        "people": _people(world),
        "who": _who(len(world.society.regions) > 1),
    }


def _people(world: World) -> dict[str, Any]:
    """For each attribute its categories, and that of each archetype."""
    archetypes = Archetypes(world.society)
    return {
        name: {"of": list(archetypes.categories[name]), "at": archetypes.codes(name).tolist()}
        for name in ATTRIBUTES
    }


def _who(several: bool) -> dict[str, str]:
    """What the package says of who a citizen is, with places in braces, by fifth and by household."""
    regions: dict[str, Any] = {"there": SimpleNamespace(title="{region}")}
    if several:
        regions["elsewhere"] = None
    found = {}
    for fifth in FIFTHS:
        for household, name in ((1, "alone"), (777, "with others")):
            life = SimpleNamespace(
                person={**{each: f"{{{each}}}" for each in ATTRIBUTES}, "quintile": fifth},
                world=SimpleNamespace(society=SimpleNamespace(regions=regions)),
                region="there",
                household=household,
                community="{community}",
                slot="{slot}",
            )
            found[f"{fifth} {name}"] = who(cast(Life, life)).replace("777", "{household}")
    return found
