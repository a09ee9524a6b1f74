"""No number of a society that is not invented may describe a few people: small cells, as offices call them.

Statistical offices suppress or merge cells that few people stand behind. Here the least is the same for
everybody: a group or an opinion that anybody in a region has is had by 1,000 people there at least; an
age and sex, a fifth of incomes, or town or country, by 100; a size of household by 100 households.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from underheaven.documents.document import Path
from underheaven.society.checks.findings import Findings
from underheaven.society.schema import Region, Society

LEAST_OF_A_TRAIT, LEAST_OF_A_MARGIN = 1000, 100


def check_cells(society: Society, findings: Findings) -> None:
    """Notes every number above 0 that fewer people (or households) stand behind than may."""
    if society.invented:
        return
    for name, region in society.regions.items():
        for at, count, least, what in _cells(region):
            if 0 < count < least:
                findings.note(
                    ("regions", name, *at),
                    f"about {_rounded(count)} {what}",
                    f"in a society that is not invented, no number above 0 stands for fewer than {least:,}, "
                    "so that none describes a person",
                    f"merge '{at[-1]}' with another category or the region with another one, or write 0",
                )


def _cells(region: Region) -> Iterator[tuple[Path, Decimal, int, str]]:
    """Every cell of a region: its path, how many stand behind it, how many must, and what they are."""
    people, urban = region.population.value, region.urban.value
    for key, table, size, least in (
        ("groups", region.groups.values, people, LEAST_OF_A_TRAIT),
        ("opinions", region.opinions.values, people, LEAST_OF_A_TRAIT),
        ("age_sex", region.age_sex.values, people, LEAST_OF_A_MARGIN),
        ("quintiles_urban", region.quintiles_urban.values, people * urban, LEAST_OF_A_MARGIN),
        ("quintiles_rural", region.quintiles_rural.values, people * (1 - urban), LEAST_OF_A_MARGIN),
    ):
        for category, share in _shares(table):
            yield (key, "values", category), share * size, least, "people"
    for part in (urban, 1 - urban):
        yield ("urban",), part * people, LEAST_OF_A_MARGIN, "people in town or country"
    sizes = region.household_sizes.values
    persons = sum((int(number) * share for number, share in _shares(sizes)), Decimal(0))
    for number, share in _shares(sizes):
        yield ("household_sizes", "values", number), share * people / persons, LEAST_OF_A_MARGIN, "households"


def _shares(table: Mapping[str, Decimal]) -> Iterator[tuple[str, Decimal]]:
    """The categories of a table with their shares, of which the sum is 1."""
    whole = sum(table.values(), Decimal(0))
    return ((category, value / whole) for category, value in table.items() if whole)


def _rounded(count: Decimal) -> str:
    return f"{count:.0f}" if count >= 1 else "0"
