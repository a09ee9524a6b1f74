"""The numbers of the page of safeguards: what `underheaven ablate` lives, kept set by set.

    nice python -m tools.safeguard_figures FOLDER
    python -m tools.safeguard_figures --print

The worlds are those of docs/safeguards.md: `riverton`, 8,000 citizens in 2020 and 2021, five seeds, under
`article-2019` with none of the safeguards, each, each pair, all, and all but one. FOLDER keeps what was
lived, as `--out` of the command does; called again after being stopped, it goes on. At the end
underheaven/observatory/safeguards/found.json has what was found, the day, and a hash of all that results
follow from (`tools/pages/proofs.py`).
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import sys
from collections.abc import Iterable
from pathlib import Path

from tools.pages.proofs import inputs
from underheaven.engine.world import World
from underheaven.observatory.safeguards.found import FOUND, kept, weighed, written
from underheaven.policy.loading import load_policy
from underheaven.report.guarded import part
from underheaven.society.loading import load_society
from underheaven.study.ablate import ablate
from underheaven.study.harms import HARMS
from underheaven.study.pool import Here
from underheaven.study.weighing import kept_in

POLICY, SOCIETY, CITIZENS, SEEDS = "article-2019", "riverton", 8_000, 5
DAYS = dt.date(2020, 1, 1), dt.date(2021, 12, 31)


def world(citizens: int = CITIZENS, end: dt.date = DAYS[1]) -> World:
    """The world whose policy is weighed, with its first seed."""
    return World(load_policy(POLICY), load_society(SOCIETY), 1, DAYS[0], end, citizens)


def make(
    folder: Path, of: World, seeds: int, file: Path, safeguards: Iterable[str] | None = None, threads: int = 1
) -> None:
    """Live what is not in the folder yet, and write the file; None is all safeguards."""
    with kept_in(folder) as known:
        found = ablate(of, seeds, safeguards, pool=Here(threads), known=known, on_run=_say)
    made = dt.datetime.now(dt.UTC).date().isoformat()
    said = {"inputs": inputs(), "made": made, **written(found)}
    file.write_text(json.dumps(said, separators=(",", ":")) + "\n", encoding="utf-8")


def _say(done: int, of: int) -> None:
    sys.stderr.write(f"\r{done} of {of} worlds")


def printed(file: Path = FOUND) -> str:
    """What the file says, a line for each safeguard: the part of each harm, in %, that it avoids alone."""
    said = kept(file)
    found = weighed(said)
    of = found.world
    lines = [
        f"Made {said['made']}: {of.society.society}, {of.citizens:,} citizens, {len(found.seeds)} seeds.",
        f"{'Harm avoided, %':20}" + "".join(f"{each.short:>12}" for each in HARMS.values()),
    ]
    effects = {name: [found.alone(harm, name) for harm in HARMS] for name in found.safeguards}
    effects["all together"] = [found.together(harm) for harm in HARMS]
    for name, several in effects.items():
        parts = (part(found, harm, each) for harm, each in zip(HARMS, several, strict=True))
        lines.append(f"{name:20}" + "".join(f"{each:>12}" for each in parts))
    return "\n".join(lines) + "\n"


def main() -> int:
    """Live, or print."""
    parser = argparse.ArgumentParser(
        prog="python -m tools.safeguard_figures", description=__doc__.splitlines()[0]
    )
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--threads", type=int, default=1, help="worlds that are lived beside each other")
    parser.add_argument("--print", action="store_true", help="print what the file says")
    asked = parser.parse_args()
    if asked.folder is not None:
        make(asked.folder, world(), SEEDS, FOUND, threads=asked.threads)
    sys.stdout.write(printed())
    return 0


if __name__ == "__main__":
    sys.exit(main())
