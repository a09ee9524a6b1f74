"""The quick cases pass, and those that are tested besides, each run once."""

from __future__ import annotations

import json

import pytest

from underheaven.verify import Case, cases, run_cases
from underheaven.verify.table import as_json

RUN = {case.name: case for case in cases() if case.quick or case.tested}


@pytest.mark.parametrize("case", RUN.values(), ids=RUN)
def test_a_case_passes(case: Case) -> None:
    ((again, findings),) = run_cases(quick=case.quick, only=[case.name])
    assert again is case
    assert findings
    assert [finding for finding in findings if not finding.passed] == []
    assert max(finding.false_alarm for finding in findings) <= case.false_alarm
    assert len({finding.what for finding in findings}) == len(findings)
    json.dumps(as_json([(case, findings)]), allow_nan=False)
