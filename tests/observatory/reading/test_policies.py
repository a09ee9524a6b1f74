"""The page of the policies: each as it is written, with all that must stand beside it."""

import re

import pytest

from tests.tools_of_site import ROOT
from underheaven.observatory.reading.policies import STATUS, policies
from underheaven.policy.loading import load_policy, policy_names, policy_path

FOUND = policies(["article-2019"], False)


@pytest.mark.parametrize("name", policy_names())
def test_a_policy_stands_there_as_it_is_written_with_what_is_corrected(name: str) -> None:
    policy, told = load_policy(name), FOUND["policies"][name]
    assert told["text"] == policy_path(name).read_text(encoding="utf-8")
    assert told["title"] == policy.title
    assert [each.split() for each in told["corrections"]] == [each.split() for each in policy.corrections]
    structure = policy.structure
    assert structure is not None
    assert [why for _, why in told["uses"]] == list(structure.uses.values())
    assert [why for _, why in told["leaves_out"]] == list(structure.leaves_out.values())
    said = " ".join(" ".join(row) for rows in told["words"].values() for row in rows)
    assert all(kind in said for kind in policy.rules)


def test_how_far_each_is_documented_is_what_the_page_of_the_policies_says() -> None:
    text = (ROOT / "docs" / "policies.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([\w-]+)` \| [^|]+ \| ([^|]+) \|$", text, flags=re.MULTILINE)
    told = {name: how_far.strip() for name, how_far in rows if name in policy_names()}
    assert {name: how_far for name, (_, how_far) in STATUS.items()} == told
    assert {status for status, _ in STATUS.values()} == {
        "baseline",
        "as described",
        "documented",
        "normative",
    }


def test_there_is_a_difference_for_each_pair_and_only_what_is_carried_is_offered_to_be_lived() -> None:
    names = policy_names()
    assert len(FOUND["differences"]) == len(names) * (len(names) - 1) // 2
    assert all(rows for rows in FOUND["differences"].values())
    assert FOUND["carried"] == ["article-2019"]
    assert FOUND["compared"] is False
