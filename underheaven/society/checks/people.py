"""What is wrong with the people of a society: ages, regions, margins, associations."""

from __future__ import annotations

from decimal import Decimal

from underheaven.documents.document import Path
from underheaven.documents.words import counted
from underheaven.society.checks.findings import (
    LARGEST,
    TOLERANCE,
    Findings,
    check_names,
    check_table,
    instead,
)
from underheaven.society.numbering import categories
from underheaven.society.schema import MAX_ARCHETYPES, MAX_DENSITIES, QUINTILES, SEXES, Society
from underheaven.society.sizes import citizens_of_regions

SIZES = tuple(str(size) for size in range(1, 64))
"""Households of up to 63 persons: of a larger one not all members would be tied."""
ADULT_AGE = 18


def check_people(society: Society, findings: Findings) -> None:
    """Notes what is wrong with the margins from which people are drawn."""
    _check_ages(society, findings)
    _check_size(society, findings)
    for name in society.regions:
        _check_region(society, name, findings)
    _check_associations(society, findings)
    _check_densities(society, findings)


def _check_densities(society: Society, findings: Findings) -> None:
    seen: set[str] = set()
    for name, region in society.regions.items():
        seen |= region.densities.keys()
        if len(seen) > MAX_DENSITIES:
            findings.note(
                ("regions", name, "densities"),
                f"{counted(len(seen), 'name')} of densities in the regions up to here",
                f"all regions together have at most {MAX_DENSITIES}, each stated in many of them",
                "give the same densities in every region",
            )
            return


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
        (society.small_child_below.value, "`small_child_below` must be a border between bands"),
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
    if society.default_citizens.value > people:
        findings.note(
            ("default_citizens",),
            f"{society.default_citizens.value:,} citizens",
            f"the regions have {people:,} people, and a synthetic citizen stands for at least one of them",
            f"give at most {people}",
        )
    elif min(found := citizens_of_regions(society, society.default_citizens.value)) < 1:
        empty = list(society.regions)[found.index(0)]
        findings.note(
            ("default_citizens",),
            f"of {society.default_citizens.value:,} citizens none would live in {empty}",
            f"it has {society.regions[empty].population.value:,} of {people:,} people",
            f"give at least {-(-people // int(society.regions[empty].population.value)):,}",
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
    check_table(findings, (*at, "age_sex"), region.age_sex, sexed, None)
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
        check_table(findings, (*at, key), table, names, Decimal(1))
    sizes = tuple(region.household_sizes.values)
    for size in sizes:
        if size not in SIZES:
            findings.note(
                (*at, "household_sizes", "values", size),
                f"'{size}' is not a household size",
                f"a household has 1 to {SIZES[-1]} persons",
                'write a whole number in quotes, such as "4"',
            )
    check_table(findings, (*at, "household_sizes"), region.household_sizes, sizes, Decimal(1))
    if not findings.none:
        return
    grown = {name for name, band in society.age_bands.items() if band.first >= ADULT_AGE}
    by_age = [(key.rpartition("/")[0], number) for key, number in region.age_sex.values.items()]
    adults = sum((number for band, number in by_age if band in grown), Decimal(0))
    persons = sum((int(size) * share for size, share in region.household_sizes.values.items()), Decimal(0))
    if adults * persons < people:
        findings.note(
            (*at, "household_sizes"),
            f"there would be more households than adults ({adults} of {people} people are adults)",
            f"households have {persons} persons on average, and each needs an adult",
            "give larger households or more adults",
        )


def _check_associations(society: Society, findings: Findings) -> None:
    names = categories(society)
    for number, association in enumerate(society.associations):
        at: Path = ("associations", number)
        first, second = association.between
        for attribute in association.between:
            if attribute not in names:
                findings.note((*at, "between"), f"there is no attribute '{attribute}'",
                              f"known are {', '.join(names)}", instead(attribute, names))  # fmt: skip
        if first == second:
            findings.note((*at, "between"), f"'{first}' is associated with itself", "", "name two attributes")
        if first == second or not {first, second} <= names.keys():
            continue
        check_names(findings, (*at, "weights"), association.weights, names[first], complete=True)
        for category, row in association.weights.items():
            check_names(findings, (*at, "weights", category), row, names[second], complete=True)
            for other, weight in row.items():
                if not 0 <= weight <= LARGEST:
                    findings.note((*at, "weights", category, other), f"{weight} is not a weight",
                                  "weights are 0 or more", "correct it")  # fmt: skip
