"""Rows about persons are refused in a policy, whatever they are offered as, with the one reason."""

import pytest

from tests.documents.small import problems_of
from underheaven.documents.people import REASON
from underheaven.policy.loading import policy_from_text, policy_names

HEAD = "reform_of: article-2019\npolicy: rows\n"
PERSON = "{{title: Zhang San {0}, on: [take_train], dread: 1, since: 2019-01-01}}"
ROWS = {
    "corrections": "corrections:\n" + "".join(f"  - Zhang San {i}\n" for i in range(300)),
    "some corrections": "corrections:\n" + "".join(f"  - Zhang San {i}\n" for i in range(60)),
    "announcements": "announcements:\n" + "".join(f"  p{i}: {PERSON.format(i)}\n" for i in range(250)),
    "some announcements": "announcements:\n" + "".join(f"  p{i}: {PERSON.format(i)}\n" for i in range(60)),
    "rollout": "rollout:\n" + "".join(f"  zhang_{i}: {{since: 2019-01-01, share: 1}}\n" for i in range(300)),
    "rules": "rules:\n" + "".join(f"  zhang_{i}: {{points: -1}}\n" for i in range(300)),
    "days": "secrecy:\n  dated:\n"
    + "".join(f"    {1900 + i // 12}-{i % 12 + 1:02}-01: 0.5\n" for i in range(300)),
}


@pytest.mark.parametrize("text", ROWS.values(), ids=ROWS.keys())
def test_rows_about_persons_are_refused_with_the_reason(text: str) -> None:
    problems = problems_of(policy_from_text, HEAD + text, "f")
    assert REASON in {problem.why for problem in problems}


def test_the_policies_of_the_catalogue_pass_with_room() -> None:
    for name in policy_names():
        policy, _ = policy_from_text(f"reform_of: {name}\npolicy: mine\n", "f")
        assert len(policy.corrections) <= 16
        assert len(policy.announcements) <= 8
        assert len(policy.rollout) <= 64
