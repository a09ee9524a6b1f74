"""The pictures of verification: of each case, how far off each finding is, against how far it may be."""

from __future__ import annotations

from collections.abc import Sequence

from underheaven.documents.words import counted
from underheaven.report.html import drawn
from underheaven.report.labels import wrap
from underheaven.report.picture import Picture
from underheaven.report.scales import level, rows, wide
from underheaven.report.styles import style_sheet
from underheaven.report.templating import templates
from underheaven.report.theme import BLUE, GREY, ORANGE
from underheaven.report.vega import Spec, datum, field, marks, view
from underheaven.verify.case import Case, Finding
from underheaven.verify.table import written
from underheaven.verify.together import SUITE

ROW, LINE, SIZE = 20, 14, 60
FURTHEST = 1.5
"""Where what is farther off is drawn, in how far it may be off."""
READING = (
    "Each row is a finding. A circle shows how far off it is, as a share of how far it may be by itself: the "
    "broken lines. A diamond is exact, or a matter of direction. What passes is blue, what fails orange."
)

Verdicts = Sequence[tuple[Case, Sequence[Finding]]]


def picture(case: Case, findings: Sequence[Finding]) -> Picture:
    """How far off the findings of a case are."""
    failed = [each for each in findings if not each.passed]
    said = f"{len(failed)} of {counted(len(findings), 'finding')} failed." if failed else (
        f"{counted(len(findings), 'finding')}, all passed."
    )  # fmt: skip
    ps = [each.adjusted for each in findings if each.adjusted is not None]
    if ps:
        said += f" The smallest p, corrected for all that were run, is {min(ps):.2g}."
    return Picture(
        case.name, case.title, READING, said, _chart(findings, narrow=False), _chart(findings, narrow=True)
    )


def _chart(findings: Sequence[Finding], narrow: bool) -> Spec:
    names = [wrap(each.what, 24 if narrow else 58) for each in findings]
    layers: list[Spec] = [
        marks([{}], "rule", {"x": datum(at)}, color=GREY, strokeDash=[3, 3], strokeWidth=1) for at in (-1, 1)
    ]
    layers.append(marks([{}], "rule", {"x": datum(0)}, color=GREY, strokeWidth=1))
    for shape, by_distance in (("circle", True), ("diamond", False)):
        for colour, passed in ((BLUE, True), (ORANGE, False)):
            dots = [
                {"row": at, "value": _place(each)}
                for at, each in enumerate(findings)
                if each.passed == passed and (each.off is not None) == by_distance
            ]
            if dots:
                where = {"x": field("value"), "y": field("row")}
                layers.append(marks(dots, "point", where, shape=shape, size=SIZE, color=colour, filled=True))
    width = 130 if narrow else 260
    lines = max(map(len, names))
    return view(
        layers, width, (ROW + LINE * (lines - 1)) * len(names),
        level(-FURTHEST, FURTHEST, "off by, of what it may be", width, 3),
        rows(names, "finding", wide(names)),
    )  # fmt: skip


def _place(finding: Finding) -> float:
    """Where a finding is drawn; what cannot be measured and fails lies outside."""
    off = (0.0 if finding.passed else FURTHEST) if finding.off is None else finding.off
    return max(-FURTHEST, min(FURTHEST, off))


def page(verdicts: Verdicts, command: str) -> str:
    """The page of a suite that was run, as text: a picture and a table of each case."""
    environment = templates(
        written=written,
    )
    findings = [each for _, them in verdicts for each in them]
    failed = sum(not each.passed for each in findings)
    return environment.get_template("verification.html.j2").render(
        css=style_sheet(),
        verdicts=[(case, them, drawn(picture(case, them))) for case, them in verdicts],
        findings=counted(len(findings), "finding"),
        cases=counted(len(verdicts), "case"),
        failed=failed,
        together=sum(each.adjusted is not None for each in findings),
        suite=f"{SUITE:g}",
        reading=READING,
        command=command,
    )
