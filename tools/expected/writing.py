"""Files of what is made: the intervals of each policy, and docs/expected.json."""

from __future__ import annotations

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tools.expected.making import made
from underheaven.policy.expected import Intervals, intervals_path
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
