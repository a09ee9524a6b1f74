"""The closed list of what measures are made with: each combinator, and its formula.

Their functions are in `combining.py`. NumPy is not needed to say what a measure is.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Combinator:
    """One combinator: what it takes, and its formula in words.

    `fewest` and `most` are how many operands it takes; no `most` stands for any number.
    """

    operands: str
    formula: str
    fewest: int
    most: int | None

    def takes(self, many: int) -> bool:
        """Whether it takes so many operands."""
        return self.fewest <= many and (self.most is None or many <= self.most)


TWO = "two operands, a and b"
COMBINATORS: dict[str, Combinator] = {
    "plus": Combinator("one operand or more", "a + b + …", 1, None),
    "times": Combinator("two operands or more", "a × b × …", 2, None),
    "ratio": Combinator(TWO, "a / b; missing where b is not above 0", 2, 2),
    "per_thousand": Combinator(TWO, "1000 × a / b; missing where b is not above 0", 2, 2),
    "per_year": Combinator(TWO, "a / (b / 525960), b minutes; missing where b is not above 0", 2, 2),
    "per_thousand_years": Combinator(
        TWO, "1000 × a / (b / 525960), b minutes; missing where b is not above 0", 2, 2
    ),
    "over_everyone": Combinator(
        "one operand, a",
        "a of the category / a of everyone; missing where the latter is not above 0",
        1,
        1,
    ),
    "correlation": Combinator(
        "four operands: n, Σx, Σx² and Σxy of pairs that count both ways",
        "(n Σxy − (Σx)²) / (n Σx² − (Σx)²); missing where the denominator is not above 0",
        4,
        4,
    ),
    "quantile": Combinator(
        "one operand, a share",
        "the score below which that share of the histogram lies, linear within a bin",
        1,
        1,
    ),
    "gini": Combinator("no operand", "Gini coefficient of the histogram, from the bins' midpoints", 0, 0),
}
"""By name. docs/measures-as-data.md tells each in full."""
