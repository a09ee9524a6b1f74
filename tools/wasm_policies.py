"""Lives every shipped policy in WebAssembly and on the processor: 20,000 people of riverton, one year.

    python tools/wasm_policies.py

Writes docs/wasm.json: for each policy the digest, which must be the same in both, the day, a hash of what the
digest follows from, and one of the WebAssembly file. Started again, it goes on where it stopped; what has
another hash now is lived anew. `tests/tools/test_wasm_policies.py` holds the file against the processor.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.pages.proofs import inputs
from underheaven.documents.problems import InputError
from underheaven.engine.cpu import Engine
from underheaven.engine.wasm.build import kernel_file
from underheaven.engine.wasm.engine import WasmEngine
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy
from underheaven.society.loading import load_society

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "docs" / "wasm.json"
SOCIETY, CITIZENS, SEED = "riverton", 20_000, 1
FIRST, LAST = dt.date(2020, 1, 1), dt.date(2020, 12, 31)


def policies() -> list[str]:
    """The names of the shipped policies."""
    return sorted(path.stem for path in (ROOT / "underheaven" / "policy" / "catalogue").glob("*.yaml"))


def world_of(policy: str) -> World:
    """A year under a policy."""
    return World(load_policy(policy), load_society(SOCIETY), SEED, FIRST, LAST, CITIZENS)


def digest(engine: Engine) -> str:
    """The digest of a whole run."""
    for _ in engine.records():
        pass
    engine.close()
    return engine.digests()["run"]


def kept() -> dict[str, dict[str, str]]:
    """What the file says of each policy."""
    return dict(json.loads(KEPT.read_text(encoding="utf-8"))) if KEPT.exists() else {}


def main() -> int:
    """Lives what the file does not have as it is now; 1 where a digest differs, 2 where a tool is missing."""
    try:
        kernel = hashlib.sha256(kernel_file()).hexdigest()
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    wrong, now = [], {"inputs": inputs(), "kernel": kernel}
    known = {name: of for name, of in kept().items() if name in policies()}
    for name in policies():
        if now.items() <= known.get(name, {}).items():
            continue
        there, here = digest(WasmEngine(world_of(name))), digest(Engine(world_of(name)))
        if there != here:
            wrong.append(name)
            known.pop(name, None)
            sys.stdout.write(f"{name}: WebAssembly {there}, the processor {here}\n")
            continue
        known[name] = {"digest": there, "made": dt.datetime.now(tz=dt.UTC).date().isoformat(), **now}
        KEPT.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(known)} of {len(policies())} policies have equal digests\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
