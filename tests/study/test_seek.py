"""The search takes harms alone, tries the small before the large, and believes only fresh seeds."""

import datetime as dt
import itertools

import pytest

from underheaven.documents.problems import InputError
from underheaven.engine.world import World
from underheaven.policy.loading import load_policy, policy_from_text
from underheaven.society.loading import load_society
from underheaven.study.ceilings import ceiling, ceilings
from underheaven.study.design import NONE
from underheaven.study.harms import COSTS, HARMS
from underheaven.study.seek import seek
from underheaven.study.weighing import Weighed

WORLD = World(
    load_policy("article-2019"), load_society("riverton"), 5, dt.date(2020, 1, 1), dt.date(2020, 7, 31), 2_500
)
KNOWN = Weighed()
"""What any test has weighed: worlds are the same for all."""
SOME = ("notice", "review", "no_biometric_only", "no_association")


@pytest.mark.parametrize("harm", HARMS)
def test_every_harm_can_have_a_limit(harm: str) -> None:
    assert (ceiling(f"{harm} <= 2.5").harm, ceiling(f" {harm}<=2.5 ").most) == (harm, 2.5)
    assert ceiling(str(ceiling(f"{harm} <= 2.5"))) == ceiling(f"{harm}<2.5")


@pytest.mark.parametrize("text", [
    *(f"{cost} <= 1" for cost in COSTS),
    *(f"{harm} >= 1" for harm in HARMS),
    *(f"{harm} = 1" for harm in HARMS),
    "chill >= 0.5", "chill <= 1", "recall >= 0.9", "recall <= 1", "obedience >= 1", "detection >= 1",
    "precision <= 1", "praise >= 1", "enrolled >= 1", "mean_score >= 1", "mean_dread >= 100",
    "speech", "", "sanctioned <= ", "<= 5", "sanctioned <= many", "sanctioned <= -1", "sanctioned <= nan",
    "sanctioned <= inf", "sanctioned 5",
])  # fmt: skip
def test_nothing_but_less_harm_can_be_sought(text: str) -> None:
    with pytest.raises(InputError):
        ceiling(text)
    with pytest.raises(InputError):
        seek(WORLD, [text], on_run=lambda _done, _of: pytest.fail("a run was begun"))


def test_a_refusal_says_why() -> None:
    for text, why in (
        ("infringements <= 5", "no search here is made for more control"),
        ("recall >= 1", "nothing is sought by obedience, silence or detection"),
        ("sanctioned in eror <= 5", "Did you mean sanctioned in error"),
        ("denied >= 5", 'write "denied <= 5"'),
    ):
        with pytest.raises(InputError, match="(?i)" + why):
            ceiling(text)
    with pytest.raises(InputError, match="two limits of denied"):
        ceilings(["denied <= 5", "denied <= 6"])
    with pytest.raises(InputError, match="no limit is given"):
        ceilings([])


def test_where_the_limits_hold_already_nothing_is_added() -> None:
    found = seek(WORLD, ["sanctioned <= 999"], SOME, seeds=(2, 2), known=KNOWN)
    assert found.chosen == NONE
    assert found.reform == "reform_of: article-2019\n"
    assert len(found.tried) == 1


def test_the_smallest_set_is_found_and_no_smaller_one_would_do() -> None:
    before = seek(WORLD, ["sanctioned <= 999"], SOME, seeds=(2, 2), known=KNOWN).tried[0]
    limits = [f"sanctioned <= {0.6 * before.mean('sanctioned')}", "wrong records <= 60"]
    found = seek(WORLD, limits, SOME, seeds=(2, 2), known=KNOWN)
    assert found.chosen is not None
    assert found.confirmed is not None
    assert not found.greedy
    smaller = [each for each in found.tried if len(each.added) < len(found.chosen)]
    assert not any(each.met(found.limits) for each in smaller if each.added not in
                   {rejected.added for rejected in found.rejected})  # fmt: skip
    sizes = range(len(found.chosen) + 1)
    assert len(found.tried) == sum(len(list(itertools.combinations(SOME, size))) for size in sizes)
    assert all(each.verdict(limit) != "does not hold" for each in [found.confirmed] for limit in found.limits)


def test_what_is_found_is_lived_again_on_seeds_that_the_search_has_not_seen() -> None:
    found = seek(WORLD, ["wrong records <= 60"], SOME, seeds=(2, 2), known=KNOWN)
    assert found.confirmed is not None
    searched = {seed for each in found.tried for seed in each.seeds}
    fresh = [seed for each in (*found.rejected, found.confirmed) for seed in each.seeds]
    assert searched == {5, 6}
    assert not searched & set(fresh)
    assert len(fresh) == len(set(fresh))


def test_where_nothing_is_found_it_says_what_came_nearest() -> None:
    found = seek(WORLD, ["wait of others <= 0.001"], SOME[:2], seeds=(2, 2), known=KNOWN)
    assert found.chosen is None
    assert found.reform is None
    assert found.nearest is not None
    assert found.nearest.verdict(found.limits[0]) == "does not hold"
    assert found.nearest.seeds == (7, 8)
    assert len(found.tried) == 4
    assert found.to_dict()["found"] is False


def test_where_there_are_too_many_it_says_that_it_went_on_greedily() -> None:
    limits = ["wait of others <= 0.001"]
    found = seek(WORLD, limits, SOME, seeds=(2, 2), most_runs=10, known=KNOWN)
    assert found.greedy
    assert found.whole_sizes == 1
    assert "greedily" in found.said
    assert len(found.tried) == 1 + 4 + 3 + 2 + 1
    assert found.to_dict()["synthetic"] is True


def test_what_the_policy_has_is_not_laid_over_it() -> None:
    published, _ = policy_from_text(
        "reform_of: article-2019\nsafeguards: {notice: {days: 20}}\n", "notice.yaml"
    )
    world = World(published, WORLD.society, 5, WORLD.start, WORLD.end, WORLD.citizens)
    found = seek(world, ["sanctioned <= 999"], ["notice", "review"], seeds=(2, 2))
    assert found.candidates == ("review",)
    with pytest.raises(InputError, match="has all of these safeguards"):
        seek(world, ["sanctioned <= 999"], ["notice"])


def test_the_frame_holds_every_set_and_limit() -> None:
    found = seek(WORLD, ["denied <= 999", "confined <= 999"], SOME[:2], seeds=(2, 2), known=KNOWN)
    assert found.frame().num_rows == 2 * len(found.tried)
    assert set(found.frame()["harm"].to_pylist()) == {"denied", "confined"}
