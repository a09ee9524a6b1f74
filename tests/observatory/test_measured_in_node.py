"""The evaluator of measures in the page's own modules: every value and interval is the package's.

Worlds are lived in node by the project's kernels, from the files that the site has; natively they are lived
and measured again.
"""

from __future__ import annotations

import datetime as dt
import gzip
import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from scipy.special import betainc, betaincinv, gammainc, stdtr

from tests.engine.small import NEW_YEAR, REDRESS, guarded, shipped
from tools.site_policies import node
from underheaven.engine.cpu import Engine
from underheaven.engine.records import StepRecord, YearRecord
from underheaven.engine.wasm.build import kernel_file
from underheaven.engine.world import World
from underheaven.measure.frame import Frame
from underheaven.measure.results import Measures, Value
from underheaven.measure.run import measure_records
from underheaven.measure.specification import KEPT
from underheaven.measure.weights import LEAST, MOST, weights_of
from underheaven.observatory.building import PAGES, compressed
from underheaven.observatory.carried import carried
from underheaven.observatory.harmful import HARMFUL, OF_ALL, told_of_measures
from underheaven.observatory.telling import told_of_world
from underheaven.society.loading import load_society
from underheaven.study.harms import HARMS

DRIVER = Path(__file__).with_name("measured_in_node.mjs")
ACROSS: dict[str, Any] = {"start": NEW_YEAR - dt.timedelta(days=21), "days": 42}
SLOW = {**REDRESS, "appeal": {**REDRESS["appeal"], "capacity_per_1000_year": 200}}
"""Fewer appeals are heard than are filed, so that each waits longer than the last."""
WORLDS = {
    "blocks enough for intervals, across new year": lambda: shipped(
        **ACROSS, citizens=5_000, community_size=256
    ),
    "appeals that wait": lambda: guarded(shipped(citizens=5_000, community_size=256), **SLOW),
    "few blocks, another policy": lambda: shipped("sesame-2015", citizens=1_500),
}


