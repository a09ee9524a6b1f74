"""Checking a document against its model: every error at once, each with its place, cause and remedy."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from decimal import Decimal
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from underheaven.documents.document import Document, Path
from underheaven.documents.explaining import explain, quoted_number
from underheaven.documents.faults import faults_of
from underheaven.documents.problems import InputError, Problem
from underheaven.documents.words import nearest

__all__ = ["nearest", "validate"]

M = TypeVar("M", bound=BaseModel)


def validate(model: type[M], document: Document, *, data: object | None = None) -> M:
    """The `model` that `document` holds.

    `data`, where given, is checked in place of the document's own (a reform after it was merged with
    its base); what is not in the document then has the place of its nearest ancestor that is.

    A model's own validators speak through ValueError or PydanticCustomError with the text
    `what | remedy` or `what | why | remedy`. A PydanticCustomError may carry `{"at": (...)}`, the path
    from the model to the entry meant.

    Raises InputError with every problem, in the order of the file.
    """
    given = document.data if data is None else data
    try:
        checked = model.model_validate(given)
    except ValidationError as error:
        problems = [explain(fault, document) for fault in faults_of(error, model, given)]
        raise InputError(in_order(problems)) from None
    except ArithmeticError:
        # A validator computed with a number that the reader never saw as one: a quoted 1e999999.
        raise InputError(
            in_order(
                [*_quoted_numbers(given, (), document)]
                or [
                    document.problem((), "a number is too large to compute with", "", "write smaller numbers")
                ]
            )
        ) from None
    if problems := [*_misreadings(checked, given, (), document)]:
        raise InputError(in_order(problems))
    return checked


def in_order(problems: list[Problem]) -> list[Problem]:
    """`problems` in the order of the file, each once."""
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.line, problem.column))


def _misreadings(value: object, data: object, path: Path, document: Document) -> Iterator[Problem]:
    """Where pydantic was kinder than a document deserves: `true` for 1, 20140101 for a day in 1970."""
    if isinstance(value, BaseModel) and isinstance(data, dict):
        for name, field in type(value).model_fields.items():
            key = field.alias or name
            if key in data:
                yield from _misreadings(getattr(value, name), data[key], (*path, key), document)
    elif isinstance(value, dict) and isinstance(data, dict) and len(value) == len(data):
        for inside, key in zip(value.values(), data, strict=True):
            yield from _misreadings(inside, data[key], (*path, key), document)
    elif isinstance(value, list | tuple) and isinstance(data, list) and len(value) == len(data):
        for number, (inside, item) in enumerate(zip(value, data, strict=True)):
            yield from _misreadings(inside, item, (*path, number), document)
    elif isinstance(value, bool):
        if not isinstance(data, bool) and isinstance(data, str | int | Decimal):
            yield document.problem(
                path,
                f"'{data}' is neither true nor false",
                "only these two words are read so",
                f"write {str(value).lower()}",
                at_value=True,
            )
    elif isinstance(value, int | Decimal):
        if isinstance(data, bool):
            yield document.problem(
                path,
                f"{str(data).lower()} is not a number",
                "a number belongs here",
                f"write {value}",
                at_value=True,
            )
        elif isinstance(data, str) and (words := quoted_number(data)):
            yield document.problem(path, *words, at_value=True)
    elif isinstance(value, dt.date) and isinstance(data, int | Decimal):
        yield document.problem(
            path, f"{data} is not a day", "a day belongs here", "write it as in 2014-01-01", at_value=True
        )


def _quoted_numbers(data: object, path: Path, document: Document) -> Iterator[Problem]:
    if isinstance(data, str) and (words := quoted_number(data)):
        yield document.problem(path, *words, at_value=True)
    elif isinstance(data, dict | list):
        for step, inside in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _quoted_numbers(inside, (*path, step), document)
