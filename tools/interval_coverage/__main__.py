"""How often 95 % intervals hold what they should: many synthesised peoples, every measure, every breakdown.

    nice python -m tools.interval_coverage FOLDER [--repeats 400]
    python -m tools.interval_coverage FOLDER --judge
    python -m tools.interval_coverage --print

Each repeat of a setting (underheaven/verify/repeats.py) is one seed. FOLDER keeps what was lived, and the
command goes on where it was stopped; two processes live. At the end docs/coverage.json has how often each
cell's intervals held, the day and a hash of all that it follows from, and underheaven/verify/repeats.json a
mark of each repeat, some of which `underheaven verify repeats` lives again. `--judge` writes both of as many
repeats as FOLDER has.
"""

from __future__ import annotations

import argparse
import ast
import datetime as dt
import hashlib
import json
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from tools.interval_coverage.judging import judge
from tools.interval_coverage.living import ends, live_all, repeats_in, truths
from tools.interval_coverage.page import printed
from tools.pages.proofs import inputs
from underheaven.measure.as_data import measures_as_data
from underheaven.verify.repeats import FIRST_SEED, ROWS, SETTINGS, cells, cells_of, mark
from underheaven.verify.shipped import measures_of

ROOT = Path(__file__).resolve().parents[2]
KEPT = ROOT / "docs" / "coverage.json"
REPEATS = 400
METHOD = ("few", "interval", "pool", "replicates", "weights")
"""Files of underheaven/measure by which an interval is made."""


def follows_from() -> str:
    """A hash of what the table follows from: the model, policies, societies, the measures and the method."""
    digest = hashlib.sha256(inputs().encode())
    for name in METHOD:
        digest.update(_said((ROOT / "underheaven" / "measure" / f"{name}.py").read_text("utf-8")).encode())
    for setting in SETTINGS.values():
        said = measures_as_data(setting.world(FIRST_SEED))["measures"]
        made = [[each["name"], each["expression"], each["interval"]] for each in said]
        digest.update(json.dumps([repr(setting), made]).encode())
    return digest.hexdigest()


def _said(source: str) -> str:
    """What a file of Python does: its syntax tree without what it says of itself."""
    tree = ast.parse(source)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [each for each in body if not _is_text(each)]  # type: ignore[attr-defined]
    return ast.dump(tree)


def _is_text(node: ast.AST) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def judged(folder: Path, repeats: int) -> dict[str, Any]:
    """What docs/coverage.json says of so many repeats."""
    settings = {}
    for name, setting in SETTINGS.items():
        found = ends(folder, name, repeats)
        rows = judge(cells(name), found, truths(folder, name, found[..., 0]))
        there = {row.cell for row in rows}
        world = setting.world(FIRST_SEED)
        reasons = Counter(
            value.reason or ""
            for cell, value in cells_of(measures_of(world))
            if cell not in there and cell.by != "wave"
        )
        settings[name] = {
            "about": f"{setting.citizens:,} citizens of {', '.join(setting.regions())} in communities of "
            f"{setting.community_size:,}, from {world.start} to {world.end}",
            "without": dict(reasons.most_common()),
            "cells": [row.to_list() for row in rows],
        }
    made = dt.datetime.now(dt.UTC).date().isoformat()
    return {"inputs": follows_from(), "made": made, "repeats": repeats, "settings": settings}


def write(folder: Path, repeats: int) -> None:
    """Write both files."""
    table = judged(folder, repeats)
    marks = {name: [mark(each) for each in ends(folder, name, repeats)] for name in SETTINGS}
    ROWS.write_text(json.dumps({"made": table["made"], "marks": marks}) + "\n", encoding="utf-8")
    text = json.dumps(table, indent=None, separators=(",", ":"), allow_nan=False)
    # A cell a line: a change of one is seen as one.
    KEPT.write_text(text.replace('["', '\n["') + "\n", encoding="utf-8")


def main() -> int:
    """Live, judge, or print."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.interval_coverage", description=__doc__.splitlines()[0]
    )
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--repeats", type=int, default=REPEATS)
    parser.add_argument("--judge", action="store_true", help="judge what the folder has, and live nothing")
    parser.add_argument("--print", action="store_true", dest="prints", help="print what the file says")
    asked = parser.parse_args()
    if asked.folder is not None and not asked.prints:
        if not asked.judge:
            live_all(asked.folder, asked.repeats)
        many = repeats_in(asked.folder, asked.repeats)
        if many < 2:
            parser.error(f"{asked.folder} has {many} whole repeats of each setting: two are the fewest")
        write(asked.folder, many)
    sys.stdout.write(printed(json.loads(KEPT.read_text(encoding="utf-8"))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
