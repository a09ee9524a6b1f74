"""A file that asks for a calibration: a world, what is fitted in it, and the observed totals."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from functools import cached_property
from math import prod
from pathlib import Path
from typing import Any, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from underheaven.documents.checking import validate
from underheaven.documents.document import Document
from underheaven.documents.problems import refuse
from underheaven.documents.quantity import Model, Quantity
from underheaven.documents.reading import read_document
from underheaven.documents.texts import Line, Prose, Title
from underheaven.documents.words import nearest
from underheaven.policy.loading import policy_names
from underheaven.policy.named import there
from underheaven.society.loading import society_names
from underheaven.study.sweeping.axes import STATED
from underheaven.study.sweeping.file import named_beside

CATALOGUE = Path(__file__).parent / "catalogue"
FEWEST_PEOPLE = 1_000
"""People that an observed total is about, at least: nothing may be fitted to what a few did."""
MOST_PARAMETERS, MOST_TARGETS = 16, 64
Counted = Literal["month", "year", "whole", "stock"]


class Parameter(Model):
    """The prior of a key: a range (by default that of its file), even or even in its logarithm."""

    range: tuple[Decimal, Decimal] | None = None
    scale: Literal["even", "log"] = "even"
    why: Line | None = Field(None, description="Why the prior is this one and not the file's own.")

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        if data == STATED:
            return {}
        if not isinstance(data, dict):
            raise ValueError(
                f"{str(data)[:40]} is not a prior"
                " | a parameter is drawn from a range"
                " | write {range: [2, 8]}, or stated for the range that the number's own file gives"
            )
        return data


class Total(Model):
    """An observed total, and what is counted of a run beside it.

    Counted is a harm by name (`measure`), or a sum of columns over another (`of`, `over`) within days.
    """

    title: Title
    measure: Line | None = None
    of: tuple[Line, ...] = Field((), max_length=64)
    over: tuple[Line, ...] = Field((), max_length=64)
    counted: Counted | None = None
    first: dt.date | None = None
    last: dt.date | None = None
    value: Decimal = Field(gt=0, description="The total as it was observed.")
    times: tuple[Line, ...] = Field((), max_length=8, description="Links that it is multiplied by.")
    per: tuple[Line, ...] = Field((), max_length=8, description="Links that it is divided by.")
    unit: Line
    tolerance: Decimal | None = Field(
        None, gt=0, le=10, description="Part of the observed total by which a run may be off."
    )
    source: Line
    date: Line
    people: int = Field(description="How many people the total is about.")
    about: Prose | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if (self.measure is None) == (not self.of):
            raise ValueError(
                "a total needs either `measure` or `of` and `over` | one says what is counted in a run"
                " | keep one of the two"
            )
        if self.measure is None and not self.over:
            raise ValueError(
                "`of` stands without `over` | a run has fewer people than were observed, and a sum alone "
                "cannot be held against a total | name the columns that it is divided by"
            )
        if self.measure is not None and (self.over or self.counted):
            raise ValueError(
                "`measure` stands beside `over` or `counted` | a harm is counted as its definition says"
                " | keep `measure` alone"
            )
        return self

    @model_validator(mode="after")
    def _of_many(self) -> Self:
        if self.people < FEWEST_PEOPLE:
            raise PydanticCustomError(
                "people",
                "it is about {people} people"
                " | so few could be told apart, and nothing is fitted to what a few did"
                " | give a total of {fewest} people or more",
                {"people": f"{self.people:,}", "fewest": f"{FEWEST_PEOPLE:,}", "at": ("people",)},
            )
        return self


class CalibrationFile(Model):
    """What a file asks for."""

    calibration: Title
    about: Prose
    policy: Line
    society: Line
    citizens: int = Field(ge=100)
    start: dt.date
    end: dt.date
    draws: int = Field(200, description="Draws from the prior, of which a part is kept in each round.")
    rounds: int = Field(6, description="Rounds at most, the prior's own among them.")
    keep: Decimal = Field(Decimal("0.5"), description="Part of the draws that is kept.")
    seeds: int = 2
    seed: int = Field(1, ge=0, lt=2**63)
    parameters: dict[Line, Parameter] = Field(min_length=1, max_length=MOST_PARAMETERS)
    links: dict[Line, Quantity] = Field(default_factory=dict, max_length=MOST_TARGETS)
    targets: dict[Line, Total] = Field(min_length=1, max_length=MOST_TARGETS)
    predicted: dict[Line, Total] = Field(default_factory=dict, max_length=MOST_TARGETS)

    def observed(self, total: Total) -> float:
        """What was observed, in what a run counts: with the links multiplied in."""
        above, below = (
            prod((self.links[name].value for name in names), start=Decimal(1))
            for names in (total.times, total.per)
        )
        return float(total.value * above / below)

    @cached_property
    def totals(self) -> dict[str, Total]:
        """Targets, and then what is predicted."""
        return {**self.targets, **self.predicted}


def calibration_names() -> list[str]:
    """The calibrations that are shipped; beside them lie societies that they are of."""
    return sorted(path.parent.name for path in CATALOGUE.glob("*/calibration.yaml"))


def calibration_path(name: str) -> Path:
    """The file of that shipped calibration, or of that path. InputError where there is neither."""
    if name in calibration_names():
        return CATALOGUE / name / "calibration.yaml"
    if there(name):
        return Path(name)
    near = nearest(name, calibration_names())
    raise refuse(
        f"there is no calibration '{name[:80]}'",
        "no file has that name either",
        f"write {near}" if near else f"name a file, or one of {', '.join(calibration_names())}",
    )


def read_calibration(path: Path) -> tuple[CalibrationFile, Document]:
    """The calibration in a file; policy and society lie in the catalogue, or beside the file or below.

    InputError with everything that is wrong with its shape, each with its line.
    """
    document = read_document(path, keep_faults=True)
    asked = validate(CalibrationFile, document)
    found = {
        "policy": named_beside(document, path, "policy", asked.policy, policy_names()),
        "society": named_beside(document, path, "society", asked.society, society_names()),
    }
    return asked.model_copy(update=found), document
