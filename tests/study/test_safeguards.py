"""Safeguards as edits of a policy: what has one already stays as it is, the order does not matter, and what
comes out holds together or is refused."""

import datetime as dt
import itertools
import random
from dataclasses import replace

import pytest

from underheaven.documents.problems import InputError
from underheaven.engine.world import World
from underheaven.mechanisms.registry import names_of
from underheaven.policy.fitness import check_fit
from underheaven.policy.loading import load_policy, policy_from_text, policy_names
from underheaven.policy.schema import Policy
from underheaven.society.loading import load_society
from underheaven.study.harms import COSTS, HARMS, Values, harm_called, weighed
from underheaven.study.reforming import as_yaml
from underheaven.study.safeguards import SAFEGUARDS, changes, guarded, known, owned

RIVERTON = load_society("riverton")
ARTICLE, RIGHTS = load_policy("article-2019"), load_policy("rights-respecting")
WORLD = World(ARTICLE, RIVERTON, 3, dt.date(2020, 1, 1), dt.date(2020, 12, 31), 4_000)


def world(policy: Policy) -> World:
    return replace(WORLD, policy=policy)


def lived(*on: str) -> Values:
    return weighed(world(guarded(ARTICLE, on)))


SHIPPED = {
    "notice", "appeal", "review", "expiry", "published_method", "no_association", "no_speech", "no_purchases",
    "no_biometric_only", "essential_services", "same_context", "opt_in", "sunset",
}  # fmt: skip
"""Those that `rights-respecting` was made with, and consent."""


def test_each_is_a_field_of_the_policy() -> None:
    assert set(SAFEGUARDS) == set(type(ARTICLE.safeguards).model_fields)
    assert set(SAFEGUARDS) >= SHIPPED


def test_each_stands_in_a_file_of_its_name() -> None:
    assert sorted(SAFEGUARDS) == sorted(names_of("safeguard"))


def test_the_article_has_none_and_the_yardstick_all_but_consent() -> None:
    assert owned(ARTICLE) == frozenset()
    assert owned(RIGHTS) & SHIPPED == SHIPPED - {"opt_in"}


@pytest.mark.parametrize("name", policy_names())
def test_what_a_policy_has_already_changes_nothing(name: str) -> None:
    policy = load_policy(name)
    assert changes(policy, owned(policy)) == {}
    assert changes(policy, off=frozenset(SAFEGUARDS) - owned(policy)) == {}
    assert guarded(policy, owned(policy)) is policy


@pytest.mark.parametrize("name", policy_names())
@pytest.mark.parametrize("safeguard", SAFEGUARDS)
def test_every_edit_holds_together_or_is_refused_by_name(name: str, safeguard: str) -> None:
    policy = load_policy(name)
    if (name, safeguard) == ("none", "sunset"):
        with pytest.raises(InputError, match="Nobody is ever in the scheme"):
            guarded(policy, [safeguard])
        return
    made = guarded(policy, [safeguard])
    check_fit(made, RIVERTON)
    assert safeguard in owned(made)
    assert owned(made) == owned(policy) | {safeguard}
    without = guarded(made, off=[safeguard])
    check_fit(without, RIVERTON)
    assert safeguard not in owned(without)


@pytest.mark.parametrize("safeguard", [*SAFEGUARDS, None])
def test_the_printed_reform_is_the_edit(safeguard: str | None) -> None:
    on = [*SAFEGUARDS] if safeguard is None else [safeguard]
    text = as_yaml(ARTICLE, changes(ARTICLE, on))
    read, _ = policy_from_text(text, "reform.yaml")
    assert world(read).hash == world(guarded(ARTICLE, on)).hash


def test_the_order_of_adding_does_not_matter() -> None:
    at_once = world(guarded(ARTICLE, SAFEGUARDS)).hash
    names = list(SAFEGUARDS)
    for seed in range(5):
        random.Random(seed).shuffle(names)
        policy = ARTICLE
        for name in names:
            policy = guarded(policy, [name])
        assert world(policy).hash == at_once


def test_adding_and_taking_off_are_opposites_where_nothing_else_was_taken_out() -> None:
    for name in set(SAFEGUARDS) - {"same_context"}:
        assert world(guarded(guarded(ARTICLE, [name]), off=[name])).hash == world(ARTICLE).hash, name


