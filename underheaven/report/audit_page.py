"""The page of an audit: findings, pictures and every number, in one HTML file without scripts."""

from __future__ import annotations

from collections.abc import Sequence

from underheaven.measure.audit import SUBJECTS, SYNTHETIC, Audit
from underheaven.measure.rows import FEWEST_EVENTS, FEWEST_PEOPLE, Row
from underheaven.policy.flags import flags
from underheaven.report.audit_pictures import pictures
from underheaven.report.contrasts import signed
from underheaven.report.findings import findings
from underheaven.report.html import drawn
from underheaven.report.ranges import hangs
from underheaven.report.reproduce import again
from underheaven.report.said import about_p, between, called, no_intervals, p_value
from underheaven.report.styles import style_sheet
from underheaven.report.templating import templates
from underheaven.report.words import capital, in_unit, listed, number
from underheaven.study.assuming.found import Ranges, Unknown


def page(audit: Audit, ranges: Ranges | Unknown) -> str:
    """The page as text; `ranges` is how far it hangs on what is assumed, or why that is not known."""
    environment = templates(
        called=called,
        capital=capital,
        value=value,
        between=between,
        people=lambda many: "" if many is None else number(round(many)),
        p=lambda p: "" if p is None else p_value(p).removeprefix("p ").removeprefix("= "),
        about_p=_about_p,
    )
    return environment.get_template("audit.html.j2").render(
        world=audit.world,
        css=style_sheet(),
        synthetic=SYNTHETIC,
        period=str(audit.period),
        seeds=listed([str(seed) for seed in audit.seeds]),
        unsure=capital(no_intervals(audit.rows) or ""),
        several=len(audit.seeds) > 1,
        findings=findings(audit),
        assumed=hangs(ranges, audit.year),
        flags=flags(audit.world.policy),
        corrections=audit.world.policy.corrections,
        pictures=[drawn(picture) for picture in pictures(audit)],
        tables={subject: audit.of(subject) for subject in SUBJECTS if audit.of(subject)},
        fewest_people=FEWEST_PEOPLE,
        fewest_events=FEWEST_EVENTS,
        again=again(audit.world).command,
    )


def value(row: Row) -> str:
    """A value in its unit, with a star where it is of few people; nothing where it is missing."""
    if row.value is None:
        return ""
    if row.measure.endswith("_difference"):
        return signed(row.value, row.unit)
    return in_unit(row.value, row.unit) + ("*" if row.small else "")


def _about_p(rows: Sequence[Row]) -> str:
    """What the p of a subject's ratios are, and what would be chance; nothing where there is none."""
    tested = sum(row.p is not None for row in rows)
    holm = "Beside it stands p as it is when all of them are taken together (Holm 1979)."
    return f"{about_p(tested)} {holm}" if tested else ""
