"""The hash of all that results follow from: it hangs on numbers, names and order, and on no origin."""

import json

import pytest

from tools.pages.proofs import results_follow_from
from underheaven.documents.reading import read_text

BARE = """\
policy: p
sources: {a: {title: A, sees: {x: 0.5}}}
rules: {x: {per_day: 3, points: {dated: {2020-01-01: 2}}}}
"""
SAME = [
    BARE.replace("per_day: 3", "per_day: {value: 3, assumed: so, range: [1, 5]}"),
    BARE.replace("x: 0.5", "x: {value: 0.5, source: somebody, confidence: V}"),
    BARE.replace("2020-01-01: 2}", "2020-01-01: 2}, source: s, confidence: M, range: [1, 3]"),
    BARE + "about: Another text.\n# a comment\n",
]
OTHERS = [
    BARE.replace("3", "4"),
    BARE.replace("0.5", "0.6"),
    BARE.replace("2020-01-01", "2020-01-02"),
    BARE.replace("a: {", "b: {"),
    BARE.replace("title: A", "title: B"),
]


def said(text: str) -> str:
    return json.dumps(results_follow_from(read_text(text, "f.yaml").data), default=str)


@pytest.mark.parametrize("text", SAME)
def test_where_numbers_come_from_moves_no_proof(text: str) -> None:
    assert said(text) == said(BARE)


@pytest.mark.parametrize("text", OTHERS)
def test_whatever_results_follow_from_does(text: str) -> None:
    assert said(text) != said(BARE)


def test_the_sources_of_a_society_are_works_and_those_of_a_policy_are_not() -> None:
    assert said("society: s\nsources: {a: b}\n") == said("society: s\n")
    assert said(BARE.replace("sources", "source_s")) != said(BARE)
