"""Where only records come of acts, they are added up or lived by a short loop, as the walk would; and games
that nobody would play are passed over, as they come to nothing."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SEEDS = (0, 3, 5, 14)
NAMES = ("plain", "handed over", "added up", "holds", "holds no longer", "passed over")
SCRIPT = f"""
from collections import Counter
from decimal import Decimal
from tests.engine.small import shipped, source, watched_by, with_policy, with_society
from tests.worlds import random_world
from underheaven.study.bench.worlds import world_of_w2
from underheaven.engine import living, plain, recording, sifting, summing
from underheaven.engine.arguments import events_of, scale_of, sifting_of, tying_of
from underheaven.documents.quantity import Quantity
from underheaven.engine.cpu import simulate
from underheaven.engine.fates import MORE, WALKS
from underheaven.engine.walked import Me
from underheaven.mechanisms.deterrence import pair as deterrence
from underheaven.mechanisms.gaming import pair_of_thresholds as thresholds

walked, counts = plain.walk, Counter()

def walk(i, lived, changed, arguments):
    counts["handed over"] += changed
    walked(i, lived, changed, arguments)

def order(i, acts, arguments):
    counts["plain"] += 1
    ordered(i, acts, arguments)

plain.walk, ordered, plain._order = walk, plain._order, order

def move(arguments):
    walks = sifting_of(arguments).walks
    before = walks.copy()
    moved(arguments)
    has = tying_of(arguments).workers[: len(walks)] != 0
    counts["added up"] += int((has & (before & WALKS == 0) & (walks & WALKS == 0)).sum())

moved, summing._move = summing._move, move

def remain(i, e, z, fate, arguments):
    holds = remains(i, e, z, fate, arguments)
    counts["holds"] += holds
    counts["holds no longer"] += not holds
    return holds

plain.remains, remains = remain, plain.remains

def never(*_):
    return False

def pass_over(acts, last, arguments):
    x, walks = events_of(arguments), sifting_of(arguments).walks
    counted(acts, last, arguments)
    for e in range(acts, last):
        counts["passed over"] += not walks[x.slot[e]]

def walk_everybody(acts, last, arguments):
    for e in range(acts, last):
        sifting_of(arguments).walks[events_of(arguments).slot[e]] |= MORE

counted = sifting.foresee
WAYS = (
    (plain.is_plain, summing.sum_up, pass_over),
    (plain.is_plain, never, counted),
    (plain.is_plain, summing.sum_up, walk_everybody),
    (never, never, walk_everybody),
)

def all_ways(world, columns=None):
    digests = []
    for is_plain, sum_up, foresee in WAYS:
        living.is_plain, sifting.is_plain, sifting.sum_up = is_plain, is_plain, sum_up
        sifting.foresee = foresee
        digests.append(simulate(world, 1, columns).digests["run"])
    print(*digests)

def busy(per_day):
    world = shipped(days=7, citizens=150)
    world = watched_by(world, eye=source(dict.fromkeys(list(world.society.acts)[:12], 1)))
    rules = {{kind: {{"points": -10, "per_day": per_day}} for kind in world.policy.rules}}
    return with_policy(world, rules=rules)

def tell():
    print(*(counts[name] for name in {NAMES}))
    counts.clear()

for per_day in (1, 2):
    all_ways(busy(per_day))
    tell()

def merciful(good, segment, kind, arguments):
    points, _ = points_of(good, segment, kind, arguments)
    has_enough = events_of(arguments).me[Me.OWN] >= scale_of(arguments).start
    return points if has_enough else points // 2, True

points_of = recording.points_of
plain.points_of = summing.points_of = recording.points_of = merciful
all_ways(busy(3))
plain.points_of = summing.points_of = recording.points_of = points_of
all_ways(busy(3))
all_ways(shipped(days=14, citizens=200))
bare = world_of_w2(200, 4)
all_ways(bare)
# Nobody dreads anything here: only limits a day, consequences and ends of the scale forbid to add up.
points = {{kind: rule.points.value for kind, rule in bare.policy.rules.items()}}
limited = {{kind: {{"points": int(by), "per_day": 1}} for kind, by in points.items()}}
all_ways(with_policy(bare, rules=limited))
near = {{"near": {{"title": "Near", "below": 597, "denies": list(points)}}}}
all_ways(with_policy(bare, consequences=near))
scale = {{**bare.policy.score.model_dump(exclude_none=True), "minimum": 590, "maximum": 602}}
all_ways(with_policy(bare, score=scale, consequences={{}}))
for seed in {list(SEEDS)}:
    all_ways(*random_world(seed))
