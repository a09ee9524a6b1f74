"""Sensitivity: published indices come out, chance is told apart, and nothing is sorted."""

import math
from collections.abc import Sequence

import numpy as np
import pytest

from tests.study.sweeping.worlds import RECORD, WORLD, free, function, plan
from underheaven.documents.problems import InputError
from underheaven.study.pool import Here
from underheaven.study.sensitivity import designs
from underheaven.study.sensitivity.analysis import plan_sensitivity, sensitivity
from underheaven.study.sensitivity.chance import chance_of
from underheaven.study.sensitivity.designs import MORRIS, SOBOL, design_of
from underheaven.study.sensitivity.found import Sensitivity
from underheaven.study.sensitivity.indices import CONSTANT, UNDEFINED

A, B = 7.0, 0.1


def ishigami(x: Sequence[float], _seed: int = 0) -> float:
    """Ishigami and Homma 1990."""
    return math.sin(x[0]) + A * math.sin(x[1]) ** 2 + B * x[2] ** 4 * math.sin(x[0])


def noisy(x: Sequence[float], seed: int, size: float) -> float:
    """The same with chance that differs from point to point and from seed to seed."""
    words = [seed, *(int(abs(each) * 1e5) + 10**7 * (each < 0) for each in x)]
    return ishigami(x) + float(np.random.default_rng(words).normal(0, size))


V1, V2 = (1 + B * math.pi**4 / 5) ** 2 / 2, A**2 / 8
V13 = 8 * B**2 * math.pi**8 / 225
VARIANCE = V1 + V2 + V13
FIRST = (V1 / VARIANCE, V2 / VARIANCE, 0.0)
TOTAL = ((V1 + V13) / VARIANCE, V2 / VARIANCE, V13 / VARIANCE)


def analysed(
    method: str, samples: int, of: object, seeds: Sequence[int] = (1, 2), keys: int = 3
) -> Sensitivity:
    """A function through the path of every study."""
    made = plan(design_of(method, free(keys), samples), seeds)
    return sensitivity(made, model=function(of), most_runs=10**6)  # type: ignore[arg-type]


def test_ishigami_gives_the_published_indices() -> None:
    assert pytest.approx((0.3139, 0.4424, 0), abs=1e-4) == FIRST
    assert pytest.approx((0.5576, 0.4424, 0.2437), abs=1e-4) == TOTAL
    found = analysed(SOBOL, 2048, ishigami)
    for name, published in (("first", FIRST), ("total", TOTAL)):
        indices = found.of("y", name)
        assert [each.value for each in indices] == pytest.approx(published, abs=0.03)
        for each, true in zip(indices, published, strict=True):
            assert each.low is not None
            assert each.high is not None
            assert each.low - 0.01 <= true <= each.high + 0.01
            assert each.high - each.low < 0.2
    chance = found.chance["y"]
    assert chance is not None
    assert chance.share == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("share", [0.2, 0.5, 0.8])
def test_chance_is_told_from_what_the_keys_do(share: float) -> None:
    size = math.sqrt(VARIANCE * share / (1 - share))
    chance = analysed(SOBOL, 512, lambda x, seed: noisy(x, seed, size), (1, 2, 3)).chance["y"]
    assert chance is not None
    assert chance.share == pytest.approx(share, abs=0.06)
    assert chance.low is not None
    assert chance.high is not None
    assert chance.low < share + 0.02
    assert chance.high > share - 0.02
    noise = size**2 / 3
    assert chance.left == pytest.approx(noise / (noise + VARIANCE), abs=0.06)


def test_what_a_seed_does_to_all_points_alike_is_chance_and_moves_no_index() -> None:
    alone = analysed(SOBOL, 64, ishigami, (1, 2, 3, 4))
    shifted = analysed(SOBOL, 64, lambda x, seed: ishigami(x) + 100 * seed, (1, 2, 3, 4))
    for name in ("first", "total"):
        assert [each.value for each in shifted.of("y", name)] == pytest.approx(
            [each.value for each in alone.of("y", name)], abs=1e-6
        )
    chance = shifted.chance["y"]
    assert chance is not None
    assert chance.share is not None
    assert chance.share > 0.9
    assert chance.left == pytest.approx(0, abs=1e-9)


