"""Which numbers matter most: each is put to both ends of its range, alone, and what it moves is written down.

    nice python -m tools.mattering FOLDER [--seeds 1]
    python -m tools.mattering --print

The world is that of the article on `riverton`, 2,000 citizens in 2020. Moved is every number of the policy
and of the shared parts that states where it may lie; those that cannot be moved alone, since shares must
add up or thresholds keep their order, are counted and left out. Read are harms alone: keys of a policy are
read against nothing else (docs/sweeps.md). FOLDER keeps what was lived; called again after being stopped,
the command goes on. At the end docs/mattering.json has the twenty, the day and a hash of all that results
follow from (`tools/pages/proofs.py`).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
import textwrap
import time
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

from tools.pages.proofs import inputs
from underheaven.documents.evidence import KINDS, Number, numbers
from underheaven.documents.problems import InputError
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society
from underheaven.study.harms import HARMS as UNITS
from underheaven.study.sweeping.checking import world_at
from underheaven.study.sweeping.keys import Key, key_of, paths
from underheaven.study.sweeping.living import Lived
from underheaven.study.sweeping.outcomes import outcomes_of

KEPT = Path(__file__).resolve().parents[1] / "docs" / "mattering.json"
POLICY, SOCIETY, CITIZENS = "article-2019", "riverton", 2_000
FIRST, LAST = dt.date(2020, 1, 1), dt.date(2020, 12, 31)
HARMS = ("sanctioned", "sanctioned in error", "denied", "speech held back")
MOST, WIDTH = 20, 78


def world() -> World:
    """The world in which numbers are moved."""
    return World(load_policy(POLICY), load_society(SOCIETY), 1, FIRST, LAST, CITIZENS)


def movable(base: World) -> Iterator[tuple[Key, Number]]:
    """Keys with a range that is theirs, and what is known of each; what is invented is nobody's to know."""
    known = paths(base)
    for name, document in (("policy", base.policy), ("society", base.society)):
        for entry in numbers(document):
            if entry.span is None or entry.span[0] == entry.span[1] or entry.origin == "invented":
                continue
            path = ".".join([name, *(_counted_from_0(word) for word in entry.path.split("."))])
            inner = [each for each in known if each.startswith(f"{path}.")]
            for one in [path] if path in known else inner:
                if (key := key_of(base, one)).stated is not None:
                    yield key, entry
                    if one == path:
                        break


def _counted_from_0(word: str) -> str:
    return str(int(word) - 1) if word.isdigit() else word


def ends(base: World, key: Key) -> list[Decimal]:
    """The ends of a key's range; none where a world cannot be lived at one of them, all else as it is."""
    assert key.stated is not None
    try:
        for end in key.stated:
            world_at(base, {key: end})
    except InputError:
        return []
    return list(key.stated)


def screened(folder: Path, seeds: int) -> dict[str, Any]:
    """Live what is not kept yet: for each key that moves alone, the harms at both ends of its range."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"lived-{inputs()[:12]}.json"
    kept: dict[str, Any] = json.loads(file.read_text()) if file.exists() else {}
    base = world()
    live = Lived(base, outcomes_of(base, [], HARMS))
    begin = time.process_time()
    if "base" not in kept:
        kept["base"] = [live({}, seed, lambda: None).values for seed in range(1, seeds + 1)]
    for key, entry in movable(base):
        if key.path in kept:
            continue
        found = ends(base, key)
        kept[key.path] = {
            "entry": entry.path,
            "ends": [
                [live({key: end}, seed, lambda: None).values for seed in range(1, seeds + 1)] for end in found
            ],
        }
        kept["seconds"] = kept.get("seconds", 0.0) + time.process_time() - begin
        begin = time.process_time()
        file.write_text(json.dumps(kept))
    return kept


def mattering(kept: dict[str, Any]) -> dict[str, Any]:
    """The twenty that move a harm most, against its value as the numbers are; means over the seeds."""
    base = world()
    known = {f"policy.{each.path}": each for each in numbers(base.policy)}
    known |= {f"society.{each.path}": each for each in numbers(base.society)}
    usual = _means(kept["base"])
    rows, alone = list[dict[str, Any]](), 0
    for path, of in kept.items():
        if path in ("base", "seconds"):
            continue
        if not of["ends"]:
            alone += 1
            continue
        low, high = (_means(runs) for runs in of["ends"])
        moved = {harm: (high[harm] - low[harm]) / usual[harm] for harm in HARMS if usual[harm]}
        most = max(moved, key=lambda harm: abs(moved[harm]))
        entry = known[f"{path.partition('.')[0]}.{of['entry']}"]
        rows.append(
            {"key": path, "value": entry.text, "unit": entry.unit, "range": entry.range, "letter": entry.kind,
             "origin": " ".join(entry.origin.split()), "harm": most, "low": low[most], "high": high[most],
             "moved": moved[most]}
        )  # fmt: skip
    rows.sort(key=lambda row: -abs(row["moved"]))
    return {
        "inputs": inputs(), "made": dt.datetime.now(dt.UTC).date().isoformat(), "seeds": len(kept["base"]),
        "moved": len(rows), "not alone": alone, "seconds": round(kept["seconds"]), "usual": usual,
        "rows": rows[:MOST],
    }  # fmt: skip


def _means(runs: list[dict[str, float | None]]) -> dict[str, float]:
    return {harm: sum(run[harm] or 0.0 for run in runs) / len(runs) for harm in HARMS}


def brief(value: float) -> str:
    """Three digits of a number, or all whole ones."""
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def printed() -> str:
    """The file in words: for each number what it moves, and what is known of it."""
    of = json.loads(KEPT.read_text(encoding="utf-8"))
    where = f"{POLICY} on {SOCIETY}, {CITIZENS:,} citizens in {FIRST.year}"
    usual = "; ".join(f"{harm} {brief(each)}, {UNITS[harm].unit}" for harm, each in of["usual"].items())
    lines = [
        f"Made {of['made']}, of {where}; seeds: {of['seeds']}.",
        f"{of['moved']} numbers were put to both ends of their ranges, one at a time.",
        f"Another {of['not alone']} cannot move alone.",
        f"As the numbers are: {usual}.",
    ]
    text = [textwrap.fill(line, WIDTH) for line in lines]
    for place, row in enumerate(of["rows"], 1):
        value = f"{row['value']} {row['unit']}, {row['range']}"
        moves = f"{row['harm']} from {brief(row['low'])} to {brief(row['high'])}"
        about = f"{KINDS[row['letter']]}: {row['origin']}"
        text.append(f"\n{place}. {row['key']}")
        text += [
            textwrap.fill(line, WIDTH, initial_indent="   ", subsequent_indent="   ")
            for line in (value, moves, about)
        ]
    return "\n".join(text) + "\n"


def main() -> int:
    """Screen, or print."""
    parser = argparse.ArgumentParser(prog="python -m tools.mattering", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--seeds", type=int, default=1)
    parser.add_argument("--print", action="store_true", dest="prints", help="print what the file says")
    asked = parser.parse_args()
    if not asked.prints and asked.folder is not None:
        found = mattering(screened(asked.folder, asked.seeds))
        KEPT.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    sys.stdout.write(printed())
    return 0


if __name__ == "__main__":
    sys.exit(main())
