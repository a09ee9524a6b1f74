"""Lives every mutant that `check` accepts: two weeks, 400 citizens, in both engines.

    python tools/mutants.py --out mutants.jsonl

The file has a head with the day and a hash of what the mutants are made from, then a line for each mutant:
refused, or lived and what was wrong with it. Started again with the same file, it goes on where it stopped.
`tests/test_mutants.py` checks all of them and lives a sample.
"""

from __future__ import annotations

import argparse
import datetime as dt
import hashlib
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import numpy as np

from tools.mutating import VALUES, WHOLE, Mutant, mutants, whole
from underheaven.documents.problems import InputError
from underheaven.engine.cpu import simulate
from underheaven.engine.reference import simulate as simulate_slowly
from underheaven.engine.world import World
from underheaven.measure.frame import Frame
from underheaven.measure.run import measure_records
from underheaven.policy.fitness import check_fit
from underheaven.policy.loading import load_policy, policy_from_text
from underheaven.policy.schema import Policy
from underheaven.society.loading import load_society, society_from_text
from underheaven.society.schema import Society

FIRST, LAST, CITIZENS = dt.date(2019, 12, 30), dt.date(2020, 1, 12), 400
"""Two weeks, with a new year and every change of the whole policy in them."""
SOURCES = Path(__file__).parent.parent / "underheaven"


def accepted(mutant: Mutant, policy: Policy, society: Society) -> tuple[Policy, Society]:
    """The mutant with the other document of its pair, checked as `check` does; InputError where refused."""
    if mutant.document.startswith("policy"):
        policy, document = policy_from_text(mutant.text, "mutant.yaml")
        check_fit(policy, society, document)
    else:
        society = society_from_text(mutant.text, "mutant.yaml")
        check_fit(policy, society)
    return policy, society


def faults(policy: Policy, society: Society) -> list[str]:
    """What is wrong with two weeks of a policy in a society: nothing, or what differs or cannot be."""
    renewal = society.renewal is not None
    world = World(policy, society, 1, FIRST, LAST, CITIZENS, community_size=256, renewal=renewal)
    fast, slow = simulate(world), simulate_slowly(world)
    found = [] if fast.digests == slow.digests else ["the engines differ"]
    for record in fast.steps:
        for part in ("tallies", "histogram", "public"):
            if (np.asarray(getattr(record, part)) < 0).any():
                found.append(f"{part} of step {record.step} have a negative count")
    for name, measure in measure_records(Frame.of(world), fast.years, fast.steps).items():
        values = [measure.all, *(value for by in measure.breakdown.values() for value in by.values())]
        numbers = [number for v in values for number in (v.value, v.low, v.high) if number is not None]
        if not all(map(math.isfinite, numbers)):
            found.append(f"{name} is no finite number")
        # Money over money is no part of a whole: a place may be worth more than what its family earns.
        bounded = measure.unit == "share" and "yuan over yuan" not in measure.specification.formula
        if bounded and any(v.value is not None and not -1 <= v.value <= 1 for v in values):
            found.append(f"{name} is a share above 1")
    return found


def pair() -> tuple[Policy, Society]:
    """The policy and the society that use every key of their languages."""
    return load_policy(str(WHOLE / "policy.yaml")), load_society(str(WHOLE / "society.yaml"))


def every_mutant() -> Iterator[Mutant]:
    """All mutants of both kinds, in a fixed order."""
    for kind in ("policy", "society"):
        yield from mutants(kind, whole(kind), VALUES)


def hash_of_inputs() -> str:
    """SHA-256 of the documents, and of the sources of what reads, checks and lives them."""
    digest = hashlib.sha256()
    rooms = ("documents", "policy", "society", "life", "engine")
    files = [*WHOLE.glob("*.yaml"), *(path for room in rooms for path in (SOURCES / room).rglob("*.py"))]
    for path in sorted([*files, *Path(__file__).parent.glob("mut*.py")]):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def begun(path: Path) -> set[str]:
    """The names of the mutants that a file has; begins the file where there is none."""
    if not path.exists():
        head = {
            "day": dt.datetime.now(tz=dt.UTC).date().isoformat(),
            "inputs": hash_of_inputs(),
            "citizens": CITIZENS,
        }
        path.write_text(json.dumps(head) + "\n", encoding="utf-8")
        return set()
    head, *rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    if head["inputs"] != hash_of_inputs():
        sys.exit(f"{path} is of other documents or of another program: name another file")
    return {row["mutant"] for row in rows}


def main() -> int:
    """Lives what the file does not have yet; 1 where anything was wrong with any mutant in it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--out", type=Path, required=True)
    path: Path = parser.parse_args().out
    done, (policy, society) = begun(path), pair()
    for mutant in every_mutant():
        if mutant.name in done:
            continue
        row: dict[str, object] = {"mutant": mutant.name}
        try:
            row |= {"accepted": True, "faults": faults(*accepted(mutant, policy, society))}
        except InputError as error:
            row |= {"accepted": False, "problems": [str(problem) for problem in error.problems]}
        except Exception as error:  # noqa: BLE001, whatever it is, it is what is looked for
            row |= {"accepted": True, "faults": [f"{type(error).__name__}: {error}"]}
        with path.open("a", encoding="utf-8") as stream:
            stream.write(json.dumps(row) + "\n")
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[1:]]
    wrong = [row for row in rows if row.get("faults")]
    lived = sum(bool(row["accepted"]) for row in rows)
    said = [f"{len(rows)} mutants: {len(rows) - lived} refused, {lived} lived, {len(wrong)} with faults"]
    said += [f"{row['mutant']}: {'; '.join(row['faults'])}" for row in wrong]
    sys.stdout.write("\n".join(said) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
