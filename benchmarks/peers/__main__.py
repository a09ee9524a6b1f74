"""Make the environments, let all peers live the workload in turn, and print what came out.

    python -m benchmarks.peers [NAME...] [--citizens N] [--weeks T] [--timed T] [--turns N] [--few N]
        [--environments FOLDER] [--keep FOLDER] [--write FILE]
    python -m benchmarks.peers --print

`--print` prints what the dated file docs/peers.json holds, which `--write docs/peers.json` makes. Ends with
1 where a peer has not lived what the engine has, and with 2 where one cannot be run.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import underheaven
from benchmarks.peers.environments import PLACE, NoEnvironmentError, version_of
from benchmarks.peers.known import BY_NAME, OURS, PEERS, ROOT, Peer
from benchmarks.peers.running import PeerError, Setting, measured
from benchmarks.peers.telling import told
from underheaven.documents.problems import InputError
from underheaven.study.bench.measuring import processor, processors

KEPT = ROOT / "docs" / "peers.json"
MEANT = {
    "citizens": "citizens in every turn",
    "weeks": "weeks after which a peer is held against the engine",
    "timed": "weeks of a turn",
    "turns": "turns",
    "few": "citizens where each is an object",
}
"""What each number of `Setting` is."""


def document(setting: Setting, peers: Sequence[Peer], found: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """What is kept: the day, the machine, the setting, and all that was measured."""
    return {
        "file": "underheaven peers", "version": underheaven.__version__,
        "measured": dt.datetime.now(dt.UTC).date().isoformat(), "processor": processor(),
        "processors": processors(), "load": os.getloadavg()[1],
        "python": ".".join(map(str, sys.version_info[:3])),
        "setting": asdict(setting), "versions": {each.name: version_of(each) for each in peers if each.lock},
        "peers": found,
    }  # fmt: skip


def _tell(text: str) -> None:
    sys.stderr.write(f"{text} …\n")
    sys.stderr.flush()


def main(words: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME")
    for name, usual in asdict(Setting()).items():
        parser.add_argument(f"--{name}", type=lambda text: int(float(text)), default=usual, help=MEANT[name])
    parser.add_argument("--environments", type=Path, default=PLACE, help="where they are kept: out/peers")
    parser.add_argument(
        "--keep", type=Path, help="a folder of its own, from which it goes on when it was stopped"
    )
    parser.add_argument("--write", type=Path, help="a file for what was measured")
    parser.add_argument(
        "--print", action="store_true", dest="printed", help="print what docs/peers.json holds"
    )
    parser.add_argument("--json", action="store_true", dest="as_json", help="print all of it as JSON")
    given = parser.parse_args(words)
    if given.printed:
        sys.stdout.write("\n".join(told(json.loads(KEPT.read_text(encoding="utf-8")))) + "\n")
        return 0
    for name in set(given.names) - set(BY_NAME):
        parser.error(f"there is no peer {name}: the peers are {', '.join(BY_NAME)}")
    setting = Setting(given.citizens, given.weeks, given.timed, given.turns, given.few)
    wanted = {OURS.name, *given.names} if given.names else set(BY_NAME)
    peers = [peer for peer in PEERS if peer.name in wanted]
    try:
        with tempfile.TemporaryDirectory(prefix="underheaven-peers-") as own:
            folder = Path(own) if given.keep is None else given.keep
            folder.mkdir(parents=True, exist_ok=True)
            found = measured(setting, peers, given.environments, folder, _tell)
    except (PeerError, NoEnvironmentError, InputError) as error:
        sys.stderr.write(f"{error}\n")
        return 2
    kept = document(setting, peers, found)
    sys.stdout.write(json.dumps(kept) + "\n" if given.as_json else "\n".join(told(kept)) + "\n")
    if given.write is not None:
        given.write.write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return 0 if all(row.get("equal", True) for row in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
