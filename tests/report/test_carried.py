"""Which rules the headline rests on is said from what was recorded, and from nothing else."""

from pathlib import Path

from tests.report import runs
from underheaven.record.query import RunFolder
from underheaven.report.carried import carried, points_by_kind
from underheaven.report.results import Results


def test_points_are_those_of_the_records(run: RunFolder) -> None:
    results = Results.of(run)
    taken = points_by_kind(results.world, results.last)
    counts = results.last.counts
    assert counts is not None
    assert taken
    for kind, points in taken.items():
        rule = results.world.policy.rules[kind]
        if rule.points is None:
            continue
        each = -float(rule.points_on(results.last.period.last)[0])
        records = counts[f"act.{kind}.recorded"][0] + counts[f"act.{kind}.wrong"][0]
        assert points == records * each > 0


def test_the_largest_come_first_and_no_share_is_above_one(run: RunFolder) -> None:
    results = Results.of(run)
    text = carried(results.world, results.last)
    taken = points_by_kind(results.world, results.last)
    most = max(taken, key=lambda kind: taken[kind])
    assert text.startswith(f"Of every 1,000 points that records cost people {results.last.period.when}, ")
    assert results.world.society.acts[most].title in text.split("were lost for")[1]


def test_without_a_scheme_nothing_is_said(tmp_path: Path) -> None:
    bare = Results.of(runs.without_scheme(tmp_path))
    assert carried(bare.world, bare.last) == ""
