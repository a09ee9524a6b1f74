"""All peers in turn: equality over a whole year, then times and memory over a few weeks, interleaved.

Every run is a process of its own on one processor, in the peer's environment. Who goes first changes with
every turn.
"""

from __future__ import annotations

import hashlib
import json
import os
import statistics
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.peers.environments import interpreter
from benchmarks.peers.judging import differences, pooled
from benchmarks.peers.known import FOLDER, OURS, Peer
from benchmarks.peers.lines import code_lines
from benchmarks.peers.models.tables import Tables, write
from benchmarks.peers.workload import exported
from underheaven.study.bench.pairs import NANO, quartiles

SMALL, SHORT = 8192, 4
"""Citizens and weeks of the worlds in which threads and pairing are tried."""
DAYS = 7
Tell = Callable[[str], None]


class PeerError(Exception):
    """A peer ended with an error; the text says which, and its last words."""


@dataclass(frozen=True)
class Setting:
    """How much is lived, how often."""

    citizens: int = 1_000_000
    weeks: int = 52
    timed: int = 6
    """Weeks of each turn that is timed."""
    turns: int = 3
    few: int = 20_000
    """Citizens that are lived by peers that make an object of each, whatever the others live."""


class Running:
    """One run of the comparison; `tell` is told each step in words."""

    def __init__(
        self, setting: Setting, peers: Sequence[Peer], environments: Path, folder: Path, tell: Tell
    ) -> None:
        self.setting, self.peers, self.folder, self.tell = setting, tuple(peers), folder, tell
        tell("tables are exported")
        s = setting
        self.many = self._tables("many", exported("", s.citizens, s.weeks))
        self.few = self._tables("few", exported("", min(s.few, s.citizens), s.weeks))
        self.small = {v: exported(v, SMALL, SHORT) for v in ("", "alone", "busier")}
        self.of_small = {v: self._tables(f"small-{v}", tables) for v, tables in self.small.items()}
        self.pythons: dict[str, Path] = {}
        for peer in peers:
            tell(f"{peer.title}: its environment")
            self.pythons[peer.name] = interpreter(peer, environments)

    def _tables(self, name: str, tables: Tables) -> Path:
        path = self.folder / f"{name}.npz"
        write(path, tables)
        return path

    def lived(self, peer: Peer, tables: Path, *words: str) -> dict[str, Any]:
        """What a peer prints that lives these tables; PeerError where it fails.

        It is kept in the folder, so that a comparison that was stopped goes on where it was.
        """
        asked = hashlib.sha256(" ".join((repr(self.setting), tables.name, *words)).encode()).hexdigest()[:16]
        kept = self.folder / f"{peer.name}-{asked}.json"
        if kept.is_file():
            old: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8"))
            return old
        command = [str(self.pythons[peer.name]), str(FOLDER / "living.py"), peer.name, str(tables), *words]
        environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
        done = subprocess.run(command, capture_output=True, text=True, check=False, env=environment)
        if done.returncode:
            last = done.stderr.strip().splitlines()[-1:] or ["it said nothing"]
            raise PeerError(f"{peer.title} ended with status {done.returncode}: {last[0]}")
        found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
        kept.write_text(json.dumps(found), encoding="utf-8")
        return found

    def whole_years(self) -> dict[str, dict[str, Any]]:
        """Of each peer the largest differences from the engine after the last week, and how it is judged."""
        weeks, runs = ["--weeks", str(self.setting.weeks)], []
        for seed in range(1, self.setting.turns + 1):
            self.tell(f"{OURS.title}: all weeks, seed {seed}")
            runs.append(self.lived(OURS, self.many, "--seed", str(seed), *weeks))
        ours, found = pooled(runs), {}
        for peer in self.peers:
            if peer in (OURS,) or peer.beside:
                continue
            self.tell(f"{peer.title}: all weeks")
            run = self.lived(peer, self.few if peer.agents else self.many, "--seed", "1", *weeks)
            all_of = differences(ours, run)
            found[peer.name] = {
                "citizens": run["citizens"],
                "equal": all(each.equal for each in all_of),
                "stated": all(
                    abs(each.found) <= each.stated for each in all_of if each.of.startswith("group")
                ),
                "worst": {
                    what: max(
                        (each for each in all_of if each.what == what), key=lambda d: abs(d.found)
                    )._asdict()
                    for what in ("score", "below")
                },
                "furthest": max(abs(each.found) / each.error for each in all_of),
            }
        return found

    def in_turn(self) -> dict[str, list[dict[str, Any]]]:
        """What each peer took in each turn."""
        found: dict[str, list[dict[str, Any]]] = {peer.name: [] for peer in self.peers}
        for turn in range(self.setting.turns):
            first = turn % len(self.peers)
            for peer in (*self.peers[first:], *self.peers[:first]):
                self.tell(f"{peer.title}: turn {turn + 1} of {self.setting.turns}")
                words = ("--weeks", str(self.setting.timed), "--seed", str(turn + 1))
                warm = () if peer.agents else ("--warm",)
                tables = self.few if peer.agents else self.many
                found[peer.name].append(self.lived(peer, tables, *words, *warm))
        return found

    def same_with_threads(self, peer: Peer) -> bool:
        """Whether two threads give the same scores to the bit as one."""
        digests = {
            self.lived(peer, self.of_small[""], "--weeks", str(SHORT), "--threads", str(threads))["digest"]
            for threads in (1, 2)
        }
        return len(digests) == 1

    def paired(self, peer: Peer) -> float:
        """Where some citizens become busier, the share of the others whose scores stay what they were, 0 to
        1.
        """
        scores = []
        for variant in ("alone", "busier"):
            path = self.folder / f"{peer.name}-{variant}.npy"
            self.lived(peer, self.of_small[variant], "--weeks", str(SHORT), "--scores", str(path))
            scores.append(np.load(path))
        rates = [self.small[v].rates[self.small[v].class_of].sum(axis=1) for v in ("alone", "busier")]
        others = np.isclose(*rates)
        return float((scores[0] == scores[1])[others].mean())


def measured(
    setting: Setting, peers: Sequence[Peer], environments: Path, folder: Path, tell: Tell
) -> dict[str, dict[str, Any]]:
    """All that is measured, by the name of the peer. PeerError where one fails."""
    running = Running(setting, peers, environments, folder, tell)
    found: dict[str, dict[str, Any]] = {peer.name: {"lines": code_lines(peer)} for peer in peers}
    for peer in peers:
        if not peer.beside:
            tell(f"{peer.title}: threads and pairing")
            found[peer.name] |= {"threads": running.same_with_threads(peer), "paired": running.paired(peer)}
    turns = running.in_turn()
    for name, equality in running.whole_years().items():
        found[name] |= equality
    ours = _by_day(turns[OURS.name], "processor")
    for name, runs in turns.items():
        times = _by_day(runs, "processor")
        low, middle, high = quartiles([time / mine for time, mine in zip(times, ours, strict=True)])
        found[name] |= {
            "timed": runs[0]["citizens"],
            "ns": statistics.median(times),
            "clock_ns": statistics.median(_by_day(runs, "clock")),
            "bytes": statistics.median(run["bytes"] / run["citizens"] for run in runs),
            "ratio": middle, "low": low, "high": high,
        }  # fmt: skip
    return found


def _by_day(runs: Sequence[dict[str, Any]], what: str) -> list[float]:
    """Nanoseconds a citizen-day of each run."""
    return [run[what] * NANO / (run["citizens"] * run["weeks"] * DAYS) for run in runs]
