"""The page of the book that lists the cases, made from the cases themselves."""

from __future__ import annotations

import inspect
from functools import partial

from underheaven.measure.specification import LABELS
from underheaven.verify import cases
from underheaven.verify.case import KINDS, Case

HEAD = """# Verification

This page is made from the cases in `underheaven/verify`; a test compares the two.

`underheaven verify` runs every case, `underheaven verify --quick` those marked quick, and
`underheaven verify CASE...` those named. Each prints what was expected, what was found, how far the two may
be apart, and the verdict; the command fails if any finding does. Tests run the quick cases and those marked
tested.

Tolerances are fixed beforehand. Where chance is involved, a finding has a chance of a false alarm: how
often a right engine would fail it under another seed, were it the only one. There are many, so that they are
judged together: each has a p, the chance that a right engine is as far off, and fails where its p, corrected
for all findings that were run (Holm 1979), is below one in a thousand. That is the chance that a right engine
fails any of them. What is exact, or a matter of direction alone, is judged by itself. The seeds are fixed, so
a verdict does not change from one day to the next. `--html` writes a page with a picture of each case.
Expected values are computed within the case, from formulas or by solving linear systems, never with the
engine's own tables.
"""


def page() -> str:
    """The text of docs/verification.md."""
    parts = [HEAD, "\nA case is of one of two kinds:\n\n"]
    parts += [f"- *{kind}*: {meaning}.\n" for kind, meaning in KINDS.items()]
    parts.append("\nA label says where the expected values come from:\n\n")
    parts += [f"- *{label}*: {meaning}.\n" for label, meaning in LABELS.items()]
    explained = ""
    for case in cases():
        module = inspect.getmodule(case.run.func if isinstance(case.run, partial) else case.run)
        words = inspect.getdoc(module) or ""
        parts.append(_entry(case, "" if words == explained else words))
        explained = words
    return "".join(parts)


def _entry(case: Case, words: str) -> str:
    chance = f"{case.false_alarm:g} for each finding" if case.false_alarm else "none"
    return (
        f"\n## {case.title}: `{case.name}`\n\n"
        + (f"{words}\n\n" if words else "")
        + f"- Checks: {case.checks}.\n"
        f"- Kind: {case.kind}{marked(case)}. Label: {case.label}.\n"
        f"- Source: {case.source}.\n"
        f"- Tolerance: {case.tolerance}. Chance of a false alarm: {chance}.\n"
    )


def marked(case: Case) -> str:
    """Whether a case is quick, or run by the tests all the same."""
    return ", quick" if case.quick else ", tested" if case.tested else ""