def test_a_policys_own_appeal_keeps_its_rates_and_suspends() -> None:
    policy = load_policy("rongcheng-2016")
    before, after = policy.safeguards.appeal, guarded(policy, ["appeal"]).safeguards.appeal
    assert before is not None
    assert after is not None
    assert after == before.model_copy(update={"suspensive": True})


def test_sizes_are_those_of_the_yardstick() -> None:
    made = guarded(ARTICLE, ["notice", "review", "appeal", "expiry"]).safeguards
    for name in ("notice", "review", "appeal", "expiry"):
        assert getattr(made, name) == getattr(RIGHTS.safeguards, name)


def test_the_end_comes_five_years_after_anybody_was_first_in_the_scheme() -> None:
    assert guarded(ARTICLE, ["sunset"]).safeguards.sunset == dt.date(2021, 1, 1)
    assert guarded(guarded(RIGHTS, off=["sunset"]), ["sunset"]).safeguards == RIGHTS.safeguards


def test_an_expiry_beside_recovery_is_refused() -> None:
    score = ARTICLE.score.model_dump(exclude_none=True) | {"recovery": 20}
    recovering = ARTICLE.model_copy(update={"score": type(ARTICLE.score).model_validate(score)})
    with pytest.raises(InputError, match="come back twice"):
        check_fit(guarded(recovering, ["expiry"]), RIVERTON)


def test_an_unknown_safeguard_is_refused_with_the_nearest() -> None:
    with pytest.raises(InputError, match="Did you mean no_speech"):
        known("no-speach")


def test_what_each_safeguard_must_do_in_a_small_world() -> None:
    base = lived()

    def fell(harm: str, *on: str) -> bool:
        before, after = base[harm], lived(*on)[harm]
        assert before is not None
        assert after is not None
        return after < before

    assert lived("same_context")["confined"] == 0
    for name in ("opt_in", "notice", "appeal", "no_biometric_only"):
        assert fell("sanctioned", name), name
    assert fell("wrong records", "no_biometric_only")
    assert fell("wrong records", "review")
    assert fell("sanctioned in error", "review")


def test_without_association_nobody_is_sanctioned_for_others() -> None:
    near = "association: {alpha: 0.4}\nconsequences: {no_high_quality_goods: {below: 590}}"
    close, _ = policy_from_text(f"reform_of: article-2019\n{near}\n", "close.yaml")
    assert (weighed(world(close))["sanctioned for others"] or 0) > 0
    assert weighed(world(guarded(close, ["no_association"])))["sanctioned for others"] == 0


def test_a_scheme_that_is_over_does_no_more_harm() -> None:
    later = replace(WORLD, start=dt.date(2021, 1, 4), end=dt.date(2021, 3, 31))
    over = weighed(replace(later, policy=guarded(ARTICLE, ["sunset"])))
    assert over["sanctioned"] == over["denied"] == over["wrong records"] == 0
    assert (weighed(later)["wrong records"] or 0) > 0


def test_a_score_orders_people_by_what_they_do_where_it_orders_them_at_all() -> None:
    """Where nobody is in the scheme, there is no order to speak of."""
    validity = "validity of the score"
    here = lived()[validity]
    assert here is not None
    assert 0 < here < 100
    alone = weighed(world(guarded(ARTICLE, ["no_biometric_only", "no_association"])))[validity]
    assert alone is not None
    assert alone > 0
    later = replace(WORLD, start=dt.date(2021, 1, 4), end=dt.date(2021, 3, 31))
    assert weighed(replace(later, policy=guarded(ARTICLE, ["sunset"])))[validity] is None


def test_all_harms_are_defined_and_none_serves_control() -> None:
    values = lived()
    assert set(values) == {*HARMS, *COSTS}
    assert all(values[name] is not None for name in HARMS)
    assert not set(HARMS) & set(COSTS)
    assert all(harm.worse == "more" for harm in HARMS.values())


@pytest.mark.parametrize(
    "name", ["infringements", "recall", "detection", "obedience", "chill", "precision", ""]
)
def test_nothing_but_a_harm_can_be_named(name: str) -> None:
    with pytest.raises(InputError, match=r"control|closed"):
        harm_called(name)


def test_a_pair_that_shares_nothing_is_both_edits() -> None:
    for one, other in itertools.combinations(("no_speech", "notice", "opt_in", "same_context"), 2):
        both = guarded(ARTICLE, [one, other])
        assert guarded(both, off=[one, other]).safeguards == ARTICLE.safeguards
        assert owned(both) == {one, other}
