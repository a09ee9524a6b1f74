"""Measures of a world read from plain JSON and plain counts, written from docs/measures-as-data.md alone.

It imports nothing of the package and no library: whoever writes a third one, in a page, can follow it.
Missing values are None. People are weighed before they are added up.
"""

from collections.abc import Callable
from typing import Any, TypeAlias

Value: TypeAlias = float | None


class Category:
    """What is counted of one category: columns by name, and bins of the histogram where they are kept."""

    def __init__(
        self, columns: dict[str, float], bins: list[float] | None, everyone: "Category | None"
    ) -> None:
        self.columns = columns
        self.bins = bins
        self.everyone = everyone or self


def weights(document: dict[str, Any], counts: dict[str, Any]) -> dict[tuple[str, str], float]:
    """What a person of each region and group counts for."""
    how, found = document["weights"], dict[tuple[str, str], float]()
    column = document["columns"].index(how["column"])
    for region, shares in how["shares"].items():
        lived = dict.fromkeys(shares, 0)
        for row in counts["rows"]:
            if row["region"] == region:
                lived[row["group"]] += row["tallies"][column]
        wanted = {group: share * sum(lived.values()) for group, share in shares.items()}
        alone = {group: over(wanted[group], lived[group]) for group in shares}
        far = {
            group
            for group in shares
            if (lived[group] or wanted[group]) and not how["least"] <= (alone[group] or 0.0) <= how["most"]
        }
        if far:
            far.add(max(shares, key=lambda group: wanted[group]))
        together = over(sum(wanted[group] for group in far), sum(lived[group] for group in far))
        for group in shares:
            weight = together if group in far else alone[group]
            found[region, group] = weight if lived[group] and weight is not None else 1.0
    return found


def category(
    document: dict[str, Any], counts: dict[str, Any], breakdown: str, name: str, weighed: bool
) -> Category:
    """The counts of a category of a breakdown; of everyone where `breakdown` is empty.

    `counts` are `rows`, each with its group, region, place, quintile and wave and the `tallies` in the order
    of the document's columns; `bins` by (region, group); and `queue`, the queue's three sums, by region.
    """
    weight = weights(document, counts) if weighed else {}
    columns: dict[str, float] = dict.fromkeys(
        [*document["columns"], *document["derived"], *document["queue"]], 0
    )
    for row in counts["rows"]:
        if breakdown and row[breakdown] != name:
            continue
        of_row = dict(zip(document["columns"], row["tallies"], strict=True))
        for derived, how in document["derived"].items():
            place = document["breakdowns"]["quintile"].index(row["quintile"])
            of_row[derived] = of_row[how["column"]] * how["times_of_quintile"][place]
        for column, number in of_row.items():
            columns[column] += number * weight.get((row["region"], row["group"]), 1)
    for region, sums in counts["queue"].items():
        if breakdown in ("", "region") and name in ("", region):
            for column, number in zip(document["queue"], sums, strict=True):
                columns[column] += number
    bins = None
    if breakdown in ("", "region", "group"):
        bins = [0.0] * document["histogram"]["bins"]
        for (region, group), there in counts["bins"].items():
            if name in ("", {"region": region, "group": group}.get(breakdown)):
                times = weight.get((region, group), 1)
                bins = [one + times * other for one, other in zip(bins, there, strict=True)]
    everyone = category(document, counts, "", "", weighed) if breakdown else None
    return Category(columns, bins, everyone)


def evaluate(document: dict[str, Any], expression: Any, of: Category) -> Value:
    """The value of an expression for a category; None where it is missing."""
    if isinstance(expression, list):
        return sum(-of.columns[term[1:]] if term[0] == "-" else of.columns[term] for term in expression)
    if not isinstance(expression, dict):
        return float(expression)
    ((name, operands),) = expression.items()
    if name == "over_everyone":
        return over(evaluate(document, operands[0], of), evaluate(document, operands[0], of.everyone))
    values = [evaluate(document, each, of) for each in operands]
    if name == "quantile":
        return quantile(document["histogram"], of.bins, values[0])
    if name == "gini":
        return gini(of.bins)
    if any(value is None for value in values):
        return None
    return COMBINED[name](document["minutes_per_year"], *values)


def over(above: Value, below: Value) -> Value:
    """A quotient; missing where either is, or the lower one is not above 0."""
    return None if above is None or below is None or not below > 0 else above / below


def product(values: tuple[float, ...]) -> float:
    """All multiplied, from the left."""
    first, *others = values
    for each in others:
        first *= each
    return first


def quantile(histogram: dict[str, Any], bins: list[float] | None, share: Value) -> Value:
    """The score below which a share of people lies, linear within the bin in which it is reached."""
    if not bins or not sum(bins) or share is None:
        return None
    wanted, before = sum(bins) * share, 0.0
    for number, people in enumerate(bins):
        if people and before + people >= wanted:
            score: float = histogram["lowest"] + (number + (wanted - before) / people) * histogram["width"]
            return min(score, float(histogram["highest"]))
        before += people
    raise AssertionError("a share is at most 1")


def gini(bins: list[float] | None) -> Value:
    """The Gini coefficient, everybody taken to stand at the midpoint of their bin."""
    if not bins:
        return None
    pairs, people, scores = 0.0, 0.0, 0.0
    for number, more in enumerate(bins):
        middle = number + 0.5
        pairs += more * (middle * people - scores)
        people, scores = people + more, scores + more * middle
    return over(pairs, people * scores)


def correlation(people: float, values: float, squares: float, products: float) -> Value:
    """Of pairs that count both ways, from their sums."""
    return over(people * products - values * values, people * squares - values * values)


COMBINED: dict[str, Callable[..., Value]] = {
    "plus": lambda _, *values: sum(values),
    "times": lambda _, *values: product(values),
    "ratio": lambda _, above, below: over(above, below),
    "per_thousand": lambda _, above, below: over(1000 * above, below),
    "per_year": lambda year, above, minutes: over(above, minutes / year),
    "per_thousand_years": lambda year, above, minutes: over(1000 * above, minutes / year),
    "correlation": lambda _, *sums: correlation(*sums),
}


def value(
    document: dict[str, Any],
    counts: dict[str, Any],
    measure: dict[str, Any],
    breakdown: str,
    of: Category,
) -> Value:
    """A measure of a category; missing where it is not broken down so, or has to begin with the run."""
    if breakdown and breakdown not in measure["breakdowns"]:
        return None
    if measure["from_start"] and not counts["from_start"]:
        return None
    return evaluate(document, measure["expression"], of)
