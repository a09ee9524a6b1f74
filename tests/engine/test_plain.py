"""Those of whose acts only records come are lived by a short loop, which gives what the walk gives."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEEDS = (0, 3, 5, 14)
SCRIPT = f"""
from dataclasses import replace
from tests.engine.small import shipped, source, watched_by, with_policy
from tests.worlds import random_world
from underheaven.engine import living, plain, recording
from underheaven.engine.arguments import events_of, scale_of
from underheaven.engine.cpu import simulate
from underheaven.engine.walked import Me

walked, counts = plain.walk, {{"plain": 0, "handed over": 0}}

def walk(i, lived, changed, arguments):
    counts["handed over"] += changed
    walked(i, lived, changed, arguments)

def order(i, acts, arguments):
    counts["plain"] += 1
    ordered(i, acts, arguments)

plain.walk, ordered, plain._order = walk, plain._order, order

def both(world, columns=None):
    digests = []
    for is_plain in (plain.is_plain, lambda arguments: False):
        living.is_plain = is_plain
        digests.append(simulate(world, 1, columns).digests["run"])
    print(*digests)

def busy(per_day):
    world = shipped(days=7, citizens=150)
    world = watched_by(world, eye=source(dict.fromkeys(list(world.society.acts)[:12], 1)))
    rules = {{kind: {{"points": -10, "per_day": per_day}} for kind in world.policy.rules}}
    return with_policy(world, rules=rules)

for per_day in (1, 2):
    both(busy(per_day))
    print(*counts.values())
def merciful(good, segment, kind, arguments):
    points = points_of(good, segment, kind, arguments)
    return points if events_of(arguments).me[Me.OWN] >= scale_of(arguments).start else points // 2

points_of = recording.points_of
plain.points_of = recording.points_of = merciful
both(busy(3))
plain.points_of = recording.points_of = points_of
both(busy(3))
both(shipped(days=14, citizens=200))
for seed in {list(SEEDS)}:
    both(*random_world(seed))
"""


@pytest.fixture(scope="module")
def lines() -> list[list[str]]:
    """What a process without compiler prints: pairs of digests, and after the busy worlds counts."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        env={**os.environ, "NUMBA_DISABLE_JIT": "1", "PYTHONPATH": str(ROOT)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return [line.split() for line in done.stdout.splitlines()]


def test_the_short_loop_gives_what_the_walk_gives(lines: list[list[str]]) -> None:
    pairs = [line for line in lines if len(line[0]) == 64]
    assert len(pairs) == 5 + len(SEEDS)
    assert all(short == long for short, long in pairs)


def test_where_only_some_records_a_day_count_it_hands_over_in_the_midst(lines: list[list[str]]) -> None:
    plain, handed_over = map(int, lines[1])
    assert plain > handed_over > 0


def test_both_ask_alike_what_a_record_is_worth(lines: list[list[str]]) -> None:
    """Points that depend on the score before the record, as a mechanism may want them."""
    (merciful, _), (plain, _) = lines[4], lines[5]
    assert merciful != plain
