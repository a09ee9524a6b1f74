"""Checking a document against its model: every error at once, each with its place, cause and remedy."""

from __future__ import annotations

from typing import TypeVar

from pydantic import BaseModel, ValidationError

from underheaven.documents.document import Document, Path
from underheaven.documents.explaining import explain, without_echoes
from underheaven.documents.faults import faults_of
from underheaven.documents.misreadings import misreadings
from underheaven.documents.problems import MAX_PROBLEMS, InputError, Problem
from underheaven.documents.words import nearest

__all__ = ["in_order", "nearest", "validate"]

M = TypeVar("M", bound=BaseModel)


def validate(model: type[M], document: Document, *, data: object | None = None) -> M:
    """The `model` that `document` holds.

    `data`, where given, is checked in place of the document's own (a reform after it was merged with
    its base); what is not in the document then has the place of its nearest ancestor that is.

    A model's own validators speak through ValueError or PydanticCustomError with the text
    `what | remedy` or `what | why | remedy`. A PydanticCustomError may carry `{"at": (...)}`, the path
    from the model to the entry meant.

    Raises InputError, `early`, with every problem in the order of the file: whether what it says makes sense
    is checked after its shape.
    """
    given = document.data if data is None else data
    found: dict[Path, list[Problem]] = {}
    for path, words in misreadings(model, given, ()):
        if not document.is_faulty(path):
            found.setdefault(path, []).append(document.problem(path, *words, at_value=True))
    misread = set(found)
    try:
        checked = model.model_validate(given)
    except ValidationError as error:
        # What is wrong with a misread value, or with one that is none, has been said.
        faults = [
            fault
            for fault in faults_of(error, model, given)
            if fault.path not in misread and not document.is_faulty(fault.path)
        ]
        faults = without_echoes(faults)
        for fault in faults[:MAX_PROBLEMS]:
            found.setdefault(fault.path, []).append(explain(fault, document))
        if len(faults) > MAX_PROBLEMS:
            words = (f"{len(faults) - MAX_PROBLEMS} more problems", "", "mend the others first")
            found.setdefault((), []).append(document.problem((), *words))
    except ArithmeticError:
        # A validator computed with a number that only a text can hold, such as "1e999999".
        if not found:
            words = ("a number is too large to compute with", "", "write smaller numbers")
            found[()] = [document.problem((), *words)]
    if found or document.faults:
        said = [problem for problems in found.values() for problem in problems]
        raise InputError(in_order([*document.faults, *said]), early=True)
    return checked


def in_order(problems: list[Problem]) -> list[Problem]:
    """`problems` in the order of the file, each once."""
    return sorted(dict.fromkeys(problems), key=lambda problem: (problem.line, problem.column))
