"""The part of the page of measures about what needs lives."""

from __future__ import annotations

from underheaven.measure.lived.cohorts import COHORTS
from underheaven.measure.lived.figures import FIGURES, Figure
from underheaven.measure.lived.margins import MARGINAL
from underheaven.measure.lived.sides import SIDES, Side
from underheaven.record.weekly import LIVED

HEAD = f"""
## What needs lives

A tally counts how many are under a consequence, who came and who left. It does not know whether those who
came are those who had left a week before. So communities of the run are lived again, which gives
everybody's standing at the end of each step, exactly as it was; nothing of it is kept. All communities are
lived where the run has no more than {LIVED}, and then the counts are those of the run; otherwise {LIVED},
evenly spread over all in their order, or as many as `underheaven cohorts RUN --communities N` says. The
same run gives the same figures anywhere. It costs as much time as the run did for as many communities; each
answer says how many were lived.

Intervals are those of a jackknife that leaves out one community at a time, since people of a community
share ties, a climate and a workplace. Of some communities of many they hold the chance of which were chosen
too. There is none where fewer than eight of the communities hold anybody.

### Cohorts

Those who come under a consequence leave it at very different rates, and who leaves soon is soon back. A
weekly hazard, pooled and raised to a year, is then the chance of nobody. So people are followed:

"""
RULES = """
*Free* is who is under it no longer, for whatever reason: by records, by redress, by a rule or with the
scheme's end. *Left* is who was free at the end of a step. Each figure is of any consequence and of each by
itself, for everyone, by group, region, place, quintile, opinion, sex and age. A year has as many whole
steps as fit into 365.25 days (52 weeks), and four weeks as many as fit into 28 days. Unless a day and a
year are named, they are the last first of January and the last year after which the run goes on for a year.
With renewal, whoever dies or moves away is followed up to then.
"""
SIDES_HEAD = """
### Both sides of error and of ties

Wrong records bring consequences, and some spare them: where a record that should be another's brought
points. Ties punish some for others, and spare others what their own record would bring. Both sides are
given, of any consequence and of each, of the last year. `error_share`, `by_ties` and `spared` are of the
whole nation, from tallies.
"""
MARGINS_HEAD = """
### By opinion, sex and age

Tallies have no cells for opinion, sex and age. Of communities that are lived again the engine counts every
column in such cells instead, so that these measures of the last year are those of the same name and the
same definition:
"""


def lived_page() -> str:
    """What is told of cohorts, sides and margins."""
    whom = "".join(f"- `{kind}`: {words}.\n" for kind, words in COHORTS.items())
    figures = "".join(map(_entry, FIGURES))
    sides = "".join(map(_entry, SIDES))
    margins = ", ".join(f"`{name}`" for name in MARGINAL)
    return "".join([HEAD, whom, RULES, figures, SIDES_HEAD, sides, MARGINS_HEAD, margins, ".\n"])


def _entry(each: Figure | Side) -> str:
    return (
        f"\n#### `{each.name}`\n\n"
        f"{each.title}, {each.unit}.\n\n"
        f"- Formula: {each.formula}.\n"
        f"- Reading: {each.direction}.\n"
        f"- Label: {each.label}. Source: {each.source}.\n"
        f"- Missing where {each.undefined}.\n"
    )
