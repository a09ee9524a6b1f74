"""Point (c) of the form: who is affected, by group, place and income."""

from __future__ import annotations

from collections.abc import Iterator

from underheaven.measure.results import Measures
from underheaven.report.form.parts import Grid, Open, Part, Section, Statement, told
from underheaven.report.results import Results
from underheaven.report.tables import INCOMES

COLUMNS = ("enrolled", "under", "in_error", "denied")
"""Measures of the table, where the run has them."""
DIMENSIONS = {"group": "group", "place": "residence", "quintile": "income"}


def affected(results: Results) -> Section:
    """(c) The categories of persons likely to be affected."""
    return Section(
        "c",
        "Persons and groups affected",
        "The categories of natural persons and groups likely to be affected by its use in the context.",
        tuple(_affected(results)),
    )


def _affected(results: Results) -> Iterator[Part]:
    world, measures = results.world, results.measures
    policy, society = world.policy, world.society
    yield Statement(
        f"Adults who are scored: from age {policy.score.scored_from_age.value}.", ("score.scored_from_age",)
    )
    indirect = []
    if any(policy.association.alpha.values) and not policy.safeguards.no_association:
        indirect.append(("Family, colleagues and friends, whose scores pull each other", "association"))
    if policy.positional:
        indirect.append(("Children, whose places go by the rank of their family", "positional"))
    if policy.firms is not None and society.firms is not None:
        indirect.append(("Employees and representatives of firms that are scored", "firms"))
    if any(each.fast_lane for each in policy.privileges.values()) and society.hospital is not None:
        indirect.append(("Patients, who wait longer where others are served first", "privileges"))
    if any(source.faces is not None for source in policy.sources.values()):
        indirect.append(
            ("People whose faces resemble somebody else's, and anybody in view of a camera", "sources")
        )
    for text, key in indirect:
        yield Statement(f"Indirectly: {text[0].lower()}{text[1:]}.", (key,))
    shown = [name for name in COLUMNS if name in measures and measures[name].all.value is not None]
    if shown:
        titles = tuple(f"{measures[name].title}{_unit(results, name)}" for name in shown)
        rows = [("everyone", *(told(measures[name].all, measures[name].unit) for name in shown))]
        for dimension, word in DIMENSIONS.items():
            for category in measures[shown[0]].by(dimension):
                cells = (told(measures[name].by(dimension)[category], measures[name].unit) for name in shown)
                rows.append((f"{word}: {INCOMES.get(category, category)}", *cells))
        yield Grid(
            f"Adults in the scheme, {measures.period} (95 % intervals)",
            ("who", *titles),
            tuple(rows),
            tuple(shown),
        )
    if (why := _no_interval(measures, shown)) is not None:
        yield Statement(f"Why a value has no interval: {why}; more citizens give one.", ("measures",))
    yield Statement(
        "The model knows group, sex, age, residence, income, small children and opinion of its synthetic "
        "people, and nothing else: not disability, migration, illness or care.",
        ("society",),
    )
    yield Open("Which persons in vulnerable situations are affected whom the model does not know?")


def _no_interval(measures: Measures, shown: list[str]) -> str | None:
    """Why a measure of the table has no interval for everyone; None where each has one."""
    reasons = (measures[name].all.reason for name in shown)
    return next((reason.removeprefix("no interval: ") for reason in reasons if reason is not None), None)


def _unit(results: Results, name: str) -> str:
    unit = results.measures[name].unit
    return "" if unit == "share" else f", {unit}"
