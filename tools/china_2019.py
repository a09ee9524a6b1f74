"""Makes the society china-2019 from the aggregates in data/china-2019 (formulas: docs/societies.md).

    python tools/china_2019.py          writes underheaven/society/catalogue/china-2019.yaml
    python tools/china_2019.py --check  exits with 1 if that file is not what the data give

It reads the tables of that folder and nothing else; every row is a province or the nation.
"""

from __future__ import annotations

import csv
import math
import sys
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data" / "china-2019"
HEAD = Path(__file__).with_name("china_2019_head.yaml")
OUTPUT = ROOT / "underheaven" / "society" / "catalogue" / "china-2019.yaml"

Row = Mapping[str, str]

QUINTILES = ("q1", "q2", "q3", "q4", "q5")
SEXES = ("male", "female")
AGE_1_2_OF_1_4 = 0.4634
"""Share of the ages 1 and 2 among 1 to 4, from the births of 2016 to 2020 (data/china-2019/SOURCES.md)."""
AGE_15_17_OF_15_19 = 3 / 5
PARTS: dict[str, tuple[tuple[str, float], ...]] = {
    "0-2": (("0", 1), ("1-4", AGE_1_2_OF_1_4)),
    "3-17": (("1-4", 1 - AGE_1_2_OF_1_4), ("5-9", 1), ("10-14", 1), ("15-19", AGE_15_17_OF_15_19)),
    "18-29": (("15-19", 1 - AGE_15_17_OF_15_19), ("20-24", 1), ("25-29", 1)),
    "30-44": (("30-34", 1), ("35-39", 1), ("40-44", 1)),
    "45-59": (("45-49", 1), ("50-54", 1), ("55-59", 1)),
    "60-74": (("60-64", 1), ("65-69", 1), ("70-74", 1)),
    "75+": (("75-79", 1), ("80-84", 1), ("85+", 1)),
}
"""The society's age bands out of the census's."""
LARGEST = 7
"""The largest household; larger ones are folded into it."""
TOP_OVER_BOTTOM = 76_401 / 7_380
"""Mean income of the highest quintile over that of the lowest, nation, 2019 (S11)."""
OPINIONS = (
    "{assumed: answers to pollsters are too favourable (kostka), range: [0.5, 2], "
    "values: {supportive: 0.55, neutral: 0.33, critical: 0.12}}"
)
"""No survey gives opinions by province; the same is assumed for all."""
INTERNET_2020 = 0.645
"""Share of internet users, nation, 2020-03 (S15)."""


