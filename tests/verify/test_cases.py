"""The list of cases: names, modes, and what is asked for by name."""

from __future__ import annotations

import pytest

from underheaven.documents.problems import InputError
from underheaven.verify import Case, cases, run_cases


def test_every_case_has_a_name_of_its_own_and_states_its_tolerance() -> None:
    names = [case.name for case in cases()]
    assert len(set(names)) == len(names)
    assert all(case.tolerance and case.checks and case.source for case in cases())
    assert all(0 <= case.false_alarm <= 1e-3 for case in cases())


def test_quick_cases_are_some_of_all_cases_in_their_order() -> None:
    assert cases(quick=True) == [case for case in cases() if case.quick]
    assert 0 < len(cases(quick=True)) < len(cases())


def test_a_case_is_run_by_its_name_and_progress_hears_of_it() -> None:
    heard: list[Case] = []
    ((case, findings),) = run_cases(only=["false-hit"], progress=heard.append)
    assert case.name == "false-hit"
    assert heard == [case]
    assert all(finding.passed for finding in findings)


def test_unknown_names_are_refused_together_with_the_nearest() -> None:
    with pytest.raises(InputError) as refused:
        run_cases(only=["score-wlak", "poison", "false-hit"])
    assert len(refused.value.problems) == 2
    assert "score-walk" in str(refused.value)
