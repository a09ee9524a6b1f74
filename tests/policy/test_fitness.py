"""Fitness of a policy for a society, and coherence of a policy with itself."""

from __future__ import annotations

from decimal import Decimal

import pytest

from underheaven.documents.problems import InputError
from underheaven.policy.coherence import check_policy
from underheaven.policy.fitness import check_fit
from underheaven.policy.loading import load_policy, load_policy_document, policy_names
from underheaven.policy.schema import Policy
from underheaven.society.loading import load_society, society_names


@pytest.mark.parametrize("society", society_names())
@pytest.mark.parametrize("policy", policy_names())
def test_every_shipped_policy_fits_every_shipped_society(policy: str, society: str) -> None:
    check_fit(load_policy(policy), load_society(society))


def test_everything_is_said_at_once_and_in_words_without_a_document() -> None:
    data = load_policy("article-2019").model_dump()
    data["rules"]["flying"] = {"points": 1}
    data["association"]["friends"] = Decimal("0.5")
    data["rollout"]["nationwide"]["regions"] = ["atlantis"]
    with pytest.raises(InputError) as caught:
        check_fit(Policy.model_validate(data), load_society("riverton"))
    assert [(problem.where, problem.file, problem.line) for problem in caught.value.problems] == [
        ("rules.flying", "", 0),
        ("association", "", 0),
        ("rules.flying", "", 0),
        ("rollout.nationwide.regions[0]", "", 0),
    ]


def test_what_only_the_base_lacks_is_placed_in_the_base() -> None:
    society = load_society("riverton")
    acts = {kind: act for kind, act in society.acts.items() if kind != "alcohol"}
    policy, document = load_policy_document("article-2019")
    with pytest.raises(InputError) as caught:
        check_fit(policy, society.model_copy(update={"acts": acts}), document)
    assert {problem.where for problem in caught.value.problems} == {
        "sources.online_shopping.sees.alcohol",
        "rules.alcohol",
    }
    assert all(problem.file == document.file and problem.line > 1 for problem in caught.value.problems)


def test_ties_without_weight_need_no_shares() -> None:
    policy = load_policy("none")
    assert policy.association.household.value == 0
    check_policy(policy)


def test_a_society_without_densities_takes_any() -> None:
    society = load_society("riverton")
    bare = {name: region.model_copy(update={"densities": {}}) for name, region in society.regions.items()}
    check_fit(load_policy("article-2019"), society.model_copy(update={"regions": bare}))
