"""The quick cases pass, each run once."""

from __future__ import annotations

import pytest

from underheaven.verify import Case, cases, run_cases

QUICK = {case.name: case for case in cases(quick=True)}


@pytest.mark.parametrize("case", QUICK.values(), ids=QUICK)
def test_a_quick_case_passes(case: Case) -> None:
    ((again, findings),) = run_cases(quick=True, only=[case.name])
    assert again is case
    assert findings
    assert [finding for finding in findings if not finding.passed] == []
    assert max(finding.false_alarm for finding in findings) <= case.false_alarm
    assert len({finding.what for finding in findings}) == len(findings)
