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
import json
import multiprocessing
import sys
from functools import partial
from pathlib import Path

from tools.expected.told import printed, quotients
from tools.expected.writing import KEPT, make
from underheaven.policy.expected import load_expected, load_intervals
from underheaven.policy.loading import policy_names


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
