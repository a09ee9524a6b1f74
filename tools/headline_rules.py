"""Which rules each shipped policy's headline rests on: worlds with a rule and without it, in pairs.

    nice python -m tools.headline_rules FOLDER
    python -m tools.headline_rules --print

The worlds are of `riverton`, 12,000 citizens in the first two whole years in which all of the policy is in
force, over eight seeds; under one seed they share their people and every draw. Each rule is left out alone.
Then the rules that matter most are left out together, one more at a time, until less than half of the
headline is left, or three are out. FOLDER keeps what was lived; called again after being stopped, the command
goes on. At the end underheaven/study/headline_rules.json has what summaries and reports say, the day, and a
hash of all that results follow from (`tools/pages/proofs.py`).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from dataclasses import asdict, replace
from pathlib import Path
from statistics import fmean
from typing import Any

from tools.pages.proofs import inputs
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy, policy_from_text, policy_names
from underheaven.policy.schema import Policy
from underheaven.report.words import in_unit
from underheaven.society.loading import load_society
from underheaven.study.headline_rules import KEPT, UNDER, HeadlineRules, fingerprint, measure_of
from underheaven.study.lived import live
from underheaven.study.seeds import paired

SOCIETY, CITIZENS, SEEDS = "riverton", 12_000, 8
MOST, ENOUGH = 3, 0.5
"""Rules that are left out together at most, and the part of the headline that must go for it to be enough."""
UNITS = {UNDER: "share", "gain": "yuan"}


class Living:
    """Lives worlds, and keeps the headline of each."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._file = folder / f"lived-{inputs()[:12]}.json"
        self._kept: dict[str, float | None] = (
            json.loads(self._file.read_text()) if self._file.exists() else {}
        )

    def headlines(self, policy: Policy, kinds: tuple[str, ...]) -> list[float | None]:
        """The headline without the rules on some kinds of act, of each seed from 1 on."""
        return [self._headline(policy, kinds, seed) for seed in range(1, SEEDS + 1)]

    def _headline(self, policy: Policy, kinds: tuple[str, ...], seed: int) -> float | None:
        key = f"{policy.policy} {' '.join(sorted(kinds))} {seed}"
        if key not in self._kept:
            measure = measure_of(policy)
            assert measure is not None, "asked only of policies that have a headline"
            measures = live(without(world(policy, seed), kinds), 1, lives=False).measures
            self._kept[key] = (measures.last_year or measures).everyone(measure)
            self._file.write_text(json.dumps(self._kept))
            sys.stderr.write(f"{key}: {self._kept[key]}\n")
        return self._kept[key]


def world(policy: Policy, seed: int) -> World:
    """The world in which rules are left out."""
    since = max(wave.since for wave in policy.rollout.values())
    first = since.year + (since > dt.date(since.year, 1, 1))
    days = dt.date(first, 1, 1), dt.date(first + 1, 12, 31)
    return World(policy, load_society(SOCIETY), seed, *days, CITIZENS)


def without(of: World, kinds: tuple[str, ...]) -> World:
    """The same world without the rules on some kinds of act."""
    if not kinds:
        return of
    reform = {"reform_of": of.policy.policy, "rules": dict.fromkeys(kinds)}
    return replace(of, policy=policy_from_text(json.dumps(reform), "without.yaml")[0])


def found(policy: Policy, living: Living) -> HeadlineRules:
    """The rules that make most of a policy's headline, and what they add to it."""
    whole = living.headlines(policy, ())
    alone = {kind: paired(living.headlines(policy, (kind,)), whole).mean or 0.0 for kind in policy.rules}
    order = sorted((kind for kind in alone if alone[kind] > 0), key=lambda kind: -alone[kind])
    for many in range(1, MOST + 1):
        kinds = tuple(order[:many])
        left = living.headlines(policy, kinds)
        if _mean(left) <= ENOUGH * _mean(whole):
            break
    estimate, of = paired(left, whole), world(policy, 1)
    if estimate.low is None or estimate.low <= 0:
        # Chance may have brought what little there is.
        kinds = ()
    return HeadlineRules(
        measure_of(policy) or "", kinds, _mean(whole), _mean(left), estimate.low or 0.0, estimate.high or 0.0,
        SOCIETY, (of.start.year, of.end.year), SEEDS,
    )  # fmt: skip


def _mean(values: list[float | None]) -> float:
    return fmean(value or 0.0 for value in values)


def printed() -> str:
    """What the file says, a paragraph a policy."""
    kept = json.loads(KEPT.read_text(encoding="utf-8"))
    lines = [f"Made {kept['made']}: {SOCIETY}, {CITIZENS:,} citizens, {SEEDS} seeds."]
    for name, each in kept["policies"].items():
        of = HeadlineRules.of_dict(each["found"])
        one, other = (in_unit(value, UNITS[of.measure]) for value in (of.with_them, of.without))
        rest = f"   without {', '.join(of.kinds)}: {other}" if of.kinds else "   not told from chance"
        lines.append(f"{name:22}{of.measure:6} {one:>9}{rest}")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Live, or print."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.headline_rules", description=__doc__.splitlines()[0]
    )
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--print", action="store_true", help="print what the file says")
    asked = parser.parse_args()
    if asked.folder is not None:
        living = Living(asked.folder)
        policies = [policy for policy in map(load_policy, policy_names()) if measure_of(policy) is not None]
        made = {p.policy: {"policy": fingerprint(p), "found": asdict(found(p, living))} for p in policies}
        kept: dict[str, Any] = {
            "inputs": inputs(), "made": dt.datetime.now(dt.UTC).date().isoformat(), "policies": made,
        }  # fmt: skip
        KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(printed())
    return 0


if __name__ == "__main__":
    sys.exit(main())
