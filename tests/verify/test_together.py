"""Findings judged together: a right engine fails one suite in a thousand, whatever many findings it has."""

import math
from dataclasses import replace

import numpy as np
import pytest

from underheaven.verify import cases
from underheaven.verify.case import Finding
from underheaven.verify.laws import alike, chi_square, exact, near, normal, student
from underheaven.verify.together import SUITE, judged

CASE = cases(quick=True)[0]


def by_chance(*ps: float) -> list[Finding]:
    return [Finding(f"p of {p:g}", 0.0, 1.0, "±1", 1e-6, p > 1e-6, 0.5, p) for p in ps]


def verdicts(*findings: Finding) -> list[Finding]:
    return [
        each for _, them in judged([(CASE, list(findings[:1])), (CASE, list(findings[1:]))]) for each in them
    ]


def test_a_small_p_among_many_is_no_failure_and_one_that_is_too_small_is() -> None:
    many = verdicts(*by_chance(SUITE / 2, *[0.5] * 99))
    assert all(each.passed for each in many)
    assert many[0].adjusted == pytest.approx(SUITE / 2 * 100)
    alone = verdicts(*by_chance(SUITE / 2))
    assert not alone[0].passed
    assert [each.passed for each in verdicts(*by_chance(SUITE / 200, *[0.5] * 99))] == [False, *[True] * 99]


def test_right_engines_fail_as_rarely_as_it_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """At one in twenty, where it can be seen: of two thousand suites of thirty findings, about a hundred."""
    from underheaven.verify import together

    monkeypatch.setattr(together, "SUITE", 0.05)
    chance = np.random.default_rng(4)
    failed = 0
    for _ in range(2_000):
        suite = [normal("a", 0.0, float(value), 1.0) for value in chance.normal(size=30)]
        failed += any(not each.passed for each in verdicts(*suite))
    assert 60 < failed < 140


def test_what_is_exact_keeps_its_verdict_and_what_is_undefined_fails() -> None:
    kept = verdicts(exact("a", 1, 1), exact("a", 1, 2), near("a", 1.0, 1.1, 0.2), *by_chance(0.3))
    assert [each.passed for each in kept] == [True, False, True, True]
    assert [each.adjusted for each in kept] == [None, None, None, 0.3]
    undefined = verdicts(replace(by_chance(0.5)[0], p=math.nan), *by_chance(0.5))
    assert [each.passed for each in undefined] == [False, True]


@pytest.mark.parametrize("false_alarm", [0.3, 1e-3, 1e-6])
def test_p_and_distance_say_the_same_as_the_bound(false_alarm: float) -> None:
    """By itself a finding passes where its p is at least its false alarm, and it is no farther off than 1."""
    chance = np.random.default_rng(7)
    for _ in range(200):
        found = [
            normal("a", 0.0, float(3 * chance.normal()), 1.0, false_alarm),
            student("a", 0.0, float(6 * chance.normal()), 1.0, 4, false_alarm),
            alike("a", chance.normal(size=5).tolist(), (chance.normal(size=4) + 2).tolist(), false_alarm),
            chi_square("a", chance.multinomial(500, [0.27, 0.3, 0.43]), [0.3, 0.3, 0.4], false_alarm),
        ]
        for each in found:
            assert each.p is not None
            assert each.off is not None
            assert each.passed == (each.p >= false_alarm) == (abs(each.off) <= 1)


def test_no_chance_of_an_error_leaves_nothing_but_the_value() -> None:
    assert normal("a", 1.0, 1.0, 0.0).p == 1
    assert normal("a", 1.0, 1.5, 0.0).p == 0
    assert not verdicts(normal("a", 1.0, 1.5, 0.0))[0].passed