# Who reckons with records: most deeds are seen, some are not, and each frightens.
def reckoning(gaming, **rules):
    seen = dict.fromkeys(USUAL.society.acts, 0.6)
    return deterrence.having(gaming(with_policy(watched_by(USUAL, eye=source(seen)), **rules)))

USUAL = shipped(days=14, citizens=150)
counts.clear()
all_ways(reckoning(lambda world: world))
tell()
# No record frightens anybody, so that only what is weighed and believed hangs on their order.
def calm(world):
    behaviour = world.society.behaviour
    dread = behaviour.dread.model_copy(update={{"record": Quantity(value=0)}})
    return with_society(world, behaviour=behaviour.model_copy(update={{"dread": dread}}))

close = {{**USUAL.policy.score.model_dump(exclude_none=True), "minimum": 575}}
all_ways(reckoning(calm))
all_ways(reckoning(calm, score=close, consequences={{}}, privileges={{}}))
counts.clear()
# Who games for what lies above: to some it is worth it, and records move what it is worth.
def aiming(worth):
    def change(world):
        far = thresholds.having(world)
        gaming = far.society.behaviour.gaming
        goods = gaming.goods.model_copy(update={{"yuan": Quantity(value=Decimal(worth))}})
        often = Quantity(value=300)
        gaming = gaming.model_copy(update={{"goods": goods, "per_year": often}})
        behaviour = far.society.behaviour.model_copy(update={{"gaming": gaming}})
        return with_society(far, behaviour=behaviour)
    return change

all_ways(aiming("0.05")(USUAL))
tell()
all_ways(reckoning(aiming("0.05"), rules=USUAL.policy.model_dump(exclude_none=True)["rules"]))
tell()
"""


@pytest.fixture(scope="module")
def lines() -> list[list[str]]:
    """What a process without compiler prints: four digests of a world, and after some worlds counts."""
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


@pytest.fixture(scope="module")
def counts(lines: list[list[str]]) -> list[dict[str, int]]:
    """Of five worlds, who was lived how."""
    found = (map(int, line) for line in lines if len(line[0]) < 64)
    return [dict(zip(NAMES, line, strict=True)) for line in found]


def test_sums_and_the_short_loop_give_what_the_walk_gives(lines: list[list[str]]) -> None:
    digests = [line for line in lines if len(line[0]) == 64]
    assert len(digests) == 14 + len(SEEDS)
    assert all(len(line) == 4 and len(set(line)) == 1 for line in digests)


def test_some_are_added_up_and_some_are_not(counts: list[dict[str, int]]) -> None:
    for busy in counts[:2]:
        assert min(busy["plain"], busy["added up"]) > 0


def test_where_only_some_records_a_day_count_it_hands_over_in_the_midst(
    counts: list[dict[str, int]],
) -> None:
    assert counts[0]["plain"] > counts[0]["handed over"] > 0


def test_records_of_those_who_reckon_are_added_up_and_what_holds_is_gone_on_with(
    counts: list[dict[str, int]],
) -> None:
    """After a record most acts come to the same, though the level of dread is another, and some do not."""
    reckoning = counts[2]
    assert min(reckoning[name] for name in ("plain", "added up", "holds", "holds no longer")) > 0
    assert reckoning["holds"] > reckoning["holds no longer"]


def test_games_that_nobody_would_play_are_passed_over(counts: list[dict[str, int]]) -> None:
    assert counts[0]["passed over"] == 0
    assert min(counts[3]["passed over"], counts[4]["passed over"]) > 0


def test_both_ask_alike_what_a_record_is_worth(lines: list[list[str]]) -> None:
    """Points that depend on the score before the record, as a mechanism may want them."""
    merciful, plain = lines[4][0], lines[5][0]
    assert merciful != plain