def test_a_line_has_its_slopes_as_effects_of_morris_and_no_sigma() -> None:
    slopes = (3.0, -2.0, 0.0)
    found = analysed(MORRIS, 8, lambda x, _: sum(s * each for s, each in zip(slopes, x, strict=True)))
    whole = [2 * math.pi * slope for slope in slopes]
    assert [each.value for each in found.of("y", "mu")] == pytest.approx(whole, abs=1e-3)
    assert [each.value for each in found.of("y", "mu_star")] == pytest.approx([*map(abs, whole)], abs=1e-3)
    assert [each.value for each in found.of("y", "sigma")] == pytest.approx([0, 0, 0], abs=1e-3)


def test_the_effect_of_chance_alone_on_morris_is_told() -> None:
    found = analysed(MORRIS, 400, lambda x, seed: noisy(x, seed, 1.0) - ishigami(x), keys=6)
    by_chance = found.by_chance("y")
    stars = [each.value for each in found.of("y", "mu_star")]
    assert stars == pytest.approx([by_chance] * 6, rel=0.15)
    assert found.to_dict()["chance"]["y"]["mu_star_by_chance"] == by_chance


@pytest.mark.parametrize("method", [MORRIS, SOBOL])
def test_keys_stand_as_they_were_asked(method: str) -> None:
    for slopes in ((1.0, 5.0, 3.0), (5.0, 3.0, 1.0)):
        found = analysed(method, 16, lambda x, _, s=slopes: sum(a * b for a, b in zip(s, x, strict=True)))
        keys = list(dict.fromkeys(found.table()["key"].to_pylist()))
        assert keys == list(dict.fromkeys(each["key"] for each in found.to_dict()["indices"])) == [
            "x1", "x2", "x3",
        ]  # fmt: skip


def test_what_does_not_vary_or_is_undefined_has_no_index() -> None:
    still = analysed(SOBOL, 16, lambda _x, _seed: 4.0)
    assert {each.missing for each in still.indices} == {CONSTANT}
    assert all(each.value is None for each in still.indices)
    chance = still.chance["y"]
    assert chance is not None
    assert chance.share is None
    gone = analysed(MORRIS, 4, lambda x, _: None if x[0] > 0 else 1.0)
    assert {each.missing for each in gone.indices} == {UNDEFINED}
    assert gone.chance["y"] is None
    with pytest.raises(ValueError, match="two seeds"):
        chance_of(np.zeros((4, 1)), np.arange(4).reshape(-1, 1))


def test_too_few_seeds_or_points_are_refused_with_what_does() -> None:
    keys = [(RECORD, "2..30")]
    for method, samples, words in (
        (SOBOL, 24, "give --points 32"), (SOBOL, 4, "give --points 16"), (MORRIS, 2, "give --points 4"),
    ):  # fmt: skip
        with pytest.raises(InputError, match=f"(?i){words}"):
            plan_sensitivity(WORLD, keys, method, samples)
    with pytest.raises(InputError, match=r"(?i)two seeds or more"):
        plan_sensitivity(WORLD, keys, seeds=1)
    with pytest.raises(InputError, match=r"(?i)there is no method 'fast'"):
        plan_sensitivity(WORLD, keys, "fast")
    with pytest.raises(InputError, match=r"(?i)has values and no range"):
        plan_sensitivity(WORLD, [(RECORD, "2,30")])


def test_the_boundary_holds_here_too() -> None:
    for outcome in ("chill", "recall", "deterred", "mean_score", "infringements"):
        with pytest.raises(InputError, match="Keys of a policy are read against harms and errors alone"):
            plan_sensitivity(WORLD, [(RECORD, "2..30"), ("policy.secrecy", "0..1")], outcomes=[outcome])
    assert plan_sensitivity(WORLD, [("policy.secrecy", "0..1")], outcomes=["denied"]).runs == 40


def test_without_salib_the_extra_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ImportError(name)

    monkeypatch.setattr(designs, "import_module", missing)
    with pytest.raises(InputError) as refused:
        plan_sensitivity(WORLD, [(RECORD, "2..30")])
    assert "pip install 'underheaven[sensitivity]'" in str(refused.value)


def test_a_world_is_analysed_and_what_adds_dread_holds_back_speech() -> None:
    made = plan_sensitivity(
        WORLD, [(RECORD, "2..60"), ("society.behaviour.climate.alone", "1..2")], samples=4, outcomes=["chill"]
    )
    found = sensitivity(made, pool=Here(2))
    record, _ = found.of("chill", "mu")
    assert record.value is not None
    assert record.value > 0
    assert len(found.swept.rows) == made.runs