def table(name: str) -> list[dict[str, str]]:
    """The rows of one table of the data folder."""
    with (DATA / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def rounded(values: Sequence[float], whole: int) -> list[int]:
    """Values that sum to 1 as integers that sum to `whole`: largest remainder, ties to the first."""
    scaled = [value * whole for value in values]
    counts = [math.floor(value) for value in scaled]
    order = sorted(range(len(values)), key=lambda i: (counts[i] - scaled[i], i))
    for i in order[: whole - sum(counts)]:
        counts[i] += 1
    return counts


def shares(names: Sequence[str], values: Sequence[float], digits: int) -> str:
    """A YAML mapping of shares with so many digits that add up to 1 exactly."""
    parts = rounded(values, 10**digits)
    written = [f"{part / 10**digits:.{digits}f}" for part in parts]
    return ", ".join(f"{name}: {share}" for name, share in zip(names, written, strict=True))


def bisect(function: Callable[[float], float], low: float, high: float, wanted: float) -> float:
    """Where an increasing function reaches `wanted`."""
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if function(middle) < wanted else (low, middle)
    return (low + high) / 2


def normal(z: float) -> float:
    """The standard normal distribution function."""
    return math.erfc(-z / math.sqrt(2)) / 2


class Incomes:
    """National quintiles of income: a mixture of lognormals, for towns and country of each province.

    One shape, sigma, holds for all; it and the four bounds are such that the nation has a fifth of its
    people between each two bounds, and that the mean of the highest fifth is `TOP_OVER_BOTTOM` times
    that of the lowest.
    """

    def __init__(self, provinces: Sequence[Row]) -> None:
        self.parts: list[tuple[float, float]] = []
        for row in provinces:
            people, urban = int(row["population_persons_2020"]), float(row["urban_share_2020"])
            self.parts += [
                (people * urban, float(row["urban_disposable_income_yuan_2019"])),
                (people * (1 - urban), float(row["rural_disposable_income_yuan_2019"])),
            ]
        self.people = sum(weight for weight, _ in self.parts)
        self.sigma = bisect(self._ratio, 0.1, 2, TOP_OVER_BOTTOM)
        self.bounds = self._bounds(self.sigma)

    def below(self, bound: float, mean: float, sigma: float) -> float:
        """Share of people below an income, where the mean income is `mean`."""
        return normal((math.log(bound / mean) + sigma * sigma / 2) / sigma)

    def _bounds(self, sigma: float) -> list[float]:
        def share_below(log: float) -> float:
            bound = math.exp(log)
            return sum(weight * self.below(bound, mean, sigma) for weight, mean in self.parts) / self.people

        return [math.exp(bisect(share_below, 0, 20, fifth / 5)) for fifth in range(1, 5)]

    def _ratio(self, sigma: float) -> float:
        """Mean of the highest fifth over mean of the lowest."""
        bounds = self._bounds(sigma)

        def income_below(bound: float) -> float:
            return sum(
                weight * mean * normal((math.log(bound / mean) - sigma * sigma / 2) / sigma)
                for weight, mean in self.parts
            )

        everything = sum(weight * mean for weight, mean in self.parts)
        return (everything - income_below(bounds[3])) / income_below(bounds[0])

    def quintiles(self, mean: float) -> list[float]:
        """Shares of the national quintiles among people whose mean income is `mean`."""
        passed = [0.0, *(self.below(bound, mean, self.sigma) for bound in self.bounds), 1.0]
        return [high - low for low, high in pairwise(passed)]


def households(row: Row, province: Row) -> list[float]:
    """Shares of households of 1 to 7 persons: those of 2 to 7 tilted exponentially to the province's mean."""
    alone = float(province["one_person_household_share_2020"])
    mean = float(province["avg_household_size_persons_2020"])
    raw = [float(row[f"share_{size}"]) for size in range(2, 10)] + [float(row["share_10_plus"])]
    folded = [*raw[: LARGEST - 2], sum(raw[LARGEST - 2 :])]

    def tilted(slope: float) -> list[float]:
        weights = [share * math.exp(slope * size) for size, share in enumerate(folded, 2)]
        return [(1 - alone) * weight / sum(weights) for weight in weights]

    def size(slope: float) -> float:
        return alone + sum(persons * share for persons, share in enumerate(tilted(slope), 2))

    return [alone, *tilted(bisect(size, -3, 3, mean))]


def ages(rows: Sequence[Row], population: int) -> list[tuple[str, int]]:
    """Persons by band and sex, whole numbers that add up to the population."""
    by_band = {row["age_band_years"]: row for row in rows}
    names, people = [], []
    for band, parts in PARTS.items():
        for sex in SEXES:
            names.append(f"{band}/{sex}")
            people.append(sum(int(by_band[name][f"{sex}_persons_2020"]) * part for name, part in parts))
    return list(zip(names, rounded([number / population for number in people], population), strict=True))


def relative(values: Sequence[float], people: Sequence[int]) -> list[float]:
    """Values over their mean by population."""
    mean = sum(value * number for value, number in zip(values, people, strict=True)) / sum(people)
    return [value / mean for value in values]


def span(value: float, low: float, high: float) -> str:
    """A YAML range between two multiples of a value."""
    return f"[{value * low:.3f}, {value * high:.3f}]"


def region(
    province: Row, sizes: Row, by_age: Sequence[Row], incomes: Incomes, densities: Sequence[float]
) -> str:
    """The YAML of one region; densities are those of cameras, internet and doctors."""
    cameras, online, doctors = densities
    population = int(province["population_persons_2020"])
    minority = province["minority_share_2020"]
    persons = ages(by_age, population)
    people = "".join(
        f"        {man[0]}: {man[1]}\n        {woman[0]}: {woman[1]}\n"
        for man, woman in zip(persons[::2], persons[1::2], strict=True)
    )
    urban = shares(QUINTILES, incomes.quintiles(float(province["urban_disposable_income_yuan_2019"])), 4)
    rural = shares(QUINTILES, incomes.quintiles(float(province["rural_disposable_income_yuan_2019"])), 4)
    at_home = shares([f'"{size}"' for size in range(1, LARGEST + 1)], households(sizes, province), 5)
    return f"""\
  {province["name_en"].lower().replace(" ", "-")}:
    title: {province["name_en"]}
    title_local: {province["name_zh"]}
    tile: [{province["tile_row"]}, {province["tile_col"]}]
    population: {{value: {population}, source: S1, confidence: V}}
    age_sex:
      source: S1
      confidence: D
      values:
{people.rstrip()}
    groups: {{source: S1, confidence: V, values: {{han: {1 - float(minority):.4f}, minority: {minority}}}}}
    urban: {{value: {province["urban_share_2020"]}, source: S1, confidence: V}}
    quintiles_urban: {{source: income, confidence: M, range: [0.7, 1.4], values: {{{urban}}}}}
    quintiles_rural: {{source: income, confidence: M, range: [0.7, 1.4], values: {{{rural}}}}}
    opinions: {OPINIONS}
    household_sizes: {{source: S1, confidence: D, range: [0.9, 1.1], values: {{{at_home}}}}}
    densities:
      cameras: {{value: {cameras:.3f}, assumed: as towns and income, range: {span(cameras, 0.5, 2)}}}
      internet: {{value: {online:.3f}, source: internet, confidence: M, range: {span(online, 0.85, 1.15)}}}
      doctors: {{value: {doctors:.3f}, source: beds, confidence: D, range: {span(doctors, 0.9, 1.1)}}}
"""


def document() -> str:
    """The whole society as YAML."""
    provinces = table("provinces.csv")
    sizes = {row["iso"]: row for row in table("household_size_by_province.csv")}
    by_age = table("age_sex_by_province.csv")
    people = [int(row["population_persons_2020"]) for row in provinces]
    incomes = Incomes(provinces)
    towns = [float(row["urban_share_2020"]) for row in provinces]
    income = [float(row["disposable_income_yuan_2019"]) for row in provinces]
    cameras = relative([town * math.sqrt(yuan) for town, yuan in zip(towns, income, strict=True)], people)
    internet = relative([float(row["internet_user_share_2016"]) for row in provinces], people)
    beds = relative([float(row["health_beds_per_1000_2018"]) for row in provinces], people)
    doctors = [(1 + bed) / 2 for bed in beds]
    bounds = ", ".join(f"{bound:,.0f}" for bound in incomes.bounds)
    regions = "\n".join(
        region(row, sizes[row["iso"]], [r for r in by_age if r["iso"] == row["iso"]], incomes, densities)
        for row, *densities in zip(provinces, cameras, internet, doctors, strict=True)
    )
    shape = f"sigma {incomes.sigma:.3f}, bounds {bounds} yuan a year"
    level = f"relative to the nation, {INTERNET_2020} in 2020-03"
    return HEAD.read_text(encoding="utf-8").format(shape=shape, level=level) + regions


def main(arguments: Sequence[str]) -> int:
    """Writes the society, or checks it; the exit code."""
    text = document()
    if "--check" in arguments:
        return 0 if OUTPUT.read_text(encoding="utf-8") == text else 1
    OUTPUT.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
