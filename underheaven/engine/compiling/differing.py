"""How people differ for good, and what they do for the score (specification, 6.4, 10, 22, 27)."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import numpy as np

from underheaven.documents.problems import refuse
from underheaven.engine.compiling.acts import Manners, by_name, scaled
from underheaven.engine.compiling.safeguarding import points_on, secrecy_on
from underheaven.engine.compiling.schedule import YEAR_MINUTES, Segments
from underheaven.engine.compiling.thresholds import WORD, cap_of, chance, choice, floor, poisson
from underheaven.engine.world import World
from underheaven.life.game import GamingTables
from underheaven.life.speak import VoiceTables
from underheaven.society.archetypes import Archetypes

CLASSES = 8
ONE = 1 << 16


def difference_tables(world: World, segments: Segments, manners: Manners) -> dict[str, Any]:
    """Thresholds of speech, gaming, joining and renewal."""
    return {
        "voice": _voices(world),
        "gaming": _gaming(world, segments, manners),
        "joining": _joining(world),
        "renewing": _renewing(world),
    }


def _classes(shares: Sequence[Decimal]) -> Any:
    """int64[8]: cumulative thresholds of a choice among up to eight classes."""
    until = choice(shares) if shares else []
    return np.array([*until, *[WORD] * (CLASSES - len(until))], np.int64)


def _voices(world: World) -> VoiceTables:
    given = world.society.behaviour.speech_thresholds
    at = [floor(ONE * voice.climate.value) for voice in given]
    return VoiceTables(
        any=int(any(at)),
        until=_classes([voice.share.value for voice in given]),
        threshold=np.array([*at, *[0] * (CLASSES - len(at))], np.int64),
    )


def _gaming(world: World, segments: Segments, manners: Manners) -> GamingTables:
    gaming, acts = world.society.behaviour.gaming, list(world.society.acts.items())
    cheap = [
        k
        for k in by_name(world.society.acts)
        if acts[k][1].effort is not None and acts[k][1].kind != "credit"
    ]
    occasions = [[row[k] for k in cheap] for row in manners]
    worth = np.zeros((segments.count, CLASSES, len(acts)), np.uint8)
    known = np.zeros(segments.count, np.int64)
    until = np.full(1, WORD, np.int64)
    efforts = gaming.efforts if gaming else ()
    if gaming is not None:
        mean = gaming.per_year.value * world.step_minutes / YEAR_MINUTES
        until = np.array(poisson(mean, cap_of([mean], "games considered")), np.int64)
        for z, day in enumerate(segments.days):
            known[z] = chance(1 - secrecy_on(world.policy, day))
            for k in cheap:
                name, act = acts[k]
                points = points_on(world.policy, name, act, day)[0]
                for c, effort in enumerate(efforts):
                    cost = (act.effort.value if act.effort else Decimal(0)) * effort.factor.value
                    worth[z, c, k] = points > 0 and gaming.worth.value * points > cost
    return GamingTables(
        any=int(bool((worth.any(axis=(1, 2)) & (known > 0)).any())),
        until=until,
        kinds=np.array(cheap, np.int64),
        able=np.array([any(row) for row in occasions], np.uint8),
        pick=np.array([choice(row) for row in occasions], np.int64).reshape(len(occasions), len(cheap)),
        effort_until=_classes([effort.share.value for effort in efforts]),
        worth=worth,
        chance=known,
    )


def _joining(world: World) -> Any:
    joining = world.policy.joining
    if joining is None:
        return np.zeros(Archetypes(world.society).number, np.int64)
    values = scaled(world.society, joining.share.value, joining.share_by)
    if values.max() > 1:
        raise refuse(
            f"a share of {values.max():.4g} that joins",
            "the factors of `share_by` raise it above 1",
            "lower `share` or the factors",
            where="joining.share",
        )
    return np.array([chance(value) for value in values], np.int64)


def _renewing(world: World) -> Any:
    renewal, archetypes = world.society.renewal, Archetypes(world.society)
    out = np.zeros(archetypes.number, np.int64)
    if renewal is None or not world.renewal:
        return out
    age = archetypes.codes("age")
    for band, rate in renewal.per_year.items():
        gone = 1 - (-rate.value * world.step_minutes / YEAR_MINUTES).exp()
        out[age == archetypes.categories["age"].index(band)] = chance(gone)
    return out