@pytest.fixture(scope="module", params=WORLDS)
def measured(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What node says of a world, its digest by the engine, and its measures by the package."""
    world = WORLDS[request.param]()
    data = tmp_path_factory.mktemp("measured")
    (data / "one").mkdir()
    (data / "kernel.wasm.gz").write_bytes(gzip.compress(kernel_file(), 1))
    (data / "one" / "world.gz").write_bytes(carried(world, [world.citizens], told_of_world(world, [])))
    (data / "one" / "measures.gz").write_bytes(compressed(told_of_measures(world)))
    words = [node(), str(DRIVER), str(data), "one", "world", "measures", str(world.citizens), str(world.seed)]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout), *natively(world)


def natively(world: World) -> tuple[str, Measures]:
    engine = Engine(world)
    records = list(engine.records())
    digest = engine.digests()["run"]
    engine.close()
    years = [each for each in records if isinstance(each, YearRecord)]
    steps = [each for each in records if isinstance(each, StepRecord)]
    return digest, measure_records(Frame.of(world), years, steps, last_year=years[-1].year)


def both(there: dict[str, Any], here: Measures) -> Iterator[tuple[tuple[str, ...], dict[str, Any], Value]]:
    """Each value of each measure, of everyone and every category, by both."""
    assert here.last_year is not None
    for part, measures in (("whole", here), ("last", here.last_year)):
        assert list(there[part]) == list(measures)
        for name, measure in measures.items():
            found = there[part][name]
            yield (part, name), found["everyone"], measure.all
            for dimension, values in measure.breakdown.items():
                assert list(found["by"][dimension]) == list(values)
                for category, value in values.items():
                    yield (part, name, dimension, category), found["by"][dimension][category], value


def test_every_value_and_interval_is_the_package_s(measured: Any) -> None:
    there, digest, here = measured
    assert there["run"]["digest"] == digest
    for where, found, known in both(there, here):
        size = abs(known.value or 0.0)
        for end, expected in (("value", known.value), ("low", known.low), ("high", known.high)):
            if expected is None:
                assert found[end] is None, where
            else:
                # Sums of weighed counts hang on their order by a few of the last digits.
                assert found[end] == pytest.approx(expected, rel=1e-8, abs=1e-9 * max(size, 1)), where


def test_what_is_missing_has_the_package_s_reason(measured: Any) -> None:
    there, _, here = measured
    for where, found, known in both(there, here):
        kept = not where[2:] or where[2] in KEPT[here[where[1]].specification.of]
        assert found["reason"] == known.reason or not kept, where
        assert found["reason"] is not None or found["low"] is not None


def test_what_a_comparison_has_of_a_run_is_the_package_s(measured: Any) -> None:
    """Harms in the model's order, as a whole and by year, and how many adults there are."""
    there, _, here = measured
    run = there["run"]
    assert run["years"] == list(here.years)
    assert [each["name"] for each in run["harms"]] == [name for name in HARMFUL.values() if name in here]
    for each in run["harms"]:
        assert each["measured"] == there["whole"][each["name"]]
        assert each["years"][-1] == pytest.approx(here.last_year.everyone(each["name"]))
        assert len(each["years"]) == len(here.years)
    assert run["inScheme"] == pytest.approx(here.everyone("enrolled"))
    adults = [each["people"] for each in run["adults"]]
    of = {name: [each for each in run["adults"] if each["breakdown"] == name] for name in ("group", "region")}
    for categories in of.values():
        assert sum(each["people"] for each in categories) == pytest.approx(adults[0])


def test_many_intervals_are_given_where_there_are_blocks(measured: Any) -> None:
    """The laws above would hold where nothing has an interval."""
    _, _, here = measured
    given = [each.all for each in here.values() if each.all.low is not None]
    assert len(given) > 100 or "fewer than 8 of the 32 blocks" in str(here["under"].all.reason)


def test_measures_are_the_same_data_in_every_stretch_and_size() -> None:
    """So that one file of them is enough for a policy in a society."""
    world = shipped()
    longer = replace(world, start=dt.date(2014, 1, 1), end=dt.date(2021, 12, 31))
    assert told_of_measures(world) == told_of_measures(longer)
    assert told_of_measures(world) == told_of_measures(replace(world, citizens=20_000, seed=3))


def test_the_harms_are_the_model_s_in_its_order() -> None:
    assert list(HARMFUL) == [name for name in HARMS if name != OF_ALL]
    names = [each["name"] for each in told_of_measures(shipped())["measures"]]
    assert set(HARMFUL.values()) <= set(names)


def run(code: str) -> Any:
    """What a few lines in the page's modules say."""
    words = [node(), "--input-type=module", "-e", code]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=PAGES / "scripts")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def module(name: str) -> str:
    return f'"{(PAGES / "scripts" / name).as_uri()}"'


def test_the_points_of_distributions() -> None:
    """Against SciPy's, from shapes of half an event to millions of events."""
    shapes = [0.05, 0.5, 1, 2.5, 9.9, 40, 1e3, 1e6]
    degrees = [1, 1.3, 2, 3.7, 12.5, 31, 5e4]
    found = run(f"""
        import {{ betaPoint, gammaPoint, studentPoint }} from {module("special.js")};
        const [shapes, degrees] = [{shapes}, {degrees}];
        const chances = [0.025, 0.975];
        console.log(JSON.stringify({{
          beta: shapes.map((a) => shapes.map((b) => chances.map((chance) => betaPoint(a, b, chance)))),
          gamma: shapes.map((a) => chances.map((chance) => gammaPoint(a, chance))),
          student: degrees.map(studentPoint),
        }}));
    """)
    for a, of_a, gammas in zip(shapes, found["beta"], found["gamma"], strict=True):
        assert [gammainc(a, each) for each in gammas] == pytest.approx([0.025, 0.975], rel=1e-10)
        for b, points in zip(shapes, of_a, strict=True):
            for chance, each in zip((0.025, 0.975), points, strict=True):
                # SciPy's inverse may be less exact than its function; beside 1 points have few figures left.
                exact = betainc(a, b, each) == pytest.approx(chance, rel=1e-10)
                assert exact or each == pytest.approx(betaincinv(a, b, chance), rel=1e-12)
    for each, point in zip(degrees, found["student"], strict=True):
        assert stdtr(each, point) == pytest.approx(0.975, rel=1e-12)


