"""The numbers of the story: nine worlds of small size, lived under the same draws, over eight seeds.

    python -m tools.story_figures
    python -m tools.story_figures --print

The worlds are of `riverton`, 12,000 citizens in 2020 and 2021: the policy `article-2019` as it is, without
the pull of ties, with another threshold of the fast lane at the hospital, and with safeguards; and the policy
`rights-respecting`. At the end underheaven/observatory/story/found.json has what was found, the day, and a
hash of all that results follow from (`tools/pages/proofs.py`). It takes some two minutes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from dataclasses import dataclass
from typing import Any

import numpy as np

from tools.pages.proofs import inputs
from underheaven.engine.world import World
from underheaven.observatory.story.found import FOUND, LANES
from underheaven.policy.loading import load_policy, policy_from_text
from underheaven.policy.schema import Policy
from underheaven.society.loading import load_society
from underheaven.study.lived import Lived, live
from underheaven.study.safeguards import SAFEGUARDS, guarded
from underheaven.study.seeds import over_seeds

POLICY, SOCIETY, CITIZENS, SEEDS = "article-2019", "riverton", 12_000, 8
DAYS = dt.date(2020, 1, 1), dt.date(2021, 12, 31)
MEASURES = (
    "wait_fast", "wait_slow", "in_error", "chill_critical", "denied", "entry_rate_plain", "entry_rate_hard",
    "provoked", "holders.hospital_fast_lane",
)  # fmt: skip
"""Of the last year, everybody; a world that has no such measure leaves it out."""


@dataclass(frozen=True)
class Told:
    """What is kept of a world that was lived."""

    measures: dict[str, float]
    under: np.ndarray[Any, Any]
    """Whether each citizen is under a consequence as the last step ends, bool [N]."""


def policies() -> dict[str, Policy]:
    """The policies by the names that the story has for their worlds; the first is as it is shipped."""
    policy = load_policy(POLICY)
    lanes = {
        f"lane {points}": _changed(privileges={"hospital_fast_lane": {"above": points}}) for points in LANES
    }
    return {
        "as described": policy,
        "without ties": _changed(association={"alpha": 0}),
        **lanes,
        "appeal": guarded(policy, ["appeal"]),
        "review": guarded(policy, ["review"]),
        "both": guarded(policy, ["appeal", "review"]),
        "all": guarded(policy, SAFEGUARDS),
        "rights-respecting": load_policy("rights-respecting"),
    }


def told(policy: Policy, seed: int) -> Told:
    """Live a policy's world and keep what the story says of it."""
    lived = live(World(policy, load_society(SOCIETY), seed, *DAYS, CITIZENS), 1)
    measures = lived.measures.last_year or lived.measures
    known = {name: measures.everyone(name) for name in MEASURES}
    return Told({name: value for name, value in known.items() if value is not None}, _under(lived))


def found(seeds: int = SEEDS) -> dict[str, Any]:
    """Live all worlds, and say what came out of each seed, its mean and its 95 % interval."""
    worlds = {
        name: [told(policy, seed) for seed in range(1, seeds + 1)] for name, policy in policies().items()
    }
    values = {
        name: {key: _estimate([each.measures[key] for each in some]) for key in some[0].measures}
        for name, some in worlds.items()
    }
    return {"values": values, "ties": _ties(worlds["as described"], worlds["without ties"])}


def _ties(with_ties: list[Told], without: list[Told]) -> dict[str, Any]:
    """How many are under a consequence at the end, with ties and without, and who changes."""
    pairs = list(zip(with_ties, without, strict=True))
    return {
        "with": _estimate([float(one.under.sum()) for one, _ in pairs]),
        "without": _estimate([float(other.under.sum()) for _, other in pairs]),
        "only with": _estimate([float((one.under & ~other.under).sum()) for one, other in pairs]),
        "only without": _estimate([float((other.under & ~one.under).sum()) for one, other in pairs]),
    }


def _under(lived: Lived) -> np.ndarray[Any, Any]:
    """Below the highest threshold of a consequence that is the same for everybody."""
    thresholds = [
        below
        for each in lived.world.policy.consequences.values()
        if (below := each.below.on(lived.world.end)) is not None
    ]
    return lived.shown < float(max(thresholds)) * 16


def _changed(**changes: Any) -> Policy:
    return policy_from_text(json.dumps({"reform_of": POLICY, **changes}), "story.yaml")[0]


def _estimate(seeds: list[float]) -> dict[str, Any]:
    estimate = over_seeds(seeds)
    return {"mean": estimate.mean, "low": estimate.low, "high": estimate.high, "seeds": seeds}


def printed() -> str:
    """What the file says, a line a number."""
    kept = json.loads(FOUND.read_text(encoding="utf-8"))
    world = kept["world"]
    lines = [
        f"Made {kept['made']}: {world['society']}, {world['citizens']:,} citizens, {world['seeds']} seeds."
    ]
    for name, values in {**kept["values"], "ties, people": kept["ties"]}.items():
        for key, each in values.items():
            lines.append(f"{name:19}{key:27}{each['mean']:12.5g}  {each['low']:.5g} to {each['high']:.5g}")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Live, or print."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.story_figures", description=__doc__.splitlines()[0]
    )
    parser.add_argument("--print", action="store_true", help="print what the file says")
    if not parser.parse_args().print:
        world = {
            "policy": POLICY, "society": SOCIETY, "citizens": CITIZENS, "seeds": SEEDS,
            "from": DAYS[0].isoformat(), "to": DAYS[1].isoformat(),
        }  # fmt: skip
        made = dt.datetime.now(dt.UTC).date().isoformat()
        kept = {"inputs": inputs(), "made": made, "world": world, **found()}
        FOUND.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(printed())
    return 0


if __name__ == "__main__":
    sys.exit(main())
