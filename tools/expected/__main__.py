"""Tables of what each shipped policy should give, from runs, and how many disturbed worlds they tell.

    nice python -m tools.expected FOLDER [--policies NAME...] [--processes 2]
    python -m tools.expected --print [POLICY]

For each policy its world is lived under a hundred seeds, from which come the intervals of its table
(`underheaven/policy/catalogue/expected/NAME.json`); under a hundred others, which are held against them; and
with each mechanism off or one of twenty numbers halved. FOLDER keeps what was counted; called again after
being stopped, the command goes on. docs/expected.json has what came of it, the day and a hash of what it
follows from.
"""

from __future__ import annotations

import argparse
import fcntl
import json
import multiprocessing
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from tools.expected.making import made
from tools.expected.told import printed, quotients
from underheaven.policy.expected import Intervals, intervals_path, load_expected, load_intervals
from underheaven.policy.loading import policy_names

KEPT = Path(__file__).resolve().parents[2] / "docs" / "expected.json"


def make(folder: Path, name: str) -> str:
    """Make one policy's intervals, and write them and its entry; its name."""
    intervals, entry = made(folder, name)
    intervals_path(name).write_text(written(intervals), encoding="utf-8")
    with _alone(folder):
        known: dict[str, Any] = json.loads(KEPT.read_text(encoding="utf-8")) if KEPT.exists() else {}
        known[name] = entry
        kept = {each: known[each] for each in policy_names() if each in known}
        KEPT.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return name


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """While two processes write to one file, one of them waits."""
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def written(intervals: Intervals) -> str:
    """The file of intervals: a quotient or a column a line, so that a change of one is seen as one."""
    data = intervals.as_data()
    out = [f' "missed": {json.dumps(data["missed"])}', f' "places": {json.dumps(data["places"])}']
    for part in ("rows", "columns"):
        lines = [f"  {json.dumps(key)}: {json.dumps(each)}" for key, each in data[part].items()]
        out.append(f' "{part}": {{\n' + ",\n".join(lines) + "\n }")
    return "{\n" + ",\n".join(out) + "\n}\n"


def main() -> int:
    """Make tables, or print."""
    parser = argparse.ArgumentParser(prog="python -m tools.expected", description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--policies", nargs="+", choices=policy_names(), default=policy_names())
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument(
        "--print", nargs="?", const="", choices=["", *policy_names()], dest="prints",
        help="print what the file says, or the quotients of a policy",
    )  # fmt: skip
    asked = parser.parse_args()
    if asked.folder is not None and asked.prints is None:
        asked.folder.mkdir(parents=True, exist_ok=True)
        with multiprocessing.get_context("spawn").Pool(asked.processes) as pool:
            for name in pool.imap_unordered(partial(make, asked.folder), asked.policies):
                sys.stderr.write(f"{name}\n")
    if asked.prints:
        sys.stdout.write(quotients(load_expected(asked.prints), load_intervals(asked.prints)))
    else:
        sys.stdout.write(printed(json.loads(KEPT.read_text(encoding="utf-8"))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
