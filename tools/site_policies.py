"""Lives every shipped policy as the site does, in node, and on the processor: riverton, 20,000, one year.

    python tools/site_policies.py

Writes docs/site.json: for each policy the digest, which must be the same in both, the day, and hashes of what
it follows from. Started again, it goes on where it stopped; what has another hash now is lived anew.
`tests/tools/test_site_policies.py` holds the file against the processor.
"""

from __future__ import annotations

import datetime as dt
import gzip
import hashlib
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tools.pages.proofs import inputs
from tools.wasm_policies import CITIZENS, digest, policies, world_of
from underheaven.documents.problems import InputError, refuse
from underheaven.engine.cpu import Engine
from underheaven.engine.wasm.build import kernel_file
from underheaven.engine.world import World
from underheaven.observatory.building import PAGES
from underheaven.observatory.carried import carried
from underheaven.observatory.telling import doors_of, told_of_world

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "docs" / "site.json"
DRIVER = Path(__file__).with_name("site_world.mjs")


def driven_by() -> str:
    """A hash of the modules by which a page lives a world."""
    found = hashlib.sha256()
    for name in ("carried.js", "considered.js", "frames.js", "memory.js", "seeds.js", "world.js"):
        found.update((PAGES / "scripts" / name).read_bytes())
    return found.hexdigest()


def node() -> str:
    """The path of node; `InputError` where it is missing."""
    found = shutil.which("node")
    if found is None:
        raise refuse(
            "worlds of the site cannot be lived",
            "the program node is not on the PATH",
            "install the package nodejs (Debian, Ubuntu: apt-get install nodejs)",
        )
    return found


def lived_in_node(data: Path, society: str, file: str, citizens: int, seed: int) -> dict[str, Any]:
    """What `site_world.mjs` says of a world; `data` is the site's folder of this version of the model."""
    words = [node(), str(DRIVER), str(data), society, file, str(citizens), str(seed)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    if done.returncode:
        raise RuntimeError(f"node could not live {file}:\n{done.stderr}")
    return dict(json.loads(done.stdout))


def in_node(world: World) -> dict[str, Any]:
    """A world carried to a file, and lived from it."""
    with tempfile.TemporaryDirectory() as place:
        data = Path(place)
        (data / "kernel.wasm.gz").write_bytes(gzip.compress(kernel_file(), 1))
        (data / "one").mkdir()
        said = told_of_world(world, doors_of([world.policy.policy]))
        (data / "one" / "world.gz").write_bytes(carried(world, [world.citizens], said))
        return lived_in_node(data, "one", "world", world.citizens, world.seed)


def kept() -> dict[str, dict[str, str]]:
    """What the file says of each policy."""
    return dict(json.loads(KEPT.read_text(encoding="utf-8"))) if KEPT.exists() else {}


def main() -> int:
    """Lives what the file does not have as it is now; 1 where a digest differs, 2 where a tool is missing."""
    try:
        node()
        kernel = hashlib.sha256(kernel_file()).hexdigest()
    except InputError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    wrong, now = [], {"inputs": inputs(), "kernel": kernel, "modules": driven_by()}
    known = {name: of for name, of in kept().items() if name in policies()}
    for name in policies():
        if now.items() <= known.get(name, {}).items():
            continue
        there, here = in_node(world_of(name))["digest"], digest(Engine(world_of(name)))
        if there != here:
            wrong.append(name)
            known.pop(name, None)
            sys.stdout.write(f"{name}: the site {there}, the processor {here}\n")
            continue
        known[name] = {"digest": there, "made": dt.datetime.now(tz=dt.UTC).date().isoformat(), **now}
        KEPT.write_text(json.dumps(known, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(known)} of {len(policies())} policies have equal digests, {CITIZENS:,} people\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
