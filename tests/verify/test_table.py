"""Verdicts as a table and as JSON."""

from __future__ import annotations

import json
from io import StringIO

from rich.console import Console

from underheaven.verify import Verdicts, run_cases
from underheaven.verify.case import Finding
from underheaven.verify.table import as_json, passed, table, written


def verdicts(*, spoilt: bool) -> Verdicts:
    """The unit case; `spoilt`: with one finding that failed."""
    ((case, findings),) = run_cases(only=["false-hit"])
    more = [Finding("spoilt", 1.0, float("nan"), "±0.1", 1e-6, False)] if spoilt else []
    return [(case, [*findings, *more])]


def shown(of: Verdicts) -> str:
    text = StringIO()
    Console(file=text, width=160).print(table(of))
    return text.getvalue()


def test_the_table_shows_expected_found_and_verdict() -> None:
    text = shown(verdicts(spoilt=False))
    assert "0.632121" in text
    assert "pass" in text
    assert "FAIL" not in text


def test_a_failure_shows() -> None:
    of = verdicts(spoilt=True)
    assert not passed(of)
    assert "FAIL" in shown(of)
    assert "1 of 4 failed" in shown(of)
    assert "undefined" in shown(of)


def test_json_is_plain_and_complete() -> None:
    data = json.loads(json.dumps(as_json(verdicts(spoilt=True)), allow_nan=False))
    assert data["passed"] is False
    (case,) = data["cases"]
    assert (case["name"], case["kind"], case["passed"]) == ("false-hit", "unit", False)
    assert case["findings"][-1]["found"] is None
    assert as_json(verdicts(spoilt=False))["passed"] is True


def test_values_are_written_shortly() -> None:
    assert written(3) == "3"
    assert written(41_234.0) == "41,234"
    assert written(0.0123456789) == "0.0123457"
    assert written("c0ffee" * 10) == "c0ffeec0ffee…"
    assert written("higher by the day") == "higher by the day"