def of_strata(persons: Any, shares: Any) -> tuple[dict[str, Any], dict[str, Any]]:
    """A declaration and counts of people alone, by group and region, int64[3, 4] and float64[3, 4]."""
    regions = [f"r{number}" for number in range(4)]
    one = {name: [""] for name in ("place", "quintile", "wave")}
    of_region = (dict(zip("abc", of.tolist(), strict=True)) for of in shares.T)
    said = {
        "columns": ["people"],
        "derived": {},
        "breakdowns": {"group": list("abc"), "region": regions, **one},
        "weights": {
            "column": "people",
            "least": LEAST,
            "most": MOST,
            "shares": dict(zip(regions, of_region, strict=True)),
        },
    }
    rows = [{"block": 0, "region": number, "wave": 0} for number in range(4)]
    return said, {"rows": rows, "tallies": persons.T.ravel().tolist()}


def test_people_weigh_what_the_package_says() -> None:
    """Where groups are too few or too many to be weighed alone too, and whichever is the largest."""
    rng = np.random.default_rng(5)
    made = [
        (rng.integers(0, 40, (3, 4)) * rng.integers(0, 2, (3, 4)), rng.dirichlet([1, 1, 1], 4).T)
        for _ in range(20)
    ]
    found = run(f"""
        import {{ strataOf }} from {module("strata.js")};
        const weights = ([said, gathered]) => {{
          gathered.tallies = Float64Array.from(gathered.tallies);
          return strataOf(said, gathered, true).map((each) => each.weight);
        }};
        console.log(JSON.stringify({json.dumps([of_strata(*each) for each in made])}.map(weights)));
    """)
    for weights, (persons, shares) in zip(found, made, strict=True):
        assert np.array(weights).reshape(3, 4) == pytest.approx(weights_of(persons, shares), rel=1e-12)


def test_nothing_is_shown_of_few_and_the_reason_is_told() -> None:
    line = run(f"""
        import {{ byCategory }} from {module("contrasted.js")};
        const known = {{ value: 0.5, low: null, high: null, reason: "" }};
        const measured = {{ everyone: known, by: {{ group: {{ one: known, other: known }} }} }};
        const harms = [{{ name: "under", title: "", unit: "share", measured, years: [] }}];
        const of = (name, people) => ({{ breakdown: "group", name, people }});
        const run = {{ order: ["under"], harms, adults: [of("one", 49.9), of("other", 50)] }};
        const pairs = [{{ a: run, b: run }}];
        console.log(JSON.stringify(byCategory(pairs, "under", ["a", "b"], "group", {{}})));
    """)
    few, enough = line
    assert few["verdict"] == "undefined"
    assert few["of"]["a"]["mean"] is None
    assert "fewer than 50" in few["of"]["difference"]["missing"]
    assert enough["of"]["a"]["mean"] == 0.5


@pytest.mark.parametrize(
    ("mean", "low", "high", "seeds", "word"),
    [
        (-1, -2, -0.5, 4, "fewer"), (1, 0.5, 2, 4, "more"), (1, -1, 3, 4, "none"),
        (0.1, -0.3, 0.5, 4, "none"), (0, 0, 0, 4, "identical"),
        (0, None, None, 1, "identical"), (1, None, None, 1, "one"), (None, None, None, 4, "undefined"),
    ],
)  # fmt: skip
def test_the_word_for_a_difference(
    mean: float | None, low: float | None, high: float | None, seeds: int, word: str
) -> None:
    estimate = json.dumps({"mean": mean, "low": low, "high": high, "n": seeds, "missing": None})
    code = f"import {{ verdict }} from {module('estimates.js')}; console.log(JSON.stringify(verdict("
    assert run(f"{code}{estimate})))") == word


def test_a_society_has_regions_by_the_names_that_titles_are_known_by() -> None:
    regions = told_of_measures(shipped())["breakdowns"]["region"]
    assert regions == list(load_society("riverton").regions)
