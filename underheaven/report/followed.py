"""What is told of people who were lived again: cohorts, both sides of error and ties, opinion, sex, age."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from underheaven.measure.lived.cohorts import Found
from underheaven.measure.lived.figures import FIGURES
from underheaven.measure.lived.lived import Lived
from underheaven.measure.lived.sides import SIDES
from underheaven.measure.results import Value
from underheaven.measure.table import BY_NAME
from underheaven.report.tables import INCOMES, Line, Table, table_of
from underheaven.report.traced import anchor, anchor_of
from underheaven.report.words import capital, listed, of_many, per_thousand, plain

Row = dict[str, Any]
ANY_OF_THEM = "any consequence"
SHORT = {
    "free_within_year": "free at some week's end within a year",
    "free_after_year": "free at the end of a year",
    "free_last_weeks": "free throughout its last four weeks",
    "half_left_after": "days until half have left",
    "back_soon": "back within four weeks of leaving",
    "back_later": "back later, within a year of leaving",
}
"""The figures of a cohort, for narrow tables."""
SIDES_SHORT = {
    "hit_in_error": "hit in error",
    "spared_in_error": "spared in error",
    "hit_by_ties": "hit by others",
    "spared_by_ties": "spared by others",
}
SIDES_NOTE = (
    "Hit: of the time under it, the part that only wrong records, or only the scores of others, brought. "
    "Spared: of the time that a correct record, or the person's own record, would have brought, the part "
    "that did not come."
)
"""What the columns of the table of both sides are."""


def consequences(lived: Lived) -> dict[str, str]:
    """Any consequence, and each with its title."""
    return {"": ANY_OF_THEM, **{name: each.title for name, each in lived.world.policy.consequences.items()}}


def told(lived: Lived) -> list[Found]:
    """The cohorts of any consequence that hold anybody."""
    return [each for each in lived.cohorts if not each.consequence and each.everyone]


def cost_of(lived: Lived) -> str:
    """What was lived again, as a sentence."""
    which = "Exact for this run" if lived.exact else "An estimate"
    spread = "" if lived.exact else ","
    return f"{which}: {lived.cost}{spread} lived again, with {lived.people:,} people."


def sentences_of(lived: Lived) -> list[str]:
    """What became of those who are under a consequence on a day, and what ties and errors spare."""
    found = lived.cohort("under")
    if found is None or not found.everyone:
        return []
    ever, after, last, soon, later = (
        found.of(name).value
        for name in ("free_within_year", "free_after_year", "free_last_weeks", "back_soon", "back_later")
    )
    said = []
    if ever is not None and after is not None and last is not None:
        said.append(
            f"{capital(of_many(ever, f'adults under a consequence {found.cohort.when}'))} were free at some "
            f"week's end within a year, {per_thousand(after)} at its end, and {per_thousand(last)} "
            "throughout its last four weeks."
        )
    if soon is not None:
        more = "" if later is None else f", and {per_thousand(later)} more within a year"
        said.append(f"{capital(of_many(soon, 'who left'))} were back within four weeks{more}.")
    return said


def cohort_table(lived: Lived, consequence: str = "") -> Table | None:
    """The figures of both cohorts; None where nobody is in one."""
    found = [each for each in lived.cohorts if each.consequence == consequence and each.everyone]
    if not found:
        return None
    rows = [
        (
            figure.title, figure.unit, [(each.of(figure.name), figure.unit) for each in found],
            anchor_of(figure),
        )
        for figure in FIGURES
    ]  # fmt: skip
    heads = [f"{each.cohort.title}: {each.everyone:,} people" for each in found]
    return table_of(f"Of those under {consequences(lived)[consequence]}", heads, rows)


def cohort_tables(lived: Lived) -> dict[str, Table]:
    """The figures of each cohort of any consequence by group and by region; then of each consequence."""
    out = {}
    for found in told(lived):
        for dimension, words in (("group", "group"), ("region", "region")):
            people = found.people[dimension]
            names = [name for name in people if people[name]]
            rows = [
                (
                    figure.title,
                    figure.unit,
                    [(found.by(figure.name, dimension)[name], figure.unit) for name in names],
                    anchor_of(figure),
                )
                for figure in FIGURES
            ]
            heads = [f"{capital(_named(lived, dimension, name))}: {people[name]:,}" for name in names]
            out[f"{found.cohort.kind}-{dimension}"] = table_of(
                f"{found.cohort.title}, by {words}", heads, rows
            )
    for name in lived.world.policy.consequences:
        if (table := cohort_table(lived, name)) is not None:
            out[f"of-{name}"] = table
    return out


def sides_table(lived: Lived) -> Table | None:
    """Who is hit and who is spared, by errors and by ties, of any consequence and of each."""
    if not lived.sides:
        return None
    rows: list[Line] = [
        (capital(title), "", [(lived.sides[side.name, name][0], side.unit) for side in SIDES], "")
        for name, title in consequences(lived).items()
    ]
    head = f"Both sides of error and of ties, {lived.year}"
    table = table_of(head, [side.title for side in SIDES], rows)
    return replace(table, anchors=[anchor_of(side) for side in SIDES])


def margins_table(lived: Lived) -> Table | None:
    """Measures by opinion, sex and age."""
    dimensions = next(iter(lived.margins.values())).by if lived.margins else {}
    if not dimensions:
        return None
    rows: list[Line] = [
        (
            each.title,
            each.unit,
            [(value, each.unit) for values in each.by.values() for value in values.values()],
            anchor(BY_NAME[each.name]),
        )
        for each in lived.margins.values()
    ]
    heads = [
        f"Aged {name}" if dimension == "age" else capital(plain(name))
        for dimension, values in dimensions.items()
        for name in values
    ]
    return table_of(f"By opinion, sex and age, {lived.year}", heads, rows)


def _named(lived: Lived, dimension: str, category: str) -> str:
    if dimension == "region":
        return lived.world.society.regions[category].title
    return INCOMES.get(category, plain(category))


def by_opinion(lived: Lived) -> str:
    """How many are under a consequence by opinion, as a sentence; nothing where it is not told."""
    of = lived.margins["under"].by.get("opinion", {}) if "under" in lived.margins else {}
    known = [f"{per_thousand(v.value)} for {plain(name)}" for name, v in of.items() if v.value is not None]
    if len(known) < 2 or not any(value.value for value in of.values()):
        return ""
    return f"Of every 1,000 adults with each opinion, the number under a consequence is {listed(known)}."


def cohort_rows(lived: Lived) -> Iterator[Row]:
    """A row for each figure of each cohort, for everyone and by category."""
    for found in lived.cohorts:
        for figure in FIGURES:
            head = {
                "cohort": found.cohort.kind,
                "when": found.cohort.when,
                "consequence": found.consequence or None,
                "figure": figure.name,
                "title": figure.title,
                "unit": figure.unit,
            }
            yield {**head, "by": None, "category": "everyone", "people": found.everyone} | _value(
                found.of(figure.name)
            )
            for dimension, people in found.people.items():
                for category, many in people.items():
                    yield {**head, "by": dimension, "category": category, "people": many} | _value(
                        found.by(figure.name, dimension)[category]
                    )


def side_rows(lived: Lived) -> Iterator[Row]:
    """A row for each side, of any consequence and of each, for everyone and by category."""
    for (name, consequence), (everyone, by) in lived.sides.items():
        side = next(each for each in SIDES if each.name == name)
        head = {
            "year": lived.year,
            "consequence": consequence or None,
            "side": name,
            "title": side.title,
            "unit": side.unit,
        }
        yield {**head, "by": None, "category": "everyone"} | _value(everyone)
        for dimension, values in by.items():
            for category, value in values.items():
                yield {**head, "by": dimension, "category": category} | _value(value)


def margin_rows(lived: Lived) -> Iterator[Row]:
    """A row for each measure by opinion, sex and age."""
    for name, each in lived.margins.items():
        for dimension, values in each.by.items():
            for category, value in values.items():
                yield {
                    "year": lived.year,
                    "measure": name,
                    "title": each.title,
                    "unit": each.unit,
                    "by": dimension,
                    "category": category,
                } | _value(value)


def _value(value: Value) -> Row:
    return {"value": value.value, "low": value.low, "high": value.high, "missing": value.reason}
