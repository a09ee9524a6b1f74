"""Tables of what a run of each shipped policy should give, beside the policies (docs/policies.md).

What a table is about is written by hand, in `NAME.yaml`: the run, and some quotients that mean something. How
much there should be comes from runs, in `NAME.json`, which `python -m tools.expected FOLDER` makes: an
interval for each quotient, and for the columns of the tallies over the whole run, of everybody and by region.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal

from pydantic import Field

from underheaven.documents.checking import validate
from underheaven.documents.names import PolicyName
from underheaven.documents.quantity import Model
from underheaven.documents.reading import read_document
from underheaven.policy.loading import CATALOGUE, policy_path

FOLDER = CATALOGUE / "expected"
Interval = tuple[float, float]


class Row(Model):
    """One quotient that means something: a sum of columns of the tallies over another."""

    what: str
    kind: Literal["input", "calibrated", "emergent"] = Field(
        description="Whether it follows from the file almost directly, was aimed at, or was chosen by nobody."
    )
    of: tuple[str, ...] = Field(min_length=1, description="Columns summed above the line; `*` is any name.")
    over: tuple[str, ...] = Field(min_length=1, description="Columns summed below it.")
    times: Decimal = Field(Decimal(1), description="Factor on the quotient, such as 1000.")
    year: int | None = Field(None, description="The calendar year; absent: the whole run.")
    why: str
    published: str | None = Field(None, description="What is published of it, and where.")


class Expected(Model):
    """The table of one policy, as far as it is written by hand, and the runs that it is about."""

    policy: PolicyName
    society: PolicyName
    citizens: int = Field(ge=100)
    first_day: dt.date
    last_day: dt.date
    rows: tuple[Row, ...] = Field(min_length=1)


@dataclass(frozen=True)
class Intervals:
    """What runs gave: between what a quotient or a count must lie, both ends included.

    `rows` goes by the quotients' `what`. `counts` goes by place, `everywhere` or a region, and then by column
    of the tallies. All hold at once in all but a share `missed` of runs.
    """

    missed: float
    rows: dict[str, Interval]
    counts: dict[str, dict[str, Interval]]

    def as_data(self) -> dict[str, Any]:
        """Plain JSON values: under `columns`, for each column an interval or null for each of `places`."""
        places = list(self.counts)
        columns = dict.fromkeys(column for of in self.counts.values() for column in of)
        return {
            "missed": self.missed,
            "rows": {what: list(each) for what, each in self.rows.items()},
            "places": places,
            "columns": {
                column: [list(each) if (each := self.counts[place].get(column)) else None for place in places]
                for column in columns
            },
        }

    @classmethod
    def of_data(cls, data: dict[str, Any]) -> Intervals:
        """The same back."""
        rows = {what: (low, high) for what, (low, high) in data["rows"].items()}
        counts: dict[str, dict[str, Interval]] = {place: {} for place in data["places"]}
        for column, intervals in data["columns"].items():
            for place, each in zip(data["places"], intervals, strict=True):
                if each is not None:
                    counts[place][column] = (each[0], each[1])
        return cls(data["missed"], rows, counts)


def expected_path(name: str) -> Path:
    """The file with the table of a policy of the catalogue; InputError for any other name."""
    return FOLDER / policy_path(name).name


def load_expected(name: str) -> Expected:
    """The table of a policy of the catalogue. InputError where the policy or its table does not exist."""
    return validate(Expected, read_document(expected_path(name)))


def intervals_path(name: str) -> Path:
    """The file with the intervals of a policy's table; InputError for what is not in the catalogue."""
    return expected_path(name).with_suffix(".json")


def load_intervals(name: str) -> Intervals:
    """The intervals of the table of a policy of the catalogue. InputError for any other name."""
    return Intervals.of_data(json.loads(intervals_path(name).read_text(encoding="utf-8")))
