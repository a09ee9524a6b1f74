"""The verdicts, as a table for the terminal and as plain JSON values."""

from __future__ import annotations

import math
from typing import Any

from rich.table import Table
from rich.text import Text

from underheaven.verify import Verdicts
from underheaven.verify.case import Case, Finding

DIGEST = 12
"""Characters shown of a long word, such as a digest."""
JOINTLY = (
    "p, jointly: the chance that a right engine is so far off or farther, all findings judged together "
    "(Holm 1979)."
)


def passed(verdicts: Verdicts) -> bool:
    """Whether every finding of every case passed."""
    return all(finding.passed for _, findings in verdicts for finding in findings)


def table(verdicts: Verdicts) -> Table:
    """A row for each finding, under its case."""
    out = Table(
        title="Verification",
        title_justify="left",
        caption=JOINTLY,
        caption_justify="left",
        show_edge=False,
        pad_edge=False,
    )
    out.add_column("What")
    for heading in ("Expected", "Found", "May differ by", "p, jointly"):
        out.add_column(heading, justify="right")
    out.add_column("")
    for case, findings in verdicts:
        out.add_section()
        failed = sum(not finding.passed for finding in findings)
        summary = f"{failed} of {len(findings)} failed" if failed else f"{len(findings)} passed"
        out.add_row(
            Text.assemble((case.title, "bold"), f" ({case.name}, {case.kind}, {case.label})"),
            "", "", "", "", _verdict(not failed, summary),
        )  # fmt: skip
        for finding in findings:
            out.add_row(
                Text(f"  {finding.what}"),
                written(finding.expected),
                written(finding.found),
                finding.tolerance,
                "" if finding.adjusted is None else f"{finding.adjusted:.2g}",
                _verdict(finding.passed, "pass" if finding.passed else "FAIL"),
            )
    return out


def _verdict(good: bool, word: str) -> Text:
    return Text(word, style="green" if good else "bold red")


def written(value: float | str) -> str:
    """A value as the table shows it: whole numbers whole, others to six digits, long words cut."""
    if isinstance(value, str):
        return value if " " in value or len(value) <= DIGEST else value[:DIGEST] + "…"
    if math.isnan(value):
        return "undefined"
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:,.6g}"


def as_json(verdicts: Verdicts) -> dict[str, Any]:
    """Plain JSON values: `passed`, and for each case its words, its verdict and its findings."""
    return {"passed": passed(verdicts), "cases": [_case(case, findings) for case, findings in verdicts]}


def _case(case: Case, findings: list[Finding]) -> dict[str, Any]:
    return {
        "name": case.name,
        "title": case.title,
        "checks": case.checks,
        "kind": case.kind,
        "label": case.label,
        "source": case.source,
        "tolerance": case.tolerance,
        "false_alarm": case.false_alarm,
        "passed": all(finding.passed for finding in findings),
        "findings": [_finding(finding) for finding in findings],
    }


def _plain(value: float | str) -> float | str | None:
    """What JSON can hold: nothing for what is undefined."""
    return None if isinstance(value, float) and math.isnan(value) else value


def _finding(finding: Finding) -> dict[str, Any]:
    return {
        "what": finding.what,
        "expected": _plain(finding.expected),
        "found": _plain(finding.found),
        "tolerance": finding.tolerance,
        "false_alarm": finding.false_alarm,
        "off": _plain(finding.off) if finding.off is not None else None,
        "p": _plain(finding.p) if finding.p is not None else None,
        "adjusted": finding.adjusted,
        "passed": bool(finding.passed),  # NumPy's own truths are no JSON
    }
