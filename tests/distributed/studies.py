"""Small studies of each kind, lived in a pool, and all that comes of them as bytes."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from tests.engine.small import shipped
from tests.study.calibrating.asked import written
from underheaven.engine.world import World
from underheaven.policy.loading import policy_from_text
from underheaven.study.ablate import ablate
from underheaven.study.calibrating.found import calibrate
from underheaven.study.calibrating.planning import plan_of
from underheaven.study.compare import compare
from underheaven.study.pool import Pool
from underheaven.study.seek import seek
from underheaven.study.sensitivity.analysis import plan_sensitivity, sensitivity
from underheaven.study.sweeping.planning import plan_sweep
from underheaven.study.sweeping.sweep import sweep
from underheaven.study.weighing import FILE, kept_in

CITIZENS = 293
"""A prime number: what is as long as a multiple of it has an entry for each citizen."""
KEYS = [("society.behaviour.dread.record", "2..10"), ("society.behaviour.dread.fade_per_year", "0.3..0.9")]
ORDERS = (("citizens: 1200", f"citizens: {CITIZENS}"),)


def _world(policy: str = "article-2019") -> World:
    return shipped(policy, days=14, citizens=CITIZENS, community_size=256)


def _swept(pool: Pool, folder: Path) -> bytes:
    plan = plan_sweep(_world(), KEYS, "latin-hypercube", 3, 1, ())
    found = sweep(plan, pool=pool, folder=folder, checked=True)
    return json.dumps(found.to_dict()).encode() + (folder / "runs.parquet").read_bytes()


def _sensitive(pool: Pool, folder: Path) -> bytes:
    plan = plan_sensitivity(_world(), KEYS[:1], samples=4)
    found = sensitivity(plan, pool=pool, folder=folder, checked=True)
    return json.dumps(found.to_dict()).encode()


def _ablated(pool: Pool, folder: Path) -> bytes:
    with kept_in(folder) as known:
        found = ablate(_world(), 2, ["notice"], pairs=False, pool=pool, known=known)
    return json.dumps(found.to_dict()).encode() + (folder / FILE).read_bytes()


def _sought(pool: Pool, folder: Path) -> bytes:
    with kept_in(folder) as known:
        found = seek(
            _world(),
            ["sanctioned in error <= 0.001"],
            ["notice", "review"],
            seeds=(2, 2),
            pool=pool,
            known=known,
        )
    return json.dumps(found.to_dict()).encode()


def _compared(pool: Pool, _folder: Path) -> bytes:
    policy, _ = policy_from_text("reform_of: article-2019\npolicy: other\nassociation: {alpha: 0.4}", "other")
    found = compare(_world(), replace(_world(), policy=policy), seeds=(3, 5, 8), pool=pool)
    return json.dumps(found.to_dict()).encode()


def _calibrated(pool: Pool, folder: Path) -> bytes:
    folder.mkdir()
    found = calibrate(plan_of(written(folder, *ORDERS)), pool=pool, folder=folder / "kept")
    return json.dumps(found.to_dict()).encode() + found.write(folder)[0].read_bytes()


STUDIES: dict[str, Callable[[Pool, Path], bytes]] = {
    "sweep": _swept,
    "sensitivity": _sensitive,
    "ablate": _ablated,
    "seek": _sought,
    "compare": _compared,
    "calibrate": _calibrated,
}
