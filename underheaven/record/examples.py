"""What examples can be searched for: harm done to people, and how they stand; never how they behave.

Nothing here finds who obeys, who is silent so that more would be, or who is easiest to see.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Literal, NamedTuple

import numpy as np
from numpy.typing import NDArray

from underheaven.documents.problems import refuse
from underheaven.documents.words import nearest

Unit = Literal["acts", "records", "days", "points", "level"]
Columns = Mapping[str, NDArray[np.int64]]
"""Name of a column -> int64[n], a number for each of n citizens."""
SIXTEENTHS = 16
OPERATORS: dict[str, Callable[[NDArray[np.float64], float], NDArray[np.bool_]]] = {
    "<=": np.less_equal,
    ">=": np.greater_equal,
    "=": np.equal,
    "<": np.less,
    ">": np.greater,
}
_COMPARISON = re.compile(r"\s*([A-Za-z_ -]+?)\s*(<=|>=|=|<|>)\s*(\S+)\s*")


@dataclass(frozen=True)
class Question:
    """A measure of one citizen by which examples are ranked, those with most of it first.

    `column` is a count of a life (`counted.columns.Life`), a level, or `shown`; who has 0 of it is no
    example unless `all_count`. With `family` it is the mean of a household's adults, and the family's first
    adult is shown. `only` narrows who is asked about.
    """

    name: str
    finds: str
    column: str
    unit: Unit
    lowest: bool = False
    all_count: bool = False
    family: bool = False
    only: Literal["", "no deeds", "under none"] = ""

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it needs."""
        more = {"": (), "no deeds": ("deeds",), "under none": ("shown",)}[self.only]
        return (self.column, *more)

    def who(self, columns: Columns, clear: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Who is an example, bool[n]; from the score `clear`, int64[n], on nothing is in force for each."""
        found = np.ones(len(columns[self.column]), bool) if self.all_count else columns[self.column] > 0
        if self.only == "no deeds":
            found &= columns["deeds"] == 0
        elif self.only == "under none":
            found &= columns["shown"] >= clear
        return found


QUESTIONS = {
    each.name: each
    for each in (
        Question("most denied", "acts denied because of standing", "denied", "acts"),
        Question("most prevented", "acts prevented by house arrest", "prevented", "acts"),
        Question("most refused", "visits refused for lack of room", "refused", "acts"),
        Question("most silenced", "posts and petitions that were held back", "silenced", "acts"),
        Question("most wrong records", "records of what somebody else did", "wrong_records", "records"),
        Question("longest sanctioned", "time under any consequence", "sanctioned", "days"),
        Question("longest confined", "time under house arrest", "confined", "days"),
        Question(
            "sanctioned in error",
            "time under a consequence only because of records about the wrong person",
            "in_error",
            "days",
        ),
        Question(
            "sanctioned by ties", "time under a consequence only because of others' scores", "by_ties", "days"
        ),
        Question(
            "sanctioned without a deed",
            "time under a consequence of people who did nothing that the policy punishes",
            "sanctioned",
            "days",
            only="no deeds",
        ),
        Question(
            "recovered",
            "time under a consequence of people who are under none at the end",
            "sanctioned",
            "days",
            only="under none",
        ),
        Question("most dread", "dread at the end, 0 to 255", "dread", "level"),
        Question("most hardship", "hardship at the end, 0 to 255", "hardship", "level"),
        Question("highest score", "score at the end", "shown", "points", all_count=True),
        Question("lowest score", "score at the end", "shown", "points", lowest=True, all_count=True),
        Question(
            "top family", "mean score of a household's adults", "shown", "points", all_count=True, family=True
        ),
        Question(
            "bottom family",
            "mean score of a household's adults",
            "shown",
            "points",
            lowest=True,
            all_count=True,
            family=True,
        ),
    )
}
NUMBERS: dict[str, Unit] = {
    "denied": "acts",
    "prevented": "acts",
    "refused": "acts",
    "silenced": "acts",
    "wrong_records": "records",
    "sanctioned": "days",
    "in_error": "days",
    "by_ties": "days",
    "confined": "days",
    "dread": "level",
    "hardship": "level",
    "score": "points",
}
"""What may be compared with a number, and in which unit."""


class Comparison(NamedTuple):
    """A column, an operator and a number in the column's unit."""

    column: str
    operator: str
    number: Decimal

    @property
    def unit(self) -> Unit:
        """What the number is counted in."""
        return NUMBERS["score" if self.column == "shown" else self.column]


class Category(NamedTuple):
    """An attribute, and the number of one of its categories."""

    attribute: str
    code: int


@dataclass(frozen=True)
class Where:
    """What is searched for: the question that ranks, and everything that must hold of an example."""

    text: str
    rank: Question
    questions: tuple[Question, ...]
    comparisons: tuple[Comparison, ...]
    categories: tuple[Category, ...]

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that it needs, each once."""
        asked = [column for question in self.questions for column in question.columns]
        return tuple(dict.fromkeys((*asked, *self.rank.columns, *(each.column for each in self.comparisons))))


def where(text: str, categories: Mapping[str, tuple[str, ...]]) -> Where:
    """Read what to search for: named questions and comparisons, joined by `and`.

    `categories` are those of each attribute. The first question ranks, or else the first number that is
    compared. InputError, with what comes near, for anything else; no text goes on to any other language.
    """
    questions, comparisons, chosen = [], [], []
    for clause in re.split(r"\s+and\s+", text.strip(), flags=re.IGNORECASE):
        found = _COMPARISON.fullmatch(clause)
        if found is None:
            questions.append(_question(clause))
            continue
        name, operator, value = found.groups()
        name = name.strip().casefold().replace(" ", "_").replace("-", "_")
        if name in categories:
            chosen.append(_category(name, operator, value, categories[name]))
        else:
            comparisons.append(_comparison(name, operator, value, tuple(categories)))
    rank = next(iter(questions), None)
    if rank is None:
        if not comparisons:
            raise refuse(
                f"'{text}' ranks nobody",
                "it says who is meant, and not by what they are examples",
                f"add one of: {', '.join(QUESTIONS)}",
            )
        first = comparisons[0]
        low = first.operator in ("<", "<=")
        rank = Question("", first.column, first.column, first.unit, lowest=low, all_count=True)
    return Where(text, rank, tuple(questions), tuple(comparisons), tuple(chosen))


def _question(clause: str) -> Question:
    name = re.sub(r"[\s_-]+", " ", clause).strip().casefold()
    if name in QUESTIONS:
        return QUESTIONS[name]
    close = nearest(name, QUESTIONS)
    raise refuse(
        f"'{clause.strip()}' cannot be searched for" if name else "there is nothing to search for",
        f"examples are found by: {', '.join(QUESTIONS)}; or by a comparison such as in_error > 10",
        f"did you mean {close}?" if close else "name one of them",
    )


def _comparison(name: str, operator: str, value: str, attributes: tuple[str, ...]) -> Comparison:
    if name not in NUMBERS:
        close = nearest(name, (*NUMBERS, *attributes))
        raise refuse(
            f"'{name}' cannot be compared",
            f"numbers are {', '.join(NUMBERS)}; attributes are {', '.join(attributes)}",
            f"did you mean {close}?" if close else "name one of them",
        )
    try:
        number = Decimal(value)
    except InvalidOperation:
        number = Decimal("nan")
    if not number.is_finite():
        unit = NUMBERS[name]
        raise refuse(
            f"'{value}' is not a number", f"{name} is counted in {unit}", f"write {name} {operator} 10"
        )
    return Comparison("shown" if name == "score" else name, operator, number)


def _category(attribute: str, operator: str, value: str, known: tuple[str, ...]) -> Category:
    if operator != "=":
        raise refuse(
            f"'{attribute} {operator} {value}' cannot be asked", f"{attribute} has no order", "use ="
        )
    if value not in known:
        close = nearest(value, known)
        raise refuse(
            f"there is no {attribute} '{value}'",
            f"there are {', '.join(known)}",
            f"did you mean {close}?" if close else "name one of them",
        )
    return Category(attribute, known.index(value))
