"""A file that asks for a study: which world, which keys at which values, which design, how many seeds."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any, Self

from pydantic import Field, model_validator

from underheaven.documents.beside import beside
from underheaven.documents.checking import validate
from underheaven.documents.document import Document
from underheaven.documents.problems import InputError
from underheaven.documents.quantity import Model
from underheaven.documents.reading import read_document
from underheaven.documents.texts import Line
from underheaven.policy.loading import policy_names
from underheaven.society.loading import society_names
from underheaven.study.sweeping.axes import MOST_VALUES, STATED, written

MOST_KEYS, MOST_OUTCOMES = 256, 1_000


class Entry(Model):
    """What a key takes: a list of values, `{range: [low, high]}`, or the word `stated`."""

    values: tuple[Decimal, ...] | None = Field(None, max_length=MOST_VALUES, min_length=1)
    range: tuple[Decimal, Decimal] | None = None

    @model_validator(mode="before")
    @classmethod
    def _short(cls, data: Any) -> Any:
        if isinstance(data, list | tuple):
            return {"values": data}
        if data == STATED:
            return {}
        if not isinstance(data, dict):
            raise ValueError(
                f"{str(data)[:40]} is neither values nor a range"
                " | a key takes several values, or a range from which they are drawn"
                " | write [2, 4, 8], {range: [2, 8]}, or stated"
            )
        return data

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if self.values is not None and self.range is not None:
            raise ValueError("a key takes values or a range | it cannot take both | keep one of the two")
        return self


class StudyFile(Model):
    """What a file asks for; what it leaves out is as the command has it."""

    policy: Line
    society: Line | None = None
    keys: dict[Line, Entry] = Field(min_length=1, max_length=MOST_KEYS)
    design: Line | None = None
    points: int | None = None
    seeds: int | None = None
    seed: int | None = None
    citizens: int | None = None
    start: dt.date | None = None
    end: dt.date | None = None
    outcomes: tuple[Line, ...] = Field((), max_length=MOST_OUTCOMES)

    @property
    def axes(self) -> list[tuple[str, str]]:
        """Paths with texts, as `axes_of` takes them."""
        return written(self.keys)


def read_study(path: Path) -> StudyFile:
    """The study in a file; its policy and society lie in the catalogue, or beside it or below.

    InputError with everything that is wrong, each with its line.
    """
    document = read_document(path, keep_faults=True)
    asked = validate(StudyFile, document)
    found = {
        "policy": named_beside(document, path, "policy", asked.policy, policy_names()),
        "society": None
        if asked.society is None
        else named_beside(document, path, "society", asked.society, society_names()),
    }
    return asked.model_copy(update=found)


def named_beside(document: Document, path: Path, kind: str, name: str, known: list[str]) -> str:
    """A name of the catalogue, or the path of a file beside `path` or below. InputError, with its line."""
    if name in known:
        return name
    if (there := beside(path.parent, name)) is None:
        raise InputError(
            [
                document.problem(
                    (kind,),
                    f"there is no {kind} '{name}'",
                    "it is neither in the catalogue nor a file in the folder of this one or below",
                    f"name one of {', '.join(known)}, or a file beside this one",
                    at_value=True,
                )
            ]
        )
    return str(there)
