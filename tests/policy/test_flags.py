"""What a reader of a policy is told before anything else."""

from __future__ import annotations

import pytest

from underheaven.policy.flags import flags
from underheaven.policy.loading import load_policy, policy_from_text


def flags_of(change: str, base: str = "article-2019") -> str:
    return "\n".join(flags(policy_from_text(f"reform_of: {base}\n{change}", "reform.yaml")[0]))


def test_nothing_is_said_of_no_scheme() -> None:
    assert flags(load_policy("none")) == ()


def test_the_article_is_secret_confines_and_recognises_faces() -> None:
    said = flags_of("")
    for words in (
        "method is secret",
        "confines people to their homes: “House arrest”",
        "face was recognised",
    ):
        assert words in said
    assert "differently" not in said


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ("safeguards: {published_method: true}", "secret"),
        ("secrecy: 0", "secret"),
        ("safeguards: {no_biometric_only: true}", "face"),
        ("consequences: {house_arrest: {confines: false}}", "confines"),
    ],
)
def test_what_is_ruled_out_is_not_said(change: str, words: str) -> None:
    assert words not in flags_of(change)


def test_other_thresholds_for_groups_are_named_with_their_groups() -> None:
    change = "consequences: {no_loan: {below_of_group: {holm: 500, fen: 510, weir: 520}}}"
    assert "differently: the threshold of “No loan” is another one for holm, fen and weir." in flags_of(
        change
    )


def test_a_method_that_was_secret_once_is_flagged() -> None:
    assert "secret" in flags_of("secrecy: {dated: {2014-01-01: 1, 2020-01-01: 0}}", "none")
    assert "secret in part" in flags_of("secrecy: 0.5", "none")
