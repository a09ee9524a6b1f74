"""Twins: exact where nothing changes, equal to two runs where something does, refused where they are none."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import pytest

from tests.engine.small import NEW_YEAR, shipped
from underheaven.counted.columns import Life
from underheaven.documents.problems import InputError
from underheaven.engine.world import World
from underheaven.policy.loading import policy_from_text
from underheaven.study.compare import Comparison, Twin, compare
from underheaven.study.lived import live
from underheaven.study.pool import ALONE, Here
from underheaven.study.seeds import Estimate, over_seeds, paired
from underheaven.study.unchanged import differences
from underheaven.verify.pairing import NOTHINGS

SEEDS = (3, 5)
HARSH = "consequences: {no_loan: {below: 590}}\nassociation: {alpha: 0.4}"


@cache
def world() -> World:
    """Ten weeks in which everybody is enrolled."""
    return shipped(start=NEW_YEAR, days=70, citizens=2_000, community_size=256)


def reformed(changes: str, of: World | None = None) -> World:
    """The world under a reform of its policy."""
    text = f"reform_of: article-2019\npolicy: reform\n{changes}"
    return replace(of or world(), policy=policy_from_text(text, "a reform")[0])


@cache
def harsh() -> Comparison:
    """A reform that sanctions many more."""
    return compare(world(), reformed(HARSH), seeds=SEEDS, pool=Here(2))


def same(changes: str, of: World | None = None, seeds: Sequence[int] = (1,)) -> Twin:
    """The only twin of a reform."""
    return compare(of or world(), reformed(changes, of), seeds=seeds, pool=ALONE).twins[0]


@pytest.mark.parametrize("name", NOTHINGS)
def test_a_reform_that_changes_nothing_gives_exact_zeros(name: str) -> None:
    """Every difference is 0 with no width, everybody is the same, and the digests are equal."""
    other = replace(world(), policy=policy_from_text(NOTHINGS[name], "a reform")[0])
    found = compare(world(), other, seeds=SEEDS, names=("a", "b"), pool=ALONE)
    (twin,) = found.twins
    assert twin.digests == found.digests
    for each in twin.effects:
        for _, _, of in each.rows():
            assert of.difference.missing or of.difference == Estimate(0.0, 0.0, 0.0, len(SEEDS))
            assert of.a == of.b
    for outcome in twin.outcomes:
        assert outcome.everyone.same == Estimate(1.0, 1.0, 1.0, len(SEEDS))
        assert {each.label: each.share.mean for each in outcome.distribution}["no difference"] == 1.0
    assert twin.why_the_same is not None
    assert (twin.parts_on, twin.differs_on) == (None, None) or "wave" in name


def test_values_and_differences_are_those_of_the_runs() -> None:
    """Each seed is run alone here."""
    (twin,) = harsh().twins
    sides = [[live(replace(of, seed=seed)).measures for seed in SEEDS] for of in (world(), reformed(HARSH))]
    for name in ("under", "mean_score", "chill", "denied"):
        a, b = ([measures[name].all.value for measures in side] for side in sides)
        assert twin.effect(name).everyone.a == over_seeds(a)
        assert twin.effect(name).everyone.difference == paired(a, b)
    assert twin.effect("under").everyone.difference.apart


def test_individual_differences_add_up() -> None:
    """Shares sum to one, groups to everyone, classes to the shares, and the mean is that of the runs."""
    (twin,) = harsh().twins
    runs = [[live(replace(of, seed=seed)) for of in (world(), reformed(HARSH))] for seed in SEEDS]
    by_name = {each.kind.name: each for each in twin.outcomes}
    for row, name in ((Life.SANCTIONED, "sanctioned"), (Life.IN_ERROR, "in_error")):
        total = sum(int(b.lives[row].sum()) - int(a.lives[row].sum()) for a, b in runs)
        shares = by_name[name].everyone
        assert shares.mean.mean == pytest.approx(total / shares.persons / len(SEEDS), rel=0.02)
    for outcome in twin.outcomes:
        for _, _, shares in outcome.rows():
            parts = [each.mean for each in (shares.better, shares.same, shares.worse)]
            assert sum(part for part in parts if part is not None) == pytest.approx(1)
        groups = outcome.breakdown["group"].values()
        assert sum(each.persons for each in groups) == outcome.everyone.persons
        bins = [each.share.mean or 0.0 for each in outcome.distribution]
        middle = len(bins) // 2
        assert sum(bins) == pytest.approx(1)
        worse = sum(bins[middle + 1 :]) if outcome.kind.harm else sum(bins[:middle])
        assert worse == pytest.approx(outcome.everyone.worse.mean)
    assert (by_name["sanctioned"].everyone.worse.mean or 0) > 0.1


def test_it_does_not_hang_on_threads() -> None:
    """One after the other gives the same object."""
    assert compare(world(), reformed(HARSH), seeds=SEEDS, pool=ALONE).to_dict() == harsh().to_dict()


def test_one_seed_has_no_intervals_and_says_so() -> None:
    """The differences are there all the same."""
    found = compare(world(), reformed(HARSH), seeds=(3,), pool=ALONE)
    assert found.note is not None
    assert "One seed" in found.note
    differences = [each.everyone.difference for each in found.twins[0].effects]
    assert any(each.mean for each in differences)
    assert all(each.low is None for each in differences)


def test_a_shared_past_is_said_and_saved() -> None:
    """With the day on which the policies part, and that from which anything counted differs."""
    found = compare(
        world(), reformed("rules: {jaywalking: {points: {dated: {2014-01-01: -5, 2020-02-05: -300}}}}"),
        seeds=SEEDS, pool=Here(2),
    )  # fmt: skip
    (twin,) = found.twins
    assert twin.parts_on == dt.date(2020, 2, 5)
    assert twin.differs_on is not None
    assert twin.differs_on >= twin.parts_on
    assert found.steps_saved == 5 * len(SEEDS)
    assert found.steps_lived + found.steps_saved == 2 * len(SEEDS) * world().steps


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ("title: Another title", "names, texts and origins"),
        (
            "rules: {jaywalking: {points: {dated: {2014-01-01: -5, 2035-02-05: -300}}}}",
            "from 2035-02-05 on, after the last day of the run, 2020-03-10",
        ),
        (
            "consequences: {house_arrest: {below: 341}, no_loan: {title: No loans}}",
            "nobody came under house_arrest",
        ),
    ],
)  # fmt: skip
def test_it_says_why_nothing_changed(changes: str, why: str) -> None:
    """From what is written and counted."""
    twin = same(changes)
    assert twin.why_the_same is not None
    assert why in twin.why_the_same


def test_rules_that_nobody_met_are_named() -> None:
    """Before the scheme reaches anybody, nobody is in it."""
    early = replace(world(), start=dt.date(2010, 1, 1), end=dt.date(2010, 2, 1))
    twin = same("rules: {jaywalking: {points: -50}}", early)
    assert twin.parts_on == early.start
    assert twin.differs_on is None
    assert twin.why_the_same is not None
    assert "nobody was in the scheme" in twin.why_the_same


def test_what_one_policy_alone_has_is_missing_in_the_other() -> None:
    """And never 0."""
    twin = same("consequences: {no_coffee: {title: No coffee, below: 640, denies: [alcohol]}}")
    alone = [each for each in twin.effects if each.name.endswith(".no_coffee")]
    assert alone
    assert all(each.everyone.a.mean is None and each.everyone.difference.mean is None for each in alone)
    assert any(each.everyone.b.mean is not None for each in alone)
    assert all("nothing of the kind" in (each.everyone.difference.missing or "") for each in alone)


def test_scores_on_other_scales_are_not_subtracted() -> None:
    """Nor are people called better or worse off for it."""
    twin = same("score: {start: 610}")
    (score,) = (each for each in twin.outcomes if each.kind.name == "score")
    assert score.everyone.better.mean is None
    assert "scales" in (score.everyone.better.missing or "")


def test_frames_have_names_units_and_every_row() -> None:
    """And say who the people are."""
    found = harsh()
    effects, outcomes, classes = found.effects(), found.outcomes(), found.distribution()
    for table in (effects, outcomes, classes):
        assert all({b"title", b"unit"} <= set(field.metadata) for field in table.schema)
        assert set(table["people"].to_pylist()) == {"synthetic"}
    (twin,) = found.twins
    assert effects.num_rows == sum(len(list(each.rows())) for each in twin.effects)
    row = next(row for row in effects.to_pylist() if row["dimension"] == "all")
    assert row["difference"] == twin.effect(row["measure"]).everyone.difference.mean
    text = json.dumps(found.to_dict(), allow_nan=False)
    assert json.loads(text)["synthetic"] is True


def test_two_policies_at_once_are_each_compared_with_the_first() -> None:
    """As they would be alone."""
    other = replace(reformed("score: {start: 610}"))
    other = replace(other, policy=other.policy.model_copy(update={"policy": "higher"}))
    found = compare(world(), reformed(HARSH), other, seeds=SEEDS, pool=Here(2))
    assert found.twins[0] == harsh().twins[0]
    assert [each.policy for each in found.twins] == ["reform", "higher"]


@pytest.mark.parametrize(
    ("others", "seeds", "names", "what"),
    [
        ((), SEEDS, None, "one policy"),
        (("article",), SEEDS, None, "called article-2019"),
        (("reform",), (), None, "no seed"),
        (("reform",), (1, 1), None, "given twice"),
        (("reform",), (-1,), None, "-1 cannot be a seed"),
        (("reform",), SEEDS, ("a",), "1 name for 2 policies"),
    ],
)
def test_what_cannot_be_compared_is_refused(
    others: tuple[str, ...], seeds: tuple[int, ...], names: tuple[str, ...] | None, what: str
) -> None:
    """Before any work."""
    worlds = {"article": world(), "reform": reformed(HARSH)}
    with pytest.raises(InputError, match=what):
        compare(world(), *(worlds[name] for name in others), seeds=seeds, names=names)


def test_an_unknown_measure_is_refused_with_the_nearest() -> None:
    """From those that there are."""
    (twin,) = harsh().twins
    name = twin.effects[0].name
    with pytest.raises(InputError, match=f"Did you mean {name}"):
        twin.effect(f"{name}s")


def test_differences_are_named_by_path_and_day() -> None:
    """Texts and origins are none."""
    found = differences(
        world().policy,
        reformed(
            "rules: {jaywalking: {points: {dated: {2014-01-01: -5, 2018-03-01: -9}}}, fare_evasion: null}\n"
            "safeguards: {sunset: 2019-05-01}\nsecrecy: 0.5"
        ).policy,
        dt.date(2016, 1, 1),
    )
    assert {(each.path, each.since) for each in found} == {
        ("rules.jaywalking.points", dt.date(2018, 3, 1)),
        ("rules.fare_evasion", None),
        ("safeguards.sunset", dt.date(2019, 5, 1)),
        ("secrecy", None),
    }
