"""The page of the book that lists every measure, made from their specifications."""

from __future__ import annotations

from underheaven.measure.interval import FEWEST
from underheaven.measure.specification import LABELS, Specification
from underheaven.measure.table import SUBJECTS

HEAD = f"""# Measures

This page is made from the table of measures in `underheaven/measure`; a test compares the two.

Every measure is a function of integer counts (specification, section 12) and is given for everyone, by
group, region, place (rural, urban) and income quintile. Counts cover the whole run, or the calendar years
asked for; the run's last year is given beside the whole. A person-step is one person at the end of one
step; a person-year has 365.25 days. Adults in the scheme are those of enrolled communities.

What is undefined is missing, with its reason, and never 0. Intervals are 95 % t-intervals of the grouped
jackknife over the 32 blocks of communities (Tukey 1958; Wolter 2007), cut at the measure's own limits.
There is none where fewer than {FEWEST} blocks hold anybody, where leaving out a block leaves the measure
undefined, or where no block changes it. They say how far the result may be chance among synthetic
citizens; they say nothing of how far the model may be wrong.
"""
CHILL = """
What would have been done is known act by act: a considered act carries one number, and the society alone
sets the chance that it is done without dread or hardship. Acts below that chance are done, denied, held
back by dread or prevented by confinement; the done and the denied hold besides those brought on. What
confinement prevents is never counted as chill. Speech in communities outside the scheme counts too: news
reaches them.
"""


def _entry(specification: Specification) -> str:
    each = f" One for each {specification.each}." if specification.each else ""
    return (
        f"\n### `{specification.name}`\n\n"
        f"{specification.title}, {specification.unit}.{each}\n\n"
        f"- Formula: {specification.formula}.\n"
        f"- Reading: {specification.direction}.\n"
        f"- Label: {specification.label}. Source: {specification.source}.\n"
        f"- Missing where {specification.undefined}.\n"
    )


def page() -> str:
    """The text of docs/measures.md."""
    labels = "".join(f"- *{label}*: {meaning}.\n" for label, meaning in LABELS.items())
    parts = [HEAD, "\nA label says where a value comes from:\n\n", labels]
    for subject, specifications in SUBJECTS.items():
        parts.append(f"\n## {subject}\n")
        parts.append(CHILL if subject == "Chill" else "")
        parts.extend(_entry(specification) for specification in specifications)
    return "".join(parts)
