"""Tables of what a run of each shipped policy should give, beside the policies (docs/policies.md)."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, model_validator

from underheaven.documents.checking import validate
from underheaven.documents.names import PolicyName
from underheaven.documents.quantity import Model
from underheaven.documents.reading import read_document
from underheaven.policy.loading import CATALOGUE, policy_path

FOLDER = CATALOGUE / "expected"


class Row(Model):
    """One quantity: a sum of columns of the tallies over another, and the interval in which it must lie."""

    what: str
    kind: Literal["input", "calibrated", "emergent"] = Field(
        description="Whether it follows from the file almost directly, was aimed at, or was chosen by nobody."
    )
    of: tuple[str, ...] = Field(min_length=1, description="Columns summed above the line; `*` is any name.")
    over: tuple[str, ...] = Field(min_length=1, description="Columns summed below it.")
    times: Decimal = Field(Decimal(1), description="Factor on the quotient, such as 1000.")
    year: int | None = Field(None, description="The calendar year; absent: the whole run.")
    between: tuple[Decimal, Decimal]
    why: str
    published: str | None = Field(None, description="What is published of it, and where.")

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.between[0] > self.between[1]:
            raise ValueError("the interval ends before it begins | swap its ends")
        return self


class Expected(Model):
    """The table of one policy, and the run that it is about."""

    policy: PolicyName
    society: PolicyName
    citizens: int = Field(ge=100)
    first_day: dt.date
    last_day: dt.date
    seed: int = Field(ge=0)
    rows: tuple[Row, ...] = Field(min_length=1)


def expected_path(name: str) -> Path:
    """The file with the table of a policy of the catalogue; InputError for any other name."""
    return FOLDER / policy_path(name).name


def load_expected(name: str) -> Expected:
    """The table of a policy of the catalogue. InputError where the policy or its table does not exist."""
    return validate(Expected, read_document(expected_path(name)))
