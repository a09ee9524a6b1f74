"""What is wrong with a society by itself: names nobody defined, margins that disagree, impossible chances."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal

from underheaven.documents.document import Document, Path, dotted
from underheaven.documents.problems import InputError, Problem
from underheaven.documents.words import nearest
from underheaven.society.fitting import categories, cells
from underheaven.society.schema import (
    ATTRIBUTES,
    CHILD,
    MAX_ARCHETYPES,
    QUINTILES,
    SEXES,
    Society,
    Table,
)

TOLERANCE = Decimal("0.005")
"""How far shares may be from 1, or persons by age and sex from the population (relative)."""
LARGEST = Decimal(10) ** 12
SIZES = tuple(str(size) for size in range(1, 64))
"""Households of up to 63 persons: of a larger one not all members would be tied."""
ADULT_AGE = 18


class Findings:
    """The problems found in one society. A shared part has a document of its own, by its first key."""

    def __init__(self, documents: Mapping[str, Document], main: Document | None) -> None:
        self.problems: list[Problem] = []
        self._documents, self._main = documents, main

    def note(self, path: Path, what: str, why: str, remedy: str) -> None:
        """Adds a problem with the entry at `path`."""
        document = self._documents.get(str(path[0]), self._main) if path else self._main
        if document is None:
            self.problems.append(Problem(what, why, remedy, where=dotted(path)))
        else:
            self.problems.append(document.problem(path, what, why, remedy))

    def settle(self) -> None:
        """Raises InputError with everything that was noted; returns where nothing was."""
        if self.problems:
            raise InputError(self.problems)


def check_society(
    society: Society, document: Document | None = None, parts: Mapping[str, Document] | None = None
) -> None:
    """Refuses a society that contradicts itself; raises InputError with every problem at once.

    `document` and `parts` (first key -> the document of a shared part) give problems their places.
    Fitting is tried last, where nothing else was wrong.
    """
    findings = Findings(parts or {}, document)
    _check_ages(society, findings)
    _check_size(society, findings)
    for name in society.regions:
        _check_region(society, name, findings)
    _check_associations(society, findings)
    _check_acts(society, findings)
    _check_behaviour(society, findings)
    findings.settle()
    for name in society.regions:
        try:
            cells(society, name)
        except InputError as error:
            for problem in error.problems:
                findings.note(("regions", name), problem.what, problem.why, problem.remedy)
    findings.settle()


def _check_ages(society: Society, findings: Findings) -> None:
    expected: int | None = 0
    for name, band in society.age_bands.items():
        if band.first != expected:
            findings.note(
                ("age_bands", name),
                f"the band begins at {band.first}",
                "age bands follow one another from age 0 without gaps, and only the last is open",
                f"begin it at {expected}" if expected is not None else "let the open band be the last",
            )
        expected = None if band.last is None else band.last + 1
    if expected is not None:
        findings.note(("age_bands",), "the oldest band ends", "nobody may be too old for the table",
                      "leave out `last` in the oldest band")  # fmt: skip
    starts = {band.first for band in society.age_bands.values()}
    for age, why in (
        (society.small_child_below, "`small_child_below` must be a border between bands"),
        (ADULT_AGE, "adults, who head households, begin at a border between bands"),
    ):
        if age not in starts:
            findings.note(("age_bands",), f"no band begins at {age}", why, f"divide the bands at {age}")


def _check_size(society: Society, findings: Findings) -> None:
    bands, opinions = len(society.age_bands), len(society.opinions)
    archetypes = len(society.groups) * 2 * bands * 5 * 2 * 2 * opinions
    if archetypes > MAX_ARCHETYPES:
        findings.note(
            (),
            f"the society has {archetypes} archetypes",
            f"groups × 2 × age bands × 5 × 2 × 2 × opinions is at most {MAX_ARCHETYPES}",
            "use fewer groups, age bands or opinions",
        )
    people = sum(int(region.population.value) for region in society.regions.values())
    if society.default_citizens > people:
        findings.note(
            ("default_citizens",),
            f"{society.default_citizens:,} citizens",
            f"the regions have {people:,} people, and a synthetic citizen stands for at least one of them",
            f"give at most {people}",
        )
    for key, names in (("groups", society.groups), ("opinions", society.opinions)):
        for name in sorted({name for name in names if names.count(name) > 1}):
            findings.note((key,), f"'{name}' is named twice", "", "keep one")


def _check_region(society: Society, name: str, findings: Findings) -> None:
    region = society.regions[name]
    at: Path = ("regions", name)
    sexed = tuple(f"{band}/{sex}" for band in society.age_bands for sex in SEXES)
    people = sum(region.age_sex.values.values(), Decimal(0))
    whole = Decimal(1) if people <= 2 else region.population.value
    _check_table(findings, (*at, "age_sex"), region.age_sex, sexed, None)
    if abs(people - whole) > TOLERANCE * whole:
        findings.note(
            (*at, "age_sex"),
            f"ages and sexes add up to {people}",
            f"the population is {region.population.value}",
            "let them add up to the population, or to 1",
        )
    for key, table, names in (
        ("groups", region.groups, society.groups),
        ("quintiles_urban", region.quintiles_urban, QUINTILES),
        ("quintiles_rural", region.quintiles_rural, QUINTILES),
        ("opinions", region.opinions, society.opinions),
    ):
        _check_table(findings, (*at, key), table, names, Decimal(1))
    sizes = tuple(region.household_sizes.values)
    for size in sizes:
        if size not in SIZES:
            findings.note(
                (*at, "household_sizes", "values", size),
                f"'{size}' is no household size",
                f"a household has 1 to {SIZES[-1]} persons",
                'write a whole number in quotes, such as "4"',
            )
    _check_table(findings, (*at, "household_sizes"), region.household_sizes, sizes, Decimal(1))
    if findings.problems:
        return
    grown = {name for name, band in society.age_bands.items() if band.first >= ADULT_AGE}
    by_age = [(key.rpartition("/")[0], number) for key, number in region.age_sex.values.items()]
    adults = sum((number for band, number in by_age if band in grown), Decimal(0))
    persons = sum((int(size) * share for size, share in region.household_sizes.values.items()), Decimal(0))
    if adults * persons < people:
        findings.note(
            (*at, "household_sizes"),
            f"there would be more households than adults ({adults} of {people} people are adults)",
            f"households have {persons} persons in the mean, and each needs an adult",
            "give larger households or more adults",
        )


def _check_table(
    findings: Findings, at: Path, table: Table, names: Iterable[str], total: Decimal | None
) -> None:
    """Notes unknown, missing and impossible categories, and a sum that is not `total`."""
    _check_names(findings, (*at, "values"), table.values, names, complete=True)
    for name, value in table.values.items():
        if not 0 <= value <= LARGEST:
            findings.note((*at, "values", name), f"{value} is no share or number of persons",
                          f"it lies between 0 and {LARGEST:,}", "correct it")  # fmt: skip
    found = sum(table.values.values(), Decimal(0))
    if total is not None and abs(found - total) > TOLERANCE:
        findings.note(at, f"the shares add up to {found}", f"they must add up to {total} within {TOLERANCE}",
                      "correct the share that is off")  # fmt: skip


def _check_names(
    findings: Findings, at: Path, found: Iterable[str], known: Iterable[str], *, complete: bool = False
) -> None:
    found, known = tuple(found), tuple(known)
    for name in found:
        if name not in known:
            findings.note((*at, name), f"there is no '{name}'", f"known are {', '.join(known)}",
                          _instead(name, known))  # fmt: skip
    missing = [name for name in known if name not in found] if complete else []
    if missing:
        findings.note(at, f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing",
                      "every category needs a number; 0 is one", "add what is missing")  # fmt: skip


def _instead(name: str, known: Iterable[str]) -> str:
    near = nearest(name, known)
    return f"write '{near}'" if near else "use one of these"


def _check_associations(society: Society, findings: Findings) -> None:
    names = categories(society)
    for number, association in enumerate(society.associations):
        at: Path = ("associations", number)
        first, second = association.between
        for attribute in association.between:
            if attribute not in names:
                findings.note((*at, "between"), f"there is no attribute '{attribute}'",
                              f"known are {', '.join(names)}", _instead(attribute, names))  # fmt: skip
        if first == second:
            findings.note((*at, "between"), f"'{first}' is associated with itself", "", "name two attributes")
        if first == second or not {first, second} <= names.keys():
            continue
        _check_names(findings, (*at, "weights"), association.weights, names[first], complete=True)
        for category, row in association.weights.items():
            _check_names(findings, (*at, "weights", category), row, names[second], complete=True)
            for other, weight in row.items():
                if not 0 <= weight <= LARGEST:
                    findings.note((*at, "weights", category, other), f"{weight} is no weight",
                                  "weights are 0 or more", "correct it")  # fmt: skip


def _check_acts(society: Society, findings: Findings) -> None:
    known = {**categories(society), "child": CHILD}
    for name, act in society.acts.items():
        for key, factors in (("rate_by", act.rate_by), ("propensity_by", act.propensity_by)):
            _check_names(findings, ("acts", name, key), factors, ATTRIBUTES)
            for attribute, table in factors.items():
                if attribute in known:
                    _check_names(findings, ("acts", name, key, attribute), table, known[attribute])
        chance = act.propensity.value
        for attribute, table in act.propensity_by.items():
            # A category that is not named has factor 1.
            rest = () if set(known.get(attribute, ())) <= table.keys() else (Decimal(1),)
            chance *= max([*(factor.value for factor in table.values()), *rest])
        if chance > 1:
            findings.note(
                ("acts", name, "propensity_by" if act.propensity_by else "propensity"),
                f"the chance that somebody does it is {chance}",
                "`propensity` times the largest factors is above 1",
                "lower them",
            )


def _check_behaviour(society: Society, findings: Findings) -> None:
    for band in society.behaviour.employed_ages:
        if band not in society.age_bands:
            findings.note(("behaviour", "employed_ages"), f"there is no age band '{band}'",
                          f"known are {', '.join(society.age_bands)}",
                          _instead(band, society.age_bands))  # fmt: skip
    matching: Path = ("matching", "false_match")
    _check_names(findings, matching, society.matching.false_match, society.groups)
    for group, factors in society.matching.false_match.items():
        _check_names(findings, (*matching, group), factors, society.groups)
    _check_names(findings, ("matching", "false_non_match"), society.matching.false_non_match, society.groups)
